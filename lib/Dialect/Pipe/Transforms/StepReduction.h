//===- StepReduction.h - Values of all parameters ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPREDUCTION_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPREDUCTION_H

#include "StepBuilder.h"

namespace mlir::pipe {
/// What one parameter contributes to values of all.
struct StepTerms {
  int64_t stage = 0; ///< Where its gradient is.
  SmallVector<Value> operands;
  SmallVector<Attribute> variables;
  SmallVector<Type> scalars; ///< the types of these
};

/// Values of all parameters, such as a norm, as tasks of a `pipe.step`.
struct StepReduction {
  /// The tasks are called `termsName`_STAGE and `name`.
  StringRef termsName, name;
  ArrayRef<StepTerms> terms;
  /// Builds the scalars of terms number `i` from its operands and then its
  /// variables.
  llvm::function_ref<SmallVector<Value>(size_t i, ValueRange arguments)>
      buildTerms;
  /// What the task of all reads beside the scalars.
  ArrayRef<Value> operands;
  ArrayRef<Attribute> variables;
  TypeRange results;
  /// Builds the results from all scalars, in the order of `terms`, and from
  /// what is read beside them: operands and then variables.
  llvm::function_ref<SmallVector<Value>(ValueRange scalars, ValueRange others)>
      build;
};

/// Adds a task for each stage, which makes the scalars of its parameters, and
/// one at the first of these stages, which takes all of them, in the order of
/// `terms`, however the model is cut; without terms, one at stage 0. Returns
/// the results.
ValueRange addStepReduction(StepBuilder &builder,
                            const StepReduction &reduction);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPREDUCTION_H
