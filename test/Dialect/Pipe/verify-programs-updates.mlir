// RUN: pipe-opt %s --split-input-file --verify-diagnostics --pipe-verify-programs \
// RUN:   --mlir-print-op-on-diagnostic=false

// What is proven of updates within the step. Five micro-batches in groups of two; each
// group uses the version before the newest, so that there are two.

// The right one.

pipe.pipeline @right gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// A micro-batch reads the newest version.

pipe.pipeline @newest_version gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 3 reads version 1 of parameter 'w' as operand 1 from the parameter 'w', but the graph means version 0 of parameter 'w'}}
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-note@+1 {{the slot was filled here by the update @up of group 0}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// An update starts from an old version.

pipe.pipeline @update_of_old_version gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-note@+1 {{the slot was filled here by the update @up of group 0}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @up of group 2 reads version 1 of parameter 'w' as operand 1 from the parameter 'w', but the graph means version 2 of parameter 'w'}}
    pipe.run @up [2] ins(%g[0], %w[1], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[2], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// A version is overwritten that the update reads.

pipe.pipeline @over_what_is_read gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{'pipe.run' op reads the slot that it writes result 0 to; if the result takes the place of the operand, write 'inout' before it}}
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[2], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// The numbers of another update.

pipe.pipeline @other_numbers gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: update @up of group 1 reads hyper 'lr' for group 0 as operand 3 from the hyper 'lr', but the graph means hyper 'lr' for group 1}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// A gradient of a group that holds another one, too.

pipe.pipeline @no_zero gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 4 adds to a gradient after its division}}
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @up of group 2 reads the gradient of 'w' holding 3 of 1 micro-batches of result 0 of backward stage 0}}
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// An update before the last micro-batch of its group.

pipe.pipeline @too_early gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 never runs backward stage 0 for micro-batch 4}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-note@+1 {{it is run here, too}}
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 3 is run a second time}}
    pipe.run @back [3] ins(%x[3], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// As many micro-batches, but not those of the group.

pipe.pipeline @other_group gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 4 reads version 0 of parameter 'w' as operand 1 from the parameter 'w', but the graph means version 1 of parameter 'w'}}
      pipe.run @back [%u * -2 + 4] ins(%x[%u * -2 + 4], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-error@+2 {{rank 0: update @up of group 0 reads the gradient of 'w' holding other micro-batches than those of group 0 of result 0 of backward stage 0}}
      // expected-note@+1 {{the slot was filled here by the update @up of group 0}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads version 1 of parameter 'w' as operand 1 from the parameter 'w', but the graph means version 0 of parameter 'w'}}
    pipe.run @back [0] ins(%x[0], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @up of group 2 reads the gradient of 'w' holding other micro-batches than those of group 2 of result 0 of backward stage 0}}
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// The mean of a group is over its micro-batches.

pipe.pipeline @undivided gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 5 : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: update @up of group 0 reads the gradient of 'w' divided by 5, but the graph means the mean over 2 micro-batches}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// A slot ends with an old version.

pipe.pipeline @no_copy gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 ends with version 2 of parameter 'w' in slot 0 of the parameter 'w', but the step makes it version 3 of parameter 'w'}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-note@+1 {{the slot was filled here}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// The old version is copied over the new one.

pipe.pipeline @old_copy gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 ends with version 2 of parameter 'w' in slot 0 of the parameter 'w', but the step makes it version 3 of parameter 'w'}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-note@+1 {{the slot was filled here}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[0] into %w[1] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// A slot has what it has.

pipe.pipeline @onto_itself gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: copy of parameter 'w' into parameter 'w' copies a slot onto itself}}
    pipe.copy %w[1] into %w[3] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// One update is missing.

pipe.pipeline @never_updated gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 never runs update @up for group 2}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      // expected-note@+1 {{it is run here, too}}
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @up of group 1 is run a second time}}
    pipe.run @up [1] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// There is no such update.

pipe.pipeline @no_such_group gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 never runs update @up for group 2}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: update @up of group 3 is run, but the step has groups 0 to 2}}
    pipe.run @up [3] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// The caller writes one number for each update.

pipe.pipeline @slots_of_a_hyper gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  // expected-error@+1 {{rank 0 has 2 slots in the hyper 'lr' for 3 updates}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <2 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.copy %w[1] into %w[0] : <2 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Only parameters have versions.

pipe.pipeline @copy_of_a_state gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.step (%g of @w : tensor<2xf32>) {
    %n:2 = pipe.task @up update stage 0 kernel @u (%g) params(@w, @w.m, @lr) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.updates %n#0 of @w : tensor<2xf32>, %n#1 of @w.m : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <5 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %m = pipe.buffer state "w.m" : <1 x tensor<2xf32>>
    %lr = pipe.buffer hyper "lr" : <3 x tensor<f64>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %u = %c0 to %c2 step %c1 {
      pipe.zero %g : <1 x tensor<2xf32>>
      pipe.run @back [%u * 2] ins(%x[%u * 2], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @back [%u * 2 + 1] ins(%x[%u * 2 + 1], %w[%u + 1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.divide %g by 2 : <1 x tensor<2xf32>>
      pipe.run @up [%u] ins(%g[0], %w[%u], %m[0], %lr[%u] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[%u + 1], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @back [4] ins(%x[4], %w[1] : !pipe.buffer<5 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @up [2] ins(%g[0], %w[2], %m[0], %lr[2] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<3 x tensor<f64>>) outs(%w[3], inout %m[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0 takes over a new value from the state 'w.m'}}
    pipe.copy %m[0] into %w[0] : <1 x tensor<2xf32>>, <2 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// Nothing says what an update is.

pipe.pipeline @no_step gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.state @w.m "m" of @w : tensor<2xf32>
  pipe.hyper @lr "lr" : tensor<f64>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @back backward stage 0 kernel @f (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  // expected-error@+1 {{updates parameters within the step, but no 'pipe.step' says how}}
  pipe.schedule "by hand" ranks 1 micro_batches 5 virtual_stages 1 placement [0] update_every 2 delays [1]
}
