// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// What shards is left out; a composite op is its decomposition.
// CHECK-NOT:  sdy
// CHECK-LABEL: func.func @main(
// CHECK-NEXT: %[[C:.+]] = call @twice(%{{.+}}) : (tensor<4xi32>) -> tensor<4xi32>
// CHECK-NEXT: return %[[C]]
"sdy.mesh"() <{mesh = #sdy.mesh<[]>, sym_name = "mesh"}> : () -> ()
func.func @main(%x: tensor<4xui32>) -> tensor<4xui32> {
  %0 = "sdy.sharding_constraint"(%x) <{sharding = #sdy.sharding<@mesh, [{}]>}> : (tensor<4xui32>) -> tensor<4xui32>
  %1 = "stablehlo.custom_call"(%0) <{call_target_name = "Sharding"}> : (tensor<4xui32>) -> tensor<4xui32>
  %2 = "stablehlo.optimization_barrier"(%1) : (tensor<4xui32>) -> tensor<4xui32>
  %3 = "stablehlo.composite"(%2) <{decomposition = @twice, name = "my.twice"}> : (tensor<4xui32>) -> tensor<4xui32>
  return %3 : tensor<4xui32>
}
func.func private @twice(%x: tensor<4xui32>) -> tensor<4xui32> {
  %0 = "stablehlo.add"(%x, %x) : (tensor<4xui32>, tensor<4xui32>) -> tensor<4xui32>
  return %0 : tensor<4xui32>
}

// Ops of other dialects stay, with what they hold.
// CHECK-LABEL: func.func @foreign(
// CHECK:      "other.op"(%{{.+}}) ({
// CHECK:        linalg.generic
// CHECK:      }) {a = 1 : i64} : (tensor<4xf32>) -> tensor<4xf32>
func.func @foreign(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "other.op"(%x) ({
    %1 = "stablehlo.negate"(%x) : (tensor<4xf32>) -> tensor<4xf32>
    "other.return"(%1) : (tensor<4xf32>) -> ()
  }) {a = 1 : i64} : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// The lowest bits come first.
// CHECK-LABEL: func.func @bits(
// CHECK:        %[[S:.+]] = arith.shrui
// CHECK-NEXT:   arith.trunci %[[S]] : i32 to i8
// CHECK:        arith.shli
// CHECK:        arith.bitcast %{{.+}} : i32 to f32
func.func @bits(%x: tensor<2xf32>, %y: tensor<2x4xi8>) -> (tensor<2x4xi8>, tensor<2xf32>) {
  %0 = "stablehlo.bitcast_convert"(%x) : (tensor<2xf32>) -> tensor<2x4xi8>
  %1 = "stablehlo.bitcast_convert"(%y) : (tensor<2x4xi8>) -> tensor<2xf32>
  return %0, %1 : tensor<2x4xi8>, tensor<2xf32>
}
