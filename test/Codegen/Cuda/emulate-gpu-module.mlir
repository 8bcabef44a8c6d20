// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-emulate-gpu-module)' -split-input-file -verify-diagnostics | FileCheck %s

// CHECK:       llvm.func @pipert_gpu_shuffle(!llvm.ptr, i64, i32, i32) -> i64
// CHECK:       func.func private @f_emulated(%[[T:.+]]: !llvm.ptr, %[[X:.+]]: memref<4xf32> {llvm.noalias}, %[[W:.+]]: i32, %[[L:.+]]: i64) attributes {pipe.loop} {
// CHECK-NOT:     gpu.
// CHECK:         %[[A:.+]] = llvm.getelementptr %[[T]][0]
// CHECK-NEXT:    %[[B:.+]] = llvm.load %[[A]] : !llvm.ptr -> i32
// CHECK-NEXT:    arith.index_castui %[[B]] : i32 to index
// CHECK:         llvm.getelementptr %[[T]][4]
// CHECK:         llvm.getelementptr %[[T]][8]
// CHECK:         llvm.getelementptr %[[T]][12]
// CHECK:         %[[V:.+]] = arith.extui %[[W]] : i32 to i64
// CHECK:         %[[M0:.+]] = arith.constant 0 : i32
// CHECK:         %[[S:.+]] = llvm.call @pipert_gpu_shuffle(%[[T]], %[[V]], %[[M0]], %{{.+}})
// CHECK:         arith.trunci %[[S]] : i64 to i32
// CHECK:         %[[M1:.+]] = arith.constant 1 : i32
// CHECK:         llvm.call @pipert_gpu_shuffle(%[[T]], %[[L]], %[[M1]], %{{.+}})
// CHECK:         %[[M2:.+]] = arith.constant 2 : i32
// CHECK:         llvm.call @pipert_gpu_shuffle(%[[T]], %[[L]], %[[M2]], %{{.+}})
// CHECK:         %[[M3:.+]] = arith.constant 3 : i32
// CHECK:         llvm.call @pipert_gpu_shuffle(%[[T]], %[[L]], %[[M3]], %{{.+}})
// CHECK:         return
// CHECK:       gpu.func @f
gpu.module @pipe_gpu {
  gpu.func @f(%x: memref<4xf32> {llvm.noalias}, %w: i32, %l: i64) kernel {
    %c5 = arith.constant 5 : i32
    %c32 = arith.constant 32 : i32
    %a = gpu.thread_id x
    %b = gpu.block_dim x
    %c = gpu.block_id x
    %d = gpu.grid_dim x
    %s, %v = gpu.shuffle xor %w, %c5, %c32 : i32
    %t, %v1 = gpu.shuffle down %l, %c5, %c32 : i64
    %u, %v2 = gpu.shuffle up %l, %c5, %c32 : i64
    %q, %v3 = gpu.shuffle idx %l, %c5, %c32 : i64
    %e = arith.bitcast %s : i32 to f32
    memref.store %e, %x[%a] : memref<4xf32>
    memref.store %e, %x[%b] : memref<4xf32>
    memref.store %e, %x[%c] : memref<4xf32>
    memref.store %e, %x[%d] : memref<4xf32>
    gpu.return
  }
}

// -----

gpu.module @pipe_gpu {
  gpu.func @negative_valid(%x: memref<i1>, %w: i32) kernel {
    %c32 = arith.constant 32 : i32
    // expected-error@+1 {{'gpu.shuffle' op has no twin on the host that says which lanes are valid}}
    %s, %v = gpu.shuffle xor %w, %c32, %c32 : i32
    memref.store %v, %x[] : memref<i1>
    gpu.return
  }
}

// -----

gpu.module @pipe_gpu {
  gpu.func @negative_other() kernel {
    // expected-error@+1 {{'gpu.lane_id' op has no twin on the host}}
    %l = gpu.lane_id
    gpu.return
  }
}
