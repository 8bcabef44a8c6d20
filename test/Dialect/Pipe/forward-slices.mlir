// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-forward-slices))' -split-input-file | FileCheck %s

#copy = affine_map<(d0, d1) -> (d1)>
#id = affine_map<(d0, d1) -> (d0, d1)>

// A stack that is written and read. What was written is read; the second write to
// a place counts. The stack goes.

// CHECK-LABEL: func.func @stack(
// CHECK-SAME:    %[[A:.+]]: tensor<8xf32>, %[[B:.+]]: tensor<8xf32>, %[[C:.+]]: tensor<8xf32>)
// CHECK-NOT:     insert_slice
// CHECK-NOT:     extract_slice
// CHECK:         return %[[A]], %[[B]], %[[C]]
func.func @stack(%a: tensor<8xf32>, %b: tensor<8xf32>, %c: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) {
  %zeros = arith.constant dense<0.0> : tensor<2x8xf32>
  %e = tensor.empty() : tensor<1x8xf32>
  %0 = linalg.generic {indexing_maps = [#copy, #id], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<8xf32>) outs(%e : tensor<1x8xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1x8xf32>
  %1 = tensor.insert_slice %0 into %zeros[0, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<2x8xf32>
  %2 = tensor.insert_slice %b into %1[1, 0] [1, 8] [1, 1] : tensor<8xf32> into tensor<2x8xf32>
  %3 = tensor.insert_slice %c into %2[0, 0] [1, 8] [1, 1] : tensor<8xf32> into tensor<2x8xf32>
  %r0 = tensor.extract_slice %2[0, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<1x8xf32>
  %s0 = tensor.collapse_shape %r0 [[0, 1]] : tensor<1x8xf32> into tensor<8xf32>
  %s1 = tensor.extract_slice %3[1, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<8xf32>
  %s2 = tensor.extract_slice %3[0, 0] [1, 8] [1, 1] : tensor<2x8xf32> to tensor<8xf32>
  return %s0, %s1, %s2 : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>
}

// -----

// What nobody wrote is what was there; a part of what was written is cut out of it.

// CHECK-LABEL: func.func @rest(
// CHECK-SAME:    %[[A:.+]]: tensor<2x8xf32>)
// CHECK-DAG:     %[[Z:.+]] = arith.constant dense<0.000000e+00> : tensor<1x8xf32>
// CHECK-DAG:     %[[P:.+]] = tensor.extract_slice %[[A]][1, 0] [1, 8] [1, 1]
// CHECK:         return %[[Z]], %[[P]]
func.func @rest(%a: tensor<2x8xf32>) -> (tensor<1x8xf32>, tensor<1x8xf32>) {
  %zeros = arith.constant dense<0.0> : tensor<4x8xf32>
  %1 = tensor.insert_slice %a into %zeros[1, 0] [2, 8] [1, 1] : tensor<2x8xf32> into tensor<4x8xf32>
  %r0 = tensor.extract_slice %1[3, 0] [1, 8] [1, 1] : tensor<4x8xf32> to tensor<1x8xf32>
  %r1 = tensor.extract_slice %1[2, 0] [1, 8] [1, 1] : tensor<4x8xf32> to tensor<1x8xf32>
  return %r0, %r1 : tensor<1x8xf32>, tensor<1x8xf32>
}

// -----

// Through a concatenation, a transpose, a reshape and a conversion of the stack.

// CHECK-LABEL: func.func @through(
// CHECK-SAME:    %[[A:.+]]: tensor<4x1x2xf32>, %[[B:.+]]: tensor<4x1x2xf32>)
// CHECK-NOT:     tensor.concat
// CHECK-NOT:     tensor<2x4x2xf16>
// CHECK:         arith.truncf %{{.+}} : tensor<1x4x2xf32> to tensor<1x4x2xf16>
// CHECK:         arith.truncf %{{.+}} : tensor<1x4x2xf32> to tensor<1x4x2xf16>
// CHECK-NOT:     tensor<2x8xf16>
// CHECK:         return
func.func @through(%a: tensor<4x1x2xf32>, %b: tensor<4x1x2xf32>) -> (tensor<8xf16>, tensor<8xf16>) {
  %c = tensor.concat dim(1) %a, %b : (tensor<4x1x2xf32>, tensor<4x1x2xf32>) -> tensor<4x2x2xf32>
  %e = tensor.empty() : tensor<2x4x2xf32>
  %t = linalg.transpose ins(%c : tensor<4x2x2xf32>) outs(%e : tensor<2x4x2xf32>) permutation = [1, 0, 2]
  %h = arith.truncf %t : tensor<2x4x2xf32> to tensor<2x4x2xf16>
  %s = tensor.collapse_shape %h [[0], [1, 2]] : tensor<2x4x2xf16> into tensor<2x8xf16>
  %r0 = tensor.extract_slice %s[0, 0] [1, 8] [1, 1] : tensor<2x8xf16> to tensor<8xf16>
  %r1 = tensor.extract_slice %s[1, 0] [1, 8] [1, 1] : tensor<2x8xf16> to tensor<8xf16>
  return %r0, %r1 : tensor<8xf16>, tensor<8xf16>
}

// -----

// A slice of two writes, one along another dimension, one at a place that is not
// constant, and one of a value that is used whole stay.

// CHECK-LABEL:   func.func @negative(
// CHECK-COUNT-4:   tensor.extract_slice
// CHECK:           return
func.func @negative(%a: tensor<1x8xf32>, %i: index) -> (tensor<2x8xf32>, tensor<2x1xf32>, tensor<1x8xf32>, tensor<2x8xf32>, tensor<1x8xf32>) {
  %zeros = arith.constant dense<0.0> : tensor<4x8xf32>
  %1 = tensor.insert_slice %a into %zeros[0, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<4x8xf32>
  %2 = tensor.insert_slice %a into %1[1, 0] [1, 8] [1, 1] : tensor<1x8xf32> into tensor<4x8xf32>
  %r0 = tensor.extract_slice %2[0, 0] [2, 8] [1, 1] : tensor<4x8xf32> to tensor<2x8xf32>
  %r1 = tensor.extract_slice %2[0, 3] [2, 1] [1, 1] : tensor<4x8xf32> to tensor<2x1xf32>
  %r2 = tensor.extract_slice %2[%i, 0] [1, 8] [1, 1] : tensor<4x8xf32> to tensor<1x8xf32>
  %e = math.exp %2 : tensor<4x8xf32>
  %f = arith.addf %e, %2 : tensor<4x8xf32>
  %r3 = tensor.extract_slice %f[0, 0] [2, 8] [1, 1] : tensor<4x8xf32> to tensor<2x8xf32>
  %r4 = tensor.extract_slice %zeros[0, 0] [1, 8] [1, 1] : tensor<4x8xf32> to tensor<1x8xf32>
  return %r0, %r1, %r2, %r3, %r4 : tensor<2x8xf32>, tensor<2x1xf32>, tensor<1x8xf32>, tensor<2x8xf32>, tensor<1x8xf32>
}
