//===- DistributeLoops.td - pipe-distribute-loops ----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def DistributeLoopsPass : Pass<"pipe-distribute-loops", "::mlir::func::FuncOp"> {
  let summary = "Share loop nests among threads";
  let description = [{
    Gives every device function the threads of its blocks and the blocks of its grid
    (`pipe.threads`, `pipe.blocks`), and turns the linalg op of a loop nest
    (`pipe.loop`) into what one thread does of it:

    - without a reduction, or with one whose terms follow each other (`pipe.lanes`
      1), a thread has an element of the result, and goes on with the one that lies a
      grid further on; without a reduction it has neighbours that fill 16 bytes, where
      all buffers lie contiguous along the innermost loop and begin at multiples of 16
      bytes, which the thread looks at;
    - with `pipe.lanes` L, min(L, 32) threads have an element. Term i goes to lane i mod
      L, and lane l to thread l mod 32; the upper half of the lanes is combined with
      the lower one, within a thread and then by shuffles. This is the order that
      `pipe-lower-loops` has on the host, to the bit.

    A nest whose result is written at places that data choose, or more than once, is
    left for one thread, as is all code between nests: `pipe-lower-loops` comes next.
    The pass fails on a module that says no target (`pipe.kernel_target`).

    Example:

    ```mlir
    // Before.
    func.func private @pipe_loop(%x: memref<99xf32>, %y: memref<99xf32>) attributes {pipe.loop} {
      linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%x : memref<99xf32>) outs(%y : memref<99xf32>) { negf }

    // After.
    func.func private @pipe_loop(%x: memref<99xf32>, %y: memref<99xf32>)
        attributes {pipe.blocks = 1 : i64, pipe.loop, pipe.threads = 128 : i64} {
      %thread = gpu.thread_id x
      %block = gpu.block_id x
      %0 = arith.muli %block, %c128 : index
      %first = arith.addi %0, %thread : index
      scf.for %i = %first to %c99 step %c128 {
        %1 = memref.load %x[%i] : memref<99xf32>
        %2 = arith.negf %1 : f32
        memref.store %2, %y[%i] : memref<99xf32>
      }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::gpu::GPUDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}
