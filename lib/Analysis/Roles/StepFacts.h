//===- StepFacts.h - A training step as dataflow ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPFACTS_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPFACTS_H

#include "RoleEvidence.h"

#include "pipe/Analysis/Roles/StepUpdates.h"

namespace mlir::pipe {
/// What an argument is in a step that updates its parameters.
enum class StepArgument : uint8_t {
  Batch,
  Parameter, ///< the loss depends on it, and a result is its new value
  State,     ///< the loss does not, and a result is its new value
  Number,    ///< 0-d, and the same for all updates
  Other      ///< nothing that an update may read
};

/// The ops at the top level of a step, in order, and what they read.
class StepFacts {
public:
  StepFacts(func::FuncOp func, const LossSlice &slice);

  ArrayRef<Value> getReads(Operation *op) const {
    return reads.find(op)->second;
  }
  /// Place of an op in the block.
  unsigned getPlace(Operation *op) const { return places.lookup(op); }
  bool isOfBatch(Value value) const { return slice.ofBatch.contains(value); }
  /// True for what an op computes on the way to the loss.
  bool isOnWayToLoss(Value value) const {
    Operation *maker = value.getDefiningOp();
    return maker && slice.ops.contains(maker);
  }

  Location getLoc() const { return loc; }

  Block &body;
  const LossSlice &slice;

private:
  Location loc; ///< of the function
  llvm::DenseMap<Operation *, SmallVector<Value>> reads;
  llvm::DenseMap<Operation *, unsigned> places;
};

/// The group of values that belong to one parameter; none; or several.
class Owner {
public:
  static Owner none() { return Owner(-1); }
  static Owner several() { return Owner(-2); }
  static Owner of(unsigned group) { return Owner(static_cast<int>(group)); }

  bool isNone() const { return group == -1; }
  bool isSeveral() const { return group == -2; }
  /// The group, if there is one.
  std::optional<unsigned> getGroup() const {
    return group < 0 ? std::nullopt : std::optional<unsigned>(group);
  }
  bool isNoneBut(unsigned other) const {
    return isNone() || group == static_cast<int>(other);
  }
  void join(Owner other) {
    if (isNone())
      group = other.group;
    else if (!other.isNone() && other.group != group)
      group = -2;
  }

private:
  explicit Owner(int group) : group(group) {}
  int group;
};

/// True for tensors of one element.
bool isSingleNumber(Value value);

/// Counts up by one: `argument + 1`, or the largest value when that is reached.
/// Returns whether it stays there; nothing for other values.
std::optional<bool> matchIncrement(Value value, BlockArgument argument);

/// True when `gradient` is made as automatic differentiation makes one: behind
/// a sum over the batch, a loop, or an op that nobody knows, by ops that are
/// linear in it and read nothing else but what is on the way to the loss. A
/// term that does not depend on a batch is part of it only if the loss has a
/// term of `parameter` alone. Else sets `culprit` to the op that is not.
bool isMadeAsGradient(const StepFacts &facts, Value gradient,
                      BlockArgument parameter, Operation *&culprit);

/// The value behind `gradient` that the loss's own differences would give:
/// `gradient`, moved over transposes, and over as many scalings as stand in
/// front of the uses of `parameter` on the way to the loss. `isCandidate` tells
/// values that may be chosen.
Value findPlainGradient(const StepFacts &facts, Value gradient,
                        BlockArgument parameter,
                        llvm::function_ref<bool(Value)> isCandidate);

/// What `findStepUpdates` is told.
struct StepPairs {
  ArrayRef<std::string> argumentNames, resultNames;
  ArrayRef<bool> isBatch; ///< of each argument
  /// Of each result, the argument whose new value it is.
  ArrayRef<std::optional<unsigned>> argumentOf;
};

/// Finds what each argument is, and begins `updates` with the parameters and
/// numbers.
/// \param resultOf  Of arguments, the result that is the new value.
/// \errors emits one for an argument that changes and is none of these, and
///         where no parameter is updated.
FailureOr<SmallVector<StepArgument>>
readStepArguments(const StepFacts &facts, const StepPairs &pairs,
                  const llvm::DenseMap<unsigned, unsigned> &resultOf,
                  StepUpdates &updates);

/// Takes a step apart: finds for each parameter its states and the gradient
/// that the new values of both are computed from, what updates share, and which
/// of the results `rest`, of which nothing is known, are numbers of the step.
///
/// The gradient is the first value of the parameter's type through which all
/// that depends on a batch reaches the new values, and behind which they read
/// nothing but the parameter, its states, numbers, constants and what is
/// computed from single numbers of each update. So everything that is not
/// linear in the gradient stands behind it.
///
/// \errors emits one that names the op and the parameters where updates are not
///         computed apart, and one for each argument that is neither a state
///         nor a number.
FailureOr<StepUpdates> findStepUpdates(const StepFacts &facts,
                                       const StepPairs &pairs,
                                       ArrayRef<unsigned> rest);

/// Pairs results with the arguments whose new values they are, by names: below
/// some key, the results form the same tree as arguments do below another. What
/// fits several trees is told by what the results are computed from.
/// \param results    those that may be new values
/// \param arguments  those that may get one
llvm::DenseMap<unsigned, unsigned>
matchUpdatesByName(const StepFacts &facts, const StepPairs &pairs,
                   ArrayRef<unsigned> results, ArrayRef<unsigned> arguments);

/// Pairs all of `results` with arguments by order and type; empty if they do
/// not fit.
llvm::DenseMap<unsigned, unsigned>
matchUpdatesByOrder(const StepFacts &facts, ArrayRef<unsigned> results,
                    ArrayRef<unsigned> arguments);
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPFACTS_H
