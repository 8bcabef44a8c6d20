// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-verify-programs{emit-remarks})' \
// RUN:   --mlir-print-op-on-diagnostic=false --split-input-file --verify-diagnostics | FileCheck %s

// Of parameters that the same runs read, one is followed for all. What is said
// of a program is the same as if each were followed.

// Two residuals of 8 bytes each live at once, and three parameters.
// CHECK-LABEL: pipe.pipeline @proven
// CHECK: pipe.program
// expected-remark@+1 {{rank 0: 10 actions, peak of live bytes 64, with received messages 64}}
pipe.pipeline @proven gradients sum {
  pipe.param @a : tensor<2xf32>
  pipe.param @b : tensor<2xf32>
  pipe.param @c : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %r:2 = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@a, @b, @c) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    %g:3 = pipe.task @backward_0 backward stage 0 kernel @b0 (%r#0, %r#1) params(@a, @b, @c) : (tensor<2xf32>, tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%g#0 of @a : tensor<2xf32>, %g#1 of @b : tensor<2xf32>, %g#2 of @c : tensor<2xf32>)
  }
  pipe.schedule "1f1b" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer parameter "a" : <1 x tensor<2xf32>>
    %b = pipe.buffer parameter "b" : <1 x tensor<2xf32>>
    %c = pipe.buffer parameter "c" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %r0 = pipe.buffer local : <1 x tensor<2xf32>>
    %r1 = pipe.buffer local : <1 x tensor<2xf32>>
    %ga = pipe.buffer gradient "a" result : <1 x tensor<2xf32>>
    %gb = pipe.buffer gradient "b" result : <1 x tensor<2xf32>>
    %gc = pipe.buffer gradient "c" result : <1 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    pipe.zero %ga : <1 x tensor<2xf32>>
    pipe.zero %gb : <1 x tensor<2xf32>>
    pipe.zero %gc : <1 x tensor<2xf32>>
    scf.for %m = %c0 to %c3 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %a[0], %b[0], %c[0] : !pipe.buffer<3 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%r0[%m], %r1[%m] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
      pipe.run @backward_0 [%m] ins(%r0[%m], %r1[%m], %a[0], %b[0], %c[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %ga[0], add %gb[0], add %gc[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    }
    pipe.drain
  }
}

// -----

// negative_other_parameter: one run reads @b where it should read @c.

pipe.pipeline @p {
  pipe.param @a : tensor<2xf32>
  pipe.param @b : tensor<2xf32>
  pipe.param @c : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %y = pipe.task @forward_0 forward stage 0 kernel @f0 (%x) params(@a, @b, @c) : (tensor<2xf32>) -> tensor<2xf32>
    pipe.return outputs(%y as "y" : tensor<2xf32>)
  }
  pipe.schedule "forward-only" ranks 1 micro_batches 3 virtual_stages 1 placement [0]
  pipe.program rank 0 {
    %a = pipe.buffer parameter "a" : <1 x tensor<2xf32>>
    %b = pipe.buffer parameter "b" : <1 x tensor<2xf32>>
    %c = pipe.buffer parameter "c" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <3 x tensor<2xf32>>
    %y = pipe.buffer output "y" : <3 x tensor<2xf32>>
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %m = %c0 to %c2 step %c1 {
      pipe.run @forward_0 [%m] ins(%x[%m], %a[0], %b[0], %c[0] : !pipe.buffer<3 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%y[%m] : !pipe.buffer<3 x tensor<2xf32>>)
    }
    // expected-error@+1 {{rank 0: forward stage 0 of micro-batch 2 reads parameter 'b' as operand 3 from the parameter 'b', but the graph means parameter 'c'}}
    pipe.run @forward_0 [2] ins(%x[2], %a[0], %b[0], %b[0] : !pipe.buffer<3 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(%y[2] : !pipe.buffer<3 x tensor<2xf32>>)
    pipe.drain
  }
}

// -----

// negative_both_gradients: the same fault of two that are alike is said of both.

pipe.pipeline @p gradients sum {
  pipe.param @a : tensor<2xf32>
  pipe.param @b : tensor<2xf32>
  pipe.graph (%x "x" : tensor<2xf32>) {
    %g:2 = pipe.task @backward_0 backward stage 0 kernel @b0 (%x) params(@a, @b) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
    pipe.return gradients(%g#0 of @a : tensor<2xf32>, %g#1 of @b : tensor<2xf32>)
  }
  pipe.schedule "1f1b" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
  // expected-error@+2 {{rank 0 ends with the gradient of 'a' divided by 2, but the graph means the sum over 2 micro-batches}}
  // expected-error@+1 {{rank 0 ends with the gradient of 'b' divided by 2, but the graph means the sum over 2 micro-batches}}
  pipe.program rank 0 {
    %a = pipe.buffer parameter "a" : <1 x tensor<2xf32>>
    %b = pipe.buffer parameter "b" : <1 x tensor<2xf32>>
    %x = pipe.buffer input "x" : <2 x tensor<2xf32>>
    %ga = pipe.buffer gradient "a" result : <1 x tensor<2xf32>>
    %gb = pipe.buffer gradient "b" result : <1 x tensor<2xf32>>
    pipe.zero %ga : <1 x tensor<2xf32>>
    pipe.zero %gb : <1 x tensor<2xf32>>
    pipe.run @backward_0 [0] ins(%x[0], %a[0], %b[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %ga[0], add %gb[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.run @backward_0 [1] ins(%x[1], %a[0], %b[0] : !pipe.buffer<2 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>) outs(add %ga[0], add %gb[0] : !pipe.buffer<1 x tensor<2xf32>>, !pipe.buffer<1 x tensor<2xf32>>)
    pipe.divide %ga by 2 : <1 x tensor<2xf32>>
    pipe.divide %gb by 2 : <1 x tensor<2xf32>>
    pipe.drain
  }
}
