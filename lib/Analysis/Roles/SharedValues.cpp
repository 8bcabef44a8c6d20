//===- SharedValues.cpp - What updates read of each other -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedValues.h"

#include "llvm/ADT/SetVector.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

static int64_t getNumElements(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type ? type.getNumElements() : 1;
}

bool mlir::pipe::isSingleNumber(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getNumElements() == 1;
}

//===----------------------------------------------------------------------===//
// What may be shared, before gradients are known
//===----------------------------------------------------------------------===//

/// Follows what only one update reads back to where others read, too. Only what
/// depends on a batch.
llvm::DenseMap<Value, PrivateEnd> StepGroups::findPrivateEnds() const {
  llvm::DenseMap<Value, PrivateEnd> ends;
  for (auto [group, update] : llvm::enumerate(updates.updates)) {
    SmallVector<Value> newValues = getNewValues(group);
    llvm::SetVector<Value> work(newValues.begin(), newValues.end());
    auto shape = cast<RankedTensorType>(
                     facts.body.getArgument(update.parameter).getType())
                     .getShape();
    for (size_t i = 0; i < work.size(); ++i) {
      Value value = work[i];
      if (!facts.isOfBatch(value))
        continue;
      Operation *op = value.getDefiningOp();
      if (op && getReader(value).isNoneBut(group)) {
        ArrayRef<Value> reads = facts.getReads(op);
        work.insert(reads.begin(), reads.end());
        continue;
      }
      PrivateEnd &end = ends[value];
      end.groups.join(Owner::of(group));
      auto type = dyn_cast<RankedTensorType>(value.getType());
      if (!end.fitting && type && type.getShape() == shape)
        end.fitting = group;
    }
  }
  return ends;
}

/// Where a norm of all gradients is computed, each gradient is read by all
/// updates, through the norm. Where its own update reads it, what only this
/// update reads ends, with a value of the shape of the parameter. Other ends
/// that are computed from nothing but such values are shared.
void StepGroups::findShared() {
  llvm::DenseMap<Value, PrivateEnd> ends = findPrivateEnds();
  llvm::DenseSet<Value> found;
  auto getGradient = [&](Value value, Owner owner,
                         bool isStray) -> std::optional<unsigned> {
    auto it = ends.find(value);
    if (!isStray || it == ends.end() || facts.isOnWayToLoss(value))
      return std::nullopt;
    std::optional<unsigned> group = it->second.fitting;
    if (!group || !owner.isNoneBut(*group))
      return std::nullopt;
    found.insert(value);
    return group;
  };
  auto getOwner = [&](BlockArgument argument) {
    return getArgumentOwner(argument);
  };
  behind = StepSources(facts, getOwner, getGradient);
  for (const auto &[value, end] : ends) {
    std::optional<unsigned> group = end.groups.getGroup();
    bool isOwn = group && behind.getOwner(value).isNoneBut(*group);
    if (!behind.isStray(value) && !found.contains(value) && !isOwn)
      shared.insert(value);
  }
}

/// The group that `value` is computed from, with numbers and constants, as far
/// as that is known before gradients are.
std::optional<unsigned> StepGroups::getOnlySource(Value value) const {
  if (!mayShare || !facts.isOfBatch(value) || behind.isStray(value))
    return std::nullopt;
  return behind.getOwner(value).getGroup();
}

//===----------------------------------------------------------------------===//
// What is shared
//===----------------------------------------------------------------------===//

namespace {
class SharedFinder {
public:
  SharedFinder(const StepGroups &groups, const StepReporter &reporter,
               StepUpdates &updates)
      : groups(groups), facts(reporter.facts), reporter(reporter),
        updates(updates) {
    for (auto [group, update] : llvm::enumerate(updates.updates))
      if (update.gradient)
        groupOf.try_emplace(update.gradient, group);
    auto getOwner = [&](BlockArgument argument) {
      return groups.getArgumentOwner(argument);
    };
    auto getGradient = [&](Value value, Owner,
                           bool) -> std::optional<unsigned> {
      auto it = groupOf.find(value);
      if (it == groupOf.end())
        return std::nullopt;
      return it->second;
    };
    sources = StepSources(facts, getOwner, getGradient);
  }

  LogicalResult find() {
    for (unsigned group = 0; group < updates.updates.size(); ++group)
      if (failed(followUpdate(group)))
        return failure();
    if (failed(followShared()))
      return failure();
    updates.shared = takeSorted(shared);
    for (auto [group, values] : terms)
      updates.updates[group].terms = takeSorted(values);
    return success();
  }

private:
  /// In the order of the step.
  SmallVector<Value> takeSorted(llvm::SetVector<Value> &values) const {
    SmallVector<Value> sorted = values.takeVector();
    auto getPlace = [&](Value value) {
      return std::pair(facts.getPlace(value.getDefiningOp()),
                       cast<OpResult>(value).getResultNumber());
    };
    llvm::sort(sorted,
               [&](Value a, Value b) { return getPlace(a) < getPlace(b); });
    return sorted;
  }

  /// True for ops that make more elements than they read of what depends on any
  /// update: each update does this for itself.
  bool isSpreading(Operation *op, Value result) const {
    int64_t numRead = 0;
    for (Value read : facts.getReads(op))
      if (!sources.getOwner(read).isNone())
        numRead += getNumElements(read);
    return getNumElements(result) > numRead;
  }

  /// True for what the update of `group` reads, and does not compute itself.
  bool isGiven(Value value, unsigned group) const {
    Owner owner = sources.getOwner(value);
    if (owner.isNoneBut(group))
      return false;
    if (owner.getGroup())
      return isSingleNumber(value);
    return groups.getReader(value).isSeveral() &&
           !isSpreading(value.getDefiningOp(), value);
  }

  LogicalResult followUpdate(unsigned group) {
    const ParameterUpdate &update = updates.updates[group];
    llvm::SetVector<Value> work;
    auto follow = [&](Value value, Operation *reader) -> LogicalResult {
      if (value == update.gradient)
        return success();
      if (auto argument = dyn_cast<BlockArgument>(value))
        return reader && !reporter.isOwn(update, argument.getArgNumber())
                   ? reporter.reportRead(update, argument, reader)
                   : success();
      Operation *maker = value.getDefiningOp();
      if (sources.isStray(value))
        return reporter.reportMixing(update, maker);
      std::optional<unsigned> owner = sources.getOwner(value).getGroup();
      // Scalars are read from tensors, which are looked at instead.
      bool isTensor = isa<RankedTensorType>(value.getType());
      if (isTensor && isGiven(value, group))
        shared.insert(value);
      else if (isTensor && owner && *owner != group)
        return reporter.reportTensorRead(update, updates.updates[*owner],
                                         reader ? reader : maker);
      else
        work.insert(value);
      return success();
    };
    if (failed(follow(getResult(update.result), nullptr)))
      return failure();
    for (const StepState &state : update.states)
      if (failed(follow(getResult(state.result), nullptr)))
        return failure();
    return followReads(work, follow);
  }

  /// Follows what is shared back to the terms that it is made of.
  LogicalResult followShared() {
    llvm::SetVector<Value> work;
    auto follow = [&](Value value, Operation *reader) -> LogicalResult {
      Owner owner = sources.getOwner(value);
      auto argument = dyn_cast<BlockArgument>(value);
      if (!argument && sources.isStray(value))
        return reporter.reportMixing(updates.updates.front(),
                                     value.getDefiningOp());
      std::optional<unsigned> group = owner.getGroup();
      if (group && isSingleNumber(value) && !argument) {
        terms[*group].insert(value);
      } else if (group && (argument || groupOf.contains(value))) {
        return reporter.reportTensor(updates.updates[*group], reader);
      } else if (!argument) {
        work.insert(value);
      } else if (!owner.isNone()) {
        return reporter.reportSharedRead(argument, reader);
      }
      return success();
    };
    for (Value value : shared)
      if (failed(follow(value, value.getDefiningOp())))
        return failure();
    return followReads(work, follow);
  }

  /// Follows what the makers of `work` read, which may add to it.
  LogicalResult
  followReads(llvm::SetVector<Value> &work,
              function_ref<LogicalResult(Value, Operation *)> follow) const {
    for (size_t i = 0; i < work.size(); ++i) {
      Operation *op = work[i].getDefiningOp();
      for (Value read : facts.getReads(op))
        if (failed(follow(read, op)))
          return failure();
    }
    return success();
  }

  Value getResult(unsigned i) const {
    return facts.body.getTerminator()->getOperand(i);
  }

  const StepGroups &groups;
  const StepFacts &facts;
  const StepReporter &reporter;
  StepUpdates &updates;
  /// The first group of each gradient.
  llvm::DenseMap<Value, unsigned> groupOf;
  StepSources sources;
  llvm::SetVector<Value> shared;
  std::map<unsigned, llvm::SetVector<Value>> terms; ///< by group
};
} // namespace

LogicalResult mlir::pipe::findSharedValues(const StepGroups &groups,
                                           const StepReporter &reporter,
                                           StepUpdates &updates) {
  return SharedFinder(groups, reporter, updates).find();
}
