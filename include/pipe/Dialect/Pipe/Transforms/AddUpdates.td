//===- AddUpdates.td - pipe-add-updates --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_ADDUPDATES_TD
#define PIPE_DIALECT_PIPE_TRANSFORMS_ADDUPDATES_TD

include "mlir/Pass/PassBase.td"

def AddUpdatesPass : Pass<"pipe-add-updates", "::mlir::ModuleOp"> {
  let summary = "Update the parameters once a step by functions of the model";
  let description = [{
    Gives every pipeline whose reference has parameters with `pipe.update = @F` a
    `pipe.step` with one task for each of them, at the stage where its gradient is
    added up, with the body of `F`, and the states and hypers that `F` takes. The
    functions are those that `pipe-import` has split off a step that updates its
    parameters, or that the user has written. They are removed.

    `F` takes the gradient, the parameter, states (`pipe.state = "ROLE"`) and numbers
    (`pipe.hyper = "ROLE"`, which the caller gives each step; `pipe.value = 0.1` is
    what they are if it does not), and returns the new values of the parameter and of
    the states:

      - on tensors, each of the type of the parameter, states of any; or
      - on scalars: one element of each. Such a function is applied to every
        element, and fits parameters of all shapes, also those that are held in parts.

    Numbers are floating-point scalars or 0-d tensors. The role `step` is the number
    of the step, which begins at 1. States are zero before the first step. A state is
    called as its argument is (`pipe.name`), else `PARAMETER.ROLE`; one that is
    returned as it came is read and not written.

    Updates may share values that all parameters have a part in, such as a norm of all
    gradients. `pipe.terms = @T` on a parameter names a function with the arguments of
    `F`, of which it may leave out states, that returns terms: tensors of one element.
    `pipe.shared = @S` on the reference names the function that takes all terms, in
    the order of the parameters, then numbers, and returns what is shared. Behind its
    states and in front of its numbers, `F` takes results of `S`: `pipe.shared = I` is
    number I, as a tensor, or as a scalar if it has no dimensions. A task of each stage
    computes the terms of its parameters, one at the first of these stages what is
    shared; so sums of terms have one order, however the model is cut. Parameters with
    terms are not held in parts.

    Where something shared is made of terms that read something shared, both attributes are
    lists of as many functions. The terms that number i of `pipe.terms` returns, which may be
    none, are those of number i of `pipe.shared`. Each takes results of the functions of
    `pipe.shared` before it as `F` takes those of all, `S` behind its terms; results are
    counted over all of them.

    A result of `S` with `pipe.report = "NAME"`, a tensor of no dimensions, is what the step
    says of itself: a `pipe.state` with `result`, which the task gives a new value each
    step, also where `skip-nonfinite` updates nothing. A function with such results needs
    no terms; without, stage 0 computes it.

    Gradients are divided by the hyper with the role `loss_scale`, if there is one.
    With `skip-nonfinite`, a step in which an element of any gradient that `F` takes
    is infinite or no number leaves all of this as it was; see `pipe-add-optimizer`.

    Fails when a pipeline has a `pipe.step`, a parameter has no gradient, is held in
    parts although its function is one on tensors, when two functions give a number
    different values, when functions of terms, of what is shared, and of updates
    do not fit, and when a report has the name of an output.

    Example:

    ```mlir
    // Before.
    func.func private @sgd(%g: f32, %p: f32, %rate: f32 {pipe.hyper = "learning_rate"}) -> f32 {
      %0 = arith.mulf %rate, %g : f32
      %1 = arith.subf %p, %0 : f32
      return %1 : f32
    }
    func.func private @main(%w: tensor<4xf32> {pipe.name = "w", pipe.parameter, pipe.update = @sgd}, ...)
    pipe.pipeline @p gradients mean reference @main {
      pipe.param @w : tensor<4xf32>
      pipe.graph (%x "x" : tensor<4xf32>) {
        %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
        pipe.return gradients(%g of @w : tensor<4xf32>)
      }
    }

    // After, in addition.
    pipe.hyper @learning_rate "learning_rate" : tensor<f64>
    pipe.step (%g of @w : tensor<4xf32>) {
      %new = pipe.task @update_w update stage 0 (%g) params(@w, @learning_rate) : (tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%gradient: tensor<4xf32>, %old: tensor<4xf32>, %lr: tensor<f64>):
        ...
      }
      pipe.updates %new of @w : tensor<4xf32>
    }
    ```

    With `pipe.terms = @squares` and `pipe.shared = @clip`, where `@sgd` takes
    `%scale: f32 {pipe.shared = 0 : i64}`:

    ```mlir
    pipe.step (%g of @w : tensor<4xf32>) {
      %terms = pipe.task @terms_0 update stage 0 (%g) params(@w) : (tensor<4xf32>) -> tensor<1xf32> {...}
      %scale = pipe.task @shared update stage 0 (%terms) : (tensor<1xf32>) -> tensor<f32> {...}
      %new = pipe.task @update_w update stage 0 (%g, %scale) params(@w, @learning_rate) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32> {...}
      pipe.updates %new of @w : tensor<4xf32>
    }
    ```

    If `@clip` returns `(tensor<f32>, tensor<f32> {pipe.report = "norm"})`:

    ```mlir
    pipe.state @norm "norm" result : tensor<f32>
    pipe.step (%g of @w : tensor<4xf32>) {
      ...
      %scale:2 = pipe.task @shared update stage 0 (%terms) params(@norm) : (tensor<1xf32>) -> (tensor<f32>, tensor<f32>) {...}
      ...
      pipe.updates %scale#1 of @norm : tensor<f32>, %new of @w : tensor<4xf32>
    }
    ```
  }];
  let options = [
    Option<"skipNonfinite", "skip-nonfinite", "bool", /*default=*/"false",
           "Update nothing in a step with a gradient that is not finite.">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::pipe::PipeDialect", "::mlir::tensor::TensorDialect"
  ];
}

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_ADDUPDATES_TD
