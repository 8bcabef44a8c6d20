// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// CHECK-DAG: #[[A:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d3, d1)>
// CHECK-DAG: #[[B:.+]] = affine_map<(d0, d1, d2, d3) -> (d2, d0, d3)>
// CHECK-DAG: #[[C:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// Batch, then the free dimensions of both, then what is summed.
// CHECK-LABEL: func.func @main(
// CHECK:      linalg.fill
// CHECK:      linalg.generic {indexing_maps = [#[[A]], #[[B]], #[[C]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
// CHECK:        arith.mulf
// CHECK-NEXT:   arith.addf
func.func @main(%a: tensor<2x5x3xf32>, %b: tensor<4x2x5xf32>) -> tensor<2x3x4xf32> {
  %0 = "stablehlo.dot_general"(%a, %b) <{dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [1], lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [2]>}> : (tensor<2x5x3xf32>, tensor<4x2x5xf32>) -> tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}

// Each factor is converted by its own sign before the product.
// CHECK-LABEL: func.func @narrow(
// CHECK:        %[[A:.+]] = arith.extui %{{.+}} : i8 to i32
// CHECK-NEXT:   %[[B:.+]] = arith.extsi %{{.+}} : i8 to i32
// CHECK-NEXT:   arith.muli %[[A]], %[[B]] : i32
func.func @narrow(%a: tensor<3x5xui8>, %b: tensor<5x4xi8>) -> tensor<3x4xi32> {
  %0 = "stablehlo.dot_general"(%a, %b) <{dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}> : (tensor<3x5xui8>, tensor<5x4xi8>) -> tensor<3x4xi32>
  return %0 : tensor<3x4xi32>
}
