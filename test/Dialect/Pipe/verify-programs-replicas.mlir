// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Gradients that are added up over replicas. Every case but the first one is a correct
// program with one mistake.

// positive: in any order, and divided before or behind

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_start_missing

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: await_reduced of gradient of 'w' finds no reduction that was started}}
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_await_missing

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: all_reduce of gradient of 'w' is never waited for; a 'pipe.await_reduced' is missing}}
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_all_or_nothing

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' not added up over replicas, as others are}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_update_of_what_is_not_reduced

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.step (%d of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @k (%d) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: update @u reads the gradient of 'w' not added up over replicas, as others are}}
    pipe.run @u [0] ins(%k[0], %w[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_await_behind_the_reader

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.step (%d of @w : tensor<2xf32>) {
    %n = pipe.task @u update stage 0 kernel @k (%d) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.updates %n of @w : tensor<2xf32>
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    // expected-note@+1 {{that was started here; no 'pipe.await_reduced' waits in between}}
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: update @u uses the gradient of 'w' while it is added up over replicas}}
    pipe.run @u [0] ins(%k[0], %w[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(inout %w[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_start_before_the_last_term

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 1 adds to a gradient after its reduction over replicas}}
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_added_to_on_its_way

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    // expected-note@+1 {{that was started here; no 'pipe.await_reduced' waits in between}}
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 1 uses the gradient of 'v' while it is added up over replicas}}
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_zeroed_on_its_way

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    // expected-note@+1 {{that was started here; no 'pipe.await_reduced' waits in between}}
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: zero of gradient of 'v' overwrites the gradient of 'v' while it is added up over replicas}}
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_started_twice

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    // expected-note@+1 {{that was started here; no 'pipe.await_reduced' waits in between}}
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: all_reduce of gradient of 'w' uses the gradient of 'w' while it is added up over replicas}}
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_reduced_twice

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' added up over replicas 2 times}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_empty

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: all_reduce of gradient of 'v' reduces an empty sum}}
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 0 adds to a gradient after its reduction over replicas}}
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 1 adds to a gradient after its reduction over replicas}}
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_never_filled

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: all_reduce of gradient of 'v' reads a slot of the gradient of 'v' that nothing was written to}}
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.all_reduce %k mean : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_sum_of_means

pipe.pipeline @p gradients mean {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' summed over replicas, but the graph means the mean}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %h by 2 : <1 x tensor<2xf32>>
    pipe.divide %k by 2 : <1 x tensor<2xf32>>
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.all_reduce %k : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_mean_of_sums

pipe.pipeline @p gradients sum {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'v' averaged over replicas, but the graph means the sum}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.all_reduce %h mean : <1 x tensor<2xf32>>
    pipe.all_reduce %k : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.await_reduced %k : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_part_added_behind

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h, %k = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%h of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %h[0], add %k[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.all_reduce %h : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: add of gradient of 'w' into gradient of 'w' adds gradients after a reduction over replicas}}
    pipe.add %k into %h : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_rounded_before

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xbf16>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xbf16>
    pipe.return gradients(%h of @w : tensor<2xbf16>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with the gradient of 'w' not added up over replicas, as others are}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %r = pipe.buffer gradient "w" result : <1 x tensor<2xbf16>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.round %h into %r : <1 x tensor<2xf32>>, <1 x tensor<2xbf16>>
    pipe.all_reduce %h : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_one_rank_without

pipe.pipeline @p gradients sum {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @forward_1 forward stage 1 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%h of @v : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %h = pipe.buffer gradient "v" result : <1 x tensor<2xf32>>
    pipe.zero %h : <1 x tensor<2xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %h[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.all_reduce %h : <1 x tensor<2xf32>>
    pipe.await_reduced %h : <1 x tensor<2xf32>>
    pipe.drain
  }
  // expected-error@+1 {{rank 1 ends with the gradient of 'w' not added up over replicas, as others are}}
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %k = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %k : <1 x tensor<2xf32>>
    pipe.run @forward_1 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}
