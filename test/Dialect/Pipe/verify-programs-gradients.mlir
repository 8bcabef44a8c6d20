// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Gradients that are not the mean of all parts.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_not_zeroed

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads a slot of the gradient of 'w' that nothing was written to}}
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 1 reads a slot of the gradient of 'w' that nothing was written to}}
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' reads a slot of the gradient of 'w' that nothing was written to}}
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_no_division

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' undivided, but the graph means the mean over 2 micro-batches}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
  }
}

// -----

// negative_divided_twice

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' divided by 2 and by 2, but the graph means the mean over 2 micro-batches}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_division_of_a_sum

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' divided by 2, but the graph means the sum over 2 micro-batches}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_partial_not_added

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' holding 0 of 2 micro-batches of result 0 of backward stage 0}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_partial_added_twice

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' adds result 0 of backward stage 0 of micro-batch 0 again}}
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_partial_added_too_early

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' holding 1 of 2 micro-batches of result 0 of backward stage 0}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_empty_partial_added

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' adds an empty sum}}
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_added_after_the_division

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' adds gradients after a division}}
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
  }
}

// -----

// negative_accumulated_after_the_division

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 1 adds to a gradient after its division}}
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' adds gradients after a division}}
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
  }
}

// -----

// negative_zeroed_in_between

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' holding 1 of 2 micro-batches of result 0 of forward stage 0}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_gradient_of_another_parameter

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %u = pipe.buffer gradient "v" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 runs forward stage 0, whose result 0 of forward stage 0 is accumulated in the gradient of 'v'}}
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %u[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_gradient_not_accumulated

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 runs forward stage 0, whose result 0 of forward stage 0 is a gradient, but it is not accumulated}}
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%l[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_no_result_buffer

// expected-error@+1 {{the gradient of parameter 'w' has 0 buffers, but needs 1}}
pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_two_result_buffers

// expected-error@+1 {{the gradient of parameter 'w' has 2 buffers, but needs 1; found on rank 0, 0}}
pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_sum_read_by_a_task

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 0 reads a sum of gradients as operand 0 from the gradient of 'w', but the graph means input 'x' for micro-batch 0}}
    pipe.run @forward_0 [0] ins(%k[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.add %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_sum_of_no_gradient

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.param @v : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0 adds the local buffer 3}}
    pipe.add %l into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 zeroes the local buffer 3}}
    pipe.zero %l : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 divides the local buffer 3}}
    pipe.divide %l by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 adds into the local buffer 3}}
    pipe.add %g into %l : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
  }
}

// -----

// Sums of 16-bit floats are kept in f32, divided there and rounded once.

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    pipe.zero %s : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %s by 2 : <1 x tensor<2xf32>>
    pipe.round %s into %g : <1 x tensor<2xf32>>, <1 x tensor<2xbf16>>
  }
}

// -----

// negative_sum_in_16_bits

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    // expected-error@+1 {{rank 0 zeroes the gradient of 'w', which is rounded and holds no sum}}
    pipe.zero %g : <1 x tensor<2xbf16>>
    // expected-error@+1 {{rank 0 runs backward stage 0, whose result 0 of backward stage 0 goes to the gradient of 'w' of another type}}
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xbf16>>)
    // expected-error@+1 {{rank 0 runs backward stage 0, whose result 0 of backward stage 0 goes to the gradient of 'w' of another type}}
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xbf16>>)
    // expected-error@+1 {{rank 0 divides the gradient of 'w', which is rounded and holds no sum}}
    pipe.divide %g by 2 : <1 x tensor<2xbf16>>
  }
}

// -----

// negative_partial_in_16_bits

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 accumulates the gradient of 'w' in another type than sums of it have}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xbf16>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
  }
}

// -----

// negative_not_rounded

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+3 {{rank 0 ends with the gradient of 'w' holding 0 of 2 micro-batches of result 0 of backward stage 0}}
  // expected-error@+2 {{rank 0 ends with the gradient of 'w' never rounded to the type of parameter 'w'}}
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' undivided, but the graph means the mean over 2 micro-batches}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    pipe.zero %s : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %s by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_rounded_before_the_division

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' undivided, but the graph means the mean over 2 micro-batches}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    pipe.zero %s : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.round %s into %g : <1 x tensor<2xf32>>, <1 x tensor<2xbf16>>
    pipe.divide %s by 2 : <1 x tensor<2xf32>>
  }
}

// -----

// negative_rounds_another

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "v" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    pipe.zero %s : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %s by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 rounds the gradient of 'v' into the gradient of 'w'}}
    pipe.round %k into %g : <1 x tensor<2xf32>>, <1 x tensor<2xbf16>>
  }
}

// -----

// negative_rounds_no_gradient

pipe.pipeline @p gradients mean {
  pipe.param @w : tensor<2xbf16>
  pipe.param @v : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xbf16>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) : (tensor<2xbf16>) -> tensor<2xbf16>
    pipe.return gradients(%g of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xbf16>>
    %s = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    %l = pipe.buffer local : <1 x tensor<2xf32>>
    pipe.zero %s : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xbf16>>) outs(add %s[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %s by 2 : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 rounds the local buffer 3}}
    pipe.round %l into %g : <1 x tensor<2xf32>>, <1 x tensor<2xbf16>>
  }
}
