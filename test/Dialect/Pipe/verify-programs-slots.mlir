// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Slots that are read empty or overwritten in use.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_no_acquire: micro-batch 2 overwrites slot 0 while rank 1 may still
// read micro-batch 0.

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
      // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 2 overwrites a slot of the local buffer 1, whose send for micro-batch 0 is not known to be done}}
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
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
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_empty_slot: sent before it is written.

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
      // expected-error@+1 {{rank 0: activation send of micro-batch 0 to rank 1 from local buffer 1 reads a slot of the local buffer 1 that nothing was written to}}
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
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
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_read_after_release

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
      // expected-note@+1 {{it was released here}}
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: forward stage 1 of micro-batch 0 reads a slot of the received buffer 0 after its release}}
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
  }
}

// -----

// negative_receive_into_unreleased_slot

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
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      // expected-note@+2 {{it holds micro-batch 0 since here}}
      pipe.post %from0a, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [0] ins(%h[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
      // expected-error@+1 {{rank 1: activation post of micro-batch 1 from rank 0 into received buffer 0 asks for a message in a slot that was not released}}
      pipe.post %from0a, %h[1] : <1 x tensor<2xf32>>
      pipe.wait %h[1] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [1] ins(%h[1] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[1] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[2] : <1 x tensor<2xf32>>
  }
}

// -----

// negative_released_twice

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
      // expected-note@+1 {{it was released here}}
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: release of received buffer 0 for micro-batch 0 finds no message in its slot}}
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_never_released

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
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
      // expected-error@+2 {{rank 1: wait of received buffer 0 for micro-batch 0 fills a slot of the received buffer 0 that is never released}}
      pipe.post %from0a, %h[0] : <3 x tensor<2xf32>>
      pipe.wait %h[0] : <3 x tensor<2xf32>>
      pipe.run @forward_1 [0] ins(%h[0] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[0] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.post %from0a, %h[1] : <3 x tensor<2xf32>>
      pipe.wait %h[1] : <3 x tensor<2xf32>>
      pipe.run @forward_1 [1] ins(%h[1] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[1] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[1] : <3 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <3 x tensor<2xf32>>
      pipe.wait %h[2] : <3 x tensor<2xf32>>
      pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<3 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[2] : <3 x tensor<2xf32>>
  }
}

// -----

// negative_no_drain: the next step would overwrite what rank 1 may still read.

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
      // expected-error@+1 {{rank 0: activation send of micro-batch 2 to rank 1 from local buffer 1 is not known to be done when the program ends; a 'pipe.drain' is missing}}
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
    }
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

// negative_sent_twice: a rank keeps one handle a slot and channel to wait for.

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
      // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
      pipe.send %to1a, %h[%m] : <2 x tensor<2xf32>>
      // expected-error@+1 {{rank 0: activation send of micro-batch 0 to rank 1 from local buffer 1 repeats a send of the slot on this channel that is not known to be done}}
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
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_given_back_while_sent_on: rank 1 sends on what it has received; rank 0
// may overwrite it after the release.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_2 forward stage 2 kernel @f2 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 3 micro_batches 3 virtual_stages 1 placement [0, 1, 2]
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
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %to2a = pipe.channel send activation to 2 capacity 4
      pipe.post %from0a, %h[0] : <1 x tensor<2xf32>>
      pipe.wait %h[0] : <1 x tensor<2xf32>>
      // expected-note@+1 {{it was sent here; no 'pipe.acquire' waits in between}}
      pipe.send %to2a, %h[0] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: release of received buffer 0 for micro-batch 0 gives back a slot of the received buffer 0, whose send for micro-batch 0 is not known to be done}}
      pipe.release %h[0] : <1 x tensor<2xf32>>
    pipe.drain
      pipe.post %from0a, %h[1] : <1 x tensor<2xf32>>
      pipe.wait %h[1] : <1 x tensor<2xf32>>
      pipe.send %to2a, %h[1] : <1 x tensor<2xf32>>
      pipe.acquire %h[1] : <1 x tensor<2xf32>>
      pipe.release %h[1] : <1 x tensor<2xf32>>
      pipe.post %from0a, %h[2] : <1 x tensor<2xf32>>
      pipe.wait %h[2] : <1 x tensor<2xf32>>
      pipe.send %to2a, %h[2] : <1 x tensor<2xf32>>
    pipe.drain
      pipe.release %h[2] : <1 x tensor<2xf32>>
  }
  pipe.program rank 2 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from1a = pipe.channel recv activation from 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from1a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_2 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_release_of_a_local_buffer

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
      // expected-error@+1 {{rank 0 releases the local buffer 1}}
      pipe.release %h[%m] : <2 x tensor<2xf32>>
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
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_receive_into_a_local_buffer

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
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %z = pipe.buffer local : <1 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-error@+1 {{rank 1 posts a receive into the local buffer 2}}
      pipe.post %from0a, %z[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1 waits for a message in the local buffer 2}}
      pipe.wait %z[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}
