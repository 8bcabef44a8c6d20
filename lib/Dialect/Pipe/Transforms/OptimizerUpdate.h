//===- OptimizerUpdate.h - The formulas of optimizers -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::pipe {

/// An optimizer and its numbers, named as in `torch.optim`.
struct Optimizer {
  enum class Kind { Sgd, Momentum, Adam, AdamW };
  Kind kind = Kind::Sgd;
  double momentum = 0.9, dampening = 0;
  bool nesterov = false;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double weightDecay = 0;
  double rateFactor = 1; ///< Of the learning rate, for some parameters.

  /// The roles of its states, in the order in which updates take them.
  SmallVector<StringRef> getStates() const;
  /// Whether updates depend on the number of the step.
  bool readsStep() const;
};

/// The floating-point type that elements of `type` are updated in: f64 for f64,
/// else f32. Null for a type that is no floating-point type.
FloatType getUpdateType(Type type);

/// Returns the new value of a parameter and the new values of its states: one
/// loop over them, in place. `gradient` and `param` are tensors of one type,
/// and `states` have its shape; `rate`, `step` and `scale`, which the gradient
/// is multiplied by, are f64 scalars. `step` is null where the optimizer does
/// not read it, and `scale` where there is none.
SmallVector<Value> buildUpdate(ImplicitLocOpBuilder &builder,
                               const Optimizer &optimizer, Value gradient,
                               Value param, ValueRange states, Value rate,
                               Value step, Value scale);

/// Returns the sum of the squares of the elements of `tensor`, an f64 scalar.
Value buildSquareSum(ImplicitLocOpBuilder &builder, Value tensor);

/// Returns what gradients are multiplied by so that the root of the sum of
/// `squareSums` (f64 scalars, added in order) is at most `norm`, as
/// `torch.nn.utils.clip_grad_norm_` does: min(1, norm / (root + 1e-6)).
Value buildClipScale(ImplicitLocOpBuilder &builder, ValueRange squareSums,
                     double norm);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H
