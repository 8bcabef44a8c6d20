//===- PlanMemory.td - pipe-plan-memory --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PlanMemoryPass : Pass<"pipe-plan-memory", "::mlir::ModuleOp"> {
  let summary = "Give every buffer its place in one arena a rank";
  let description = [{
    Lays the buffers of each `pipe.program` out in one arena: parameters, gradient
    accumulators, then the slots of local buffers, each slot aligned to 64 bytes,
    and behind them the scratch memory of the kernels that the rank runs
    (`pipe.workspace_bytes` of the largest; kernels that are not lowered yet count
    0). The sizes are exact: a run allocates this many bytes and no more. Inputs
    and outputs lie in the caller's memory; what is received is read where the
    sender keeps it.

    Fails when an arena is larger than `limit` bytes: the error names the rank, what
    takes how much, and what would help.

    Example, two slots of 32 bytes:

    ```mlir
    // Before.
    pipe.program rank 0 {
      %h = pipe.buffer local : <2 x tensor<2x4xf32>>
      ...
    }

    // After.
    pipe.program rank 0 arena 128 workspace_at 128 {
      %h = pipe.buffer local at 0 stride 64 : <2 x tensor<2x4xf32>>
      ...
    }
    ```
  }];
  let options = [
    Option<"limit", "limit", "int64_t", /*default=*/"0",
           "Bytes a rank may use; 0 for no limit.">,
  ];
}
