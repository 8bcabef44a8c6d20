// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Slots of operands and results, results in place of operands, and ranks that
// depend on the micro-batch.

// A result in place of an operand that was sent: the send is known to be done.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @make forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @far forward stage 1 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    %z = pipe.task @near backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    %o = pipe.task @end weight_gradient stage 1 kernel @f (%y, %z) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%o as "o" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <1 x tensor<2xf32>>
    %c = pipe.channel send activation to 1 capacity 4
    %g = pipe.channel send gradient to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.acquire %h[%m] : <1 x tensor<2xf32>>
      pipe.run @make [%m] ins(%x[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %c, %h[%m] : <1 x tensor<2xf32>>
      pipe.acquire %h[%m] : <1 x tensor<2xf32>>
      pipe.run @near [%m] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %h[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %g, %h[%m] : <1 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %z = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer local : <1 x tensor<2xf32>>
    %o = pipe.buffer output "o" : <2 x tensor<2xf32>>
    %c = pipe.channel recv activation from 0 capacity 4
    %g = pipe.channel recv gradient from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %c, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @far [%m] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      pipe.post %g, %z[%m] : <1 x tensor<2xf32>>
      pipe.wait %z[%m] : <1 x tensor<2xf32>>
      pipe.run @end [%m] ins(%y[0], %z[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%o[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.release %z[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_in_place_of_what_is_being_sent

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @make forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @far forward stage 1 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    %z = pipe.task @near backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    %o = pipe.task @end weight_gradient stage 1 kernel @f (%y, %z) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%o as "o" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <1 x tensor<2xf32>>
    %c = pipe.channel send activation to 1 capacity 4
    %g = pipe.channel send gradient to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.acquire %h[%m] : <1 x tensor<2xf32>>
      pipe.run @make [%m] ins(%x[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
      pipe.send %c, %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 changes a slot of the local buffer 1, whose send for micro-batch 0 is not known to be done}}
      pipe.run @near [%m] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(inout %h[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %g, %h[%m] : <1 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %z = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer local : <1 x tensor<2xf32>>
    %o = pipe.buffer output "o" : <2 x tensor<2xf32>>
    %c = pipe.channel recv activation from 0 capacity 4
    %g = pipe.channel recv gradient from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %c, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @far [%m] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      pipe.post %g, %z[%m] : <1 x tensor<2xf32>>
      pipe.wait %z[%m] : <1 x tensor<2xf32>>
      pipe.run @end [%m] ins(%y[0], %z[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%o[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.release %z[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// Slots that have nothing to do with the micro-batch.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[4] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%h[5] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_other_slot

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    // expected-note@+1 {{the slot was filled here by the forward stage 0 of micro-batch 1}}
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 reads result 0 of forward stage 0 for micro-batch 1 as operand 0 from the local buffer 1, but the graph means result 0 of forward stage 0 for micro-batch 0}}
    pipe.run @second [0] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_slot_below_0

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 names slot -1 of the local buffer 1, but slots count from 0}}
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[-1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%h[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_same_slot_by_number

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 0 writes result 0 to a slot of the local buffer 1 that it uses for something else, too}}
    pipe.run @second [0] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[2] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// Each micro-batch on the rank of its copy.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_micro_batch_on_another_rank

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 1 is run here, but the schedule puts it on rank 1}}
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<2 x tensor<2xf32>>)
    // expected-error@+1 {{rank 0: backward stage 0 of micro-batch 1 is run here, but the schedule puts it on rank 1}}
    pipe.run @second [1] ins(%h[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
  }
}

// -----

// negative_output_on_one_rank_only

// expected-error@+1 {{output 'y' has 1 buffers, but needs one on each of the ranks 0, 1; found on rank 0}}
pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer local : <2 x tensor<2xf32>>
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_value_in_the_output_of_another_rank

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @second backward stage 0 kernel @f (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [0, 1]
  // expected-error@+1 {{rank 0 ends with result 0 of forward stage 0 for micro-batch 0 in slot 1 of the output 'y', but the graph means nothing}}
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    // expected-note@+1 {{the slot was filled here}}
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [0] ins(%y[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<2 x tensor<2xf32>>)
    pipe.run @second [1] ins(%h[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}

// -----

// negative_on_both_ranks: the note is about the other one, whose program is longer.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @first forward stage 0 kernel @f (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0] copies [array<i64: 1>] pattern [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    pipe.run @first [0] ins(%x[0] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<2 x tensor<2xf32>>)
    // expected-error@+2 {{rank 0: forward stage 0 of micro-batch 1 is run here, but the schedule puts it on rank 1}}
    // expected-note@+1 {{it is run here, too}}
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    // expected-error@+1 {{rank 1: forward stage 0 of micro-batch 1 is run a second time}}
    pipe.run @first [1] ins(%x[1] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<2 x tensor<2xf32>>)
  }
}
