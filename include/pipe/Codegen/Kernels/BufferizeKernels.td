//===- BufferizeKernels.td - pipe-bufferize-kernels --------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def BufferizeKernelsPass : Pass<"pipe-bufferize-kernels", "::mlir::ModuleOp"> {
  let summary = "Turn the tensors inside kernels into buffers";
  let description = [{
    Runs one-shot bufferization on every function of the module whose arguments
    are buffers already (see `pipe-pass-destinations`). Results are computed
    directly in their destinations where the order of reads and writes allows,
    but for functions in which a loop or a branch yields one tensor to two places
    and the analysis refuses that: they keep tensors of their own.
    Temporaries become `memref.alloc`, copies `linalg.copy`, constants private
    `memref.global`, aligned as the target wants. Fails on a module that says no
    target (`pipe.kernel_target`).

    Example:

    ```mlir
    // Before.
    %0 = tensor.empty() : tensor<4xf32>
    %1 = linalg.generic ... ins(%x) outs(%0) ... -> tensor<4xf32>
    bufferization.materialize_in_destination %1 in restrict writable %out ...

    // After.
    linalg.generic ... ins(%x : memref<4xf32>) outs(%out : memref<4xf32>) ...
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect"];
}
