// RUN: pipe-opt %s --pass-pipeline='builtin.module(convert-pipert-to-llvm)' --split-input-file --verify-diagnostics | FileCheck %s

// Every op is one call with the signature of pipert_functions.def; a status other
// than 0 leaves the function with it.

// CHECK-DAG: llvm.func @pipert_send(!llvm.ptr, i32, !llvm.ptr, i64, i64, i32, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_recv(!llvm.ptr, i32, !llvm.ptr, i64, i64, i32, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_wait_recv(!llvm.ptr, i64, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_wait(!llvm.ptr, i64) -> i32
// CHECK-DAG: llvm.func @pipert_release(!llvm.ptr, i64) -> i32
// CHECK-DAG: llvm.func @pipert_task_begin(!llvm.ptr, i32, i64) -> i32
// CHECK-DAG: llvm.func @pipert_task_end(!llvm.ptr, i32, i64) -> i32

// CHECK-LABEL: func.func @all(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[DATA:.+]]: !llvm.ptr, %[[M:.+]]: i64)
func.func @all(%context: !llvm.ptr, %data: !llvm.ptr, %m: i64) -> i32 {
  // CHECK: %[[WORD:.+]] = llvm.alloca
  // CHECK: %[[STATUS:.+]] = llvm.call @pipert_task_begin(%[[CTX]], %{{.+}}, %[[M]])
  // CHECK: %[[OK:.+]] = arith.cmpi eq, %[[STATUS]]
  // CHECK: cf.cond_br %[[OK]], ^[[NEXT:.+]], ^[[FAILED:.+]](%[[STATUS]] : i32)
  pipert.task_begin %context, %m task 3
  pipert.task_end %context, %m task 3
  // CHECK: llvm.call @pipert_send(%[[CTX]], %{{.+}}, %[[DATA]], %{{.+}}, %[[M]], %{{.+}}, %[[WORD]])
  // CHECK: %[[REQUEST:.+]] = llvm.load %[[WORD]]
  %0 = pipert.send %context, %data, %m channel 0 bytes 64
  // CHECK: llvm.call @pipert_wait(%[[CTX]], %[[REQUEST]])
  pipert.wait %context, %0
  %1 = pipert.recv %context, %data, %m channel 1 bytes 64
  // CHECK: llvm.call @pipert_wait_recv(
  // CHECK: llvm.load %[[WORD]] : !llvm.ptr -> !llvm.ptr
  %2 = pipert.wait_recv %context, %1
  // CHECK: llvm.call @pipert_release(
  pipert.release %context, %1
  %c0 = arith.constant 0 : i32
  return %c0 : i32
  // CHECK: ^[[FAILED]](%[[CODE:.+]]: i32):
  // CHECK-NEXT: return %[[CODE]]
}

// -----

func.func @negative_in_loop(%context: !llvm.ptr, %request: i64) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %c1 step %c1 {
    // expected-error@+1 {{stands in structured control flow; run convert-scf-to-cf first}}
    pipert.wait %context, %request
  }
  %0 = arith.constant 0 : i32
  return %0 : i32
}
