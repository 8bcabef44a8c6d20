// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// CHECK-DAG: #[[BACK:.+]] = affine_map<(d0, d1) -> (d0, -d1 + 5)>
// CHECK-LABEL: func.func @main(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<4x6xf32>
func.func @main(%x: tensor<4x6xf32>) -> (tensor<3x8xf32>, tensor<6x4xf32>, tensor<2x2xf32>, tensor<4x6xf32>, tensor<8x6xf32>) {
  // CHECK: %[[FLAT:.+]] = tensor.collapse_shape %[[X]]
  // CHECK: tensor.expand_shape %[[FLAT]] {{.*}} tensor<3x8xf32>
  %0 = "stablehlo.reshape"(%x) : (tensor<4x6xf32>) -> tensor<3x8xf32>
  // CHECK: linalg.transpose ins(%[[X]] : tensor<4x6xf32>) {{.*}} permutation = [1, 0]
  %1 = "stablehlo.transpose"(%x) <{permutation = array<i64: 1, 0>}> : (tensor<4x6xf32>) -> tensor<6x4xf32>
  // CHECK: tensor.extract_slice %[[X]][1, 0] [2, 2] [1, 3]
  %2 = "stablehlo.slice"(%x) <{start_indices = array<i64: 1, 0>, limit_indices = array<i64: 3, 6>, strides = array<i64: 1, 3>}> : (tensor<4x6xf32>) -> tensor<2x2xf32>
  // CHECK: linalg.generic {indexing_maps = [#[[BACK]],
  %3 = "stablehlo.reverse"(%x) <{dimensions = array<i64: 1>}> : (tensor<4x6xf32>) -> tensor<4x6xf32>
  // CHECK: %[[UPPER:.+]] = tensor.insert_slice %[[X]] into %{{.+}}[0, 0] [4, 6] [1, 1]
  // CHECK: tensor.insert_slice %{{.+}} into %[[UPPER]][4, 0] [4, 6] [1, 1]
  %4 = "stablehlo.concatenate"(%x, %3) <{dimension = 0 : i64}> : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<8x6xf32>
  return %0, %1, %2, %3, %4 : tensor<3x8xf32>, tensor<6x4xf32>, tensor<2x2xf32>, tensor<4x6xf32>, tensor<8x6xf32>
}

// Places between the elements, and edges that are cut off: elements 1 and 2 of
// four stay, at 1 and 4 of 5.
// CHECK-LABEL: func.func @pad(
// CHECK:      %[[KEPT:.+]] = tensor.extract_slice %{{.+}}[1] [2] [1]
// CHECK:      tensor.insert_slice %[[KEPT]] into %{{.+}}[1] [2] [3] : tensor<2xf32> into tensor<5xf32>
func.func @pad(%x: tensor<4xf32>, %c: tensor<f32>) -> tensor<5xf32> {
  %0 = "stablehlo.pad"(%x, %c) <{edge_padding_low = array<i64: -2>, edge_padding_high = array<i64: -3>, interior_padding = array<i64: 2>}> : (tensor<4xf32>, tensor<f32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}
