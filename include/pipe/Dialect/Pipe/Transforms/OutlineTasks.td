//===- OutlineTasks.td - pipe-outline-tasks ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def OutlineTasksPass : Pass<"pipe-outline-tasks", "::mlir::ModuleOp"> {
  let summary = "Move task bodies into functions, equal ones once";
  let description = [{
    Moves the body of every `pipe.task` into a private function beside the
    pipeline and leaves its symbol as the task's `kernel`. Bodies that are equal
    up to the names of values and locations share one function, so that a model
    of sixty-two equal layers is compiled once. The function takes the task's
    operands and then its parameters.

    Results that nobody uses are dropped; a value that the graph returns twice, or
    that it returns as a gradient while a task reads it, becomes two results.
    `pipe.accumulate` on a function names the results that are gradients; code
    generation adds them to their destination instead of overwriting it.

    A remark on the pipeline says how many kernels serve how many tasks.

    Example:

    ```mlir
    // Before.
    %h = pipe.task @forward_0 forward stage 0 (%x) params(@w0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32> {
    ^bb0(%a: tensor<2xf32>, %b: tensor<2xf32>):
      %0 = arith.mulf %a, %b : tensor<2xf32>
      pipe.yield %0 : tensor<2xf32>
    }

    // After.
    func.func private @mlp_f0(%a: tensor<2xf32>, %b: tensor<2xf32>) -> tensor<2xf32> {
      %0 = arith.mulf %a, %b : tensor<2xf32>
      return %0 : tensor<2xf32>
    }
    %h = pipe.task @forward_0 forward stage 0 kernel @mlp_f0 (%x) params(@w0) : ...
    ```
  }];
  let dependentDialects = ["::mlir::func::FuncDialect"];
}
