// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// The halves of a backward: %k is what I keeps for W.

// A correct program: W runs for both micro-batches at the end, with two slots.

pipe.pipeline @late_weights gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %k = pipe.task @input_gradient_0 input_gradient stage 0 kernel @i (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @w (%k) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "zb" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %k = pipe.buffer local : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @input_gradient_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @input_gradient_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @weight_gradient_0 [0] ins(%k[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @weight_gradient_0 [1] ins(%k[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// negative_one_slot: the second I overwrites what the first one kept for its W.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %k = pipe.task @input_gradient_0 input_gradient stage 0 kernel @i (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @w (%k) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "zb" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %k = pipe.buffer local : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @input_gradient_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-note@+1 {{the slot was filled here by the input_gradient stage 0 of micro-batch 1}}
    pipe.run @input_gradient_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[1] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: weight_gradient stage 0 of micro-batch 0 reads result 0 of input_gradient stage 0 for micro-batch 1 as operand 0 from the local buffer 1, but the graph means result 0 of input_gradient stage 0 for micro-batch 0}}
    pipe.run @weight_gradient_0 [0] ins(%k[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @weight_gradient_0 [1] ins(%k[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// negative_weights_first: W runs before I of its micro-batch.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %k = pipe.task @input_gradient_0 input_gradient stage 0 kernel @i (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @w (%k) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "zb" ranks 1 micro_batches 1 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %k = pipe.buffer local : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: weight_gradient stage 0 of micro-batch 0 reads a slot of the local buffer 1 that nothing was written to}}
    pipe.run @weight_gradient_0 [0] ins(%k[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @input_gradient_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%k[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// negative_no_weights: W of the last micro-batch is missing, and with it a part of
// the gradient.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %k = pipe.task @input_gradient_0 input_gradient stage 0 kernel @i (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @w (%k) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "zb" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 never runs weight_gradient stage 0 for micro-batch 1}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %k = pipe.buffer local : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @input_gradient_0 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @weight_gradient_0 [0] ins(%k[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @input_gradient_0 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%k[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// negative_sent_too_early: the second message goes out before I has made it. What
// is in the slot is that of the first micro-batch.

pipe.pipeline @p gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %d = pipe.task @input_gradient_1 input_gradient stage 1 kernel @i (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %g = pipe.task @weight_gradient_0 weight_gradient stage 0 kernel @w (%d) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "zb" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %d = pipe.buffer received : <1 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %from1g = pipe.channel recv gradient from 1 capacity 4
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.post %from1g, %d[0] : <1 x tensor<2xf32>>
    pipe.wait %d[0] : <1 x tensor<2xf32>>
    pipe.run @weight_gradient_0 [0] ins(%d[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %d[0] : <1 x tensor<2xf32>>
    // expected-note@+2 {{the slot was filled here by the wait of received buffer}}
    pipe.post %from1g, %d[1] : <1 x tensor<2xf32>>
    pipe.wait %d[1] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 0: weight_gradient stage 0 of micro-batch 1 reads result 0 of input_gradient stage 1 for micro-batch 0}}
    pipe.run @weight_gradient_0 [1] ins(%d[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %d[1] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %d = pipe.buffer local : <1 x tensor<2xf32>>
    %to0g = pipe.channel send gradient to 0 capacity 4
    pipe.run @input_gradient_1 [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%d[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to0g, %d[0] : <1 x tensor<2xf32>>
    pipe.acquire %d[1] : <1 x tensor<2xf32>>
    // expected-error@+1 {{rank 1: gradient send of micro-batch 1 to rank 0 from local buffer 1 finds result 0 of input_gradient stage 1 for micro-batch 0 in the slot}}
    pipe.send %to0g, %d[1] : <1 x tensor<2xf32>>
    pipe.acquire %d[1] : <1 x tensor<2xf32>>
    pipe.run @input_gradient_1 [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%d[1] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.drain
  }
}
