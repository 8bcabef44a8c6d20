// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-fold-transposes))' -split-input-file | FileCheck %s

// Both users of the transpose read its source; it is gone.

// CHECK-DAG: #[[MK:.+]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[NK:.+]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[MN:.+]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: func.func @operand(
// CHECK-SAME:    %[[X:.+]]: tensor<2x4xf32>, %[[W:.+]]: tensor<8x4xf32>, %[[O:.+]]: tensor<2x8xf32>)
func.func @operand(%x: tensor<2x4xf32>, %w: tensor<8x4xf32>, %o: tensor<2x8xf32>) -> (tensor<2x8xf32>, tensor<2x8xf32>) {
  %e = tensor.empty() : tensor<4x8xf32>
  // CHECK-NOT: linalg.transpose
  // CHECK:     linalg.generic {indexing_maps = [#[[MK]], #[[NK]], #[[MN]]], {{.*}} ins(%[[X]], %[[W]]
  // CHECK:     linalg.generic {indexing_maps = [#[[MK]], #[[NK]], #[[MN]]], {{.*}} ins(%[[X]], %[[W]]
  %t = linalg.transpose ins(%w : tensor<8x4xf32>) outs(%e : tensor<4x8xf32>) permutation = [1, 0]
  %0 = linalg.matmul ins(%x, %t : tensor<2x4xf32>, tensor<4x8xf32>) outs(%o : tensor<2x8xf32>) -> tensor<2x8xf32>
  %1 = linalg.matmul ins(%x, %t : tensor<2x4xf32>, tensor<4x8xf32>) outs(%0 : tensor<2x8xf32>) -> tensor<2x8xf32>
  return %0, %1 : tensor<2x8xf32>, tensor<2x8xf32>
}

// -----

#swap = affine_map<(i, j) -> (j, i)>
#id = affine_map<(i, j) -> (i, j)>

// A gradient as JAX prints it: the product is transposed afterwards, by a copy.

// CHECK-DAG: #[[NM:.+]] = affine_map<(d0, d1, d2) -> (d1, d0)>
// CHECK-LABEL: func.func @result(
func.func @result(%x: tensor<2x4xf32>, %y: tensor<4x8xf32>) -> tensor<8x2xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x8xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x8xf32>) -> tensor<2x8xf32>
  // CHECK:     %[[Z:.+]] = linalg.fill {{.*}} -> tensor<8x2xf32>
  // CHECK:     %[[R:.+]] = linalg.generic {indexing_maps = [#{{.+}}, #{{.+}}, #[[NM]]], {{.*}} outs(%[[Z]]
  // CHECK:       arith.mulf
  // CHECK-NOT: linalg.generic
  // CHECK:     return %[[R]]
  %0 = linalg.matmul ins(%x, %y : tensor<2x4xf32>, tensor<4x8xf32>) outs(%z : tensor<2x8xf32>) -> tensor<2x8xf32>
  %f = tensor.empty() : tensor<8x2xf32>
  %1 = linalg.generic {indexing_maps = [#swap, #id], iterator_types = ["parallel", "parallel"]} ins(%0 : tensor<2x8xf32>) outs(%f : tensor<8x2xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<8x2xf32>
  return %1 : tensor<8x2xf32>
}

// -----

// Batch dimensions that stay in front are merged before the transpose, which
// then goes into the product.

// CHECK-LABEL: func.func @behind_reshape(
// CHECK-SAME:    %[[X:.+]]: tensor<2x3x4xf32>,
func.func @behind_reshape(%x: tensor<2x3x4xf32>, %y: tensor<6x8xf32>, %o: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // CHECK:     %[[C:.+]] = tensor.collapse_shape %[[X]] {{\[}}[0, 1], [2]]
  // CHECK-NOT: linalg.transpose
  // CHECK:     linalg.generic {{.*}} ins(%[[C]], %{{.+}} : tensor<6x4xf32>, tensor<6x8xf32>)
  %e = tensor.empty() : tensor<4x2x3xf32>
  %t = linalg.transpose ins(%x : tensor<2x3x4xf32>) outs(%e : tensor<4x2x3xf32>) permutation = [2, 0, 1]
  %c = tensor.collapse_shape %t [[0], [1, 2]] : tensor<4x2x3xf32> into tensor<4x6xf32>
  %0 = linalg.matmul ins(%c, %y : tensor<4x6xf32>, tensor<6x8xf32>) outs(%o : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0 : tensor<4x8xf32>
}

// -----

// What is merged does not lie together.

// CHECK-LABEL: func.func @negative_interleaved(
func.func @negative_interleaved(%x: tensor<2x3x4xf32>, %y: tensor<8x5xf32>, %o: tensor<3x5xf32>) -> tensor<3x5xf32> {
  // CHECK: linalg.transpose
  // CHECK: linalg.matmul
  %e = tensor.empty() : tensor<3x2x4xf32>
  %t = linalg.transpose ins(%x : tensor<2x3x4xf32>) outs(%e : tensor<3x2x4xf32>) permutation = [1, 0, 2]
  %c = tensor.collapse_shape %t [[0], [1, 2]] : tensor<3x2x4xf32> into tensor<3x8xf32>
  %0 = linalg.matmul ins(%c, %y : tensor<3x8xf32>, tensor<8x5xf32>) outs(%o : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}

// -----

// Somebody else reads the product as it is.

// CHECK-LABEL: func.func @negative_result_with_two_users(
func.func @negative_result_with_two_users(%x: tensor<2x4xf32>, %y: tensor<4x8xf32>, %z: tensor<2x8xf32>) -> (tensor<8x2xf32>, tensor<2x8xf32>) {
  // CHECK: linalg.matmul
  // CHECK: linalg.transpose
  %0 = linalg.matmul ins(%x, %y : tensor<2x4xf32>, tensor<4x8xf32>) outs(%z : tensor<2x8xf32>) -> tensor<2x8xf32>
  %f = tensor.empty() : tensor<8x2xf32>
  %1 = linalg.transpose ins(%0 : tensor<2x8xf32>) outs(%f : tensor<8x2xf32>) permutation = [1, 0]
  return %1, %0 : tensor<8x2xf32>, tensor<2x8xf32>
}

// -----

// Loops, not a BLAS-like function, compute products of integers.

// CHECK-LABEL: func.func @negative_integers(
func.func @negative_integers(%x: tensor<2x4xi32>, %w: tensor<8x4xi32>, %o: tensor<2x8xi32>) -> tensor<2x8xi32> {
  // CHECK: linalg.transpose
  %e = tensor.empty() : tensor<4x8xi32>
  %t = linalg.transpose ins(%w : tensor<8x4xi32>) outs(%e : tensor<4x8xi32>) permutation = [1, 0]
  %0 = linalg.matmul ins(%x, %t : tensor<2x4xi32>, tensor<4x8xi32>) outs(%o : tensor<2x8xi32>) -> tensor<2x8xi32>
  return %0 : tensor<2x8xi32>
}
