//===- CreateGpuModule.td - pipe-create-gpu-module ---------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def CreateGpuModulePass : Pass<"pipe-create-gpu-module", "::mlir::ModuleOp"> {
  let summary = "Move device functions into a gpu.module";
  let description = [{
    Moves all device functions into the `gpu.module` @pipe_gpu, as kernels with a known
    block size, with copies of the constants that they read. Fails for a function of
    the `math` dialect that `pipe-expand-math` leaves to the C library, such as exp on
    f64: devices have none.

    Example:

    ```mlir
    // Before.
    func.func private @pipe_loop(%x: memref<4xf32>)
        attributes {pipe.blocks = 1 : i64, pipe.loop, pipe.threads = 32 : i64} { ... }

    // After.
    gpu.module @pipe_gpu {
      gpu.func @pipe_loop(%x: memref<4xf32>) kernel
          attributes {known_block_size = array<i32: 32, 1, 1>, pipe.blocks = 1 : i64, pipe.threads = 32 : i64} { ... }
    }
    ```
  }];
  let dependentDialects = ["::mlir::gpu::GPUDialect",
                           "::mlir::pipert::PipeRTDialect"];
}
