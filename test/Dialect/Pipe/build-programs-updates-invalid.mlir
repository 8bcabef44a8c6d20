// RUN: pipe-opt %s --split-input-file --verify-diagnostics --pipe-build-programs \
// RUN:   --mlir-print-op-on-diagnostic=false

// Updates within the step are of one stage each.

pipe.pipeline @no_step {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  // expected-error@+1 {{the schedule 'pipedream' updates parameters within the step, but nothing says how; name an optimizer with pipe-add-optimizer (--optimizer of pipe-compile), or take a schedule without updates}}
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @norm {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    %n = pipe.task @norm update stage 1 kernel @u (%gw) : (tensor<4xf32>) -> tensor<f32>
    // expected-error@+1 {{the task 'update_v' of stage 0 reads what 'norm' of stage 1 makes, but the schedule 'pipedream' updates each stage at a time of its own; take a schedule without updates for what several stages share, such as a parameter or a norm for clipping}}
    %o = pipe.task @update_v update stage 0 kernel @u (%gv, %n) params(@v) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @other_parameter {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    // expected-note@+1 {{it is updated here}}
    %p = pipe.task @update_w update stage 1 kernel @u (%gw) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    // expected-error@+1 {{the task 'update_v' of stage 0 reads @w, which stage 1 updates, but the schedule 'pipedream' updates each stage at a time of its own; take a schedule without updates for what several stages share, such as a parameter or a norm for clipping}}
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v, @w) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>, %p of @w : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @tied {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    // expected-error@+1 {{the task 'forward_1' of stage 1 reads @v, which stage 0 updates, but the schedule 'pipedream' updates each stage at a time of its own; take a schedule without updates for what several stages share, such as a parameter or a norm for clipping}}
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b (%y) : (tensor<4xf32>) -> tensor<4xf32>
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>) {
    // expected-note@+1 {{it is updated here}}
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @gradient_of_two_stages {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %g1 = pipe.task @backward_1 backward stage 1 kernel @b (%y) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %g0 = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%g0 of @v : tensor<4xf32>, %g1 of @v : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>) {
    // expected-error@+1 {{the task 'update_v' of stage 0 reads the gradient of @v, a part of which is made by stage 1, but the schedule 'pipedream' updates each stage at a time of its own; take a schedule without updates for what several stages share, such as a parameter or a norm for clipping}}
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @gradient_in_parts {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) : (tensor<4xf32>) -> tensor<4xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b (%y) : (tensor<4xf32>) -> tensor<4xf32>
    %g:2 = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    pipe.return gradients(%g#0 of @v : tensor<4xf32>, %g#1 of @v : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>) {
    // expected-error@+1 {{the task 'update_v' of stage 0 reads the gradient of @v, which is made of several parts, but the schedule 'pipedream' updates each stage at a time of its own; take a schedule without updates for what several stages share, such as a parameter or a norm for clipping}}
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}

// -----

pipe.pipeline @other_delays {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  // expected-error@+1 {{says the delay 0 of stage 0, but its actions have the delay 1}}
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [0, 0]
}

// -----

pipe.pipeline @no_updates_said {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>) {
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  // expected-error@+1 {{says no 'update_every', but its actions have update_every 1}}
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1]
}

// -----

pipe.pipeline @other_groups {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  // expected-error@+1 {{says update_every 2, but its actions have update_every 1}}
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 2 delays [1, 0]
}

// -----

pipe.pipeline @no_updates_made {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %gw = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.return gradients(%gv of @v : tensor<4xf32>, %gw of @w : tensor<4xf32>)
  }
  // expected-error@+1 {{says update_every 2, but its actions have no updates of micro-batches}}
  pipe.schedule "1f1b" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 2 delays [1, 0]
}

// -----

pipe.pipeline @unread_gradient_in_parts {
  pipe.param @v : tensor<4xf32>
  pipe.param @w : tensor<4xf32>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@w) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %g:2 = pipe.task @backward_1 backward stage 1 kernel @b (%y) params(@w) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
    %gv = pipe.task @backward_0 backward stage 0 kernel @b (%d) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    // expected-error@+1 {{the gradient of @w is made of 2 parts, but the schedule 'pipedream' has the gradients of each stage at a time of its own; take a schedule without updates}}
    pipe.return gradients(%gv of @v : tensor<4xf32>, %g#0 of @w : tensor<4xf32>, %g#1 of @w : tensor<4xf32>)
  }
  pipe.step (%gv of @v : tensor<4xf32>) {
    %o = pipe.task @update_v update stage 0 kernel @u (%gv) params(@v) : (tensor<4xf32>) -> tensor<4xf32>
    pipe.updates %o of @v : tensor<4xf32>
  }
  pipe.schedule "pipedream" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1] update_every 1 delays [1, 0]
}
