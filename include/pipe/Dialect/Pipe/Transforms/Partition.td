//===- Partition.td - pipe-partition -----------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def PartitionPass : Pass<"pipe-partition", "::mlir::ModuleOp"> {
  let summary = "Cut an imported model into the tasks of pipeline stages";
  let description = [{
    Reads the function that `pipe-import` left and builds `pipe.pipeline @pipeline`
    beside it; the function stays as the private reference.

    The *forward part* is what the loss and the outputs need, the *backward part*
    what only gradients need. Ops of constants and parameters only are computed
    anew in every task that uses them. The forward part, in program order, is cut
    into `stages` intervals: the smallest bottleneck, and among the cuts within
    2 % of it the one that fewest bytes cross; or behind the ops that `cut-after`
    names. An op costs

      floating-point operations + 2 * bytes of its operands and results

    (see `CostOpInterface`), its own and those of the backward ops that can run no
    later than it.

    A forward value is available at the stage that makes it and at those whose
    forward part uses it, a parameter at the latter. A backward op runs at the
    highest stage that is no higher than any backward value it reads and that has
    the forward values and parameters it reads; it runs lower where that sends fewer
    bytes, and a gradient runs where its parameter is used. What several stages can
    compute from what they have, each computes itself. Where no stage has all that
    an op reads, a remark names the value that is sent along. A gradient that is a
    sum of terms from several stages becomes one partial gradient a stage, also
    through ops that are linear in the sum.

    A parameter of which only slices are read, two or more along one dimension that
    share nothing, is held in parts, one a slice, if its gradient is put together
    from parts in the same way: the layers of a stack. Each stage then has the parts
    that it uses. The reference takes and gives the whole parameter.

    Ops of unknown effects are never copied and keep their order: those in front of
    the end of the forward part belong to it. Values that are not tensors are never
    sent; no cut goes where one crosses.

    Remarks tell for each stage its ops, its share of the cost, its parameters and
    what it sends. Fails when there are more stages than places to cut.

    Example, `stages=2`:

    ```mlir
    // Before.
    func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter},
                    %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0})
        -> (tensor<4xf32> {pipe.name = "y", pipe.output}) {
      %0 = arith.addf %x, %w : tensor<4xf32>
      %1 = math.tanh %0 : tensor<4xf32>
      return %1 : tensor<4xf32>
    }

    // After.
    pipe.pipeline @pipeline reference @main {
      pipe.param @w : tensor<4xf32>
      pipe.graph (%x "x" : tensor<4xf32>) {
        %0 = pipe.task @forward_0 forward stage 0 (%x) params(@w) cost 100 : ... { ... }
        %1 = pipe.task @forward_1 forward stage 1 (%0) cost 128 : ... { ... }
        pipe.return outputs(%1 as "y" : tensor<4xf32>)
      }
    }
    ```
  }];
  let options = [
    Option<"stages", "stages", "int64_t", /*default=*/"1",
           "Number of stages, at least 1; one more than 'cut-after' has names "
           "when that is given alone.">,
    ListOption<"cutAfter", "cut-after", "std::string",
               "Names (`pipe.name` or location) of the last op of each stage but "
               "the last.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::pipe::PipeDialect",
                           "::mlir::tensor::TensorDialect"];
}
