//===- PrepareKernels.td - pipe-prepare-kernels ------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PrepareKernelsPass : Pass<"pipe-prepare-kernels", "::mlir::func::FuncOp"> {
  let summary = "Bring the ops of a kernel into the forms that code generation knows";
  let description = [{
    Rewrites a kernel on static tensors so that only `linalg.generic`, named
    contractions, `linalg.fill`, slices, reshapes and constants remain:
    elementwise `arith` and `math` on tensors and all other named linalg ops
    become `linalg.generic`, `tensor.concat` becomes insertions of slices. It
    marks contractions and the order of the sums of reductions, which depends on
    `vector_bytes` of the target (`pipe.kernel_target`; the pass fails on a module
    that says none). The examples are for 64.

    Where a tensor begins as a constant of one value (the destination of an insertion,
    what a loop begins with, a result), it is filled with that value.

    It also decides in which type a reduction adds: sums and products of f16 and
    bf16 in f32, and long ones of these and of f32 in f64, between a conversion of
    the initial value and one of the result, which rounds once. Contractions of
    16-bit floats become such of f32.

    Example:

    ```mlir
    // Before.
    %1 = arith.addf %a, %b : tensor<4xf32>

    // After.
    %0 = tensor.empty() : tensor<4xf32>
    %1 = linalg.generic {...} ins(%a, %b : ...) outs(%0 : tensor<4xf32>) {
    ^bb0(%x: f32, %y: f32, %z: f32):
      %2 = arith.addf %x, %y : f32
      linalg.yield %2 : f32
    } -> tensor<4xf32>
    ```

    A sum:

    ```mlir
    // Before.
    %s = linalg.reduce { arith.addf } ins(%x : tensor<4x20xbf16>) outs(%o : tensor<4xbf16>) dimensions = [1]

    // After.
    %1 = linalg.generic ... ins(%o : tensor<4xbf16>) outs(%0 : tensor<4xf32>) { extf }
    %2 = linalg.generic ... ins(%x : tensor<4x20xbf16>) outs(%1 : tensor<4xf32>) attrs = {pipe.lanes = 16 : i64} {
    ^bb0(%a: bf16, %b: f32):
      %3 = arith.extf %a : bf16 to f32
      %4 = arith.addf %b, %3 : f32
      linalg.yield %4 : f32
    } -> tensor<4xf32>
    %s = linalg.generic ... ins(%2 : tensor<4xf32>) outs(%5 : tensor<4xbf16>) { truncf }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::tensor::TensorDialect"];
}
