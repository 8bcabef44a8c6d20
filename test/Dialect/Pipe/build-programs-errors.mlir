// RUN: pipe-opt %s --allow-unregistered-dialect --split-input-file --verify-diagnostics \
// RUN:   --pass-pipeline='builtin.module(pipe-build-programs)'

// Schedules that were edited: what `pipe-schedule` checks is checked again.

pipe.pipeline @negative_no_forward {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{rank 1 has no 1F1: stage 1 must run each of the 2 micro-batches once}}
  pipe.schedule "mine" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1] csv "0F0,0F1\0A1F0\0A"
}

// -----

pipe.pipeline @negative_other_order {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{rank 1, position 1: 1F1 repeats what rank 1 did at position 0 (1F1)}}
  pipe.schedule "mine" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1] csv "0F0,0F1\0A1F1,1F1\0A"
}

// -----

pipe.pipeline @negative_ranks {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{says 3 ranks, but its actions are of 2}}
  pipe.schedule "mine" ranks 3 micro_batches 1 virtual_stages 1 placement [0, 1] csv "0F0\0A1F0\0A"
}

// -----

pipe.pipeline @negative_micro_batches {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{says 4 micro-batches, but its actions are of 2}}
  pipe.schedule "mine" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] csv "0F0,0F1\0A1F0,1F1\0A"
}

// -----

pipe.pipeline @negative_placement {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{places stage 0 on rank 1, but its actions are on rank 0}}
  pipe.schedule "mine" ranks 2 micro_batches 1 virtual_stages 1 placement [1, 0] csv "0F0\0A1F0\0A"
}

// -----

pipe.pipeline @negative_stages {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{says 3 stages, but its actions are of 2}}
  pipe.schedule "mine" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1, 1] csv "0F0\0A1F0\0A"
}

// -----

pipe.pipeline @negative_generated {
  pipe.param @w : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 (%x) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
    ^bb0(%a: tensor<2x4xf32>):
      %0 = "m.f"(%a) : (tensor<2x4xf32>) -> tensor<2x4xf32>
      pipe.yield %0 : tensor<2x4xf32>
    }
    %loss = pipe.task @forward_1 forward stage 1 (%h) params(@w) : (tensor<2x4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<2x4xf32>, %b: tensor<4x4xf32>):
      %0 = "m.loss"(%a, %b) : (tensor<2x4xf32>, tensor<4x4xf32>) -> tensor<f32>
      pipe.yield %0 : tensor<f32>
    }
    pipe.return outputs(%loss as "loss" : tensor<f32>)
  }
  // expected-error@+1 {{places stage 0 on rank 1, but its actions are on rank 0}}
  pipe.schedule "forward-only" ranks 2 micro_batches 2 virtual_stages 1 placement [1, 0]
}
