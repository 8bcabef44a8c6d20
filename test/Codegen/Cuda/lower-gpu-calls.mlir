// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-lower-gpu-calls)' -split-input-file -verify-diagnostics | FileCheck %s

// Arguments are words of 64 bits in an array on the stack, made once.

// CHECK-DAG:   llvm.mlir.global external constant @pipe_gpu_functions() {{.*}}: !llvm.array<2 x struct<(ptr, ptr, i32, i32, i32, i32)>>
// CHECK-DAG:   llvm.func @pipert_gpu_launch(!llvm.ptr, i64, !llvm.ptr)
// CHECK-DAG:   llvm.func @pipert_gpu_multiply(i32, i64, i64, i64, !llvm.ptr, i64, i32, !llvm.ptr, i64, i32, i32, !llvm.ptr, i64, i64, i64, i64, i64)
// CHECK-DAG:   llvm.func @pipert_gpu_copy(!llvm.ptr, !llvm.ptr, i64)
// CHECK-DAG:   llvm.func @pipert_gpu_fault(!llvm.ptr)
// CHECK-LABEL: func.func private @kernel(
// CHECK-SAME:    %[[X:.+]]: memref<4xf32>, %[[P:.+]]: !llvm.ptr, %[[Q:.+]]: !llvm.ptr, %[[I:.+]]: index, %[[F:.+]]: f32, %[[B:.+]]: i1)
// CHECK:         %[[N:.+]] = llvm.mlir.constant(5 : i64)
// CHECK:         %[[ROOM:.+]] = llvm.alloca %[[N]] x !llvm.ptr
// CHECK:         %[[WORD:.+]] = llvm.alloca
// CHECK:         llvm.call @pipert_gpu_fault(%[[WORD]])
// CHECK:         %[[FAULT:.+]] = llvm.load %[[WORD]]
// CHECK:         scf.for
// CHECK-NOT:       llvm.alloca
// CHECK:           %[[G0:.+]] = llvm.getelementptr %[[ROOM]][0]
// CHECK:           %[[X0:.+]] = memref.extract_aligned_pointer_as_index %[[X]]
// CHECK:           %[[X1:.+]] = arith.index_cast %[[X0]] : index to i64
// CHECK:           %[[X2:.+]] = llvm.inttoptr %[[X1]]
// CHECK:           llvm.store %[[X2]], %[[G0]]
// CHECK:           arith.index_cast %{{.+}} : index to i64
// CHECK:           %[[F0:.+]] = arith.bitcast %[[F]] : f32 to i32
// CHECK:           arith.extui %[[F0]] : i32 to i64
// CHECK:           arith.extui %[[B]] : i1 to i64
// CHECK:           %[[G4:.+]] = llvm.getelementptr %[[ROOM]][4]
// CHECK:           llvm.store %[[FAULT]], %[[G4]]
// CHECK:           %[[T:.+]] = llvm.mlir.addressof @pipe_gpu_functions
// CHECK:           %[[E:.+]] = llvm.getelementptr %[[T]][0, 1]
// CHECK:           %[[GRID:.+]] = llvm.mlir.constant(7 : i64)
// CHECK:           llvm.call @pipert_gpu_launch(%[[E]], %[[GRID]], %[[ROOM]])
// CHECK:         llvm.call @pipert_gpu_multiply(
// CHECK-SAME:      %[[P]], %{{.+}}, %{{.+}}, %[[P]], %{{.+}}, %{{.+}}, %{{.+}}, %[[Q]],
// CHECK:         llvm.call @pipert_gpu_copy(%[[Q]], %[[P]], %{{.+}})
func.func private @kernel(%x: memref<4xf32>, %p: !llvm.ptr, %q: !llvm.ptr, %i: index, %f: f32, %b: i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %fault = pipert.gpu_fault
  scf.for %k = %c0 to %i step %c1 {
    pipert.gpu_launch @pipe_gpu::@g(%x, %k, %f, %b, %fault) : memref<4xf32>, index, f32, i1, !llvm.ptr
  }
  pipert.gpu_multiply %p, %p, %q sizes(4, 16, 8) pitches(8, 16, 16) count 3 strides(32, 0, 64) x f64 {accumulate}
  pipert.gpu_copy %p to %q bytes 128
  return
}
gpu.module @pipe_gpu {
  gpu.func @f() kernel attributes {pipe.blocks = 1 : i64, pipe.threads = 1 : i64} {
    gpu.return
  }
  gpu.func @g(%x: memref<4xf32>, %k: index, %f: f32, %b: i1, %fault: !llvm.ptr) kernel attributes {pipe.blocks = 7 : i64, pipe.threads = 32 : i64} {
    gpu.return
  }
}

// -----

// expected-error@+1 {{has no gpu.module; run pipe-create-gpu-module first}}
module {
}

// -----

func.func private @negative_no_function() {
  // expected-error@+1 {{'pipert.gpu_launch' op launches a function that is not in the gpu.module; run pipe-create-gpu-module first}}
  pipert.gpu_launch @pipe_gpu::@g()
  return
}
gpu.module @pipe_gpu {
}
