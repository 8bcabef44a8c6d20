//===- CheckKernels.td - pipe-check-kernels ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def CheckKernelsPass : Pass<"pipe-check-kernels", "::mlir::func::FuncOp"> {
  let summary = "Name the ops of a kernel that cannot be lowered";
  let description = [{
    Emits an error for every op of the function that has no code generation for
    the host, with its location: ops of other dialects than `arith`, `math`,
    `linalg`, `tensor` and `scf`, tensors of dynamic shape, element types
    without a byte size, and random-number ops. Leaves the function unchanged.

    Example:

    ```mlir
    // error: op 'stablehlo.rng' has no code generation for the host; ...
    %0 = "stablehlo.rng"(%a, %b, %shape) : ...
    ```
  }];
}
