// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs)' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics

// Ranks that wait for each other in a circle.
// Every case is a correct program with one mistake. Graphs are as small as the
// mistake allows.

// negative_receives_wait_for_each_other

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @backward_0 backward stage 0 kernel @b0 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%c as "c" : tensor<2xf32>, %d as "d" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "c" : <1 x tensor<2xf32>>
    %from1a = pipe.channel recv activation from 1 capacity 4
    %to1a = pipe.channel send activation to 1 capacity 4
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-error@+3 {{2 ranks wait for each other in a circle, where a send is done when its receive is posted}}
    // expected-note@+2 {{rank 0 waits in wait of received buffer 2 for micro-batch 0 for rank 1 to send micro-batch 0 of the activation channel}}
    pipe.post %from1a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.send %to1a, %a[0] : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "d" : <1 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %to0a = pipe.channel send activation to 0 capacity 4
    pipe.run @forward_1 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    // expected-note@+2 {{rank 1 waits in wait of received buffer 2 for micro-batch 0 for rank 0 to send micro-batch 0 of the activation channel}}
    pipe.post %from0a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.send %to0a, %a[0] : <1 x tensor<2xf32>>
    pipe.run @backward_1 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_rendezvous: each waits for its send before it receives.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @backward_0 backward stage 0 kernel @b0 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%c as "c" : tensor<2xf32>, %d as "d" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "c" : <1 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %from1a = pipe.channel recv activation from 1 capacity 4
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to1a, %a[0] : <1 x tensor<2xf32>>
    // expected-error@+2 {{2 ranks wait for each other in a circle, where a send is done when its receive is posted}}
    // expected-note@+1 {{rank 0 waits in acquire of local buffer 1 for micro-batch 0 for rank 1 to post the receive of micro-batch 0 of the activation channel}}
    pipe.acquire %a[0] : <1 x tensor<2xf32>>
    pipe.post %from1a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "d" : <1 x tensor<2xf32>>
    %to0a = pipe.channel send activation to 0 capacity 4
    %from0a = pipe.channel recv activation from 0 capacity 4
    pipe.run @forward_1 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to0a, %a[0] : <1 x tensor<2xf32>>
    // expected-note@+1 {{rank 1 waits in acquire of local buffer 1 for micro-batch 0 for rank 0 to post the receive of micro-batch 0 of the activation channel}}
    pipe.acquire %a[0] : <1 x tensor<2xf32>>
    pipe.post %from0a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    pipe.run @backward_1 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}

// -----

// negative_handover: right where messages are copied, but here each keeps the
// message that the other waits for.

pipe.pipeline @p {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %a = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %b = pipe.task @forward_1 forward stage 1 kernel @f1 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %c = pipe.task @backward_0 backward stage 0 kernel @b0 (%b) : (tensor<2xf32>) -> tensor<2xf32>
    %d = pipe.task @backward_1 backward stage 1 kernel @b1 (%a) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%c as "c" : tensor<2xf32>, %d as "d" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 1 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "c" : <1 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %from1a = pipe.channel recv activation from 1 capacity 4
    pipe.run @forward_0 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to1a, %a[0] : <1 x tensor<2xf32>>
    pipe.post %from1a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    // expected-error@+2 {{2 ranks wait for each other in a circle, where a send is done at the receiver's release}}
    // expected-note@+1 {{rank 0 waits in drain for rank 1 to release micro-batch 0 of the activation channel}}
    pipe.drain
    pipe.run @backward_0 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
  }
  pipe.program rank 1 {
    %x = pipe.buffer input "x" : <1 x tensor<2xf32>>
    %a = pipe.buffer local : <1 x tensor<2xf32>>
    %b = pipe.buffer received : <1 x tensor<2xf32>>
    %c = pipe.buffer output "d" : <1 x tensor<2xf32>>
    %to0a = pipe.channel send activation to 0 capacity 4
    %from0a = pipe.channel recv activation from 0 capacity 4
    pipe.run @forward_1 [0] ins(%x[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%a[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to0a, %a[0] : <1 x tensor<2xf32>>
    pipe.post %from0a, %b[0] : <1 x tensor<2xf32>>
    pipe.wait %b[0] : <1 x tensor<2xf32>>
    // expected-note@+1 {{rank 1 waits in drain for rank 0 to release micro-batch 0 of the activation channel}}
    pipe.drain
    pipe.run @backward_1 [0] ins(%b[0] : !pipe.buffer<1 x tensor<2xf32>>) outs(%c[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.release %b[0] : <1 x tensor<2xf32>>
  }
}
