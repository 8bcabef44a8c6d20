// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs{emit-remarks})' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics | FileCheck %s

// Programs that are proven, and what is said about them. The pass changes
// nothing.

// 1F1B on two ranks. Parameters and gradients take 128 bytes a rank, a slot 32.
// Rank 1 may have sent a gradient that rank 0 has received, but not released.
// CHECK-LABEL: pipe.pipeline @two
// CHECK-COUNT-2: pipe.program
// expected-remark@+5 {{needs 2 hardware queues a rank; with 1 transfers wait for each other in a circle}}
// expected-remark@+4 {{rank 0: 31 actions, peak of live bytes 256, with received messages 288}}
// expected-remark@+3 {{rank 1: 31 actions, peak of live bytes 192, with received messages 224}}
// expected-remark@+2 {{rank 0 to rank 1, activation: 4 messages, at most 2 in flight}}
// expected-remark@+1 {{rank 1 to rank 0, gradient: 4 messages, at most 2 in flight}}
pipe.pipeline @two gradients mean {
  pipe.param @w0 : tensor<4x4xf32>
  pipe.param @w1 : tensor<4x4xf32>
  pipe.graph (%x "x" : tensor<2x4xf32>, %y "y" : tensor<2x4xf32>) {
    %h, %r0 = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@w0) : (tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>)
    %loss, %r1 = pipe.task @forward_1 forward stage 1 kernel @f1 (%h, %y) params(@w1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> (tensor<f32>, tensor<2x4xf32>)
    %dh, %g1 = pipe.task @backward_1 backward stage 1 kernel @b1 (%r1, %h) params(@w1) : (tensor<2x4xf32>, tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<4x4xf32>)
    %g0 = pipe.task @backward_0 backward stage 0 kernel @b0 (%r0, %dh) params(@w0) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
    pipe.return outputs(%loss as "loss" : tensor<f32>) gradients(%g0 of @w0 : tensor<4x4xf32>, %g1 of @w1 : tensor<4x4xf32>)
  }
  pipe.schedule "1f1b" ranks 2 micro_batches 4 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %w = pipe.buffer parameter "w0" : <1 x tensor<4x4xf32>>
    %g = pipe.buffer gradient "w0" result : <1 x tensor<4x4xf32>>
    %x = pipe.buffer input "x" : <4 x tensor<2x4xf32>>
    %h = pipe.buffer local : <2 x tensor<2x4xf32>>
    %r = pipe.buffer local : <2 x tensor<2x4xf32>>
    %d = pipe.buffer received : <1 x tensor<2x4xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %from1g = pipe.channel recv gradient from 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    pipe.zero %g : <1 x tensor<4x4xf32>>
    pipe.acquire %h[0] : <2 x tensor<2x4xf32>>
    pipe.run @forward_0 [0] ins(%x[0], %w[0] : !pipe.buffer<4 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(%h[0], %r[0] : !pipe.buffer<2 x tensor<2x4xf32>>, !pipe.buffer<2 x tensor<2x4xf32>>)
    pipe.send %to1a, %h[0] : <2 x tensor<2x4xf32>>
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.acquire %h[%m + 1] : <2 x tensor<2x4xf32>>
      pipe.run @forward_0 [%m + 1] ins(%x[%m + 1], %w[0] : !pipe.buffer<4 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(%h[%m + 1], %r[%m + 1] : !pipe.buffer<2 x tensor<2x4xf32>>, !pipe.buffer<2 x tensor<2x4xf32>>)
      pipe.send %to1a, %h[%m + 1] : <2 x tensor<2x4xf32>>
      // expected-note@+1 {{rank 0 has no queue for the gradient post of micro-batch 0 from rank 1 into received buffer 5: it is taken by the activation send of micro-batch 1 to rank 1 from local buffer 3}}
      pipe.post %from1g, %d[%m] : <1 x tensor<2x4xf32>>
      pipe.wait %d[%m] : <1 x tensor<2x4xf32>>
      pipe.run @backward_0 [%m] ins(%r[%m], %d[%m], %w[0] : !pipe.buffer<2 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<4x4xf32>>)
      pipe.release %d[%m] : <1 x tensor<2x4xf32>>
    }
    pipe.post %from1g, %d[3] : <1 x tensor<2x4xf32>>
    pipe.wait %d[3] : <1 x tensor<2x4xf32>>
    pipe.run @backward_0 [3] ins(%r[3], %d[3], %w[0] : !pipe.buffer<2 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<4x4xf32>>)
    pipe.release %d[3] : <1 x tensor<2x4xf32>>
    pipe.divide %g by 4 : <1 x tensor<4x4xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w1" : <1 x tensor<4x4xf32>>
    %g = pipe.buffer gradient "w1" result : <1 x tensor<4x4xf32>>
    %y = pipe.buffer input "y" : <4 x tensor<2x4xf32>>
    %loss = pipe.buffer output "loss" : <4 x tensor<f32>>
    %h = pipe.buffer received : <1 x tensor<2x4xf32>>
    %r = pipe.buffer local : <1 x tensor<2x4xf32>>
    %d = pipe.buffer local : <1 x tensor<2x4xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %to0g = pipe.channel send gradient to 0 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    pipe.zero %g : <1 x tensor<4x4xf32>>
    scf.for %m = %c0 to %c4 step %c1 {
      // expected-note@+1 {{rank 1 has no queue for the activation post of micro-batch 1 from rank 0 into received buffer 4: it is taken by the gradient send of micro-batch 0 to rank 0 from local buffer 6}}
      pipe.post %from0a, %h[%m] : <1 x tensor<2x4xf32>>
      pipe.wait %h[%m] : <1 x tensor<2x4xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m], %y[%m], %w[0] : !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<4 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(%loss[%m], %r[%m] : !pipe.buffer<4 x tensor<f32>>, !pipe.buffer<1 x tensor<2x4xf32>>)
      pipe.acquire %d[%m] : <1 x tensor<2x4xf32>>
      pipe.run @backward_1 [%m] ins(%r[%m], %h[%m], %w[0] : !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>) outs(%d[%m], add %g[0] : !pipe.buffer<1 x tensor<2x4xf32>>, !pipe.buffer<1 x tensor<4x4xf32>>)
      pipe.release %h[%m] : <1 x tensor<2x4xf32>>
      pipe.send %to0g, %d[%m] : <1 x tensor<2x4xf32>>
    }
    pipe.divide %g by 4 : <1 x tensor<4x4xf32>>
    pipe.drain
  }
}

// -----

// Micro-batch 2 n + k in nested loops, then counted down: gradients are added up
// in another order, which is no mistake but said. The loop that runs never holds
// an action that would be one.
// expected-remark@+3 {{rank 0: 10 actions, peak of live bytes 24, with received messages 24}}
// expected-remark@+2 {{gradients are not added up in the order of micro-batches}}
// CHECK-LABEL: pipe.pipeline @affine
pipe.pipeline @affine gradients sum {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y, %r = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>)
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%r) : (tensor<f32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>) gradients(%g of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 1 micro_batches 4 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <4 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <4 x tensor<2xf32>>
    %r = pipe.buffer local : <7 x tensor<f32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.addi %c3, %c1 : index
    %unused = arith.constant 1.0 : f32
    pipe.zero %g : <1 x tensor<2xf32>>
    scf.for %n = %c0 to %c2 step %c1 {
      %first = arith.muli %n, %c2 : index
      scf.for %k = %c0 to %c2 step %c1 {
        %m = arith.addi %first, %k : index
        pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<4 x tensor<2xf32>>) outs(%y[%m], %r[%m] : !pipe.buffer<4 x tensor<2xf32>>, !pipe.buffer<7 x tensor<f32>>)
      }
      scf.for %k = %c1 to %c1 step %c2 {
        pipe.zero %r : <7 x tensor<f32>>
      }
    }
    scf.for %n = %c0 to %c4 step %c1 {
      %m = arith.subi %c3, %n : index
      pipe.run @backward_0 [%m] ins(%r[%m] : !pipe.buffer<7 x tensor<f32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// Rank 1 sends on what it has received, and gives it back only after its own send
// is done. Rank 2 reads the output where rank 1 has written it. Where messages are
// copied, two of each channel may be sent before the first one is released.
// expected-remark@+9 {{needs 1 hardware queue a rank}}
// expected-remark@+8 {{rank 0: 7 actions, peak of live bytes 8, with received messages 8}}
// expected-remark@+7 {{rank 1: 15 actions, peak of live bytes 0, with received messages 8}}
// expected-remark@+6 {{rank 2: 14 actions, peak of live bytes 0, with received messages 16}}
// expected-remark@+5 {{rank 0 to rank 1, activation: 2 messages, at most 2 in flight}}
// expected-remark@+4 {{rank 1 to rank 2, activation: 2 messages, at most 2 in flight}}
// expected-remark@+3 {{rank 1 to rank 2, gradient: 2 messages, at most 2 in flight}}
// CHECK-LABEL: pipe.pipeline @sent_on
// CHECK-COUNT-3: pipe.program
pipe.pipeline @sent_on {
  pipe.graph (%x "x" : tensor<2xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) : (tensor<2xf32>) -> tensor<2xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f1 (%h) : (tensor<2xf32>) -> tensor<2xf32>
    %z = pipe.task @forward_2 forward stage 2 kernel @f2 (%y, %h) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>, %z as "z" : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 3 micro_batches 2 virtual_stages 1 placement [0, 1, 2]
  pipe.program rank 2 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer received : <1 x tensor<2xf32>>
    %z = pipe.buffer output "z" : <2 x tensor<2xf32>>
    %from1a = pipe.channel recv activation from 1 capacity 4
    %from1g = pipe.channel recv gradient from 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %from1a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.post %from1g, %y[%m] : <1 x tensor<2xf32>>
      pipe.wait %y[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_2 [%m] ins(%y[%m], %h[%m] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%z[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.release %h[%m] : <1 x tensor<2xf32>>
      pipe.release %y[%m] : <1 x tensor<2xf32>>
    }
  }
  pipe.program rank 0 {
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %h = pipe.buffer local : <1 x tensor<2xf32>>
    %to1a = pipe.channel send activation to 1 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.acquire %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_0 [%m] ins(%x[%m] : !pipe.buffer<2 x tensor<2xf32>>) outs(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>)
      pipe.send %to1a, %h[%m] : <1 x tensor<2xf32>>
    }
    pipe.drain
  }
  pipe.program rank 1 {
    %h = pipe.buffer received : <1 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <2 x tensor<2xf32>>
    %from0a = pipe.channel recv activation from 0 capacity 4
    %to2a = pipe.channel send activation to 2 capacity 4
    %to2g = pipe.channel send gradient to 2 capacity 4
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.post %from0a, %h[%m] : <1 x tensor<2xf32>>
      pipe.wait %h[%m] : <1 x tensor<2xf32>>
      pipe.send %to2a, %h[%m] : <1 x tensor<2xf32>>
      pipe.run @forward_1 [%m] ins(%h[%m] : !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<2 x tensor<2xf32>>)
      pipe.send %to2g, %y[%m] : <2 x tensor<2xf32>>
      pipe.acquire %h[%m] : <1 x tensor<2xf32>>
      pipe.release %h[%m] : <1 x tensor<2xf32>>
    }
    pipe.drain
  }
}

// -----

// A parameter of two stages: the sum of rank 1 goes to rank 0 once a step.
// expected-remark@+6 {{needs 1 hardware queue a rank}}
// expected-remark@+5 {{rank 0: 10 actions, peak of live bytes 16, with received messages 24}}
// expected-remark@+4 {{rank 1: 5 actions, peak of live bytes 16, with received messages 16}}
// expected-remark@+3 {{rank 1 to rank 0, gradient: 1 messages, at most 1 in flight}}
// CHECK-LABEL: pipe.pipeline @tied
// CHECK-COUNT-2: pipe.program
pipe.pipeline @tied gradients mean {
  pipe.param @w : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    %k = pipe.task @backward_1 backward stage 1 kernel @b1 (%x) params(@w) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return gradients(%g of @w : tensor<2xf32>, %k of @w : tensor<2xf32>)
  }
  pipe.schedule "by hand" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
  pipe.program rank 0 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" result : <1 x tensor<2xf32>>
    %part = pipe.buffer received : <1 x tensor<2xf32>>
    %from1g = pipe.channel recv gradient from 1 capacity 4
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.post %from1g, %part[0] : <1 x tensor<2xf32>>
    pipe.wait %part[0] : <1 x tensor<2xf32>>
    pipe.add %part into %g : <1 x tensor<2xf32>>, <1 x tensor<2xf32>>
    pipe.release %part[0] : <1 x tensor<2xf32>>
    pipe.divide %g by 1 : <1 x tensor<2xf32>>
    pipe.divide %g by 2 : <1 x tensor<2xf32>>
    pipe.drain
  }
  pipe.program rank 1 {
    %w = pipe.buffer parameter "w" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %g = pipe.buffer gradient "w" : <1 x tensor<2xf32>>
    %to0g = pipe.channel send gradient to 0 capacity 4
    pipe.zero %g : <1 x tensor<2xf32>>
    pipe.run @backward_1 [0] ins(%x[0], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_1 [1] ins(%x[1], %w[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %g[0] : !pipe.buffer<1 x tensor<2xf32>>)
    pipe.send %to0g, %g[0] : <1 x tensor<2xf32>>
    pipe.drain
  }
}
