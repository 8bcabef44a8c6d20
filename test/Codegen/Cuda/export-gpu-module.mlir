// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-export-gpu-module)' -split-input-file -verify-diagnostics | FileCheck %s

// The table of functions says how many parameters and threads each has, and
// whether its threads meet; the entry of the host takes words apart.

// CHECK-NOT:   gpu.module
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_functions()
// CHECK:         %[[NAME:.+]] = llvm.mlir.addressof @pipe_gpu_name
// CHECK:         %[[ENTRY:.+]] = llvm.mlir.addressof @f_emulated_entry
// CHECK:         %[[COUNT:.+]] = llvm.mlir.constant(4 : i32)
// CHECK:         %[[THREADS:.+]] = llvm.mlir.constant(64 : i32)
// CHECK:         %[[SHARED:.+]] = llvm.mlir.constant(0 : i32)
// CHECK:         %[[MEETS:.+]] = llvm.mlir.constant(1 : i32)
// CHECK:         llvm.insertvalue %[[NAME]], %{{.+}}[0]
// CHECK:         llvm.insertvalue %[[ENTRY]], %{{.+}}[1]
// CHECK:         llvm.insertvalue %[[COUNT]], %{{.+}}[2]
// CHECK:         llvm.insertvalue %[[THREADS]], %{{.+}}[3]
// CHECK:         llvm.insertvalue %[[SHARED]], %{{.+}}[4]
// CHECK:         llvm.insertvalue %[[MEETS]], %{{.+}}[5]
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_name("f\00")
// CHECK:       llvm.func internal @f_emulated_entry(%[[T:.+]]: !llvm.ptr, %[[P:.+]]: !llvm.ptr)
// CHECK:         %[[A0:.+]] = llvm.getelementptr %[[P]][0]
// CHECK:         %[[A:.+]] = llvm.load %[[A0]] : !llvm.ptr -> !llvm.ptr
// CHECK:         %[[B:.+]] = llvm.load %{{.+}} : !llvm.ptr -> i64
// CHECK:         %[[C0:.+]] = llvm.load %{{.+}} : !llvm.ptr -> i64
// CHECK:         %[[C1:.+]] = llvm.trunc %[[C0]] : i64 to i32
// CHECK:         %[[C:.+]] = llvm.bitcast %[[C1]] : i32 to f32
// CHECK:         %[[D0:.+]] = llvm.load %{{.+}} : !llvm.ptr -> i64
// CHECK:         %[[D:.+]] = llvm.trunc %[[D0]] : i64 to i1
// CHECK:         llvm.call @f_emulated(%[[T]], %[[A]], %[[B]], %[[C]], %[[D]])
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_ptx("the text\00")
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_place("here\00")
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_places() {{.*}}: !llvm.array<1 x ptr>
// CHECK:       llvm.mlir.global external constant @pipe_gpu_module() {{.*}}: !llvm.struct<(i32, i32, ptr, ptr, i64, ptr, i32)>
// CHECK-DAG:     llvm.mlir.constant(48 : i32)
// CHECK-DAG:     llvm.mlir.addressof @pipe_gpu_functions
// CHECK-DAG:     llvm.mlir.addressof @pipe_gpu_ptx
// CHECK-DAG:     llvm.mlir.constant(8 : i64)
// CHECK-DAG:     llvm.mlir.addressof @pipe_gpu_places
llvm.mlir.global external constant @pipe_gpu_functions() : !llvm.array<1 x struct<(ptr, ptr, i32, i32, i32, i32)>>
llvm.func internal @f_emulated(%t: !llvm.ptr, %x: !llvm.ptr, %k: i64, %f: f32, %b: i1) {
  llvm.return
}
gpu.module @pipe_gpu attributes {pipe.ptx = "the text", pipe.places = ["here"]} {
  gpu.func @f(%x: memref<4xf32>, %k: index, %f: f32, %b: i1) kernel attributes {pipe.blocks = 1 : i64, pipe.threads = 64 : i64} {
    %c1 = arith.constant 1 : i32
    %c32 = arith.constant 32 : i32
    %u, %v = gpu.shuffle xor %c1, %c1, %c32 : i32
    gpu.return
  }
}

// -----

// Code without device functions has a module, too.

// CHECK: llvm.mlir.global external constant @pipe_gpu_module()
llvm.mlir.global external constant @pipe_gpu_functions() : !llvm.array<0 x struct<(ptr, ptr, i32, i32, i32, i32)>>
gpu.module @pipe_gpu attributes {pipe.ptx = ""} {
}

// -----

// expected-error@+1 {{has no gpu.module; run pipe-create-gpu-module first}}
module {
}

// -----

// expected-error@+1 {{has no PTX or no table of functions; run pipe-write-ptx and pipe-lower-gpu-calls first}}
gpu.module @pipe_gpu {
}

// -----

llvm.mlir.global external constant @pipe_gpu_functions() : !llvm.array<1 x struct<(ptr, ptr, i32, i32, i32, i32)>>
gpu.module @pipe_gpu attributes {pipe.ptx = ""} {
  // expected-error@+1 {{has no twin on the host; run pipe-emulate-gpu-module and pipe-convert-kernels-to-llvm first}}
  gpu.func @f() kernel attributes {pipe.blocks = 1 : i64, pipe.threads = 64 : i64} {
    gpu.return
  }
}
