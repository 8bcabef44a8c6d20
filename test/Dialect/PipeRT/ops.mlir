// RUN: pipe-opt %s | pipe-opt | FileCheck %s
// RUN: pipe-opt %s --mlir-print-op-generic | pipe-opt | FileCheck %s

// CHECK-LABEL: func.func @all(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[DATA:.+]]: !llvm.ptr, %[[M:.+]]: i64)
func.func @all(%context: !llvm.ptr, %data: !llvm.ptr, %m: i64) {
  // CHECK: pipert.launch %[[CTX]], %[[M]] kernel 2 task 3(%[[DATA]], %[[DATA]])
  pipert.launch %context, %m kernel 2 task 3 (%data, %data)
  // CHECK: pipert.launch %[[CTX]], %[[M]] kernel 0 task -1()
  pipert.launch %context, %m kernel 0 task -1 ()
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
  // CHECK: pipert.all_reduce %[[CTX]], %[[DATA]] reduction 1 count 12 x f32 mean true
  pipert.all_reduce %context, %data reduction 1 count 12 x f32 mean true
  // CHECK: pipert.all_reduce %[[CTX]], %[[DATA]] reduction 0 count 0 x f64 mean false
  pipert.all_reduce %context, %data reduction 0 count 0 x f64 mean false
  // CHECK: pipert.await_reduced %[[CTX]] reduction 1
  pipert.await_reduced %context reduction 1
  return
}

// CHECK: pipert.kernels @table [@kernel, @elsewhere]
pipert.kernels @table [@kernel, @elsewhere]

// CHECK-LABEL: func.func @kernel(
// CHECK-SAME:    %[[I:.+]]: index)
func.func @kernel(%i: index) -> index {
  // CHECK: pipert.check_index %[[I]] below 10 at "the index"
  %0 = pipert.check_index %i below 10 at "the index"
  return %0 : index
}
