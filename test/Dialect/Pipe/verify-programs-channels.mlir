// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Sends and receives that do not match.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_message_of_another_micro_batch

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-note@+1 {{rank 0 sends it here}}
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      // expected-error@+1 {{rank 1: activation post of micro-batch 1 from rank 0 into received buffer 0 takes message 0 of the channel, which is of micro-batch 0}}
      pipe.post %from0a, %h[1] : <1 x tensor<2xf32>>
      pipe.wait %h[1] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [1] ins(%h[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[1] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: activation post of micro-batch 0 from rank 0 into received buffer 0 takes message 1 of the channel, which is of micro-batch 1}}
      pipe.post %from0a, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [0] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[0] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[2] : <1 x tensor<2xf32>>
  }
}

// -----

// negative_message_of_another_type

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-note@+1 {{rank 0 sends it here}}
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %z = pipe.buffer received : <1 x tensor<4xf32>>
    %v = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-error@+1 {{rank 1: activation post of micro-batch 0 from rank 0 into received buffer 2 takes a message of another type}}
      pipe.post %from0a, %z[%m] : <1 x tensor<4xf32>>
      pipe.wait %z[%m] : <1 x tensor<4xf32>>
      pipe.release %z[%m] : <1 x tensor<4xf32>>
      pipe.run @forward_1 [%m] ins(%v[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_send_without_receive

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
    }
      pipe.acquire %h[2] : <2 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: activation send of micro-batch 2 to rank 1 from local buffer 1 has no matching receive; rank 1 posts only 3 receives on the channel}}
      pipe.send %to1a, %h[2] : <2 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_receive_without_send: on the other channel of the same ranks.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %to1g = pipe.channel send gradient to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %from0g = pipe.channel recv gradient from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
      // expected-error@+1 {{rank 1: gradient post of micro-batch 0 from rank 0 into received buffer 0 has no matching send; rank 0 sends only 0 messages on the channel}}
      pipe.post %from0g, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      pipe.release %h[0] : <1 x tensor<2xf32>>
  }
}

// -----

// negative_peer_outside

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <2 x tensor<2xf32>>
    // expected-error@+1 {{rank 0 has a channel to or from rank 2, but its peers are the others of 0 to 1}}
    %to2a = pipe.channel send activation to 2 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to2a, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    // expected-error@+1 {{the activation channel from rank 0 to rank 1 has no end in the program of rank 0; declare a 'pipe.channel send' there}}
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_send_of_another_micro_batch: the message says 1, the slot holds 0.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %h = pipe.buffer local : <1 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      pipe.acquire %h[0] : <1 x tensor<2xf32>>
      pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[0] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-error@+1 {{rank 0: activation send of micro-batch 1 to rank 1 from local buffer 1 finds result 0 of forward stage 0 for micro-batch 0 in the slot}}
      pipe.send %to1a, %h[1] : <1 x tensor<2xf32>>
      pipe.acquire %h[1] : <1 x tensor<2xf32>>
      pipe.run @forward_0 [1] ins(%x[1] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[1] : !pipe.buffer<1 x tensor<2xf32>>)
      // expected-error@+1 {{rank 0: activation send of micro-batch 0 to rank 1 from local buffer 1 finds result 0 of forward stage 0 for micro-batch 1 in the slot}}
      pipe.send %to1a, %h[0] : <1 x tensor<2xf32>>
      pipe.acquire %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_0 [2] ins(%x[2] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[2] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %to1a, %h[2] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      // expected-note@+2 {{the slot was filled here by the wait of received buffer 0 for micro-batch 1}}
      pipe.post %from0a, %h[1] : <1 x tensor<2xf32>>
      pipe.wait %h[1] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: forward stage 1 of micro-batch 1 reads result 0 of forward stage 0 for micro-batch 0 as operand 0 from the received buffer 0, but the graph means result 0 of forward stage 0 for micro-batch 1}}
      pipe.run @forward_1 [1] ins(%h[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[1] : <1 x tensor<2xf32>>
      // expected-note@+2 {{the slot was filled here by the wait of received buffer 0 for micro-batch 0}}
      pipe.post %from0a, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: forward stage 1 of micro-batch 0 reads result 0 of forward stage 0 for micro-batch 1 as operand 0 from the received buffer 0, but the graph means result 0 of forward stage 0 for micro-batch 0}}
      pipe.run @forward_1 [0] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[0] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[2] : <1 x tensor<2xf32>>
  }
}

// -----

// negative_input_sent_without_drain: the first action of a program, and an input
// (sends_inputs).

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
      // expected-error@+1 {{rank 0: activation send of micro-batch 0 to rank 1 from input 'x' is not known to be done when the program ends; a 'pipe.drain' is missing}}
      pipe.send %to1a, %x[0] : <3 x tensor<2xf32>>
    pipe.acquire %x[1] : <3 x tensor<2xf32>>
      pipe.send %to1a, %x[1] : <3 x tensor<2xf32>>
      pipe.send %to1a, %x[2] : <3 x tensor<2xf32>>
    pipe.acquire %x[1] : <3 x tensor<2xf32>>
    pipe.acquire %x[2] : <3 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_wrong_slice_of_an_input_sent: a buffer of the caller has one slot a
// micro-batch, the received one a single one.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 3 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
      pipe.send %to1a, %x[0] : <3 x tensor<2xf32>>
      pipe.send %to1a, %x[2] : <3 x tensor<2xf32>>
      // expected-note@+1 {{rank 0 sends it here}}
      pipe.send %to1a, %x[1] : <3 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      pipe.post %from0a, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [0] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[0] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[2] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: activation post of micro-batch 2 from rank 0 into received buffer 0 takes message 2 of the channel, which is of micro-batch 1}}
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [1] ins(%h[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[1] : <1 x tensor<2xf32>>
  }
}
