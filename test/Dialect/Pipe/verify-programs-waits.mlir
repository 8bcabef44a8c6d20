// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// A receive is a post, a wait and a release.

// negative_read_before_wait

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
      // expected-note@+1 {{its receive is posted here}}
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: forward stage 1 of micro-batch 0 reads a slot of the received buffer 0 whose message is not waited for}}
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_wait_before_post

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
    // expected-error@+1 {{rank 1: wait of received buffer 0 for micro-batch 0 finds no receive posted into its slot}}
    pipe.wait %h[0] : <1 x tensor<2xf32>>
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

// negative_waited_for_twice

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
      // expected-note@+1 {{it was waited for here}}
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: wait of received buffer 0 for micro-batch 0 finds no receive posted into its slot}}
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_never_waited_for

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
    // expected-error@+1 {{rank 1: activation post of micro-batch 0 from rank 0 into received buffer 0 asks for a message that is never waited for; a 'pipe.wait' is missing}}
    pipe.post %from0, %h[0] : <1 x tensor<2xf32>>
  }
}

// -----

// negative_wait_of_local

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
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<3 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      // expected-error@+1 {{rank 0 waits for a message in the local buffer 1}}
      pipe.wait %h[%m] : <2 x tensor<2xf32>>
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

// Posts may run ahead, where a slot is free.

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
    %h = pipe.buffer received : <2 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %from0 = pipe.channel recv activation from 0 capacity 3
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    pipe.post %from0, %h[0] : <2 x tensor<2xf32>>
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %from0, %h[%m + 1] : <2 x tensor<2xf32>>
      pipe.wait %h[%m] : <2 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <2 x tensor<2xf32>>
    }
    pipe.wait %h[2] : <2 x tensor<2xf32>>
    pipe.run @forward_1 [2] ins(%h[2] : !pipe.buffer<2 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
    pipe.release %h[2] : <2 x tensor<2xf32>>
  }
}

// -----

// negative_posted_for_twice

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
    // expected-note@+1 {{the first one is asked for here}}
    pipe.post %from0, %h[0] : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %m = %c0 to %c3 step %c1 {
      // expected-error@+1 {{rank 1: activation post of micro-batch 0 from rank 0 into received buffer 0 asks for a second message in a slot}}
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}

// -----

// negative_release_before_wait

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
      // expected-note@+1 {{its receive is posted here; no 'pipe.wait' waits in between}}
      pipe.post %from0, %h[%m] : <1 x tensor<2xf32>>
      // expected-error@+1 {{rank 1: release of received buffer 0 for micro-batch 0 finds no message in its slot}}
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
  }
}
