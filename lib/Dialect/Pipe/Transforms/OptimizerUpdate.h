//===- OptimizerUpdate.h - The formulas of optimizers -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H

#include "GradientFacts.h"

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

/// Returns the new value of a parameter and the new values of its states: one
/// loop over them, in place. `gradient` and `param` are tensors of one type,
/// and `states` have its shape; `rate` and `step` are f64 scalars, and so are
/// the facts, as scalars. `inverse` is what the gradient is multiplied by
/// before anything else, a scalar of the type that elements are updated in.
/// `step` is null where the optimizer does not read it, and `inverse` where
/// there is none.
SmallVector<Value> buildUpdate(ImplicitLocOpBuilder &builder,
                               const Optimizer &optimizer, Value gradient,
                               Value param, ValueRange states, Value rate,
                               Value step, Value inverse,
                               const GradientFacts &facts);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_OPTIMIZERUPDATE_H
