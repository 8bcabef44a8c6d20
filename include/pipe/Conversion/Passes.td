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
    Every `pipe.program rank N` of the pipeline `@mlp` becomes a function

    ```mlir
    func.func @pipe_mlp_rank_N(%context: !llvm.ptr, %segments: !llvm.ptr,
                               %inputs: !llvm.ptr, %outputs: !llvm.ptr) -> i32
    ```

    that runs one step and returns a `pipert_status_t`. It holds calls of the
    runtime, loops and the tables of requests, and never touches a tensor itself.
    `segments` is an array of the addresses of the rank's segments, in the order of
    `pipert_segment_kind_t`. `inputs` and `outputs` are arrays of pointers, one an
    input of the graph and one an output of its return, each to the M slices one
    after the other. What is received is read where the runtime says it lies.

    The kernels that the programs run are numbered by `pipert.kernels
    @pipe_mlp_kernels`. Loops stay loops. The pipelines are removed.

    Needs `pipe-plan-memory`, `pipe-outline-tasks` and `pipe-outline-sums`.

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

    A `pipert.kernels` becomes an array: how many kernels there are, then functions `void (void *user_data, void
    *const *arguments)`, each of which calls a kernel of the module; null stands for
    a kernel that the module does not have.

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
