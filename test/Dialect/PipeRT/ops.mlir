// RUN: pipe-opt %s | pipe-opt | FileCheck %s
// RUN: pipe-opt %s --mlir-print-op-generic | pipe-opt | FileCheck %s

// CHECK-LABEL: func.func @all(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[DATA:.+]]: !llvm.ptr, %[[M:.+]]: i64)
func.func @all(%context: !llvm.ptr, %data: !llvm.ptr, %m: i64) {
  // CHECK: pipert.task_begin %[[CTX]], %[[M]] task 3
  pipert.task_begin %context, %m task 3
  // CHECK: pipert.task_end %[[CTX]], %[[M]] task 3
  pipert.task_end %context, %m task 3
  // CHECK: %[[SENT:.+]] = pipert.send %[[CTX]], %[[DATA]], %[[M]] channel 0 bytes 64
  %0 = pipert.send %context, %data, %m channel 0 bytes 64
  // CHECK: pipert.wait %[[CTX]], %[[SENT]]
  pipert.wait %context, %0
  // CHECK: %[[RECEIVED:.+]] = pipert.recv %[[CTX]], %[[DATA]], %[[M]] channel 1 bytes 64
  %1 = pipert.recv %context, %data, %m channel 1 bytes 64
  // CHECK: pipert.wait_recv %[[CTX]], %[[RECEIVED]]
  %2 = pipert.wait_recv %context, %1
  // CHECK: pipert.release %[[CTX]], %[[RECEIVED]]
  pipert.release %context, %1
  return
}

// CHECK-LABEL: func.func @kernel(
// CHECK-SAME:    %[[I:.+]]: index)
func.func @kernel(%i: index) -> index {
  // CHECK: pipert.check_index %[[I]] below 10 at "the index"
  %0 = pipert.check_index %i below 10 at "the index"
  return %0 : index
}
