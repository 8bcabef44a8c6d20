//===- GradientFacts.h - What all gradients are together --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_GRADIENTFACTS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_GRADIENTFACTS_H

#include "StepBuilder.h"

namespace mlir::pipe {

/// The floating-point type that elements of `type` are updated in: f64 for f64,
/// else f32. Null for a type that is no floating-point type.
FloatType getUpdateType(Type type);

/// What updates are told of all gradients of a step together, without the loss
/// scale: 0-d tensors, or scalars in the body of a task. Null where they are
/// not told it.
struct GradientFacts {
  Value scale;  ///< f64: what gradients are multiplied by to be clipped.
  Value finite; ///< i1: whether all elements of all gradients are finite.

  /// Those that are there, as operands of a task.
  SmallVector<Value> getOperands() const;
  /// The scalars that `arguments` hold, which stand for `getOperands`.
  GradientFacts read(ImplicitLocOpBuilder &builder, ValueRange arguments) const;
};

/// What is to be known of all gradients.
struct GradientQuestions {
  /// The hyper that gradients are multiplied by; null: none.
  FlatSymbolRefAttr lossScale;
  double clipNorm = 0; ///< 0: gradients are not clipped.
  /// The state that becomes whether all gradients are finite; null: nobody
  /// asks.
  FlatSymbolRefAttr finite;
};

/// A gradient of a step, and the stage where it is added up.
struct StepGradient {
  Value value;
  int64_t stage = 0;
};

/// Adds a task for each stage that reads its gradients once, and one at the
/// first stage that answers the questions. None where there are no questions.
///
/// Clipped gradients have a norm of at most `clipNorm`, as with
/// `torch.nn.utils.clip_grad_norm_`: the scale is
/// min(1, clipNorm / (norm + 1e-6)). Squares are added in f64 and in the order
/// of the gradients, however the model is cut.
GradientFacts addGradientTasks(StepBuilder &step,
                               ArrayRef<StepGradient> gradients,
                               const GradientQuestions &questions);

/// One over the loss scale that `hyper` holds, as a scalar of the type that
/// elements of `type` are updated in; null if `hyper` is.
Value buildInverse(ImplicitLocOpBuilder &builder, Value hyper, Type type);

/// An element of a gradient, multiplied by `inverse` unless that is null, in
/// the type that it is updated in.
Value buildUnscaled(ImplicitLocOpBuilder &builder, Value element,
                    Value inverse);

/// Puts `olds` in the place of `news`, unless the i1 `finite` is true.
void keepUnlessFinite(OpBuilder &builder, Location loc, Value finite,
                      SmallVectorImpl<Value> &news, ValueRange olds);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_GRADIENTFACTS_H
