//===- ScaleLoss.td - pipe-scale-loss ----------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_SCALELOSS_TD
#define PIPE_DIALECT_PIPE_TRANSFORMS_SCALELOSS_TD

include "mlir/Pass/PassBase.td"

def ScaleLossPass : Pass<"pipe-scale-loss", "::mlir::ModuleOp"> {
  let summary = "Compute gradients of the loss times a number";
  let description = [{
    Takes what `pipe-import` has left, and multiplies every gradient by a number that
    the caller gives each step, so that small ones are no zeros in types with few
    exponents: not at the end, but as near to the loss as it goes. The loss stays as
    it is, and `pipe-add-optimizer` and `pipe-add-updates` divide again. The number is
    a further argument, a 0-d f32 with `pipe.hyper = "loss_scale"`; with `scale` it is
    that one in all steps.

    A front end has folded the 1 that the backward part begins with, so that the
    factor is pulled up from the gradients: the result of an op has it if what it is
    linear in has it (contractions, sums, products, quotients, selections, reshapes,
    slices, casts, paddings and fills with zero, loops of these). Of a product one
    factor gets it: one that only gradients need, and of two of these the one that
    depends on the forward op that is nearest to the loss, which is how a cotangent
    is told from a derivative of one op. It is multiplied in where an op has values
    of the forward part only, or is not linear. Each value is computed in at most two
    forms, with and without it, so that the graph stays as large as it was, but for
    what is read in both.

    Wherever it is multiplied in, the gradients have it once. With a power of two they
    have the same digits, unless a number becomes infinite or is subnormal without.
    Where an op that is not linear keeps the factor from the loss, a remark names it
    and the gradients below.

    Example:

    ```mlir
    // Before.
    %d = arith.subf %y, %t : tensor<4xf32>
    %loss = ... %d ...
    %c = arith.mulf %two, %d : tensor<4xf32>
    %g = arith.mulf %c, %x : tensor<4xf32>
    return %loss, %g : tensor<f32>, tensor<4xf32>

    // After.
    %d = arith.subf %y, %t : tensor<4xf32>
    %loss = ... %d ...
    %c = arith.mulf %two, %d : tensor<4xf32>
    %cs = linalg.generic ... ins(%c, %loss_scale : tensor<4xf32>, tensor<f32>) ...
    %g = arith.mulf %cs, %x : tensor<4xf32>
    return %loss, %g : tensor<f32>, tensor<4xf32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"
  ];
  let options = [
    Option<"scale", "scale", "double", /*default=*/"0",
           "The number in all steps; 0: the caller gives one each step.">
  ];
}

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_SCALELOSS_TD
