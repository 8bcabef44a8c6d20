// RUN: pipe-opt %s --pass-pipeline='builtin.module(convert-pipert-to-llvm)' --split-input-file --verify-diagnostics | FileCheck %s

// Every op is one call with the signature of pipert_functions.def; a status other
// than 0 leaves the function with it.

// CHECK-DAG: llvm.func @pipert_send(!llvm.ptr, i32, !llvm.ptr, i64, i64, i32, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_recv(!llvm.ptr, i32, !llvm.ptr, i64, i64, i32, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_wait_recv(!llvm.ptr, i64, !llvm.ptr) -> i32
// CHECK-DAG: llvm.func @pipert_wait(!llvm.ptr, i64) -> i32
// CHECK-DAG: llvm.func @pipert_release(!llvm.ptr, i64) -> i32
// CHECK-DAG: llvm.func @pipert_all_reduce(!llvm.ptr, i32, !llvm.ptr, i64, i32, i32, i32) -> i32
// CHECK-DAG: llvm.func @pipert_await_reduced(!llvm.ptr, i32, i32) -> i32
// CHECK-DAG: llvm.func @pipert_launch(!llvm.ptr, i32, !llvm.ptr, i32, i32, i64, i32) -> i32

// CHECK-LABEL: func.func @all(
// CHECK-SAME:    %[[CTX:.+]]: !llvm.ptr, %[[DATA:.+]]: !llvm.ptr, %[[M:.+]]: i64)
func.func @all(%context: !llvm.ptr, %data: !llvm.ptr, %m: i64) -> i32 {
  // CHECK: %[[WORD:.+]] = llvm.alloca
  // CHECK: %[[TWO:.+]] = llvm.mlir.constant(2 : i64)
  // CHECK: %[[ROOM:.+]] = llvm.alloca %[[TWO]] x !llvm.ptr
  // CHECK: llvm.store %[[DATA]], %{{.+}} : !llvm.ptr, !llvm.ptr
  // CHECK: llvm.store %[[CTX]], %{{.+}} : !llvm.ptr, !llvm.ptr
  // CHECK: %[[STATUS:.+]] = llvm.call @pipert_launch(%[[CTX]], %{{.+}}, %[[ROOM]], %{{.+}}, %{{.+}}, %[[M]], %{{.+}})
  // CHECK: %[[OK:.+]] = arith.cmpi eq, %[[STATUS]]
  // CHECK: cf.cond_br %[[OK]], ^[[NEXT:.+]], ^[[FAILED:.+]](%[[STATUS]] : i32)
  pipert.launch %context, %m kernel 1 task 3 (%data, %context)
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
  // CHECK:      %[[REDUCTION:.+]] = llvm.mlir.constant(5 : i32)
  // CHECK-NEXT: %[[COUNT:.+]] = llvm.mlir.constant(12 : i64)
  // CHECK-NEXT: %[[F64:.+]] = llvm.mlir.constant(1 : i32)
  // CHECK-NEXT: %[[MEAN:.+]] = llvm.mlir.constant(1 : i32)
  // CHECK-NEXT: %[[STREAM:.+]] = llvm.mlir.constant(0 : i32)
  // CHECK-NEXT: llvm.call @pipert_all_reduce(%[[CTX]], %[[REDUCTION]], %[[DATA]], %[[COUNT]], %[[F64]], %[[MEAN]], %[[STREAM]])
  pipert.all_reduce %context, %data reduction 5 count 12 x f64 mean true
  // CHECK:      llvm.mlir.constant(6 : i32)
  // CHECK-NEXT: llvm.mlir.constant(7 : i64)
  // CHECK-NEXT: llvm.mlir.constant(0 : i32)
  // CHECK-NEXT: llvm.mlir.constant(0 : i32)
  // CHECK-NEXT: llvm.mlir.constant(0 : i32)
  // CHECK-NEXT: llvm.call @pipert_all_reduce(
  pipert.all_reduce %context, %data reduction 6 count 7 x f32 mean false
  // CHECK:      %[[AWAITED:.+]] = llvm.mlir.constant(5 : i32)
  // CHECK-NEXT: %[[STREAM:.+]] = llvm.mlir.constant(0 : i32)
  // CHECK-NEXT: llvm.call @pipert_await_reduced(%[[CTX]], %[[AWAITED]], %[[STREAM]])
  pipert.await_reduced %context reduction 5
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

// -----

// A table of kernels: how many, then a function for each that the module has.

// CHECK-LABEL: llvm.func @f(
// CHECK: llvm.func internal @f_entry(%{{.+}}: !llvm.ptr, %[[ARGUMENTS:.+]]: !llvm.ptr)
// CHECK:   %[[FIRST:.+]] = llvm.load
// CHECK:   %[[SECOND:.+]] = llvm.load
// CHECK:   llvm.call @f(%[[FIRST]], %[[SECOND]])
// CHECK: llvm.mlir.global external constant @table()
// CHECK-SAME: !llvm.array<3 x ptr>
// CHECK:   %[[COUNT:.+]] = llvm.mlir.constant(2 : i64)
// CHECK:   llvm.inttoptr %[[COUNT]]
// CHECK:   llvm.mlir.addressof @f_entry
// CHECK:   llvm.mlir.zero
llvm.func @f(%a: !llvm.ptr, %b: !llvm.ptr) {
  llvm.return
}
pipert.kernels @table [@f, @elsewhere]

// -----

// expected-note@+1 {{it is here}}
func.func private @g(tensor<3xf32>) -> tensor<3xf32>
// expected-error@+1 {{the kernel 'g' is not lowered; run pipe-codegen-host first, or leave its code to the caller}}
pipert.kernels @negative_table [@g]
