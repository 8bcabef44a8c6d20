// RUN: pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-drop-empty-tensors))' -split-input-file | FileCheck %s

// CHECK-LABEL: func.func @pieces(
// CHECK-SAME:    %[[A:.+]]: tensor<0x4xf32>, %[[B:.+]]: tensor<2x4xf32>
func.func @pieces(%a: tensor<0x4xf32>, %b: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<4x4xf32>, tensor<2x4xf32>) {
  // CHECK-NOT: tensor.insert_slice
  // CHECK: %[[C:.+]] = tensor.concat dim(0) %[[B]], %[[B]]
  // CHECK: return %[[B]], %[[C]], %[[B]]
  %0 = tensor.concat dim(0) %a, %b : (tensor<0x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %1 = tensor.concat dim(0) %b, %a, %b : (tensor<2x4xf32>, tensor<0x4xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
  %2 = tensor.insert_slice %a into %b[1, 0] [0, 4] [1, 1] : tensor<0x4xf32> into tensor<2x4xf32>
  return %0, %1, %2 : tensor<2x4xf32>, tensor<4x4xf32>, tensor<2x4xf32>
}

// -----

// A reduction over nothing is what it starts from.

// CHECK-LABEL: func.func @reductions(
// CHECK-SAME:    %[[A:.+]]: tensor<0x4xf32>, %[[I:.+]]: tensor<4xf32>, %[[M:.+]]: tensor<4x4xf32>
func.func @reductions(%a: tensor<0x4xf32>, %i: tensor<4xf32>, %m: tensor<4x4xf32>, %l: tensor<4x0xf32>) -> (tensor<4xf32>, tensor<4x4xf32>) {
  // CHECK-NOT: linalg.
  // CHECK: return %[[I]], %[[M]]
  %0 = linalg.reduce { arith.addf } ins(%a : tensor<0x4xf32>) outs(%i : tensor<4xf32>) dimensions = [0]
  %1 = linalg.matmul ins(%l, %a : tensor<4x0xf32>, tensor<0x4xf32>) outs(%m : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @nothing(
func.func @nothing(%a: tensor<0x4xf32>) -> (tensor<0x4xf32>, tensor<1x4xf32>) {
  // CHECK: %[[E:.+]] = tensor.empty() : tensor<0x4xf32>
  // CHECK: %[[G:.+]] = tensor.generate
  // CHECK: return %[[E]], %[[G]]
  %c = arith.constant 1.0 : f32
  %0 = math.exp %a : tensor<0x4xf32>
  %1 = tensor.pad %a low[1, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x4xf32> to tensor<1x4xf32>
  return %0, %1 : tensor<0x4xf32>, tensor<1x4xf32>
}

// -----

// CHECK-LABEL: func.func @negative_elements(
func.func @negative_elements(%a: tensor<1x4xf32>) -> tensor<2x4xf32> {
  // CHECK-NOT: tensor.empty
  // CHECK: math.exp
  // CHECK: tensor.concat
  %0 = math.exp %a : tensor<1x4xf32>
  %1 = tensor.concat dim(0) %0, %a : (tensor<1x4xf32>, tensor<1x4xf32>) -> tensor<2x4xf32>
  return %1 : tensor<2x4xf32>
}
