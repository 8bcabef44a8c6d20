// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2})' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=1})' | FileCheck %s --check-prefix=ONE
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2})' -o /dev/null 2>&1 \
// RUN:   | FileCheck %s --check-prefix=REMARK

// Two layers and their gradients, as a front end prints them.

// CHECK:      pipe.pipeline @pipeline gradients mean reference @main {
// CHECK-NEXT:   pipe.param @w0 : tensor<8x8xf32>
// CHECK-NEXT:   pipe.param @w1 : tensor<8x8xf32>
// CHECK-NEXT:   pipe.graph (%[[X:.+]] "x" : tensor<2x8xf32>) {

// Stage 0 sends its activation and keeps nothing else. The destination of the
// matmul is made where it is used.
// CHECK:        %[[H0:.+]] = pipe.task @forward_0 forward stage 0 (%[[X]]) params(@w0) cost
// CHECK:          arith.constant 0.0
// CHECK-NEXT:     tensor.empty
// CHECK-NEXT:     linalg.fill
// CHECK-NEXT:     linalg.matmul
// CHECK-NEXT:     math.tanh
// CHECK-NEXT:     pipe.yield

// Stage 1 keeps its own activation for its backward task, and yields the loss.
// CHECK:        %[[F1:.+]]:2 = pipe.task @forward_1 forward stage 1 (%[[H0]]) params(@w1) cost
// CHECK:          %[[H1:.+]] = math.tanh
// CHECK:          %[[LOSS:.+]] = linalg.reduce
// CHECK:          pipe.yield %[[H1]], %[[LOSS]]

// The backward task takes what the forward task took, not a copy of it. The
// derivative of stage 0's tanh, which reads only that, is computed here.
// CHECK:        %[[B1:.+]]:2 = pipe.task @backward_1 backward stage 1 (%[[F1]]#0, %[[H0]]) params(@w1) cost
// CHECK:          ^bb0(%{{.+}}: tensor<2x8xf32>, %[[A:.+]]: tensor<2x8xf32>, %{{.+}}: tensor<8x8xf32>):
// CHECK:          arith.mulf %[[A]], %[[A]]
// CHECK:          pipe.yield %{{.+}}, %{{.+}} : tensor<2x8xf32>, tensor<8x8xf32>
// CHECK:        %[[B0:.+]] = pipe.task @backward_0 backward stage 0 (%[[X]], %[[B1]]#0) cost
// CHECK-NOT:      math.tanh
// CHECK:          linalg.matmul
// CHECK:        pipe.return outputs(%[[F1]]#1 as "loss" : tensor<f32>) gradients(%[[B0]] of @w0 : tensor<8x8xf32>, %[[B1]]#1 of @w1 : tensor<8x8xf32>)

// The function stays as the reference.
// CHECK:      func.func private @main(

// One stage: two tasks, the activations between them are residuals.
// ONE:     %[[F:.+]]:3 = pipe.task @forward_0 forward stage 0
// ONE:     %[[B:.+]]:2 = pipe.task @backward_0 backward stage 0 (
// ONE-NOT: pipe.task
// ONE:     gradients(%[[B]]#0 of @w0 : tensor<8x8xf32>, %[[B]]#1 of @w1 : tensor<8x8xf32>)

// REMARK: remark: 'main' is imported for training: 2 parameters, 1 batch arguments, 2 gradients, 0 outputs, loss 'loss'
// REMARK: remark: stage 0: 5 forward and 6 backward ops, 32.8 % of the cost, 1 parameters of 256 bytes, sends 1 values of 64 bytes to stage 1
// REMARK: remark: stage 1: 8 forward and 16 backward ops, 67.2 % of the cost, 1 parameters of 256 bytes, sends 1 values of 64 bytes to stage 0
func.func @main(%w0: tensor<8x8xf32> loc("w0"), %w1: tensor<8x8xf32> loc("w1"),
                %x: tensor<2x8xf32> loc("x"))
    -> (tensor<f32>, tensor<8x8xf32>, tensor<8x8xf32>) {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant dense<1.0> : tensor<2x8xf32>
  %e = tensor.empty() : tensor<2x8xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x8xf32>) -> tensor<2x8xf32>
  %a0 = linalg.matmul ins(%x, %w0 : tensor<2x8xf32>, tensor<8x8xf32>) outs(%z : tensor<2x8xf32>) -> tensor<2x8xf32>
  %h0 = math.tanh %a0 : tensor<2x8xf32>
  %a1 = linalg.matmul ins(%h0, %w1 : tensor<2x8xf32>, tensor<8x8xf32>) outs(%z : tensor<2x8xf32>) -> tensor<2x8xf32>
  %h1 = math.tanh %a1 : tensor<2x8xf32>
  %es = tensor.empty() : tensor<f32>
  %zs = linalg.fill ins(%zero : f32) outs(%es : tensor<f32>) -> tensor<f32>
  %loss = linalg.reduce ins(%h1 : tensor<2x8xf32>) outs(%zs : tensor<f32>) dimensions = [0, 1]
    (%in: f32, %out: f32) { %s = arith.addf %in, %out : f32 linalg.yield %s : f32 }
  // Backward.
  %s1 = arith.mulf %h1, %h1 : tensor<2x8xf32>
  %da1 = arith.subf %one, %s1 : tensor<2x8xf32>
  %s0 = arith.mulf %h0, %h0 : tensor<2x8xf32>
  %d0 = arith.subf %one, %s0 : tensor<2x8xf32>
  %ew = tensor.empty() : tensor<8x8xf32>
  %zw = linalg.fill ins(%zero : f32) outs(%ew : tensor<8x8xf32>) -> tensor<8x8xf32>
  %et = tensor.empty() : tensor<8x2xf32>
  %h0t = linalg.transpose ins(%h0 : tensor<2x8xf32>) outs(%et : tensor<8x2xf32>) permutation = [1, 0]
  %g1 = linalg.matmul ins(%h0t, %da1 : tensor<8x2xf32>, tensor<2x8xf32>) outs(%zw : tensor<8x8xf32>) -> tensor<8x8xf32>
  %w1t = linalg.transpose ins(%w1 : tensor<8x8xf32>) outs(%ew : tensor<8x8xf32>) permutation = [1, 0]
  %dh0 = linalg.matmul ins(%da1, %w1t : tensor<2x8xf32>, tensor<8x8xf32>) outs(%z : tensor<2x8xf32>) -> tensor<2x8xf32>
  %da0 = arith.mulf %dh0, %d0 : tensor<2x8xf32>
  %xt = linalg.transpose ins(%x : tensor<2x8xf32>) outs(%et : tensor<8x2xf32>) permutation = [1, 0]
  %g0 = linalg.matmul ins(%xt, %da0 : tensor<8x2xf32>, tensor<2x8xf32>) outs(%zw : tensor<8x8xf32>) -> tensor<8x8xf32>
  return %loss, %g0, %g1 : tensor<f32>, tensor<8x8xf32>, tensor<8x8xf32>
}
