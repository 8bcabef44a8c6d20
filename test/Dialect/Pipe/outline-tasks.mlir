// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-outline-tasks)' --allow-unregistered-dialect | FileCheck %s

// Stages 0 and 1 have the same body and share a kernel; stage 2 does not.

// CHECK:     func.func private @p_f0(%{{.+}}: tensor<2xf32>, %{{.+}}: tensor<2xf32>) -> tensor<2xf32> {
// CHECK:       "m.layer"
// CHECK:       return
// CHECK:     func.func private @p_f2
// CHECK-NOT: func.func private @p_f1
// The loss is returned and read: it stays one result. The gradient of @w is read
// by a task as well: it becomes a result of its own, the accumulated one. What
// nobody uses is dropped.
// CHECK:     func.func private @p_b2(
// CHECK-SAME:  -> (tensor<2xf32>, tensor<2xf32>) attributes {pipe.accumulate = array<i64: 0>}
// CHECK:     pipe.pipeline @p
// CHECK:       pipe.task @forward_0 forward stage 0 kernel @p_f0 (%{{.+}}) params(@w)
// CHECK-NOT:   {
// CHECK:       pipe.task @forward_1 forward stage 1 kernel @p_f0
// CHECK:       pipe.task @forward_2 forward stage 2 kernel @p_f2
// CHECK:       %[[B:.+]]:2 = pipe.task @backward_2 backward stage 2 kernel @p_b2
// CHECK:       pipe.task @backward_1 backward stage 1 kernel @p_b1 (%[[B]]#1)
// CHECK:       gradients(%[[B]]#0 of @w
pipe.pipeline @p {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %0 = pipe.task @forward_0 forward stage 0 (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %c = "m.layer"(%a, %b) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %c : tensor<2xf32>
    }
    %1 = pipe.task @forward_1 forward stage 1 (%0) params(@v) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %c = "m.layer"(%a, %b) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %c : tensor<2xf32>
    }
    %2 = pipe.task @forward_2 forward stage 2 (%1) params(@v) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %c = "m.layer"(%b, %a) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
      pipe.yield %c : tensor<2xf32>
    }
    %3:3 = pipe.task @backward_2 backward stage 2 (%2) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
    ^bb0(%a: tensor<2xf32>):
      %c:3 = "m.back"(%a) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>)
      pipe.yield %c#0, %c#1, %c#2 : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
    }
    %4 = pipe.task @backward_1 backward stage 1 (%3#1) : (tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>):
      pipe.yield %a : tensor<2xf32>
    }
    pipe.return outputs(%2 as "y" : tensor<2xf32>, %4 as "z" : tensor<2xf32>) gradients(%3#1 of @w : tensor<2xf32>)
  }
}

// Updates of two parameters share a kernel, whose results take the places of the
// parameter and of its state, in the order of the arguments. What is no new value
// has a place of its own.

// CHECK:     func.func private @q_u0(%{{.+}}: tensor<2xf32>, %{{.+}}: tensor<2xf32>, %{{.+}}: tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<2xf32>)
// CHECK-SAME:  attributes {pipe.in_place = array<i64: 2, -1, 1>}
// CHECK-NOT: func.func
// CHECK:     pipe.pipeline @q
// CHECK:       pipe.task @update_w update stage 0 kernel @q_u0 (%{{.+}}) params(@w, @w.m)
// CHECK:       pipe.task @update_v update stage 0 kernel @q_u0 (%{{.+}}) params(@v, @v.m)
pipe.pipeline @q {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.state @v.m "m" of @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g:2 = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%g#0 of @w : tensor<2xf32>, %g#1 of @v : tensor<2xf32>)
  }
  pipe.step (%gw of @w : tensor<2xf32>, %gv of @v : tensor<2xf32>) {
    %w:3 = pipe.task @update_w update stage 0 (%gw) params(@w, @w.m) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<2xf32>) {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>, %c: tensor<2xf32>):
      %d:3 = "m.update"(%a, %b, %c) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<2xf32>)
      pipe.yield %d#0, %d#1, %d#2 : tensor<2xf32>, tensor<f32>, tensor<2xf32>
    }
    %v:3 = pipe.task @update_v update stage 0 (%gv) params(@v, @v.m) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<2xf32>) {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>, %c: tensor<2xf32>):
      %d:3 = "m.update"(%a, %b, %c) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<2xf32>)
      pipe.yield %d#0, %d#1, %d#2 : tensor<2xf32>, tensor<f32>, tensor<2xf32>
    }
    pipe.updates %w#0 of @w.m : tensor<2xf32>, %w#2 of @w : tensor<2xf32>, %v#0 of @v.m : tensor<2xf32>, %v#2 of @v : tensor<2xf32>
  }
}
