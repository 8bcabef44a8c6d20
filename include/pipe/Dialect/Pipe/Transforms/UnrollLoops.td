//===- UnrollLoops.td - pipe-unroll-loops ------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def UnrollLoopsPass : Pass<"pipe-unroll-loops", "::mlir::func::FuncOp"> {
  let summary = "Unroll the loops that hold ops between which a cut may go";
  let description = [{
    A loop is one op, and an op is in one stage. A `scf.for` that stands in the body
    of the function itself is unrolled completely when its trip count is constant
    and the cut needs to see what is in it. That is so when its body, or that of a
    loop inside of it, holds

      - a contraction or a convolution (a linalg op of two inputs that reduces),
      - an op that nobody registered, or
      - enough work: one iteration costs 1 % of the function or more (see
        `pipe-partition` for the cost).

    Loops over layers and over time are unrolled this way; those that sort, add up
    or draw bits stay, each in one stage. Loops inside of an unrolled loop are then
    looked at in the same way.

    `unroll-limit` is how many ops unrolling may make, all loops together; ops in the body
    of a linalg op do not count. Loops of the same trip count are unrolled together
    or not at all, since a loop and the one that computes its gradients exchange
    what each iteration keeps; fewer trips come first. A remark names the loops that
    are too large. With `unroll-limit=0` every loop stays.

    What became constant is folded: counters, also those that are tensors of one
    integer, and the places of the slices that they tell. `pipe-forward-slices` then
    connects the iterations.

    Example:

    ```mlir
    // Before.
    %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%h = %x) -> tensor<4x16xf32> {
      %s = tensor.extract_slice %w[%i, 0, 0] [1, 16, 16] [1, 1, 1]
          : tensor<2x16x16xf32> to tensor<16x16xf32>
      %m = linalg.matmul ins(%h, %s : ...) outs(%zeros : ...)
      scf.yield %m : tensor<4x16xf32>
    }

    // After.
    %s0 = tensor.extract_slice %w[0, 0, 0] [1, 16, 16] [1, 1, 1] : ...
    %m0 = linalg.matmul ins(%x, %s0 : ...) outs(%zeros : ...)
    %s1 = tensor.extract_slice %w[1, 0, 0] [1, 16, 16] [1, 1, 1] : ...
    %r = linalg.matmul ins(%m0, %s1 : ...) outs(%zeros : ...)
    ```
  }];
  let options = [
    Option<"unrollLimit", "unroll-limit", "int64_t", /*default=*/"16384",
           "How many ops unrolling may make; 0: no loop is unrolled.">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::tensor::TensorDialect"];
}
