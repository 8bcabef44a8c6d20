// RUN: pipe-opt %s --allow-unregistered-dialect \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=1f1b ranks=2 micro-batches=8},pipe-outline-tasks,pipe-build-programs{post-receives},pipe-verify-programs)' \
// RUN:   2>/dev/null | FileCheck %s

// A slot that is released is posted for at once, in the iteration before the one
// that reads the message: while rank 0 runs a forward, the gradient may come. The
// last release has no post behind it, so that iteration stands alone. On rank 1 the
// next post follows the release with nothing in between: the loop is the same.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[D:.+]] = pipe.buffer received : <1 x tensor<2x4xf32>>
// CHECK:         %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity 2
// CHECK-NEXT:    %[[TO:.+]] = pipe.channel send activation to 1 capacity 3
// CHECK:         pipe.post %[[FROM]], %[[D]][0]
// CHECK-NEXT:    pipe.acquire
// CHECK-NEXT:    pipe.run @forward_0 [0]
// CHECK-NEXT:    pipe.send %[[TO]]
// CHECK-NEXT:    scf.for %[[M:.+]] = %c1{{.*}} to %c8{{.*}} step %c1
// CHECK-NEXT:      pipe.acquire
// CHECK-NEXT:      pipe.run @forward_0 [%[[M]]]
// CHECK-NEXT:      pipe.send %[[TO]]
// CHECK-NEXT:      pipe.wait %[[D]][%[[M]] - 1]
// CHECK-NEXT:      pipe.run @backward_0 [%[[M]] - 1]
// CHECK-NEXT:      pipe.release %[[D]][%[[M]] - 1]
// CHECK-NEXT:      pipe.post %[[FROM]], %[[D]][%[[M]]]
// CHECK-NEXT:    }
// CHECK-NEXT:    pipe.wait %[[D]][7]
// CHECK-NEXT:    pipe.run @backward_0 [7]
// CHECK-NEXT:    pipe.release %[[D]][7]
// CHECK-NOT:     pipe.post
// CHECK-LABEL: pipe.program rank 1
// CHECK:         %[[FROM:.+]] = pipe.channel recv activation from 0 capacity 3
// CHECK:         scf.for %[[M:.+]] = %c0{{.*}} to %c8{{.*}} step %c1
// CHECK-NEXT:      pipe.post %[[FROM]], %[[H:.+]][%[[M]]]
// CHECK-NEXT:      pipe.wait %[[H]][%[[M]]]
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
      %0:2 = "m.b"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> (tensor<2x4xf32>, tensor<4x4xf32>)
      pipe.yield %0#0, %0#1 : tensor<2x4xf32>, tensor<4x4xf32>
    }
    %g0 = pipe.task @backward_0 backward stage 0 (%x, %dh) params(@w0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32> {
    ^bb0(%a: tensor<2x4xf32>, %d: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.b0"(%a, %d, %b) : (tensor<2x4xf32>, tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
      pipe.yield %0 : tensor<4x4xf32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>) gradients(%g0 of @w0 : tensor<4x4xf32>, %g1 of @w1 : tensor<4x4xf32>)
  }
}
