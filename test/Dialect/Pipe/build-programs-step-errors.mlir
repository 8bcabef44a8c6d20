// RUN: pipe-opt %s --split-input-file --verify-diagnostics --mlir-print-op-on-diagnostic=false \
// RUN:   --pass-pipeline='builtin.module(pipe-build-programs)'

// Tasks of a step that cannot read what they name.

pipe.pipeline @negative_gradient_elsewhere gradients sum {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) : (tensor<4xf32>) -> tensor<4xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b (%y) : (tensor<4xf32>) -> tensor<4xf32>
    %g = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g of @w : tensor<4xf32>)
  }
  pipe.step (%g of @w : tensor<4xf32>) {
    // expected-error@+1 {{reads the gradient of @w, which is added up on rank 0, but runs on rank 1, where the schedule puts its stage 1}}
    %n = pipe.task @update update stage 1 kernel @u (%g) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %n of @w : tensor<4xf32>
  }
  pipe.schedule "gpipe" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
}

// -----

pipe.pipeline @negative_state_on_two_ranks {
  pipe.param @w : tensor<4xf32>
  pipe.state @w.m "m" of @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
  pipe.step () {
    // expected-note@+1 {{it is read on rank 1 here}}
    %s = pipe.task @size update stage 1 kernel @s () params(@w.m) : () -> tensor<f32>
    // expected-error@+1 {{reads @w.m on rank 0, but a state lies on one rank}}
    %n = pipe.task @update update stage 0 kernel @u () params(@w.m) : () -> tensor<4xf32>
    pipe.updates %n of @w.m : tensor<4xf32>
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
}

// -----

pipe.pipeline @negative_old_value_is_gone {
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return outputs(%y as "y" : tensor<4xf32>)
  }
  pipe.step () {
    // expected-note@+1 {{it is updated on rank 0 here}}
    %n = pipe.task @update update stage 0 kernel @u () params(@w) : () -> tensor<4xf32>
    // expected-error@+1 {{reads @w on rank 0 behind the task that updates it in its place; move it before that task}}
    %s = pipe.task @size update stage 0 kernel @s () params(@w) : () -> tensor<f32>
    pipe.updates %n of @w : tensor<4xf32>
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
}
