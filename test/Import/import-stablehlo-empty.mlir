// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// Operands without dimensions, and results without elements, which no loop computes.

// CHECK-LABEL: func.func @slice_at_the_end
// CHECK: tensor.empty() : tensor<0xf32>
// CHECK-NOT: tensor.extract_slice
func.func @slice_at_the_end(%x: tensor<3xf32>) -> tensor<0xf32> {
  %0 = "stablehlo.slice"(%x) <{limit_indices = array<i64: 3>, start_indices = array<i64: 3>, strides = array<i64: 1>}> : (tensor<3xf32>) -> tensor<0xf32>
  return %0 : tensor<0xf32>
}

// CHECK-LABEL: func.func @dynamic_slice_of_nothing
// CHECK: tensor.empty() : tensor<0x2xf32>
// CHECK-NOT: tensor.extract_slice
func.func @dynamic_slice_of_nothing(%x: tensor<0x3xf32>, %i: tensor<i32>) -> tensor<0x2xf32> {
  %0 = "stablehlo.dynamic_slice"(%x, %i, %i) <{slice_sizes = array<i64: 0, 2>}> : (tensor<0x3xf32>, tensor<i32>, tensor<i32>) -> tensor<0x2xf32>
  return %0 : tensor<0x2xf32>
}

// CHECK-LABEL: func.func @window_beyond_the_operand
// CHECK: tensor.empty() : tensor<0xf32>
// CHECK-NOT: linalg.generic
func.func @window_beyond_the_operand(%x: tensor<2xf32>, %init: tensor<f32>) -> tensor<0xf32> {
  %0 = "stablehlo.reduce_window"(%x, %init) <{base_dilations = array<i64: 1>, padding = dense<0> : tensor<1x2xi64>, window_dilations = array<i64: 1>, window_dimensions = array<i64: 3>, window_strides = array<i64: 1>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<2xf32>, tensor<f32>) -> tensor<0xf32>
  return %0 : tensor<0xf32>
}

// CHECK-LABEL: func.func @window_without_dimensions
// CHECK: linalg.generic {{.*}}iterator_types = []
// CHECK: arith.addf
func.func @window_without_dimensions(%x: tensor<f32>, %init: tensor<f32>) -> tensor<f32> {
  %0 = "stablehlo.reduce_window"(%x, %init) <{base_dilations = array<i64>, padding = dense<> : tensor<0x2xi64>, window_dilations = array<i64>, window_dimensions = array<i64>, window_strides = array<i64>}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %1 = "stablehlo.add"(%a, %b) : (tensor<f32>, tensor<f32>) -> tensor<f32>
    "stablehlo.return"(%1) : (tensor<f32>) -> ()
  }) : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// CHECK-LABEL: func.func @bits_of_a_scalar
// CHECK: linalg.generic {{.*}}iterator_types = []
// CHECK: arith.bitcast %{{.*}} : f32 to i32
func.func @bits_of_a_scalar(%x: tensor<f32>) -> tensor<ui32> {
  %0 = "stablehlo.bitcast_convert"(%x) : (tensor<f32>) -> tensor<ui32>
  return %0 : tensor<ui32>
}

// CHECK-LABEL: func.func @product_to_a_scalar
// CHECK: linalg.generic {{.*}}iterator_types = ["reduction"]{{.*}} outs({{.*}} : tensor<f64>)
func.func @product_to_a_scalar(%x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<f64> {
  %0 = "stablehlo.dot_general"(%x, %y) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [0], rhs_contracting_dimensions = [0]>}> : (tensor<2xf32>, tensor<2xf32>) -> tensor<f64>
  return %0 : tensor<f64>
}

// CHECK-LABEL: func.func @convolution_beyond_the_operand
// CHECK: tensor.empty() : tensor<1x0x1xf32>
// CHECK-NOT: linalg.generic
func.func @convolution_beyond_the_operand(%x: tensor<1x2x1xf32>, %k: tensor<3x1x1xf32>) -> tensor<1x0x1xf32> {
  %0 = "stablehlo.convolution"(%x, %k) <{batch_group_count = 1 : i64, dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>, feature_group_count = 1 : i64, lhs_dilation = array<i64: 1>, padding = dense<0> : tensor<1x2xi64>, rhs_dilation = array<i64: 1>, window_reversal = array<i1: false>, window_strides = array<i64: 1>}> : (tensor<1x2x1xf32>, tensor<3x1x1xf32>) -> tensor<1x0x1xf32>
  return %0 : tensor<1x0x1xf32>
}
