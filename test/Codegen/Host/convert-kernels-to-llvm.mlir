// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-set-kernel-target{name={the host} vector-bytes=64 alignment=64},pipe-convert-kernels-to-llvm)' \
// RUN:   --allow-unregistered-dialect -split-input-file -verify-diagnostics | FileCheck %s

// One bare pointer a buffer; only the workspace is known to be aligned. Ops
// beside the kernels stay, also those that have a conversion.

// CHECK:       llvm.mlir.global private constant @table(dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>) {{.*}}alignment = 64
// CHECK-LABEL: llvm.func @kernel(
// CHECK-SAME:    !llvm.ptr {llvm.noalias}, %{{.+}}: !llvm.ptr {llvm.noalias}, %{{.+}}: !llvm.ptr {llvm.align = 64 : i64, llvm.noalias})
// CHECK-SAME:    pipe.workspace_bytes = 0
// CHECK:         llvm.mlir.addressof @table
// CHECK:         llvm.load
// CHECK:         llvm.call @nest
// CHECK-NOT:     builtin.unrealized_conversion_cast
// CHECK:         llvm.return
// CHECK:       llvm.func internal @nest(%{{.+}}: !llvm.ptr {llvm.noalias})
// CHECK-SAME:    no_inline
// CHECK:         llvm.store {{.*}} : vector<4xf32>
// CHECK:       "other.program"
// CHECK:         scf.for
// CHECK:       func.func private @declared
memref.global "private" constant @table : memref<2xf32> = dense<[1.0, 2.0]> {alignment = 64 : i64}
func.func private @kernel(%x: memref<4xf32>, %out: memref<4xf32>, %workspace: memref<0xi8>) attributes {pipe.workspace_bytes = 0 : i64} {
  %c0 = arith.constant 0 : index
  %t = memref.get_global @table : memref<2xf32>
  %0 = memref.load %t[%c0] : memref<2xf32>
  memref.store %0, %out[%c0] : memref<4xf32>
  call @nest(%out) : (memref<4xf32>) -> ()
  return
}
func.func private @nest(%out: memref<4xf32> {llvm.noalias}) attributes {pipe.loop} {
  %c0 = arith.constant 0 : index
  %v = arith.constant dense<1.0> : vector<4xf32>
  vector.store %v, %out[%c0] : memref<4xf32>, vector<4xf32>
  return
}
"other.program"() ({
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %c4 step %c1 {
  }
}) : () -> ()
func.func private @declared(%x: tensor<4xf32>)

// -----

// Functions of the C library, one element after the other.

// CHECK-LABEL: llvm.func @library(
func.func private @library(%x: memref<2xf32>) {
  %c0 = arith.constant 0 : index
  %0 = vector.load %x[%c0] : memref<2xf32>, vector<2xf32>
  // CHECK:     llvm.call @cbrtf
  // CHECK:     llvm.call @cbrtf
  // CHECK-NOT: llvm.call @cbrtf
  // CHECK: llvm.intr.fma
  %1 = math.cbrt %0 : vector<2xf32>
  %2 = math.fma %1, %1, %0 : vector<2xf32>
  vector.store %2, %x[%c0] : memref<2xf32>, vector<2xf32>
  return
}

// -----

func.func private @negative_foreign_op(%x: memref<4xf32>) {
  // expected-error@+1 {{failed to legalize operation 'other.op'}}
  "other.op"(%x) : (memref<4xf32>) -> ()
  return
}
