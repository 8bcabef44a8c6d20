// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-split-slices))' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-split-slices,canonicalize))' | FileCheck %s --check-prefix=FOLDED

// MLIR 22 canonicalizes this slice to sizes [1, 1, 1, 2] if it drops the dimension.
// CHECK-LABEL: func.func @ambiguous(
// CHECK:      %[[S:.+]] = tensor.extract_slice %{{.+}}[0, 0, %{{.+}}, %{{.+}}] [1, 1, 2, 1] [1, 1, 1, 1] : tensor<1x1x2x2xf32> to tensor<1x1x2x1xf32>
// CHECK:      tensor.collapse_shape %[[S]] {{\[\[}}0], [1], [2, 3]] : tensor<1x1x2x1xf32> into tensor<1x1x2xf32>
// FOLDED-LABEL: func.func @ambiguous(
// FOLDED:     tensor.extract_slice %{{.+}}[0, 0, 0, %{{.+}}] [1, 1, 2, 1]
func.func @ambiguous(%x: tensor<1x1x2x2xf32>, %i: index) -> tensor<1x1x2xf32> {
  %c0 = arith.constant 0 : index
  %s = tensor.extract_slice %x[0, 0, %c0, %i] [1, 1, 2, 1] [1, 1, 1, 1] : tensor<1x1x2x2xf32> to tensor<1x1x2xf32>
  return %s : tensor<1x1x2xf32>
}

// CHECK-LABEL: func.func @leading(
// CHECK:      tensor.collapse_shape %{{.+}} {{\[\[}}0, 1, 2], [3]] : tensor<1x1x4x2xf32> into tensor<4x2xf32>
func.func @leading(%x: tensor<3x3x4x2xf32>, %i: index) -> tensor<4x2xf32> {
  %s = tensor.extract_slice %x[%i, 1, 0, 0] [1, 1, 4, 2] [1, 1, 1, 1] : tensor<3x3x4x2xf32> to tensor<4x2xf32>
  return %s : tensor<4x2xf32>
}

// CHECK-LABEL: func.func @scalar(
// CHECK:      tensor.collapse_shape %{{.+}} [] : tensor<1x1xf32> into tensor<f32>
func.func @scalar(%x: tensor<3x3xf32>, %i: index) -> tensor<f32> {
  %s = tensor.extract_slice %x[%i, 1] [1, 1] [1, 1] : tensor<3x3xf32> to tensor<f32>
  return %s : tensor<f32>
}

// CHECK-LABEL: func.func @negative_keeps_all(
// CHECK-NOT:  tensor.collapse_shape
func.func @negative_keeps_all(%x: tensor<3x3xf32>) -> tensor<1x3xf32> {
  %s = tensor.extract_slice %x[1, 0] [1, 3] [1, 1] : tensor<3x3xf32> to tensor<1x3xf32>
  return %s : tensor<1x3xf32>
}
