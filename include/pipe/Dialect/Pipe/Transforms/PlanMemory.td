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

    Local buffers share bytes, unless `share` is false. A slot needs its bytes from
    the action that fills it to the last one that reads it on its rank and, if it
    is sent, to the `pipe.acquire` or `pipe.drain` that knows its sends done. Slots
    of two buffers may have bytes in common if they never need them at the same
    time; then their buffers overlap. The segment `local` is never larger than with
    the buffers one behind the other. `pipe-verify-programs` proves the places, by
    its own road. In the steady state of a loop all slots of a ring take turns, so
    a ring that is full there (1f1b) shares nothing. A rank shares nothing, and a
    remark says why, if its program has a loop whose bounds are no constants, a slot
    that is no linear expression of the variables of its loops, or a loop in a loop with more
    than 2^20 actions and iterations.

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

    Three buffers of one slot each. `%a` is not needed behind the second run, and
    `%c` not before the third one:

    ```mlir
    // Before.
    %a = pipe.buffer local : !pipe.buffer<1 x tensor<2x4xf32>>
    %b = pipe.buffer local : !pipe.buffer<1 x tensor<2x4xf32>>
    %c = pipe.buffer local : !pipe.buffer<1 x tensor<2x4xf32>>
    pipe.run @forward_0 [0] ins(%x[0] : ...) outs(%a[0] : ...)
    pipe.run @forward_1 [0] ins(%a[0] : ...) outs(%b[0] : ...)
    pipe.run @backward_1 [0] ins(%b[0] : ...) outs(%c[0] : ...)

    // After: 128 bytes instead of 192.
    %a = pipe.buffer local at 0 stride 64 : !pipe.buffer<1 x tensor<2x4xf32>>
    %b = pipe.buffer local at 64 stride 64 : !pipe.buffer<1 x tensor<2x4xf32>>
    %c = pipe.buffer local at 0 stride 64 : !pipe.buffer<1 x tensor<2x4xf32>>
    ```
  }];
  let options = [
    Option<"limit", "limit", "int64_t", /*default=*/"0",
           "Bytes a rank may use; 0 for no limit.">,
    Option<"share", "share", "bool", /*default=*/"true",
           "Whether local buffers that are never needed at the same time share "
           "bytes.">,
  ];
}
