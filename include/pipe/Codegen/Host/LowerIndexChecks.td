//===- LowerIndexChecks.td - pipe-lower-index-checks ----- -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerIndexChecksPass : Pass<"pipe-lower-index-checks", "::mlir::ModuleOp"> {
  let summary = "Lower checks to branches and calls of the runtime";
  let description = [{
    Turns every `pipert.check_index` of a kernel into a comparison and, where that
    fails, a call of `pipert_index_out_of_range` and the index 0; and every
    `pipert.check_assertion` into a call of `pipert_assertion_failed` where the
    condition is false. The texts become constants of the module, equal ones once.

    Example:

    ```mlir
    // Before.
    %k = pipert.check_index %i below 10 at "..."

    // After.
    %good = arith.cmpi ult, %i, %c10 : index
    %k = scf.if %good -> (index) {
      scf.yield %i : index
    } else {
      llvm.call @pipert_index_out_of_range(%text, %i64, %c10_i64)
      scf.yield %c0 : index
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::scf::SCFDialect"];
}
