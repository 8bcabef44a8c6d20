// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// CHECK-LABEL: func.func @main(
// true is 1.
// CHECK:      arith.uitofp %{{.+}} : i1 to f32
// A number is true unless it is 0; NaN is true.
// CHECK:      arith.cmpf une
// CHECK:      arith.extui %{{.+}} : i8 to i32
// CHECK:      arith.extsi %{{.+}} : i8 to i32
func.func @main(%t: tensor<4xi1>, %x: tensor<4xf32>, %u: tensor<4xui8>, %s: tensor<4xi8>) -> (tensor<4xf32>, tensor<4xi1>, tensor<4xi32>, tensor<4xi32>) {
  %0 = "stablehlo.convert"(%t) : (tensor<4xi1>) -> tensor<4xf32>
  %1 = "stablehlo.convert"(%x) : (tensor<4xf32>) -> tensor<4xi1>
  %2 = "stablehlo.convert"(%u) : (tensor<4xui8>) -> tensor<4xi32>
  %3 = "stablehlo.convert"(%s) : (tensor<4xi8>) -> tensor<4xi32>
  return %0, %1, %2, %3 : tensor<4xf32>, tensor<4xi1>, tensor<4xi32>, tensor<4xi32>
}

// Floats outside of the integer type never reach arith.fptosi.
// CHECK-LABEL: func.func @saturate(
// CHECK-DAG:  arith.cmpf oge
// CHECK-DAG:  arith.cmpf olt
// CHECK-DAG:  arith.cmpf uno
// CHECK:      %[[SAFE:.+]] = arith.select
// CHECK:      arith.fptosi %[[SAFE]] : f32 to i8
// CHECK-DAG:  arith.constant 127 : i8
// CHECK-DAG:  arith.constant -128 : i8
func.func @saturate(%x: tensor<4xbf16>) -> tensor<4xi8> {
  %0 = "stablehlo.convert"(%x) : (tensor<4xbf16>) -> tensor<4xi8>
  return %0 : tensor<4xi8>
}
