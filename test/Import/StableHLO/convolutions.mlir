// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// Patches (what each place of the window sees), then a product of matrices.
// CHECK-DAG: #[[SEEN:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1 * 2 + d2 * 3, d3)>
// CHECK-LABEL: func.func @main(
// CHECK:      %[[PADDED:.+]] = tensor.insert_slice %{{.+}} into %{{.+}}[0, 1, 0] [2, 9, 3] [1, 1, 1] : tensor<2x9x3xf32> into tensor<2x12x3xf32>
// CHECK:      %[[PATCHES:.+]] = linalg.generic {indexing_maps = [#[[SEEN]],{{.*}} ins(%[[PADDED]] : tensor<2x12x3xf32>) outs(%{{.+}} : tensor<2x3x3x3xf32>)
// CHECK:      linalg.generic {{.*}} ins(%[[PATCHES]], %{{.+}} : tensor<2x3x3x3xf32>, tensor<3x3x4xf32>)
// CHECK:        arith.mulf
func.func @main(%x: tensor<2x9x3xf32>, %k: tensor<3x3x4xf32>) -> tensor<2x3x4xf32> {
  %0 = "stablehlo.convolution"(%x, %k) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 1 : i64, padding = dense<[[1, 2]]> : tensor<1x2xi64>, rhs_dilation = array<i64: 3>, window_strides = array<i64: 2>}> : (tensor<2x9x3xf32>, tensor<3x3x4xf32>) -> tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}

// Groups are a dimension of their own.
// CHECK-LABEL: func.func @groups(
// CHECK-DAG:  tensor.expand_shape %{{.+}} {{\[}}[0], [1], [2, 3]] output_shape [2, 5, 2, 2] : tensor<2x5x4xf32> into tensor<2x5x2x2xf32>
// CHECK-DAG:  tensor.expand_shape %{{.+}} {{\[}}[0], [1], [2, 3]] output_shape [1, 2, 2, 3] : tensor<1x2x6xf32> into tensor<1x2x2x3xf32>
// CHECK:      tensor.collapse_shape %{{.+}} {{\[}}[0], [1], [2, 3]] : tensor<2x5x2x3xf32> into tensor<2x5x6xf32>
func.func @groups(%x: tensor<2x5x4xf32>, %k: tensor<1x2x6xf32>) -> tensor<2x5x6xf32> {
  %0 = "stablehlo.convolution"(%x, %k) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 2 : i64}> : (tensor<2x5x4xf32>, tensor<1x2x6xf32>) -> tensor<2x5x6xf32>
  return %0 : tensor<2x5x6xf32>
}
