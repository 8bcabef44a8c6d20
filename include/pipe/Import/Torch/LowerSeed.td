//===- LowerSeed.td - pipe-lower-seed ----------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerSeedPass : Pass<"pipe-lower-seed", "::mlir::ModuleOp"> {
  let summary = "Make the seed of random numbers an argument";
  let description = [{
    torch-mlir computes the random numbers of a dropout from a seed that is a global: it
    is loaded, counted on and stored back, so that the numbers would depend on what ran
    before. This pass gives the function an argument `seed` that is part of the batch,
    one number a micro-batch; a load is that number, or what was stored before it, and
    the last store is dropped. So each micro-batch has its own numbers, the same in
    every schedule and in the unpartitioned model. `pipe.seed` says that
    `pipe-run --seed=N` may fill the argument.

    Globals that are stored in a nested region stay, and are refused by `pipe-import`.

    Example:

    ```mlir
    // Before.
    ml_program.global private mutable @global_seed(dense<0> : tensor<i64>) : tensor<i64>
    func.func @main(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
      %seed = ml_program.global_load @global_seed : tensor<i64>
      %next = ... %seed ...
      ml_program.global_store @global_seed = %next : tensor<i64>

    // After.
    func.func @main(%x: tensor<2x4xf32>,
        %seeds: tensor<1xi64> {pipe.batch = 0, pipe.name = "seed", pipe.seed}) -> tensor<2x4xf32> {
      %seed = tensor.collapse_shape %seeds [] : tensor<1xi64> into tensor<i64>
      %next = ... %seed ...
    ```
  }];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
}
