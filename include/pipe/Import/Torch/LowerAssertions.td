//===- LowerAssertions.td - pipe-lower-assertions ----------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def LowerAssertionsPass : Pass<"pipe-lower-assertions", "::mlir::func::FuncOp"> {
  let summary = "Make checks that can be cut of assertions";
  let description = [{
    A `cf.assert` has an effect, so that nothing around it may be moved or cut. This
    pass removes it:

      - One whose condition is a constant true goes; a constant false is an error.
      - One that says that the index of a `tensor.extract` beside it is in range
        goes: `pipe-guard-indices` checks that index in any case, and tells its value.
      - Others become a `pipert.check_assertion` on which a value depends that is
        computed there: in the body of an op the first one that it yields, else the
        next tensor that is computed. Where the assertion does not hold, that value is
        0 and the step fails at run time with the text of the assertion, its place,
        the stage and the micro-batch.

    `assertions=drop` removes all of them; indices are checked even then.

    Fails where there is no such value.

    Example:

    ```mlir
    // Before.
    ^bb0(%in: f32, %out: f32):
      %positive = arith.cmpf ogt, %in, %zero : f32
      cf.assert %positive, "x > 0"
      %log = math.log %in : f32
      linalg.yield %log : f32

    // After.
    ^bb0(%in: f32, %out: f32):
      %positive = arith.cmpf ogt, %in, %zero : f32
      %ok = pipert.check_assertion %positive at "the assertion \"x > 0\" at m.mlir:8:7"
      %log = math.log %in : f32
      %value = arith.select %ok, %log, %zero : f32
      linalg.yield %value : f32
    ```
  }];
  let options = [
    Option<"assertions", "assertions", "std::string", /*default=*/"\"check\"",
           "Whether to 'check' what assertions say, or to 'drop' them.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::pipert::PipeRTDialect",
                           "::mlir::tensor::TensorDialect"];
}
