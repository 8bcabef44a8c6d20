// RUN: pipe-opt %s --allow-unregistered-dialect --split-input-file \
// RUN:   --pass-pipeline='builtin.module(pipe-schedule{schedule=1f1b ranks=2 micro-batches=8},pipe-outline-tasks,pipe-build-programs)' \
// RUN:   2>/dev/null | FileCheck %s

// Two stages, 1f1b. The activation %h is read by the other rank's forward and
// backward; it stays in the sender's memory until the receiver releases it, and
// two slots are enough because rank 0 is two micro-batches ahead at most. Where it
// is copied instead, three may be in flight: two that were sent, and one that was
// received and that the receiver is about to release.

// CHECK-LABEL: pipe.program rank 0
// CHECK-DAG:     %[[X:.+]] = pipe.buffer input "x" : <8 x tensor<2x4xf32>>
// CHECK-DAG:     %[[H:.+]] = pipe.buffer local : <2 x tensor<2x4xf32>>
// CHECK-DAG:     %[[DH:.+]] = pipe.buffer received : <1 x tensor<2x4xf32>>
// CHECK-DAG:     %[[G:.+]] = pipe.buffer gradient "w0" result
// CHECK:         %[[TO:.+]] = pipe.channel send activation to 1 capacity 3
// CHECK-NEXT:    %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity 2
// CHECK:         pipe.zero %[[G]]
// CHECK:         pipe.acquire %[[H]][0]
// CHECK-NEXT:    pipe.run @forward_0 [0]
// CHECK-NEXT:    pipe.send %[[TO]], %[[H]][0]
// CHECK-NEXT:    scf.for %[[M:.+]] = %c1{{.*}} to %c8{{.*}} step %c1
// CHECK-NEXT:      pipe.acquire %[[H]][%[[M]]]
// CHECK-NEXT:      pipe.run @forward_0 [%[[M]]]
// CHECK-NEXT:      pipe.send %[[TO]], %[[H]][%[[M]]]
// CHECK-NEXT:      pipe.post %[[FROM]], %[[DH]][%[[M]] - 1]
// CHECK-NEXT:      pipe.wait %[[DH]][%[[M]] - 1]
// CHECK-NEXT:      pipe.run @backward_0 [%[[M]] - 1]
// CHECK-NEXT:      pipe.release %[[DH]][%[[M]] - 1]
// CHECK-NEXT:    }
// CHECK-NEXT:    pipe.post %[[FROM]], %[[DH]][7]
// CHECK-NEXT:    pipe.wait %[[DH]][7]
// CHECK-NEXT:    pipe.run @backward_0 [7]
// CHECK-NEXT:    pipe.release %[[DH]][7]
// CHECK-NOT:     pipe.add
// CHECK:         pipe.divide %[[G]] by 8
// CHECK-NEXT:    pipe.drain
// CHECK-LABEL: pipe.program rank 1
// CHECK:         pipe.buffer output "loss" : <8 x tensor<f32>>
// CHECK:         %[[FROM:.+]] = pipe.channel recv activation from 0 capacity 3
// CHECK:         %[[BACK:.+]] = pipe.channel send gradient to 0 capacity 2
// CHECK:         scf.for %[[M:.+]] = %c0{{.*}} to %c8{{.*}} step %c1
// CHECK-NEXT:      pipe.post %[[FROM]], %[[A:.+]][%[[M]]]
// CHECK-NEXT:      pipe.wait %[[A]][%[[M]]]
// CHECK-NEXT:      pipe.run @forward_1 [%[[M]]]
// CHECK-NEXT:      pipe.acquire
// CHECK-NEXT:      pipe.run @backward_1 [%[[M]]]
// CHECK-NEXT:      pipe.send %[[BACK]],
// CHECK-NEXT:      pipe.release %[[A]][%[[M]]]
// CHECK-NOT:     pipe.run
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

// -----

// Gradients of 16-bit floats are summed in f32, also what travels between the
// ranks, divided there, and rounded once to where the result lies.

// CHECK-LABEL: pipe.program rank 0
// CHECK:         %[[SUM:.+]] = pipe.buffer gradient "w" : <1 x tensor<4xf32>>
// CHECK:         %[[PART:.+]] = pipe.buffer received : <1 x tensor<4xf32>>
// CHECK:         %[[RESULT:.+]] = pipe.buffer gradient "w" result : <1 x tensor<4xbf16>>
// CHECK:         %[[FROM:.+]] = pipe.channel recv gradient from 1 capacity 3
// CHECK-NOT:     pipe.zero %[[RESULT]]
// CHECK:         outs(add %[[SUM]][0] : !pipe.buffer<1 x tensor<4xf32>>)
// CHECK:         pipe.post %[[FROM]], %[[PART]][0]
// CHECK-NEXT:    pipe.wait %[[PART]][0]
// CHECK-NEXT:    pipe.add %[[PART]] into %[[SUM]]
// CHECK:         pipe.divide %[[SUM]] by 8
// CHECK-NEXT:    pipe.round %[[SUM]] into %[[RESULT]]
// CHECK-NEXT:    pipe.drain
// CHECK-LABEL: pipe.program rank 1
// CHECK:         %[[SENT:.+]] = pipe.buffer gradient "w" : <1 x tensor<4xf32>>
// CHECK:         pipe.send %{{.+}}, %[[SENT]][0]
// CHECK-NOT:     pipe.{{divide|round}}
pipe.pipeline @tied gradients mean {
  pipe.param @w : tensor<4xbf16>
  pipe.graph (%x "x" : tensor<4xbf16>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<4xbf16>) -> tensor<4xbf16>
    %loss = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) params(@w) : (tensor<4xbf16>) -> tensor<f32>
    %dh, %g1 = pipe.task @backward_1 backward stage 1 kernel @b1 (%h) params(@w) : (tensor<4xbf16>) -> (tensor<4xbf16>, tensor<4xbf16>)
    %g0 = pipe.task @backward_0 backward stage 0 kernel @b0 (%dh) params(@w) : (tensor<4xbf16>) -> tensor<4xbf16>
    pipe.return outputs(%loss as "loss" : tensor<f32>) gradients(%g0 of @w : tensor<4xbf16>, %g1 of @w : tensor<4xbf16>)
  }
}
