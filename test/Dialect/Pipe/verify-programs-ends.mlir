// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// The two ends of a channel, and its room.

// negative_no_receiving_end

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
    // expected-error@+1 {{the activation channel from rank 0 to rank 1 has no end in the program of rank 1; declare a 'pipe.channel recv' there}}
    %to1 = pipe.channel send activation to 1 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
  }
}

// -----

// negative_ends_of_other_kinds: two channels with one end each.

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
    // expected-error@+1 {{the activation channel from rank 0 to rank 1 has no end in the program of rank 1; declare a 'pipe.channel recv' there}}
    %to1 = pipe.channel send activation to 1 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    // expected-error@+1 {{the gradient channel from rank 0 to rank 1 has no end in the program of rank 0; declare a 'pipe.channel send' there}}
    %from0 = pipe.channel recv gradient from 0 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_end_twice

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
    // expected-note@+1 {{the first one is here}}
    %to1 = pipe.channel send activation to 1 capacity 3
    // expected-error@+1 {{rank 0 declares its end of the activation channel from rank 0 to rank 1 twice}}
    %again = pipe.channel send activation to 1 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0 = pipe.channel recv activation from 0 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_capacities_differ

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
    // expected-error@+1 {{the activation channel from rank 0 to rank 1 has capacity 3 at its sender and 2 at its receiver}}
    %to1 = pipe.channel send activation to 1 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    // expected-note@+1 {{the receiver's end is here}}
    %from0 = pipe.channel recv activation from 0 capacity 2
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_no_room: where the message is copied when its receive is posted, rank
// 0 sends its third one while the first may not be released.

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
    // expected-error@+1 {{the activation channel from rank 0 to rank 1 has capacity 2, but up to 3 messages are in flight, sent and not released: a send may find it full}}
    %to1 = pipe.channel send activation to 1 capacity 2
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-note@+1 {{3 may be in flight after this send, of micro-batch 2}}
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0 = pipe.channel recv activation from 0 capacity 2
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// Room for three is enough, and a channel may be declared and not used.

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
    %to1 = pipe.channel send activation to 1 capacity 3
    %unused = pipe.channel recv gradient from 1 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to1, %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0 = pipe.channel recv activation from 0 capacity 3
    %unused = pipe.channel send gradient to 0 capacity 1
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}
