// RUN: pipe-opt %s --allow-unregistered-dialect --split-input-file --verify-diagnostics \
// RUN:   --mlir-print-op-on-diagnostic=false

// The verifiers of what happens once a step.

pipe.pipeline @negative_state_c1 {
  pipe.param @w : tensor<2xf32>
  // expected-error@+1 {{'pipe.state' op is of @v, but the pipeline has no such 'pipe.param'}}
  pipe.state @m "momentum" of @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_state_c1_constant {
  pipe.param @w : tensor<2xf32>
  pipe.param @t = dense<1.0> : tensor<2xf32>
  // expected-error@+1 {{'pipe.state' op is of @t, which is a constant and is never updated}}
  pipe.state @m "momentum" of @t : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_state_c2 {
  pipe.param @w : tensor<2xf32> slice 0 along 0 of "all" : tensor<4xf32>
  // expected-error@+1 {{'pipe.state' op requires the shape of the parameter @w, but 'tensor<3xf32>' has another one than 'tensor<2xf32>'}}
  pipe.state @m "momentum" of @w : tensor<3xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_state_c2_no_parameter {
  pipe.param @w : tensor<2xf32>
  // expected-error@+1 {{'pipe.state' op requires a tensor of no dimensions, since it is of no parameter, but got 'tensor<2xi1>'}}
  pipe.state @finite "finite" : tensor<2xi1>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_state_c3 {
  pipe.param @w : tensor<2xf32>
  // expected-error@+1 {{'pipe.state' op is of @w, but a result of the model belongs to no parameter}}
  pipe.state @m "norm" of @w result : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_hyper_c1 {
  pipe.param @w : tensor<2xf32>
  // expected-error@+1 {{'pipe.hyper' op requires a tensor of no dimensions, but got 'tensor<1xf64>'}}
  pipe.hyper @lr "learning_rate" : tensor<1xf64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_hyper_c2 {
  pipe.param @w : tensor<2xf32>
  // expected-error@+1 {{'pipe.hyper' op requires 'value' to have the type 'tensor<f64>', but it has 'tensor<f32>'}}
  "pipe.hyper"() <{sym_name = "lr", role = "learning_rate", type = tensor<f64>, value = dense<1.0> : tensor<f32>}> : () -> ()
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

// expected-error@+1 {{'pipe.pipeline' op requires at most one 'pipe.step', but has 2}}
pipe.pipeline @negative_pipeline_c1 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u2 update stage 0 kernel @u2 (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_step_c1 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op requires one parameter an argument, but has 1 parameters for 0 arguments}}
  "pipe.step"() <{params = [@w]}> ({
    "pipe.updates"() <{variables = []}> : () -> ()
  }) : () -> ()
}

// -----

pipe.pipeline @negative_step_c1_twice {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op takes the gradient of @w twice}}
  pipe.step (%g of @w : tensor<2xf32>, %h of @w : tensor<2xf32>) {
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c1_no_gradient {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op takes the gradient of @v, but the 'pipe.graph' has none}}
  pipe.step (%g of @v : tensor<2xf32>) {
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c1_type {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op takes a gradient of type 'tensor<3xf32>' for the parameter @w of type 'tensor<2xf32>'}}
  pipe.step (%g of @w : tensor<3xf32>) {
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_end {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op requires a 'pipe.updates' at its end}}
  pipe.step (%g of @w : tensor<2xf32>) {
    "m.end"() : () -> ()
  }
}

// -----

pipe.pipeline @negative_step_c2 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-error@+1 {{op is not a 'pipe.task' of kind 'update', and a 'pipe.step' holds nothing else}}
    "m.f"() : () -> ()
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c2_kind {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.task' op is not a 'pipe.task' of kind 'update', and a 'pipe.step' holds nothing else}}
    %n = pipe.task @u forward stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c3 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    // expected-note@+1 {{it is taken here}}
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.task' op has the name @back, which is taken}}
    %n = pipe.task @back update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c3_of_the_step {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-note@+1 {{it is taken here}}
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.task' op has the name @u, which is taken}}
    %o = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_step_c4 {
  pipe.param @w : tensor<2xf32>
  pipe.state @norm "norm" result : tensor<f32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @b (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{'pipe.step' op gives no new value to @norm, which says something of the step}}
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w, @norm) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c1 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op requires one variable a value, but has 0 variables for 1 values}}
    "pipe.updates"(%n) <{variables = []}> : (tensor<2xf32>) -> ()
  }
}

// -----

pipe.pipeline @negative_updates_c1_twice {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    // expected-error@+1 {{'pipe.updates' op updates @w twice}}
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c1_hyper {
  pipe.param @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op updates @lr, which is no 'pipe.param' without a value and no 'pipe.state' of the pipeline}}
    pipe.updates %n of @lr : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c1_constant {
  pipe.param @w : tensor<2xf32>
  pipe.param @t = dense<1.0> : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op updates @t, which is no 'pipe.param' without a value and no 'pipe.state' of the pipeline}}
    pipe.updates %n of @t : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c1_unknown {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op updates @v, which is no 'pipe.param' without a value and no 'pipe.state' of the pipeline}}
    pipe.updates %n of @v : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c1_type {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w) : (tensor<2xf32>) -> tensor<3xf32>
    // expected-error@+1 {{'pipe.updates' op updates @w of type 'tensor<2xf32>' with a value of type 'tensor<3xf32>'}}
    pipe.updates %n of @w : tensor<3xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c2 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op requires the new value of @w to be the result of a task that reads it once}}
    pipe.updates %n of @w : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c2_gradient {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.updates' op requires the new value of @w to be the result of a task that reads it once}}
    pipe.updates %g of @w : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_updates_c2_shared {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m) : (tensor<2xf32>) -> tensor<2xf32>
    // expected-error@+1 {{'pipe.updates' op gives @m a value that another variable gets, too}}
    pipe.updates %n of @w : tensor<2xf32>, %n of @m : tensor<2xf32>
  }
}

// -----

pipe.pipeline @negative_task_c4_of_a_step {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.task' op uses the parameter @v, but the pipeline has no such 'pipe.param', 'pipe.state' or 'pipe.hyper'}}
    %n = pipe.task @u update stage 0 kernel @u (%g) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates
  }
}

// -----

pipe.pipeline @negative_task_c4_of_a_state {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.task' op uses the parameter @m, but the pipeline has no such 'pipe.param'}}
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@m) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_task_c5 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    // expected-error@+1 {{'pipe.task' op updates parameters, which is done once a step: it belongs in 'pipe.step'}}
    %g = pipe.task @back update stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
}

// -----

pipe.pipeline @negative_buffer_c1_state {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    // expected-error@+1 {{'pipe.buffer' op of kind 'state' requires a name}}
    %m = pipe.buffer state : <1 x tensor<2xf32>>
  }
}

// -----

pipe.pipeline @negative_buffer_c2_state {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    // expected-error@+1 {{'pipe.buffer' op of kind 'state' requires one slot, but has 2}}
    %m = pipe.buffer state "m" : <2 x tensor<2xf32>>
  }
}

// -----

pipe.pipeline @negative_copy_c1 {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %r = pipe.buffer received : <1 x tensor<3xf32>>
    // expected-error@+1 {{'pipe.copy' op requires both buffers to hold the same type, but got '!pipe.buffer<1 x tensor<3xf32>>' and '!pipe.buffer<1 x tensor<2xf32>>'}}
    pipe.copy %r[0] into %w[0] : <1 x tensor<3xf32>>, <1 x tensor<2xf32>>
  }
}
