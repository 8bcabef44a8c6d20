// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A training step written by hand: two layers, ReLU, half the squared error.
//
//   h = x w0,  r = max(h, 0),  p = r w1,  e = p - y,  loss = sum(e * e) / 2
//   gradient of w1 = r' e,  of r = e w1',  of h = that where h > 0,  of w0 = x' of it
//
// The roles stand on the arguments and results; no option is needed.
#a_t = affine_map<(m, n, k) -> (k, m)>
#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#b_t = affine_map<(m, n, k) -> (n, k)>
#c = affine_map<(m, n, k) -> (m, n)>
#rows = affine_map<(d0, d1) -> (d0, d1)>
#scalar = affine_map<(d0, d1) -> ()>
module @by_hand {
  func.func @main(
      %x: tensor<4x8xf32> {pipe.name = "batch0", pipe.batch = 0 : i64},
      %y: tensor<4x6xf32> {pipe.name = "batch1", pipe.batch = 0 : i64},
      %w0: tensor<8x16xf32> {pipe.name = "w0", pipe.parameter},
      %w1: tensor<16x6xf32> {pipe.name = "w1", pipe.parameter})
      -> (tensor<f32> {pipe.name = "loss", pipe.loss},
          tensor<16x6xf32> {pipe.gradient = "w1"},
          tensor<8x16xf32> {pipe.gradient = "w0"}) {
    %zero = arith.constant 0.0 : f32
    %half = arith.constant dense<0.5> : tensor<f32>
    %zeros = arith.constant dense<0.0> : tensor<4x16xf32>

    // Forward.
    %e0 = tensor.empty() : tensor<4x16xf32>
    %f0 = linalg.fill ins(%zero : f32) outs(%e0 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %h = linalg.matmul ins(%x, %w0 : tensor<4x8xf32>, tensor<8x16xf32>)
                       outs(%f0 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %r = arith.maximumf %h, %zeros : tensor<4x16xf32>
    %e1 = tensor.empty() : tensor<4x6xf32>
    %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<4x6xf32>) -> tensor<4x6xf32>
    %p = linalg.matmul ins(%r, %w1 : tensor<4x16xf32>, tensor<16x6xf32>)
                       outs(%f1 : tensor<4x6xf32>) -> tensor<4x6xf32>
    %error = arith.subf %p, %y : tensor<4x6xf32>
    %e2 = tensor.empty() : tensor<f32>
    %f2 = linalg.fill ins(%zero : f32) outs(%e2 : tensor<f32>) -> tensor<f32>
    %sum = linalg.generic {indexing_maps = [#rows, #scalar], iterator_types = ["reduction", "reduction"]}
        ins(%error : tensor<4x6xf32>) outs(%f2 : tensor<f32>) {
      ^bb0(%in: f32, %out: f32):
        %square = arith.mulf %in, %in : f32
        %add = arith.addf %out, %square : f32
        linalg.yield %add : f32
    } -> tensor<f32>
    %loss = arith.mulf %sum, %half : tensor<f32>

    // Backward.
    %e3 = tensor.empty() : tensor<16x6xf32>
    %f3 = linalg.fill ins(%zero : f32) outs(%e3 : tensor<16x6xf32>) -> tensor<16x6xf32>
    %dw1 = linalg.matmul indexing_maps = [#a_t, #b, #c]
        ins(%r, %error : tensor<4x16xf32>, tensor<4x6xf32>)
        outs(%f3 : tensor<16x6xf32>) -> tensor<16x6xf32>
    %dr = linalg.matmul indexing_maps = [#a, #b_t, #c]
        ins(%error, %w1 : tensor<4x6xf32>, tensor<16x6xf32>)
        outs(%f0 : tensor<4x16xf32>) -> tensor<4x16xf32>
    %positive = arith.cmpf ogt, %h, %zeros : tensor<4x16xf32>
    %dh = arith.select %positive, %dr, %zeros : tensor<4x16xi1>, tensor<4x16xf32>
    %e4 = tensor.empty() : tensor<8x16xf32>
    %f4 = linalg.fill ins(%zero : f32) outs(%e4 : tensor<8x16xf32>) -> tensor<8x16xf32>
    %dw0 = linalg.matmul indexing_maps = [#a_t, #b, #c]
        ins(%x, %dh : tensor<4x8xf32>, tensor<4x16xf32>)
        outs(%f4 : tensor<8x16xf32>) -> tensor<8x16xf32>
    return %loss, %dw1, %dw0 : tensor<f32>, tensor<16x6xf32>, tensor<8x16xf32>
  }
}
