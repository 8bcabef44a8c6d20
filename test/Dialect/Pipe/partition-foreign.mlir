// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x,y pure-dialects=m},pipe-partition{stages=2})' | FileCheck %s --check-prefix=PURE
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x,y},pipe-partition{stages=2})' | FileCheck %s --check-prefix=KEPT
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x,y},pipe-partition{stages=2})' -o /dev/null 2>&1 | FileCheck %s --check-prefix=REMARK

// Ops that nobody registered, cut by their SSA form alone. When the dialect is
// said to be pure, ops of parameters are computed by every task that needs them,
// and an op whose result nobody needs is dropped.

// PURE:      pipe.task @forward_0 forward stage 0 (%{{.+}}) params(@w)
// PURE:        "m.transpose"
// PURE:        "m.dot"
// PURE-NOT:    "m.trace"
// PURE:      pipe.task @forward_1 forward stage 1
// PURE-NOT:    "m.trace"
// PURE:      pipe.task @backward_1 backward stage 1 ({{.*}}) params(@w)
// PURE:        "m.transpose"
// PURE:      func.func

// Otherwise they stay, once and in order: all of the forward part in front of the
// loss, and what comes behind it by descending stage. What was computed from the
// parameter is then a value like any other, which stage 1 gets beside the
// activation.
// KEPT:      %[[F0:.+]]:2 = pipe.task @forward_0 forward stage 0 (%{{.+}}) params(@w)
// KEPT:        "m.transpose"
// KEPT:        "m.dot"
// KEPT:      %[[F1:.+]]:{{.}} = pipe.task @forward_1 forward stage 1 ({{.*}}%[[F0]]#0)
// KEPT:        "m.trace"
// KEPT:      pipe.task @backward_1 backward stage 1 ({{.*}}%[[F0]]#0)
// KEPT-NOT:    "m.transpose"
// KEPT:      pipe.task @backward_0 backward stage 0 () cost 0
// KEPT:      func.func

// REMARK: remark: 8 ops have unknown effects ('m.transpose', 'm.dot', 'm.trace', 'm.square', ...); they keep their order and are never copied. If they have none, name their dialect in 'pure-dialects' of pipe-import
// REMARK: remark: 'm.dsquare' runs at stage 1, which does not have the forward value it reads, of type 'tensor<4x4xf32>'; it is sent along from stage 0
// REMARK: note: the value is made here, at stage 0
func.func @main(%w: tensor<4x4xf32> loc("w"), %x: tensor<4x4xf32> loc("x"), %y: tensor<4x4xf32> loc("y")) -> (tensor<f32>, tensor<4x4xf32>) {
  %wt = "m.transpose"(%w) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %0 = "m.dot"(%x, %wt) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %t = "m.trace"(%0) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %1 = "m.square"(%0) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %2 = "m.square"(%1) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %3 = "m.loss"(%2, %y) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<f32>
  %4 = "m.dloss"(%2, %y) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %5 = "m.dsquare"(%4, %1, %0, %wt) : (tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return %3, %5 : tensor<f32>, tensor<4x4xf32>
}
