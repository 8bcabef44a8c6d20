//===- PassDestinations.td - pipe-pass-destinations --------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PassDestinationsPass : Pass<"pipe-pass-destinations", "::mlir::func::FuncOp"> {
  let summary = "Turn the results of a kernel into destinations that it writes";
  let description = [{
    Arguments become buffers that are only read; for each result a buffer is
    appended that the kernel writes. A result whose index is in the attribute
    `pipe.accumulate` is added to what its buffer holds (`acc = acc + value`, in
    the element type, integers too) instead of overwriting it. The buffer of such
    a result of f16 or bf16 is of f32: sums of 16-bit floats are kept in f32.

    A result that `pipe.in_place` names an argument for is written over that
    argument, and has no buffer of its own. It is written behind all else, so that
    other results may be computed from what was there; what of an argument becomes
    the value of another one is copied first.

    A buffer is written as a tensor, and said to hold it at the end: bufferization
    then knows of both, and puts nothing else there.

    The function stays on tensors inside. It must have one block.

    Example:

    ```mlir
    // Before.
    func.func private @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = "some.op"(%x) : (tensor<4xf32>) -> tensor<4xf32>
      return %0 : tensor<4xf32>
    }

    // After.
    func.func private @f(%x: memref<4xf32>, %out: memref<4xf32>) {
      %t = bufferization.to_tensor %x restrict : memref<4xf32> to tensor<4xf32>
      %d = bufferization.to_tensor %out restrict writable : memref<4xf32> to tensor<4xf32>
      %0 = "some.op"(%t) : (tensor<4xf32>) -> tensor<4xf32>
      %1 = bufferization.materialize_in_destination %0 in %d : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
      bufferization.materialize_in_destination %1 in restrict writable %out : (tensor<4xf32>, memref<4xf32>) -> ()
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::tensor::TensorDialect"];
}
