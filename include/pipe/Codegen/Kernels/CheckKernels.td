//===- CheckKernels.td - pipe-check-kernels ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def CheckKernelsPass : Pass<"pipe-check-kernels", "::mlir::ModuleOp"> {
  let summary = "Name the ops of kernels that cannot be lowered";
  let description = [{
    Emits one error for the first op that has no code generation, with the name of
    the target (`pipe.kernel_target`) if the module says one, and a note for each op
    of another name that has none either, with their locations:
    ops of other dialects than `arith`, `math`, `linalg`, `tensor` and `scf`,
    tensors of dynamic shape, element types without a byte size, and random-number
    ops. Leaves the functions unchanged.

    Example:

    ```mlir
    // error: op 'stablehlo.rng' has no code generation for the host; ...
    %0 = "stablehlo.rng"(%a, %b, %shape) : ...
    ```
  }];
}
