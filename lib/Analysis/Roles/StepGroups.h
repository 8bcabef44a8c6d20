//===- StepGroups.h - Which values belong to which update -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H
#define PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H

#include "StepSources.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::pipe {
/// What was found on the way from the new values of a parameter and its states
/// back to the batch.
struct GradientSearch {
  /// Values of the parameter's type that all of a batch passes, the latest one
  /// first.
  SmallVector<Value> candidates;
  Value first; ///< The last of them, the first in the order of the step.
  bool isConstant = false; ///< The new values do not depend on a batch.
  /// The op where the way ended, if others read what it makes.
  Operation *culprit = nullptr;
  /// The op where it ended, if it reads what belongs to others.
  Operation *foreign = nullptr;
};

/// A value where what only one update reads begins.
struct PrivateEnd {
  Owner groups = Owner::none(); ///< whose
  /// The first of these whose parameter has the shape of the value.
  std::optional<unsigned> fitting;
};

/// The updates of a step as groups of values: one a parameter, with the number
/// that it has in `updates`.
class StepGroups {
public:
  /// \param mayShare  Whether updates may read what is computed from single
  ///                  numbers of each of them.
  StepGroups(const StepFacts &facts, const StepPairs &pairs,
             ArrayRef<StepArgument> kinds,
             const llvm::DenseMap<unsigned, unsigned> &resultOf,
             StepUpdates &updates, bool mayShare)
      : facts(facts), pairs(pairs), kinds(kinds), resultOf(resultOf),
        updates(updates), mayShare(mayShare) {}

  /// Gives every state to the parameter that it is computed with, and tells
  /// whose update each value belongs to.
  /// \errors emits one that ends in `advice` when two updates are computed
  ///         together, a state is of no parameter, or has another shape.
  LogicalResult findStates(StringRef advice);

  GradientSearch findGradient(unsigned group) const;

  /// True when a batch reaches updates through what several share.
  bool hasShared() const { return !shared.empty() || readsOfOthers; }
  /// Whose new values `value` is needed for.
  Owner getReader(Value value) const { return lookup(readers, value); }
  /// Whom an argument of the step belongs to: none for numbers, several for
  /// what no update may read.
  Owner getArgumentOwner(BlockArgument argument) const {
    return lookup(argumentOwners, argument);
  }

private:
  using Owners = llvm::DenseMap<Value, Owner>;
  static Owner lookup(const Owners &owners, Value value) {
    auto it = owners.find(value);
    return it == owners.end() ? Owner::none() : it->second;
  }
  Value getResult(unsigned i) const {
    return facts.body.getTerminator()->getOperand(i);
  }
  StringRef getName(unsigned argument) const {
    return pairs.argumentNames[argument];
  }
  void indexNames();
  unsigned find(unsigned element);
  llvm::DenseSet<Operation *> findMakers() const;
  std::optional<unsigned> findCommonState(unsigned a, unsigned b) const;
  LogicalResult join(unsigned a, unsigned b, Operation *op, StringRef advice);
  LogicalResult joinAll(StringRef advice);
  bool readsScalars(Operation *op,
                    const llvm::DenseMap<Value, unsigned> &elementOf,
                    const llvm::DenseSet<Value> &mixed);
  std::optional<unsigned> findByName(unsigned state) const;
  LogicalResult addState(unsigned state, StringRef advice);
  void nameStates();
  SmallVector<Value> getNewValues(unsigned group) const;
  void findArgumentOwners();
  Owners findReaders();
  llvm::DenseMap<Value, PrivateEnd> findPrivateEnds() const;
  bool addShared(bool isFirst);
  void findShared();
  std::optional<unsigned> getOnlySource(Value value) const;

  const StepFacts &facts;
  const StepPairs &pairs;
  ArrayRef<StepArgument> kinds;
  const llvm::DenseMap<unsigned, unsigned> &resultOf;
  StepUpdates &updates;
  /// Arguments that are computed together, as trees of a union.
  SmallVector<unsigned> parents;
  /// The parameter of each root.
  llvm::DenseMap<unsigned, unsigned> parameterOf;
  llvm::DenseMap<unsigned, unsigned> groupOf; ///< of parameters
  llvm::DenseMap<unsigned, TreePath> paths;   ///< of parameters
  /// The groups of the parameters whose paths end with these keys.
  llvm::StringMap<Owner> byEnd;
  bool mayShare;
  Owners argumentOwners, readers;
  /// `readers`, if nobody read what is known to be shared.
  Owners apartReaders;
  /// Of what does not depend on a batch.
  StepSources sources;
  /// Behind what may be gradients.
  StepSources behind;
  /// Values through which a batch reaches the updates of several.
  llvm::DenseSet<Value> shared;
  /// Whether an update alone reads what is computed from another one.
  bool readsOfOthers = false;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_STEPGROUPS_H
