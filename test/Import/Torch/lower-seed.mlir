// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-lower-seed)' --split-input-file | FileCheck %s

// A load is the argument, or what was stored before it.

// CHECK-LABEL: func.func @main(
// CHECK-SAME:    %[[X:.+]]: tensor<2xi64>, %[[S:.+]]: tensor<1xi64> {pipe.batch = 0 : i64, pipe.name = "seed", pipe.seed})
// CHECK-NOT:     ml_program
// CHECK:         %[[A:.+]] = tensor.collapse_shape %[[S]] [] : tensor<1xi64> into tensor<i64>
// CHECK:         %[[B:.+]] = arith.addi %[[A]], %[[A]] : tensor<i64>
// CHECK:         %[[C:.+]] = arith.addi %[[B]], %[[B]] : tensor<i64>
// CHECK:         return %[[C]]
ml_program.global private mutable @global_seed(dense<0> : tensor<i64>) : tensor<i64>
func.func @main(%x: tensor<2xi64>) -> tensor<i64> {
  %0 = ml_program.global_load @global_seed : tensor<i64>
  %1 = arith.addi %0, %0 : tensor<i64>
  ml_program.global_store @global_seed = %1 : tensor<i64>
  %2 = ml_program.global_load @global_seed : tensor<i64>
  %3 = arith.addi %2, %2 : tensor<i64>
  ml_program.global_store @global_seed = %3 : tensor<i64>
  return %3 : tensor<i64>
}

// -----

// A global that nobody writes is a constant, no seed.

// CHECK-LABEL: func.func @negative_constant(
// CHECK-SAME:    %{{[a-z0-9]+}}: tensor<2xi64>)
// CHECK:         ml_program.global_load
ml_program.global private mutable @weight(dense<0> : tensor<i64>) : tensor<i64>
func.func @negative_constant(%x: tensor<2xi64>) -> tensor<i64> {
  %0 = ml_program.global_load @weight : tensor<i64>
  return %0 : tensor<i64>
}

// -----

// CHECK-LABEL: func.func @negative_nested(
// CHECK:         ml_program.global_store
ml_program.global private mutable @global_seed(dense<0> : tensor<i64>) : tensor<i64>
func.func @negative_nested(%x: tensor<i64>, %c: i1) -> tensor<i64> {
  scf.if %c {
    ml_program.global_store @global_seed = %x : tensor<i64>
  }
  return %x : tensor<i64>
}
