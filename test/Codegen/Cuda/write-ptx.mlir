// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-write-ptx)' -split-input-file -verify-diagnostics | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-write-ptx{chip=sm_90})' -split-input-file -verify-diagnostics | FileCheck %s --check-prefix=SM90
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-write-ptx{chip=sm_1})' -split-input-file 2>&1 | FileCheck %s --check-prefix=NO-CHIP

// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-write-ptx{file=%t/none/it.ptx})' -split-input-file 2>&1 | FileCheck %s --check-prefix=NO-FILE
// NO-FILE: error: cannot write '{{.+}}it.ptx': No such file or directory

// NO-CHIP: error: 'sm_1' is no chip that LLVM writes PTX for

// The module stays; its attribute is the text. A multiplication and an addition
// stay two, divisions and square roots are those of IEEE, 64 bits are shuffled
// in halves, and nothing is flushed or approximated.

// CHECK:     gpu.module @pipe_gpu attributes {pipe.ptx = "
// CHECK-NOT: approx
// CHECK-NOT: ftz
// CHECK-NOT: fma
// CHECK-SAME: .target sm_80
// CHECK-SAME: .visible .entry f(
// CHECK-SAME: .param .u64 .ptr {{[^,]*}} f_param_0,
// CHECK-SAME: .param .f32 f_param_1,
// CHECK-SAME: .param .u64 f_param_2
// CHECK-SAME: .maxntid 64, 1, 1
// CHECK-SAME: mul.rn.f32
// CHECK-SAME: add.rn.f32
// CHECK-SAME: div.rn.f32
// CHECK-SAME: sqrt.rn.f32
// CHECK-SAME: shfl.sync.bfly.b32
// CHECK-SAME: shfl.sync.bfly.b32
// CHECK-SAME: "} {
// CHECK:       gpu.func @f

// SM90: .target sm_90
gpu.module @pipe_gpu {
  gpu.func @f(%x: memref<64xf32>, %y: f32, %l: i64) kernel attributes {known_block_size = array<i32: 64, 1, 1>} {
    %c1 = arith.constant 1 : i32
    %c32 = arith.constant 32 : i32
    %i = gpu.thread_id x
    %a = memref.load %x[%i] : memref<64xf32>
    %p = arith.mulf %a, %a : f32
    %s = arith.addf %p, %y : f32
    %d = arith.divf %s, %a : f32
    %r = math.sqrt %d : f32
    %u, %v = gpu.shuffle xor %l, %c1, %c32 : i64
    %w = arith.sitofp %u : i64 to f32
    %t = arith.addf %r, %w : f32
    memref.store %t, %x[%i] : memref<64xf32>
    gpu.return
  }
}

// -----

// Memory is that of the device, a constant of the module, too.

// CHECK:      .global .align 4 .b8 table[16] = {
// CHECK-SAME: ld.global
// CHECK-SAME: st.global
gpu.module @pipe_gpu {
  memref.global "private" constant @table : memref<4xf32> = dense<[1., 2., 3., 4.]>
  gpu.func @f(%x: memref<4xf32>) kernel {
    %i = gpu.thread_id x
    %t = memref.get_global @table : memref<4xf32>
    %a = memref.load %t[%i] : memref<4xf32>
    memref.store %a, %x[%i] : memref<4xf32>
    gpu.return
  }
}

// -----

// expected-error@+1 {{has no gpu.module; run pipe-create-gpu-module first}}
module {
}
