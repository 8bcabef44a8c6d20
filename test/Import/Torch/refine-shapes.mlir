// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-refine-shapes)' --split-input-file | FileCheck %s

// A size that is computed from a static one is static, and so is what has it.

// CHECK-LABEL: func.func @casts(
// CHECK-SAME:    %[[X:.+]]: tensor<4x8xf32>) -> tensor<4x8xf32>
func.func @casts(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  // CHECK-NEXT: %[[E:.+]] = tensor.empty() : tensor<4x8xf32>
  // CHECK-NEXT: %[[Y:.+]] = linalg.exp ins(%[[X]] : tensor<4x8xf32>) outs(%[[E]] : tensor<4x8xf32>) -> tensor<4x8xf32>
  // CHECK-NEXT: return %[[Y]]
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<4x8xf32>
  %d = tensor.cast %x : tensor<4x8xf32> to tensor<?x8xf32>
  %e = tensor.empty(%n) : tensor<?x8xf32>
  %y = linalg.exp ins(%d : tensor<?x8xf32>) outs(%e : tensor<?x8xf32>) -> tensor<?x8xf32>
  %z = tensor.cast %y : tensor<?x8xf32> to tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}

// -----

// CHECK-LABEL: func.func @concat_pad(
func.func @concat_pad(%x: tensor<4x8xf32>, %y: tensor<2x8xf32>) -> tensor<7x8xf32> {
  // CHECK: tensor.concat dim(0) %{{.+}}, %{{.+}} : (tensor<4x8xf32>, tensor<2x8xf32>) -> tensor<6x8xf32>
  // CHECK: tensor.pad %{{.+}} low[0, 0] high[1, 0]
  // CHECK: tensor<6x8xf32> to tensor<7x8xf32>
  // CHECK-NOT: ?
  %zero = arith.constant 0.0 : f32
  %c1 = arith.constant 1 : index
  %a = tensor.cast %x : tensor<4x8xf32> to tensor<?x8xf32>
  %b = tensor.cast %y : tensor<2x8xf32> to tensor<?x8xf32>
  %c = tensor.concat dim(0) %a, %b : (tensor<?x8xf32>, tensor<?x8xf32>) -> tensor<?x8xf32>
  %p = tensor.pad %c low[0, 0] high[%c1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<?x8xf32> to tensor<?x8xf32>
  %r = tensor.cast %p : tensor<?x8xf32> to tensor<7x8xf32>
  return %r : tensor<7x8xf32>
}

// -----

// The type of a function that nobody calls follows.

// CHECK-LABEL: func.func @result(
// CHECK-SAME:    -> tensor<2x3xf32>
func.func @result(%x: tensor<6xf32>) -> tensor<?x3xf32> {
  // CHECK: tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  %d = tensor.cast %x : tensor<6xf32> to tensor<?xf32>
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %n = tensor.dim %d, %c0 : tensor<?xf32>
  %m = arith.divsi %n, %c3 : index
  %e = tensor.expand_shape %d [[0, 1]] output_shape [%m, 3] : tensor<?xf32> into tensor<?x3xf32>
  return %e : tensor<?x3xf32>
}

// -----

// CHECK-LABEL: func.func @scatter(
// CHECK:         tm_tensor.scatter {{.+}} ins(%arg0, %arg1 : tensor<3xf32>, tensor<3x1xi64>) outs(%{{.+}} : tensor<5xf32>)
// CHECK:         -> tensor<5xf32>
func.func @scatter(%u: tensor<3xf32>, %i: tensor<3x1xi64>) -> tensor<5xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
  %a = tensor.cast %u : tensor<3xf32> to tensor<?xf32>
  %b = tensor.cast %i : tensor<3x1xi64> to tensor<?x1xi64>
  %o = tensor.cast %f : tensor<5xf32> to tensor<?xf32>
  %0 = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false) ins(%a, %b : tensor<?xf32>, tensor<?x1xi64>) outs(%o : tensor<?xf32>) {
  ^bb0(%new: f32, %old: f32):
    %s = arith.addf %old, %new : f32
    tm_tensor.yield %s : f32
  } -> tensor<?xf32>
  %r = tensor.cast %0 : tensor<?xf32> to tensor<5xf32>
  return %r : tensor<5xf32>
}

// -----

// Where all is static, nothing changes: not even what could be folded.

// CHECK-LABEL: func.func @unchanged(
func.func @unchanged(%x: tensor<4xf32>) -> index {
  // CHECK: tensor.dim
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<4xf32>
  return %n : index
}

// -----

// A size that depends on data stays.

// CHECK-LABEL: func.func @negative_data(
func.func @negative_data(%x: tensor<4xf32>, %n: tensor<index>) -> tensor<?xf32> {
  // CHECK: tensor.extract_slice %{{.+}}[0] [%{{.+}}] [1] : tensor<4xf32> to tensor<?xf32>
  %k = tensor.extract %n[] : tensor<index>
  %s = tensor.extract_slice %x[0] [%k] [1] : tensor<4xf32> to tensor<?xf32>
  return %s : tensor<?xf32>
}
