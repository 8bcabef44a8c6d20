//===- StepReports.h - Errors about steps that update -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPREPORTS_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPREPORTS_H

#include "StepFacts.h"

namespace mlir::pipe {
/// What helps where a step cannot be taken apart.
inline constexpr llvm::StringLiteral kStepAdvice =
    "; return the loss and its gradients instead, and let 'optimizer=NAME' "
    "update the parameters ('clip-norm=NUMBER' for a norm of all gradients); "
    "if a result was taken for a new value that it is not, say what it is with "
    "'update=RESULT:ARGUMENT' or 'extra-output=NAME,...'";

/// Emits the errors about updates that are not computed apart. Each report
/// emits one and returns failure.
struct StepReporter {
  const StepFacts &facts;
  const StepPairs &pairs;
  ArrayRef<StepArgument> kinds;
  const StepUpdates &updates;

  StringRef getName(unsigned argument) const {
    return pairs.argumentNames[argument];
  }
  InFlightDiagnostic emitError() const {
    return mlir::emitError(facts.getLoc());
  }

  /// True for what `update` may read: its parameter, its states and numbers.
  bool isOwn(const ParameterUpdate &update, unsigned argument) const;

  /// `culprit`, in front of the gradient of `update`, makes what others read.
  LogicalResult reportMixing(const ParameterUpdate &update,
                             Operation *culprit) const;

  /// `op` in `update` reads an argument that is not its own.
  LogicalResult reportRead(const ParameterUpdate &update,
                           BlockArgument argument, Operation *op) const;

  /// `op`, behind which no gradient was found, reads what is computed from an
  /// argument that `update` may not read.
  LogicalResult reportForeign(const ParameterUpdate &update,
                              Operation *op) const;

  /// `op` makes what others read from a tensor that belongs to `update`.
  LogicalResult reportTensor(const ParameterUpdate &update,
                             Operation *op) const;

  /// `op` in `update` reads a tensor that is computed with `owner`.
  LogicalResult reportTensorRead(const ParameterUpdate &update,
                                 const ParameterUpdate &owner,
                                 Operation *op) const;

  /// `op` makes what several updates read from an argument that none may read.
  LogicalResult reportSharedRead(BlockArgument argument, Operation *op) const;

private:
  std::string listReaders(Operation *op) const;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPREPORTS_H
