// RUN: pipe-opt %s --allow-unregistered-dialect --pass-pipeline='builtin.module(pipe-import-stablehlo)' | FileCheck %s

// A while that counts becomes scf.for; the counter follows from its variable.
// CHECK-LABEL: func.func @counted(
// CHECK-DAG:  %[[END:.+]] = arith.constant 3 : index
// CHECK:      scf.for %[[I:.+]] = %{{.+}} to %[[END]] step %{{.+}} iter_args(%{{.+}} = %{{.+}}) -> (tensor<4xf32>)
// CHECK:        arith.muli %[[I]]
// CHECK-NOT:  scf.while
func.func @counted(%x: tensor<4xf32>) -> (tensor<i32>, tensor<4xf32>) {
  %first = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
  %0:2 = "stablehlo.while"(%first, %x) ({
  ^bb0(%i: tensor<i32>, %a: tensor<4xf32>):
    %end = "stablehlo.constant"() <{value = dense<7> : tensor<i32>}> : () -> tensor<i32>
    %c = "stablehlo.compare"(%i, %end) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i32>, tensor<i32>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^bb0(%i: tensor<i32>, %a: tensor<4xf32>):
    %two = "stablehlo.constant"() <{value = dense<2> : tensor<i32>}> : () -> tensor<i32>
    %next = "stablehlo.add"(%i, %two) : (tensor<i32>, tensor<i32>) -> tensor<i32>
    %f = "stablehlo.convert"(%i) : (tensor<i32>) -> tensor<f32>
    %w = "stablehlo.broadcast_in_dim"(%f) <{broadcast_dimensions = array<i64>}> : (tensor<f32>) -> tensor<4xf32>
    %b = "stablehlo.add"(%a, %w) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    "stablehlo.return"(%next, %b) : (tensor<i32>, tensor<4xf32>) -> ()
  }) : (tensor<i32>, tensor<4xf32>) -> (tensor<i32>, tensor<4xf32>)
  return %0#0, %0#1 : tensor<i32>, tensor<4xf32>
}

// negative_: a counter of 8 bits wraps around before it comes to 127 in steps of 2.
// CHECK-LABEL: func.func @negative_wraps(
// CHECK:      scf.while
func.func @negative_wraps(%x: tensor<4xf32>) -> tensor<4xf32> {
  %first = "stablehlo.constant"() <{value = dense<0> : tensor<i8>}> : () -> tensor<i8>
  %0:2 = "stablehlo.while"(%first, %x) ({
  ^bb0(%i: tensor<i8>, %a: tensor<4xf32>):
    %end = "stablehlo.constant"() <{value = dense<127> : tensor<i8>}> : () -> tensor<i8>
    %c = "stablehlo.compare"(%i, %end) <{comparison_direction = #stablehlo<comparison_direction LT>}> : (tensor<i8>, tensor<i8>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^bb0(%i: tensor<i8>, %a: tensor<4xf32>):
    %two = "stablehlo.constant"() <{value = dense<2> : tensor<i8>}> : () -> tensor<i8>
    %next = "stablehlo.add"(%i, %two) : (tensor<i8>, tensor<i8>) -> tensor<i8>
    "stablehlo.return"(%next, %a) : (tensor<i8>, tensor<4xf32>) -> ()
  }) : (tensor<i8>, tensor<4xf32>) -> (tensor<i8>, tensor<4xf32>)
  return %0#1 : tensor<4xf32>
}

// Numbers that no branch has take the last one.
// CHECK-LABEL: func.func @case(
// CHECK:      scf.index_switch %{{.+}} -> tensor<4xf32>
// CHECK-NEXT: case 0 {
// CHECK:      default {
// CHECK-LABEL: func.func @if(
// CHECK:      scf.if
func.func @case(%i: tensor<i32>, %x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.case"(%i) ({
    "stablehlo.return"(%x) : (tensor<4xf32>) -> ()
  }, {
    %1 = "stablehlo.negate"(%x) : (tensor<4xf32>) -> tensor<4xf32>
    "stablehlo.return"(%1) : (tensor<4xf32>) -> ()
  }) : (tensor<i32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @if(%p: tensor<i1>, %x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "stablehlo.if"(%p) ({
    "stablehlo.return"(%x) : (tensor<4xf32>) -> ()
  }, {
    %1 = "stablehlo.negate"(%x) : (tensor<4xf32>) -> tensor<4xf32>
    "stablehlo.return"(%1) : (tensor<4xf32>) -> ()
  }) : (tensor<i1>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
