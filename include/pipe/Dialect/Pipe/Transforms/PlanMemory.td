//===- PlanMemory.td - pipe-plan-memory --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PlanMemoryPass : Pass<"pipe-plan-memory", "::mlir::ModuleOp"> {
  let summary = "Give every buffer its place in a segment of the rank's memory";
  let description = [{
    Lays the buffers of each `pipe.program` out in segments, one for each thing that
    the rank holds: `parameters`, `gradients`, `local`, `received`, `inputs`,
    `outputs`. Slots and segments are aligned as the target of the kernels wants
    (`pipe.kernel_target` of the module), to 64 bytes if the module says none; the
    slices of inputs and outputs lie one behind the other, as in the caller's memory. `requests` are the tables in
    which the program keeps the handles of transfers, a word a slot, and
    `workspace` is the scratch memory of the kernels that the rank runs
    (`pipe.workspace_bytes` of the largest; kernels that are not lowered yet count
    0).

    The sizes are exact: a run allocates these bytes and no more. `received` is made
    only by a transport that copies messages, `inputs` and `outputs` only where
    kernels cannot reach the caller's memory.

    Fails when the segments that every transport makes are larger than `limit`
    bytes: the error names the rank, what takes how much, and what would help.

    Example, two slots of 32 bytes:

    ```mlir
    // Before.
    pipe.program rank 0 {
      %h = pipe.buffer local : !pipe.buffer<2 x tensor<2x4xf32>>
      ...
    }

    // After.
    pipe.program rank 0 segments [#pipe.segment<local device align 64 bytes 128>] {
      %h = pipe.buffer local at 0 stride 64 : !pipe.buffer<2 x tensor<2x4xf32>>
      ...
    }
    ```
  }];
  let options = [
    Option<"limit", "limit", "int64_t", /*default=*/"0",
           "Bytes a rank may use; 0 for no limit.">,
  ];
}
