// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-host{vector-bytes=32 alignment=128})' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-host)' | FileCheck %s --check-prefix=HOST
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(func.func(pipe-lower-loops))' 2>&1 | FileCheck %s --check-prefix=SILENT
// RUN: not pipe-opt %s --pass-pipeline='builtin.module(pipe-convert-kernels-to-llvm)' 2>&1 | FileCheck %s --check-prefix=SILENT

// The host's tail has vectors and alignments of the target, too.

// CHECK:     module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 32 align 128>}
// CHECK:     llvm.func @sum(
// CHECK-SAME:  llvm.align = 128 : i64
// CHECK:     llvm.fadd {{.*}} : vector<8xf32>
// CHECK-NOT: vector<16xf32>

// HOST:     module attributes {pipe.kernel_target = #pipe.kernel_target<"the host" vector_bytes 64 align 64>}
// HOST:     llvm.func @sum(
// HOST-SAME:  llvm.align = 64 : i64
// HOST:     llvm.fadd {{.*}} : vector<16xf32>

// SILENT: error: the module does not say what its kernels are made for: it has no 'pipe.kernel_target'; run pipe-set-kernel-target first
func.func private @sum(%x: tensor<3x40xf32>, %y: tensor<3xf32>) -> tensor<3xf32> {
  %0 = linalg.reduce { arith.addf } ins(%x : tensor<3x40xf32>) outs(%y : tensor<3xf32>) dimensions = [1]
  return %0 : tensor<3xf32>
}
