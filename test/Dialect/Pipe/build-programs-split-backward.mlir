// RUN: pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-split-backward,pipe-schedule{schedule=zb-h1 ranks=2 micro-batches=8},pipe-outline-tasks,pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s
// RUN: pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-split-backward,pipe-schedule{schedule=1f1b ranks=2 micro-batches=8},pipe-outline-tasks,pipe-build-programs,pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s --check-prefix=WHOLE

// What cannot run says so; programs are not built either.

// RUN: not pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=zb-h1 ranks=2 micro-batches=8})' 2>&1 | FileCheck %s --check-prefix=UNSPLIT
// RUN: pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=1f1b ranks=2 micro-batches=8})' 2>/dev/null | sed 's/"1f1b"/"zb-h1"/' > %t.mlir
// RUN: not pipe-opt %t.mlir --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-build-programs)' 2>&1 | FileCheck %s --check-prefix=UNSPLIT

// UNSPLIT: error: {{.*}}the schedule 'zb-h1' has the action 0I0 (rank 0, position 2), but the backward of stage 0 is not split; run pipe-split-backward first

// The first stage has no I: W runs where the schedule has it. The second one is a
// micro-batch behind with W, so what I keeps for it has two slots.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity
// CHECK-NOT:     pipe.run @input_gradient
// CHECK:         scf.for
// CHECK:           pipe.post %[[FROM]], 
// CHECK:           pipe.run @weight_gradient_0
// CHECK-LABEL: pipe.program rank 1
// CHECK:         %[[KEPT:.+]] = pipe.buffer local : <2 x tensor<2x3xf32>>
// CHECK:         %[[TO:.+]] = pipe.channel send gradient to 0 capacity
// CHECK:         scf.for %[[M:.+]] =
// CHECK:           pipe.run @forward_1 [%[[M]]]
// CHECK:           pipe.run @input_gradient_1 [%[[M]]] {{.*}}outs(%{{.+}}[%[[M]]], %[[KEPT]][%[[M]]] :
// CHECK:           pipe.send %[[TO]],
// CHECK:           pipe.run @weight_gradient_1 [%[[M]] - 1] ins(%{{.+}}[%[[M]] - 1], %[[KEPT]][%[[M]] - 1] :
// CHECK:         pipe.run @weight_gradient_1 [7]
// CHECK-NOT:     pipe.run
// CHECK:       pipe.drain

// In a split graph B is I and then W. What I keeps needs one slot; what others
// wait for is sent before W.

// WHOLE-LABEL: pipe.program rank 0
// WHOLE-NOT:     pipe.run @{{backward|input}}
// WHOLE-LABEL: pipe.program rank 1
// WHOLE:         pipe.buffer local : <1 x tensor<2x3xf32>>
// WHOLE:         %[[TO:.+]] = pipe.channel send gradient to 0 capacity
// WHOLE:         scf.for %[[M:.+]] =
// WHOLE:           pipe.run @forward_1 [%[[M]]]
// WHOLE:           pipe.run @input_gradient_1 [%[[M]]]
// WHOLE-NEXT:      pipe.send %[[TO]],
// WHOLE:           pipe.run @weight_gradient_1 [%[[M]]]
// WHOLE-NOT:     pipe.run
module attributes {pipe.pure_dialects = ["m"]} {
  pipe.pipeline @mlp gradients mean {
    pipe.param @w0 : tensor<4x4xf32>
    pipe.param @w1 : tensor<4x4xf32>
    pipe.graph (%x "x" : tensor<2x4xf32>) {
      %h = pipe.task @forward_0 forward stage 0 (%x) params(@w0) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
      ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
        %0 = "m.f"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
        pipe.yield %0 : tensor<2x4xf32>
      }
      %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w1) : (tensor<2x4xf32>) -> tensor<f32> {
      ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
        %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
        pipe.yield %0 : tensor<f32>
      }
      %dh, %g1 = pipe.task @backward_1 backward stage 1 (%h) params(@w1) : (tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<4x4xf32>) {
      ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
        %0 = "m.shared"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<2x3xf32>
        %1 = "m.input"(%0, %b) : (tensor<2x3xf32>, tensor<4x4xf32>) -> tensor<2x4xf32>
        %2 = "m.weight"(%0, %a) : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
        pipe.yield %1, %2 : tensor<2x4xf32>, tensor<4x4xf32>
      }
      %g0 = pipe.task @backward_0 backward stage 0 (%x, %dh) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32> {
      ^bb0(%a: tensor<2x4xf32>, %d: tensor<2x4xf32>):
        %0 = "m.weight"(%a, %d) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
        pipe.yield %0 : tensor<4x4xf32>
      }
      pipe.return outputs(%loss as "loss" : tensor<f32>) gradients(%g0 of @w0 : tensor<4x4xf32>, %g1 of @w1 : tensor<4x4xf32>)
    }
  }
}
