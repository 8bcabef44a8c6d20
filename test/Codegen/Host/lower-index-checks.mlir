// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-lower-index-checks)' | FileCheck %s

// Equal texts are one constant.

// CHECK-DAG: llvm.mlir.global internal constant @[[A:.+]]("the first\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{.+}}("the second\00")
// CHECK-DAG: llvm.func @pipert_assertion_failed(!llvm.ptr) attributes {memory_effects
// CHECK-DAG: llvm.func @pipert_index_out_of_range(!llvm.ptr, i64, i64) attributes {memory_effects
// CHECK-NOT: llvm.mlir.global

// CHECK-LABEL: func.func @checks(
// CHECK-SAME:    %[[I:[a-z0-9]+]]: index,
func.func @checks(%i: index, %j: index, %x: memref<10xf32>) {
  // CHECK: %[[G:.+]] = arith.cmpi ult, %[[I]], %{{.+}} : index
  // CHECK: %[[S:.+]] = scf.if %[[G]] -> (index) {
  // CHECK:   scf.yield %[[I]]
  // CHECK: } else {
  // CHECK:   %[[T:.+]] = llvm.mlir.addressof @[[A]]
  // CHECK:   llvm.call @pipert_index_out_of_range(%[[T]], %{{.+}}, %{{.+}})
  // CHECK:   scf.yield %c0
  // CHECK: memref.load %{{.+}}[%[[S]]]
  %a = pipert.check_index %i below 10 at "the first"
  %b = pipert.check_index %j below 10 at "the first"
  %c = pipert.check_index %j below 5 at "the second"
  %u = memref.load %x[%a] : memref<10xf32>
  %v = memref.load %x[%b] : memref<10xf32>
  memref.store %u, %x[%c] : memref<10xf32>
  memref.store %v, %x[%c] : memref<10xf32>
  return
}

// CHECK-LABEL: func.func @assertion(
// CHECK-SAME:    %[[C:[a-z0-9]+]]: i1,
func.func @assertion(%c: i1, %x: memref<i1>) {
  // CHECK:      scf.if %[[C]] {
  // CHECK-NEXT: } else {
  // CHECK-NEXT:   %[[T:.+]] = llvm.mlir.addressof
  // CHECK-NEXT:   llvm.call @pipert_assertion_failed(%[[T]]) : (!llvm.ptr) -> ()
  // CHECK:      memref.store %[[C]]
  %k = pipert.check_assertion %c at "the first"
  memref.store %k, %x[] : memref<i1>
  return
}
