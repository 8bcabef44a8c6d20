//===- LowerDeviceChecks.td - pipe-lower-device-checks -----*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerDeviceChecksPass : Pass<"pipe-lower-device-checks", "::mlir::ModuleOp"> {
  let summary = "Let checks in device code report";
  let description = [{
    Turns every `pipert.check_index` and `pipert.check_assertion` of a device function
    into a comparison and, where that fails, a report in device memory: the first
    thread that changes the state of the `pipert_gpu_fault_t` from 0 to 1 writes the
    place, the index and the bound (-1 for an assertion). The function gets the address
    as its last argument and its launches pass it. Texts of places are numbered in
    `pipe.places` of the module, equal ones once.

    Example:

    ```mlir
    // Before.
    %k = pipert.check_index %i below 10 at "..."

    // After.
    %good = arith.cmpi ult, %i, %c10 : index
    %k = scf.if %good -> (index) {
      scf.yield %i : index
    } else {
      %0 = llvm.cmpxchg %fault, %c0_i32, %c1_i32 monotonic monotonic : !llvm.ptr, i32
      %first = llvm.extractvalue %0[1] : !llvm.struct<(i32, i1)>
      scf.if %first { ... }
      scf.yield %c0 : index
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::pipert::PipeRTDialect",
                           "::mlir::scf::SCFDialect"];
}
