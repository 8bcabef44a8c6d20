// RUN: pipe-opt %s -allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import{batch=x},pipe-partition{stages=2})' -split-input-file | FileCheck %s

// Two layers in one parameter. Each stage has its own, and its part of the
// gradient; the reference takes and gives the whole.

// CHECK:      pipe.param @"w[0]" : tensor<1x8x8xf32> slice 0 along 0 of "w" : tensor<2x8x8xf32>
// CHECK-NEXT: pipe.param @"w[1]" : tensor<1x8x8xf32> slice 1 along 0 of "w" : tensor<2x8x8xf32>
// CHECK-NEXT: pipe.param @b : tensor<8xf32>
// CHECK-NOT:  pipe.param
// CHECK:      pipe.task @forward_0 forward stage 0 (%{{.+}}) params(@"w[0]")
// CHECK-NOT:  insert_slice
// CHECK:      pipe.task @forward_1 forward stage 1 (%{{.+}}) params(@"w[1]", @b)
// CHECK-NOT:  insert_slice
// CHECK:      pipe.return outputs
// CHECK-SAME:   of @"w[0]" : tensor<1x8x8xf32>, %{{.+}} of @"w[1]" : tensor<1x8x8xf32>
// CHECK:      func.func private @main(%{{.+}}: tensor<2x8x8xf32> {pipe.name = "w", pipe.parameter}
func.func @main(%w: tensor<2x8x8xf32> {pipe.name = "w"}, %b: tensor<8xf32> {pipe.name = "b"}, %x: tensor<8x8xf32> {pipe.name = "x"})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<2x8x8xf32> {pipe.name = "gw", pipe.gradient = "w"}) {
  %c = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<8x8xf32>
  %z = linalg.fill ins(%c : f32) outs(%e : tensor<8x8xf32>) -> tensor<8x8xf32>
  %w0 = tensor.extract_slice %w[0, 0, 0] [1, 8, 8] [1, 1, 1] : tensor<2x8x8xf32> to tensor<8x8xf32>
  %w1 = tensor.extract_slice %w[1, 0, 0] [1, 8, 8] [1, 1, 1] : tensor<2x8x8xf32> to tensor<8x8xf32>
  %h = linalg.matmul ins(%x, %w0 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%z : tensor<8x8xf32>) -> tensor<8x8xf32>
  %m = linalg.matmul ins(%h, %w1 : tensor<8x8xf32>, tensor<8x8xf32>) outs(%z : tensor<8x8xf32>) -> tensor<8x8xf32>
  %eb = tensor.empty() : tensor<8x8xf32>
  %bb = linalg.broadcast ins(%b : tensor<8xf32>) outs(%eb : tensor<8x8xf32>) dimensions = [0]
  %y = arith.addf %m, %bb : tensor<8x8xf32>
  %es = tensor.empty() : tensor<f32>
  %zs = linalg.fill ins(%c : f32) outs(%es : tensor<f32>) -> tensor<f32>
  %loss = linalg.reduce { arith.addf } ins(%y : tensor<8x8xf32>) outs(%zs : tensor<f32>) dimensions = [0, 1]
  %one = arith.constant dense<1.0> : tensor<8x8xf32>
  %ht = linalg.transpose ins(%h : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %g1 = linalg.matmul ins(%ht, %one : tensor<8x8xf32>, tensor<8x8xf32>) outs(%z : tensor<8x8xf32>) -> tensor<8x8xf32>
  %wt = linalg.transpose ins(%w1 : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %dh = linalg.matmul ins(%one, %wt : tensor<8x8xf32>, tensor<8x8xf32>) outs(%z : tensor<8x8xf32>) -> tensor<8x8xf32>
  %xt = linalg.transpose ins(%x : tensor<8x8xf32>) outs(%e : tensor<8x8xf32>) permutation = [1, 0]
  %g0 = linalg.matmul ins(%xt, %dh : tensor<8x8xf32>, tensor<8x8xf32>) outs(%z : tensor<8x8xf32>) -> tensor<8x8xf32>
  %es3 = arith.constant dense<0.0> : tensor<2x8x8xf32>
  %s1 = tensor.insert_slice %g1 into %es3[1, 0, 0] [1, 8, 8] [1, 1, 1] : tensor<8x8xf32> into tensor<2x8x8xf32>
  %s0 = tensor.insert_slice %g0 into %s1[0, 0, 0] [1, 8, 8] [1, 1, 1] : tensor<8x8xf32> into tensor<2x8x8xf32>
  return %loss, %s0 : tensor<f32>, tensor<2x8x8xf32>
}

// -----

// Slices that share elements, and a use of the whole: nothing is split. A name
// that is there is not taken.

// CHECK:     pipe.param @overlap : tensor<3x8xf32>
// CHECK:     pipe.param @whole : tensor<2x8xf32>
// CHECK:     pipe.param @"split[0]'" : tensor<1x8xf32> slice 0 along 0 of "split" : tensor<3x8xf32>
// CHECK:     pipe.param @"split[1:3]" : tensor<2x8xf32> slice 1 along 0 of "split" : tensor<3x8xf32>
// CHECK:     pipe.param @"split[0]" : tensor<8xf32>
// CHECK-NOT: pipe.param
// CHECK:     pipe.graph
func.func @main(%o: tensor<3x8xf32> {pipe.name = "overlap"}, %w: tensor<2x8xf32> {pipe.name = "whole"}, %s: tensor<3x8xf32> {pipe.name = "split"},
                %t: tensor<8xf32> {pipe.name = "split[0]"}, %x: tensor<2x8xf32> {pipe.name = "x"}) -> tensor<2x8xf32> {
  %o0 = tensor.extract_slice %o[0, 0] [2, 8] [1, 1] : tensor<3x8xf32> to tensor<2x8xf32>
  %o1 = tensor.extract_slice %o[1, 0] [2, 8] [1, 1] : tensor<3x8xf32> to tensor<2x8xf32>
  %w0 = tensor.extract_slice %w[0, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<8xf32>
  %s0 = tensor.extract_slice %s[0, 0] [1, 8] [1, 1] : tensor<3x8xf32> to tensor<8xf32>
  %s1 = tensor.extract_slice %s[1, 0] [2, 8] [1, 1] : tensor<3x8xf32> to tensor<2x8xf32>
  %v = arith.addf %w0, %s0 : tensor<8xf32>
  %u = arith.addf %v, %t : tensor<8xf32>
  %0 = arith.addf %x, %o0 : tensor<2x8xf32>
  %1 = math.tanh %0 : tensor<2x8xf32>
  %2 = arith.addf %1, %o1 : tensor<2x8xf32>
  %3 = arith.addf %2, %w : tensor<2x8xf32>
  %e = tensor.empty() : tensor<2x8xf32>
  %b = linalg.broadcast ins(%u : tensor<8xf32>) outs(%e : tensor<2x8xf32>) dimensions = [0]
  %4 = arith.addf %3, %b : tensor<2x8xf32>
  %5 = arith.addf %4, %s1 : tensor<2x8xf32>
  return %5 : tensor<2x8xf32>
}

// -----

// The gradient is more than what the slices have: the parameter stays whole.

// CHECK:     pipe.param @w : tensor<2x8xf32>
// CHECK-NOT: pipe.param
// CHECK:     of @w : tensor<2x8xf32>
func.func @main(%w: tensor<2x8xf32> {pipe.name = "w"}, %x: tensor<8xf32> {pipe.name = "x"})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<2x8xf32> {pipe.name = "gw", pipe.gradient = "w"}) {
  %c = arith.constant 0.0 : f32
  %w0 = tensor.extract_slice %w[0, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<8xf32>
  %w1 = tensor.extract_slice %w[1, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<8xf32>
  %h = arith.mulf %x, %w0 : tensor<8xf32>
  %y = arith.mulf %h, %w1 : tensor<8xf32>
  %es = tensor.empty() : tensor<f32>
  %zs = linalg.fill ins(%c : f32) outs(%es : tensor<f32>) -> tensor<f32>
  %loss = linalg.reduce { arith.addf } ins(%y : tensor<8xf32>) outs(%zs : tensor<f32>) dimensions = [0]
  %g = "my.gradient"(%h, %x) : (tensor<8xf32>, tensor<8xf32>) -> tensor<2x8xf32>
  return %loss, %g : tensor<f32>, tensor<2x8xf32>
}
