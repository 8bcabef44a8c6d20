// RUN: split-file %s %t
// RUN: pipe-opt %t/asked.mlir --pass-pipeline='builtin.module(func.func(pipe-prepare-kernels))' | FileCheck %s --check-prefix=SUMS
// RUN: pipe-opt %t/asked.mlir --pass-pipeline='builtin.module(func.func(pipe-prepare-kernels,pipe-pass-destinations),pipe-bufferize-kernels)' \
// RUN:   | FileCheck %s --check-prefix=BUFFERS
// RUN: pipe-opt %t/buffers.mlir --pass-pipeline='builtin.module(func.func(pipe-pack-workspace))' --allow-unregistered-dialect \
// RUN:   | FileCheck %s --check-prefix=WORKSPACE
// RUN: not pipe-opt %t/foreign.mlir --pass-pipeline='builtin.module(pipe-check-kernels)' --allow-unregistered-dialect 2>&1 \
// RUN:   | FileCheck %s --check-prefix=NAME
// RUN: not pipe-opt %t/silent.mlir --pass-pipeline='builtin.module(func.func(pipe-prepare-kernels))' 2>&1 | FileCheck %s --check-prefix=SILENT
// RUN: not pipe-opt %t/silent.mlir --pass-pipeline='builtin.module(pipe-bufferize-kernels)' 2>&1 | FileCheck %s --check-prefix=SILENT
// RUN: not pipe-opt %t/silent.mlir --pass-pipeline='builtin.module(func.func(pipe-pack-workspace))' 2>&1 | FileCheck %s --check-prefix=SILENT
// RUN: not pipe-opt %t/nameless.mlir --pass-pipeline='builtin.module(pipe-check-kernels)' --allow-unregistered-dialect 2>&1 \
// RUN:   | FileCheck %s --check-prefix=NAMELESS

// What differs between targets is asked of the module.

// 32 bytes are 8 lanes of f32; long rows have 4 times as many.
// SUMS: pipe.lanes = 8 : i64
// SUMS: pipe.lanes = 32 : i64

// BUFFERS: memref.global {{.*}} {alignment = 128 : i64}
// BUFFERS: memref.alloc() {alignment = 128 : i64} : memref<3x40xf32>

// WORKSPACE: pipe.workspace_bytes = 168 : i64
// WORKSPACE: arith.constant 128 : index

// NAME: error: op 'other.op' has no code generation for the moon; it takes
// NAMELESS: error: op 'other.op' has no code generation; it takes

// SILENT: error: the module does not say what its kernels are made for: it has no 'pipe.kernel_target'; run pipe-set-kernel-target first

//--- asked.mlir
module attributes {pipe.kernel_target = #pipe.kernel_target<"the moon" vector_bytes 32 align 128>} {
  func.func private @sums(%x: tensor<3x40xf32>, %y: tensor<3x256xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3x40xf32>) {
    %t = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
    %0 = math.exp %x : tensor<3x40xf32>
    %1 = linalg.reduce { arith.addf } ins(%0 : tensor<3x40xf32>) outs(%t : tensor<3xf32>) dimensions = [1]
    %2 = linalg.reduce { arith.addf } ins(%y : tensor<3x256xf32>) outs(%1 : tensor<3xf32>) dimensions = [1]
    %3 = math.exp %1 : tensor<3xf32>
    %4 = linalg.reduce { arith.maximumf } ins(%0 : tensor<3x40xf32>) outs(%3 : tensor<3xf32>) dimensions = [1]
    %e = tensor.empty() : tensor<3x40xf32>
    %5 = linalg.broadcast ins(%4 : tensor<3xf32>) outs(%e : tensor<3x40xf32>) dimensions = [1]
    %6 = arith.subf %5, %0 : tensor<3x40xf32>
    return %2, %3, %6 : tensor<3xf32>, tensor<3xf32>, tensor<3x40xf32>
  }
}

//--- buffers.mlir
module attributes {pipe.kernel_target = #pipe.kernel_target<"the moon" vector_bytes 32 align 128>} {
  func.func private @two() {
    %a = memref.alloc() : memref<10xf32>
    %b = memref.alloc() : memref<10xf32>
    "test.use"(%a, %b) : (memref<10xf32>, memref<10xf32>) -> ()
    return
  }
}

//--- foreign.mlir
module attributes {pipe.kernel_target = #pipe.kernel_target<"the moon" vector_bytes 32 align 128>} {
  func.func private @foreign(%x: tensor<4xf32>) -> tensor<4xf32> {
    %0 = "other.op"(%x) : (tensor<4xf32>) -> tensor<4xf32>
    return %0 : tensor<4xf32>
  }
}

//--- nameless.mlir
func.func private @foreign(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = "other.op"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

//--- silent.mlir
func.func private @kernel(%x: memref<4xf32>) {
  return
}
