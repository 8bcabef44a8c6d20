// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Reads and outputs that see another value than the graph means.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_wrong_input

pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 0 reads input 'z' for micro-batch 0 as operand 0 from the input 'z', but the graph means input 'x' for micro-batch 0}}
      pipe.run @forward_0 [%m] ins(%z[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_wrong_parameter

pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 0 reads parameter 'v' as operand 1 from the parameter 'v', but the graph means parameter 'w'}}
      pipe.run @forward_0 [%m] ins(%x[%m], %v[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_results_swapped

pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-note@+1 {{the slot was filled here by the forward stage 0 of micro-batch 0}}
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%r[%m], %h[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads result 1 of forward stage 0 for micro-batch 0 as operand 0 from the local buffer 4, but the graph means result 0 of forward stage 0 for micro-batch 0}}
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_live_slot_overwritten: both micro-batches in one slot.

pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <1 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-note@+1 {{the slot was filled here by the forward stage 0 of micro-batch 1}}
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads result 0 of forward stage 0 for micro-batch 1 as operand 0 from the local buffer 4, but the graph means result 0 of forward stage 0 for micro-batch 0}}
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_output_in_a_local_buffer

pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+1 {{rank 0 ends with nothing in slot 0 of the output 'y', but the graph means result 0 of backward stage 0 for micro-batch 0}}
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %o = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%o[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_no_buffer_for_an_output

// expected-error@+1 {{output 'y' has 0 buffers, but needs 1}}
pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %o = pipe.buffer local : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%o[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_output_with_too_few_slots

// expected-error@+10 {{rank 0 has 1 slots in the output 'y' for 2 micro-batches}}
pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<1 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_unknown_name

// expected-error@+10 {{rank 0 has the parameter 'u', but the graph has nothing of this name}}
pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "u" : <1 x tensor<2xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_buffer_of_another_type

// expected-error@+10 {{rank 0 has the parameter 'v' of another type than the graph}}
pipe.pipeline @p {
  pipe.param @v : tensor<2xf32>
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>, %z "z" : tensor<2xf32>) {
    %h, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %y = pipe.task @backward_0 backward stage 0 kernel @f1 (%h, %r) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %v = pipe.buffer parameter "v" : <1 x tensor<3xf32>>
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %z = pipe.buffer input "z" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %r = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>)
    }
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @backward_0 [%m] ins(%h[%m], %r[%m] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
    }
  }
}
