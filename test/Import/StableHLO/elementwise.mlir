// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// One loop nest around the scalar. A broadcast operand is read where it stands,
// and a splat is a scalar of the body.

// CHECK-DAG: #[[ID:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[ROW:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: func.func @main(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<4x8xf32>, %[[B:[a-z0-9]+]]: tensor<8xf32>
// CHECK-NOT:  linalg.fill
// CHECK:      linalg.generic {indexing_maps = [#[[ID]], #[[ROW]], #[[ID]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[B]] :
// CHECK:        arith.addf
// CHECK:      linalg.generic {{.*}} ins(%{{[^,]+}} : tensor<4x8xf32>)
// CHECK-NEXT: ^bb0(%[[IN:.+]]: f32, %{{.+}}: f32):
// CHECK-NEXT:   arith.mulf %[[IN]], %cst
func.func @main(%x: tensor<4x8xf32>, %b: tensor<8xf32>) -> tensor<4x8xf32> {
  %0 = "stablehlo.broadcast_in_dim"(%b) <{broadcast_dimensions = array<i64: 1>}> : (tensor<8xf32>) -> tensor<4x8xf32>
  %1 = "stablehlo.add"(%x, %0) : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  %c = "stablehlo.constant"() <{value = dense<2.0> : tensor<f32>}> : () -> tensor<f32>
  %2 = "stablehlo.broadcast_in_dim"(%c) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4x8xf32>
  %3 = "mhlo.multiply"(%1, %2) : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x8xf32>
  return %3 : tensor<4x8xf32>
}

// Types are signless, and the ops keep the sign.
// CHECK-LABEL: func.func @signs(
// CHECK-SAME: %{{.+}}: tensor<4xi8>, %{{.+}}: tensor<4xi8>) -> (tensor<4xi8>, tensor<4xi8>, tensor<4xi1>)
// CHECK:      arith.divui
// CHECK:      arith.divsi
// CHECK:      arith.cmpi ult
func.func @signs(%u: tensor<4xui8>, %s: tensor<4xi8>) -> (tensor<4xui8>, tensor<4xi8>, tensor<4xi1>) {
  %0 = "stablehlo.divide"(%u, %u) : (tensor<4xui8>, tensor<4xui8>) -> tensor<4xui8>
  %1 = "stablehlo.divide"(%s, %s) : (tensor<4xi8>, tensor<4xi8>) -> tensor<4xi8>
  %2 = "stablehlo.compare"(%u, %0) <{comparison_direction = #stablehlo<comparison_direction LT>, compare_type = #stablehlo<comparison_type UNSIGNED>}> : (tensor<4xui8>, tensor<4xui8>) -> tensor<4xi1>
  return %0, %1, %2 : tensor<4xui8>, tensor<4xi8>, tensor<4xi1>
}

// Shifts by the width and more are 0, or the sign.
// CHECK-LABEL: func.func @shifts(
// CHECK:      arith.minui
// CHECK-NEXT: arith.shli
// CHECK:      arith.select
// CHECK:      arith.minui
// CHECK-NEXT: %[[R:.+]] = arith.shrsi
// CHECK-NEXT: linalg.yield %[[R]]
func.func @shifts(%x: tensor<4xi32>) -> (tensor<4xi32>, tensor<4xi32>) {
  %0 = "stablehlo.shift_left"(%x, %x) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %1 = "stablehlo.shift_right_arithmetic"(%x, %x) : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  return %0, %1 : tensor<4xi32>, tensor<4xi32>
}

// Limits and predicates may be scalars beside tensors.
// CHECK-LABEL: func.func @clamp(
// CHECK-SAME: %[[L:[a-z0-9]+]]: tensor<f32>, %[[X:[a-z0-9]+]]: tensor<4xf32>
// CHECK:      linalg.generic {{.*}} ins(%[[L]], %[[X]] : tensor<f32>, tensor<4xf32>)
// CHECK-NEXT: ^bb0(%[[LOW:.+]]: f32, %[[IN:.+]]: f32,
// CHECK-NEXT:   %[[MAX:.+]] = arith.maximumf %[[IN]], %[[LOW]]
// CHECK-NEXT:   arith.minimumf %[[MAX]], %{{.+}}
func.func @clamp(%low: tensor<f32>, %x: tensor<4xf32>) -> tensor<4xf32> {
  %c = "stablehlo.constant"() <{value = dense<2.0> : tensor<f32>}> : () -> tensor<f32>
  %0 = "stablehlo.clamp"(%low, %x, %c) : (tensor<f32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
