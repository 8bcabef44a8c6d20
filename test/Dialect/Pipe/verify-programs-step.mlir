// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// What happens once a step: updates, copies of new values, and what variables hold
// at the end.

// One parameter on two ranks: the rank of its gradient updates it and sends the
// new value to the other one, which takes it over. A norm of the gradient goes
// over the other rank and back before.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @back backward stage 1 kernel @f (%h) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %part = pipe.task @norm update stage 1 kernel @n (%g) : (tensor<2xf32>) -> tensor<f32>
    %all = pipe.task @scale update stage 0 kernel @s (%part) params(@lr) : (tensor<f32>) -> tensor<f32>
    %n:2 = pipe.task @u update stage 1 kernel @u (%g, %all) params(@w, @m) : (tensor<2xf32>, tensor<f32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %part = pipe.buffer received : <1 x tensor<f32>>
    %all = pipe.buffer local : <1 x tensor<f32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %a = pipe.channel send activation to 1 capacity 2
    %to = pipe.channel send gradient to 1 capacity 1
    %from = pipe.channel recv gradient from 1 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @first [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%i] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %a, %h[%i] : <2 x tensor<2xf32>>
    }
    pipe.post %from, %part[0] : <1 x tensor<f32>>
    pipe.wait %part[0] : <1 x tensor<f32>>
    pipe.run @scale [0] ins(%part[0], %lr[0] : !pipe.buffer<1 x tensor<f32>>, !pipe.buffer<1 x tensor<f64>>) outs(%all[0] : !pipe.buffer<1 x tensor<f32>>)
    pipe.release %part[0] : <1 x tensor<f32>>
    pipe.send %to, %all[0] : <1 x tensor<f32>>
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %part = pipe.buffer local : <1 x tensor<f32>>
    %all = pipe.buffer received : <1 x tensor<f32>>
    %a = pipe.channel recv activation from 0 capacity 2
    %from = pipe.channel recv gradient from 0 capacity 1
    %to = pipe.channel send gradient to 0 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.post %a, %h[%i] : <1 x tensor<2xf32>>
      pipe.wait %h[%i] : <1 x tensor<2xf32>>
      pipe.run @back [%i] ins(%h[%i], %w[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.release %h[%i] : <1 x tensor<2xf32>>
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @norm [0] ins(%g[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%part[0] : !pipe.buffer<1 x tensor<f32>>)
    pipe.send %to, %part[0] : <1 x tensor<f32>>
    pipe.post %from, %all[0] : <1 x tensor<f32>>
    pipe.wait %all[0] : <1 x tensor<f32>>
    pipe.run @u [0] ins(%g[0], %all[0], %w[0], %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %all[0] : <1 x tensor<f32>>
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// An update reads a gradient that is not divided yet.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    // expected-error@+1 {{rank 0: update @u reads the gradient of 'w' undivided, but the graph means the mean over 2 micro-batches}}
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// One that is not complete; and a micro-batch reads the new value.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    // expected-error@+2 {{rank 0: update @u reads the gradient of 'w' holding 0 of 2 micro-batches of result 0 of backward stage 0}}
    // expected-note@+1 {{the slot was filled here by the update @u}}
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    scf.for %i = %c0 to %c2 step %c1 {
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads result 0 of update @u as operand 1 from the parameter 'w', but the graph means parameter 'w'}}
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// A step is over and the state is the old one.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the old value in the state 'm', but the step makes it result 1 of update @u}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], %l[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// A step is over and what it says of itself is of the step before.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @n "norm" result : tensor<f32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @n) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @n : tensor<f32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the old value in the state 'n', but the step makes it result 1 of update @u}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %n = pipe.buffer state "n" : <1 x tensor<f32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<f32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%g[0], %w[0], %n[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f32>>) outs(inout %w[0], %l[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f32>>)
  }
}

// -----

// The new value of another variable.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 runs update @u, whose result 0 of update @u is written to the state 'm'}}
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %m[0], inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// An update for another micro-batch.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 never runs update @u}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: update @u is run for micro-batch 1, but runs once a step, as micro-batch 0}}
    pipe.run @u [1] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// Twice.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    // expected-note@+1 {{it is run here, too}}
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @u is run a second time}}
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// A state that the graph does not have.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 has the state 'w', but the graph has nothing of this name}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %s = pipe.buffer state "w" : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// A number of another type.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 has the hyper 'lr' of another type than the graph}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %s = pipe.buffer hyper "lr" : <1 x tensor<f32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// A second place of the state keeps the old value.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @m "momentum" of @w : tensor<2xf32>
  pipe.hyper @lr "learning_rate" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @u update stage 0 kernel @u (%g) params(@w, @m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the old value in the state 'm', but the step makes it result 1 of update @u}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %m = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <1 x tensor<f64>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %s = pipe.buffer state "m" : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %i = %c0 to %c2 step %c1 {
      pipe.run @back [%i] ins(%x[%i], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%g[0], %w[0], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<f64>>) outs(inout %w[0], inout %m[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
  }
}

// -----

// A rank that holds the parameter keeps the old value.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  // expected-error@+1 {{rank 0 ends with the old value in the parameter 'w', but the step makes it result 0 of update @u}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// It gets the old value: sent before the update.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: copy of received buffer 5 into parameter 'w' takes over parameter 'w', which is no new value of the parameter 'w'}}
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.acquire %w[0] : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// It is sent while it is updated.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 1: update @u changes a slot of the parameter 'w', whose send for micro-batch 0 is not known to be done}}
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// Into another parameter.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: copy of received buffer 5 into parameter 'v' takes over result 0 of update @u, which is no new value of the parameter 'v'}}
    pipe.copy %n[0] into %v[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Before it has come.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-note@+1 {{its receive is posted here}}
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: copy of received buffer 5 into parameter 'w' reads a slot of the received buffer 5 whose message is not waited for}}
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// From what is no message.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 takes over a new value from the parameter 'v'}}
    pipe.copy %v[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Into what is no parameter.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 takes over a new value into the local buffer 4}}
    pipe.copy %n[0] into %l[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Before a micro-batch reads the old value.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-note@+1 {{the slot was filled here by the copy of received buffer 5 into parameter 'w'}}
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 0 reads result 0 of update @u as operand 1 from the parameter 'w', but the graph means parameter 'w'}}
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// The rank that the schedule puts the update on is another one.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0 runs update @u, but the placement puts it on rank 1}}
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// The old value is still being sent when the new one overwrites it.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) params(@w, @v) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%h as "h" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 1 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer output "h" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 1 capacity 1
    %back = pipe.channel send gradient to 1 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0], %v[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
    pipe.send %back, %w[0] : <1 x tensor<2xf32>>
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: copy of received buffer 5 into parameter 'w' overwrites a slot of the parameter 'w', whose send for micro-batch 0 is not known to be done}}
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 0 capacity 1
    %back = pipe.channel recv gradient from 0 capacity 1
    pipe.post %back, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Two copies of the model: the rank of the first placement updates, though
// micro-batch 0 passes through the other copy.

pipe.pipeline @p {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @first forward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.step () {
    %n = pipe.task @u update stage 0 kernel @u () params(@w) : () -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [1, 0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %to = pipe.channel send gradient to 1 capacity 1
    pipe.run @first [1] ins(%x[1], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @u [0] ins(%w[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to, %w[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %n = pipe.buffer received : <1 x tensor<2xf32>>
    %from = pipe.channel recv gradient from 0 capacity 1
    pipe.run @first [0] ins(%x[0], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.post %from, %n[0] : <1 x tensor<2xf32>>
    pipe.wait %n[0] : <1 x tensor<2xf32>>
    pipe.copy %n[0] into %w[0] : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %n[0] : <1 x tensor<2xf32>>
  }
}
