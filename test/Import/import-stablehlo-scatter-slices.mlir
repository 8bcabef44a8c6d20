// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s
// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo,canonicalize)' | FileCheck %s --check-prefix=FOLDED

// The window lies along dimension 2, before a dimension of which it has one place.
// Its slices drop no dimension: canonicalization turns sizes [1, 1, 2, 1] of one that
// drops the last dimension into [1, 1, 1, 2], which are other elements.

// CHECK-LABEL: func.func @window_before_the_last_dimension(
//       CHECK:   tensor.extract_slice {{.*}} [1, 1, 2, 1] [1, 1, 1, 1] : tensor<1x1x2x2xf32> to tensor<1x1x2x1xf32>
//       CHECK:   linalg.generic
//  FOLDED-NOT:   [1, 1, 1, 2]
//      FOLDED:   tensor.extract_slice {{.*}} [1, 1, 2, 1] [1, 1, 1, 1] : tensor<1x1x2x2xf32> to tensor<1x1x2x1xf32>
//  FOLDED-NOT:   [1, 1, 1, 2]
func.func @window_before_the_last_dimension(%x: tensor<1x1x2x2xf32>, %i: tensor<1xi32>, %u: tensor<1x1x2xf32>) -> tensor<1x1x2x2xf32> {
  %0 = "stablehlo.scatter"(%x, %i, %u) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0, 1, 2], inserted_window_dims = [3], scatter_dims_to_operand_dims = [3]>, unique_indices = false}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<1x1x2x2xf32>, tensor<1xi32>, tensor<1x1x2xf32>) -> tensor<1x1x2x2xf32>
  return %0 : tensor<1x1x2x2xf32>
}
