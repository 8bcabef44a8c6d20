//===- Passes.td - Conversion passes -----------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CONVERSION_PASSES_TD
#define PIPE_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertPipeToPipeRTPass : Pass<"convert-pipe-to-pipert", "::mlir::ModuleOp"> {
  let summary = "Turn rank programs into functions that call the runtime";
  let description = [{
    Every `pipe.program rank N` becomes a function

    ```mlir
    func.func @pipe_program_N(%context: !llvm.ptr, %arena: !llvm.ptr,
                              %inputs: !llvm.ptr, %outputs: !llvm.ptr) -> i32
    ```

    that runs one step and returns a `pipert_status_t`. `inputs` and `outputs` are
    arrays of pointers, one an input of the graph and one an output of its return,
    each to the M slices one after the other. Buffers become addresses in the
    arena; what is received is read where the runtime says it lies. Loops stay
    loops. The pipelines are removed.

    Needs `pipe-plan-memory` and lowered kernels (`pipe-codegen-host`).

    Example:

    ```mlir
    // Before.
    pipe.send %c, %h[%m] : <2 x tensor<2x4xf32>>

    // After.
    %request = pipert.send %context, %slot, %m64 channel 0 bytes 32
    llvm.store %request, %place : i64, !llvm.ptr
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::pipert::PipeRTDialect",
    "::mlir::scf::SCFDialect"];
}

def ConvertPipeRTToLLVMPass : Pass<"convert-pipert-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Turn every op of the pipert dialect into one C call";
  let description = [{
    Each op becomes a call of the function `pipert_<mnemonic>` with the signature of
    `pipert_functions.def`, followed by a branch: on a status other than 0 the
    function returns it. Needs functions without structured control flow
    (`convert-scf-to-cf` before).

    Example:

    ```mlir
    // Before.
    pipert.wait %context, %request

    // After.
    %status = llvm.call @pipert_wait(%context, %request) : (!llvm.ptr, i64) -> i32
    %ok = arith.cmpi eq, %status, %zero : i32
    cf.cond_br %ok, ^next, ^failed(%status : i32)
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect"];
}

#endif // PIPE_CONVERSION_PASSES_TD
