// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m},pipe-partition{stages=3 cut-after=s0,s1})' | FileCheck %s
// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -o /dev/null \
// RUN:   --pass-pipeline='builtin.module(pipe-import{batch=x pure-dialects=m},pipe-partition{stages=3 cut-after=s0,s1})' 2>&1 | FileCheck %s --check-prefix=REMARK

// What two stages can compute from what both have is computed by both: the factor
// %f reads the activation between stages 0 and 1, and is used at both.

// CHECK-LABEL: reference @local
// CHECK:         %[[F0:.+]]:2 = pipe.task @forward_0 forward stage 0
// CHECK:         pipe.task @backward_1 backward stage 1 ({{.*}}%[[F0]]#1{{.*}})
// CHECK:           "m.factor"
// CHECK:         pipe.task @backward_0 backward stage 0 ({{.*}}%[[F0]]#1{{.*}})
// CHECK:           "m.factor"
func.func @local(%w: tensor<2xf32> loc("w"), %v: tensor<2xf32> loc("v"), %x: tensor<2xf32> loc("x")) -> (tensor<f32>, tensor<2xf32>, tensor<2xf32>) {
  %a = "m.layer"(%x, %w) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %b = math.tanh %a : tensor<2xf32> loc("s0")
  %c = "m.layer"(%b, %v) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %d = math.tanh %c : tensor<2xf32> loc("s1")
  %loss = "m.loss"(%d) : (tensor<2xf32>) -> tensor<f32>
  %f = "m.factor"(%b) : (tensor<2xf32>) -> tensor<2xf32>
  %g = "m.dloss"(%d) : (tensor<2xf32>) -> tensor<2xf32>
  %dv = "m.dv"(%g, %f, %c) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %dw = "m.dw"(%g, %f, %a) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %loss, %dw, %dv : tensor<f32>, tensor<2xf32>, tensor<2xf32>
}

// -----

// No stage has both forward values that %q reads: the smaller one is sent along,
// through the forward tasks, for one stage below has it.

// CHECK-LABEL: reference @sent_up
// CHECK:         %[[F0:.+]]:2 = pipe.task @forward_0 forward stage 0
// CHECK:           %[[SMALL:.+]] = "m.small"
// CHECK:           pipe.yield %[[SMALL]],
// CHECK:         pipe.task @forward_2 forward stage 2 (%{{.+}}, %[[F0]]#0)
// CHECK:         pipe.task @backward_2 backward stage 2 ({{.*}}%[[F0]]#0{{.*}})
// CHECK:           "m.both"
// REMARK:        remark: 'm.both' runs at stage 2, which does not have the forward value it reads, of type 'tensor<1xf32>'; it is sent along from stage 0
// REMARK:        note: the value is made here, at stage 0
func.func @sent_up(%w: tensor<2xf32> loc("w"), %x: tensor<2xf32> loc("x")) -> (tensor<f32>, tensor<2xf32>) {
  %small = "m.small"(%x) : (tensor<2xf32>) -> tensor<1xf32>
  %a = "m.grow"(%x, %small) : (tensor<2xf32>, tensor<1xf32>) -> tensor<2xf32> loc("s0")
  %b = math.tanh %a : tensor<2xf32> loc("s1")
  %big = "m.layer"(%b, %w) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %loss = "m.loss"(%big) : (tensor<2xf32>) -> tensor<f32>
  %q = "m.both"(%big, %small) : (tensor<2xf32>, tensor<1xf32>) -> tensor<2xf32>
  return %loss, %q : tensor<f32>, tensor<2xf32>
}

// -----

// The same, but a backward value binds the op to stage 0: the value of stage 2
// comes down through the backward task there.

// CHECK-LABEL: reference @sent_down
// CHECK:         %[[F2:.+]]:2 = pipe.task @forward_2 forward stage 2
// CHECK:         %[[B2:.+]] = pipe.task @backward_2 backward stage 2 (%[[F2]]#0)
// CHECK-NEXT:    ^bb0(%[[A:.+]]: tensor<1xf32>):
// CHECK-NEXT:      pipe.yield %[[A]]
// CHECK:         pipe.task @backward_0 backward stage 0 ({{.*}}%[[B2]]{{.*}})
// CHECK:           "m.both"
// REMARK:        'm.both' runs at stage 0, which does not have the forward value it reads, of type 'tensor<1xf32>'; it is sent along from stage 2
func.func @sent_down(%w: tensor<2xf32> loc("w"), %x: tensor<2xf32> loc("x")) -> (tensor<f32>, tensor<2xf32>) {
  %a = "m.layer"(%x, %w) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %b = math.tanh %a : tensor<2xf32> loc("s0")
  %c = math.tanh %b : tensor<2xf32> loc("s1")
  %small = "m.small"(%c) : (tensor<2xf32>) -> tensor<1xf32>
  %loss = "m.loss"(%small) : (tensor<1xf32>) -> tensor<f32>
  %p = "m.first"(%a) : (tensor<2xf32>) -> tensor<2xf32>
  %q = "m.both"(%p, %small) : (tensor<2xf32>, tensor<1xf32>) -> tensor<2xf32>
  return %loss, %q : tensor<f32>, tensor<2xf32>
}

// -----

// Ops of a cotangent that only gradients of stage 0 need run there, although
// higher stages could: one value is sent, straight from stage 2, not three.

// CHECK-LABEL: reference @sink
// CHECK:         %[[B2:.+]] = pipe.task @backward_2 backward stage 2
// CHECK:           pipe.yield %{{.+}} : tensor<2x4xf32>
// CHECK:         pipe.task @backward_1 backward stage 1 () cost 0
// CHECK:         pipe.task @backward_0 backward stage 0 (%[[B2]],
// CHECK-DAG:       linalg.transpose
// CHECK-DAG:       tensor.collapse_shape
func.func @sink(%w: tensor<4x4xf32> loc("w"), %v: tensor<8xf32> loc("v"), %x: tensor<2x4xf32> loc("x")) -> (tensor<f32>, tensor<4x4xf32>, tensor<8xf32>) {
  %a = "m.layer"(%x, %w, %v) : (tensor<2x4xf32>, tensor<4x4xf32>, tensor<8xf32>) -> tensor<2x4xf32>
  %b = math.tanh %a : tensor<2x4xf32> loc("s0")
  %c = math.exp %b : tensor<2x4xf32> loc("s1")
  %d = math.exp %c : tensor<2x4xf32>
  %loss = "m.loss"(%d) : (tensor<2x4xf32>) -> tensor<f32>
  %p = "m.dloss"(%d) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %q = arith.mulf %p, %c : tensor<2x4xf32>
  %r = arith.mulf %q, %b : tensor<2x4xf32>
  %e = tensor.empty() : tensor<4x2xf32>
  %t = linalg.transpose ins(%r : tensor<2x4xf32>) outs(%e : tensor<4x2xf32>) permutation = [1, 0]
  %dw = "m.dw"(%t, %a) : (tensor<4x2xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %dv = tensor.collapse_shape %r [[0, 1]] : tensor<2x4xf32> into tensor<8xf32>
  return %loss, %dw, %dv : tensor<f32>, tensor<4x4xf32>, tensor<8xf32>
}

// -----

// A destination that is not read is no dependency, and a scalar of the forward
// part is computed anew in the backward task: no message can hold it.

// CHECK-LABEL: reference @odd_values
// CHECK:         %[[F0:.+]]:2 = pipe.task @forward_0 forward stage 0
// CHECK:           pipe.yield %{{.+}}, %{{.+}} : tensor<2xf32>, tensor<2xf32>
// CHECK:         pipe.task @forward_2 forward stage 2 (%{{[^,]*}}) cost
// CHECK:           tensor.empty
// CHECK:           linalg.map { math.exp }
// CHECK:         pipe.task @backward_0 backward stage 0 ({{.*}}%[[F0]]#0{{.*}})
// CHECK:           %[[S:.+]] = tensor.extract
// CHECK:           math.exp %[[S]] : f32
func.func @odd_values(%w: tensor<2xf32> loc("w"), %x: tensor<2xf32> loc("x")) -> (tensor<f32>, tensor<2xf32>) {
  %c0 = arith.constant 0 : index
  %a = "m.layer"(%x, %w) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %s = tensor.extract %a[%c0] : tensor<2xf32>
  %e = math.exp %s : f32
  %b = tensor.splat %e : tensor<2xf32> loc("s0")
  %c = math.tanh %b : tensor<2xf32> loc("s1")
  %d = linalg.map { math.exp } ins(%c : tensor<2xf32>) outs(%b : tensor<2xf32>)
  %loss = "m.loss"(%d) : (tensor<2xf32>) -> tensor<f32>
  %p = "m.dloss"(%d) : (tensor<2xf32>) -> tensor<2xf32>
  %q = arith.mulf %p, %c : tensor<2xf32>
  %se = tensor.splat %e : tensor<2xf32>
  %r = "m.dw"(%q, %se, %a) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %loss, %r : tensor<f32>, tensor<2xf32>
}
