//===- AddOptimizer.td - pipe-add-optimizer ----------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_ADDOPTIMIZER_TD
#define PIPE_DIALECT_PIPE_TRANSFORMS_ADDOPTIMIZER_TD

include "mlir/Pass/PassBase.td"

def AddOptimizerPass : Pass<"pipe-add-optimizer", "::mlir::ModuleOp"> {
  let summary = "Update the parameters with their gradients once a step";
  let description = [{
    Gives every pipeline with gradients a `pipe.step` with one task for each
    parameter that has a gradient, at the stage where its gradient is added up, and
    the states and hypers that the optimizer needs. Names, formulas and the order
    of operations are those of `torch.optim`; g is the gradient, p the parameter, lr
    the hyper `learning_rate`, t the hyper `step`:

      - `sgd`: g += weight_decay * p; p -= lr * g.
      - `momentum`: `sgd` with b = momentum * b + (1 - dampening) * g, b = g in the
        first step; then p -= lr * b, or with `nesterov` p -= lr * (g + momentum * b).
      - `adam`: g += weight_decay * p; m += (1 - beta1) * (g - m);
        v = beta2 * v + (1 - beta2) * g * g;
        p -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
        (Kingma and Ba, 2015).
      - `adamw`: p *= 1 - lr * weight_decay first, instead of adding to g (Loshchilov
        and Hutter, 2019).

    Parameters whose names match a pattern of `no-decay` have no weight decay; lr of
    those that match the pattern of a `rate-factor` is multiplied by its factor. With
    `clip-norm`, gradients are multiplied by min(1, clip_norm / (n + 1e-6)), where n
    is the norm of all of them together, as `clip_grad_norm_` does: a task of each
    stage sums up the squares of its gradients in f64, one at the first stage adds
    them in the order of the parameters, so that n does not depend on the cut.

    Where the pipeline has a hyper with the role `loss_scale` (see
    `pipe-scale-loss`), gradients are divided by it before anything else.

    With `skip-nonfinite`, a step in which an element of any gradient is infinite or
    no number leaves all parameters and states as they were, bit for bit: a task of
    each stage looks at its gradients (the one that sums up their squares, if there is
    one), one at the first stage puts together what they have found, and every update
    selects between the old value and the new one. That is also the new value of the
    state `finite`, which tells the caller. A norm may be infinite although all
    gradients are finite; such a step is not skipped.

    The update of an element is computed in f64 for f64 and in f32 for all others;
    states are of that type. What does not depend on the element (lr / (1 - beta1^t))
    is computed once, in f64. All of a parameter's update is one loop over its
    memory.

    Fails when a pipeline has no gradients or has a `pipe.step`, when a parameter
    with a gradient does not hold floating-point numbers, when a number is out of
    its range, and when a pattern matches nothing.

    Example, `optimizer=sgd`:

    ```mlir
    // Before.
    pipe.pipeline @p gradients mean {
      pipe.param @w : tensor<4xf32>
      pipe.graph (%x "x" : tensor<4xf32>) {
        %g = pipe.task @backward_0 backward stage 0 kernel @b (%x) : (tensor<4xf32>) -> tensor<4xf32>
        pipe.return gradients(%g of @w : tensor<4xf32>)
      }
    }

    // After, in addition.
    pipe.hyper @learning_rate "learning_rate" = dense<1.0e-3> : tensor<f64>
    pipe.step (%g of @w : tensor<4xf32>) {
      %new = pipe.task @update_w update stage 0 (%g) params(@w, @learning_rate) : (tensor<4xf32>) -> tensor<4xf32> {
      ^bb0(%gradient: tensor<4xf32>, %old: tensor<4xf32>, %lr: tensor<f64>):
        ...
      }
      pipe.updates %new of @w : tensor<4xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::tensor::TensorDialect"
  ];
  let options = [
    Option<"optimizer", "optimizer", "std::string", /*default=*/"\"sgd\"",
           "sgd, momentum, adam or adamw.">,
    Option<"learningRate", "learning-rate", "double", /*default=*/"1e-3",
           "Learning rate, if the caller gives no other.">,
    Option<"momentum", "momentum", "double", /*default=*/"0.9",
           "Factor of the momentum, in [0, 1).">,
    Option<"dampening", "dampening", "double", /*default=*/"0",
           "What is taken from the gradient in the momentum, in [0, 1].">,
    Option<"nesterov", "nesterov", "bool", /*default=*/"false",
           "Nesterov momentum.">,
    Option<"beta1", "beta1", "double", /*default=*/"0.9",
           "Decay of the mean of the gradients, in [0, 1).">,
    Option<"beta2", "beta2", "double", /*default=*/"0.999",
           "Decay of the mean of their squares, in [0, 1).">,
    Option<"epsilon", "epsilon", "double", /*default=*/"1e-8",
           "Added to the root of the mean square.">,
    Option<"weightDecay", "weight-decay", "double", /*default=*/"0",
           "Weight decay, at least 0.">,
    ListOption<"noDecay", "no-decay", "std::string",
               "Patterns (*, ?, [...]) of the names of parameters without "
               "weight decay.">,
    ListOption<"rateFactor", "rate-factor", "std::string",
               "PATTERN:FACTOR: the learning rate of parameters whose names "
               "match is multiplied by the factor.">,
    Option<"clipNorm", "clip-norm", "double", /*default=*/"0",
           "Largest norm of all gradients together; 0: any.">,
    Option<"skipNonfinite", "skip-nonfinite", "bool", /*default=*/"false",
           "Update nothing in a step with a gradient that is not finite.">
  ];
}

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_ADDOPTIMIZER_TD
