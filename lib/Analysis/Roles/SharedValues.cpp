//===- SharedValues.cpp - What updates read of each other -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedValues.h"
#include "StepLevels.h"

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

/// True for types that a step can report: one number that files can hold.
static bool isReported(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || tensor.getRank() != 0)
    return false;
  Type element = tensor.getElementType();
  return isa<Float16Type, BFloat16Type, Float32Type, Float64Type>(element) ||
         llvm::any_of(
             ArrayRef<unsigned>{1, 8, 16, 32, 64},
             [&](unsigned width) { return element.isSignlessInteger(width); });
}

namespace {
class SharedFinder {
public:
  SharedFinder(const StepGroups &groups, const StepReporter &reporter,
               ArrayRef<unsigned> rest, StepUpdates &updates)
      : groups(groups), facts(reporter.facts), reporter(reporter), rest(rest),
        updates(updates), groupOf(findGroups()), forRest(findForRest()),
        levels(
            facts,
            [&](BlockArgument argument) {
              return groups.getArgumentOwner(argument);
            },
            groupOf, [&](Value value) { return isOfAll(value); }) {}

  LogicalResult find() {
    for (const ParameterUpdate &update : updates.updates) {
      SmallVector<Value> newValues{getResult(update.result)};
      for (const StepState &state : update.states)
        newValues.push_back(getResult(state.result));
      if (failed(followUpdate(update, newValues)))
        return failure();
    }
    findReports();
    // What is shared reads what is shared in front of it.
    for (auto it = shared.rbegin(); it != shared.rend(); ++it)
      if (failed(followShared(it->first, it->second)))
        return failure();
    for (auto &[level, found] : shared) {
      updates.shared.push_back({takeSorted(found.values), found.reports});
      for (auto [group, update] : llvm::enumerate(updates.updates))
        update.terms.push_back(takeSorted(found.terms[group]));
    }
    return success();
  }

private:
  /// What is computed at a time.
  struct Shared {
    llvm::SetVector<Value> values;
    SmallVector<unsigned> reports;
    std::map<unsigned, llvm::SetVector<Value>> terms; ///< by group
  };
  using Follow = llvm::function_ref<LogicalResult(Value, Operation *)>;

  /// The first group of each gradient.
  llvm::DenseMap<Value, unsigned> findGroups() const {
    llvm::DenseMap<Value, unsigned> found;
    for (auto [group, update] : llvm::enumerate(updates.updates))
      if (update.gradient)
        found.try_emplace(update.gradient, group);
    return found;
  }

  /// What results that are no new values are computed from.
  llvm::DenseSet<Value> findForRest() const {
    llvm::SetVector<Value> work;
    for (unsigned i : rest)
      work.insert(getResult(i));
    for (size_t i = 0; i < work.size(); ++i)
      if (Operation *op = work[i].getDefiningOp()) {
        ArrayRef<Value> reads = facts.getReads(op);
        work.insert(reads.begin(), reads.end());
      }
    return {work.begin(), work.end()};
  }

  /// By updates, or by results that are no new values.
  bool isNeededBySeveral(Value value) const {
    return groups.getReader(value).isSeveral() || forRest.contains(value);
  }

  /// What one update computes anyway stays its own.
  bool isOfAll(Value value) const {
    return isNeededBySeveral(value) && !groups.getReader(value).getGroup();
  }

  /// In the order of the step.
  SmallVector<Value> takeSorted(llvm::SetVector<Value> &values) const {
    SmallVector<Value> sorted = values.takeVector();
    auto getPlace = [&](Value value) {
      Operation *maker = value.getDefiningOp();
      return maker ? std::pair<int64_t, int64_t>(
                         facts.getPlace(maker),
                         cast<OpResult>(value).getResultNumber())
                   : std::pair<int64_t, int64_t>(
                         -1, cast<BlockArgument>(value).getArgNumber());
    };
    llvm::sort(sorted,
               [&](Value a, Value b) { return getPlace(a) < getPlace(b); });
    return sorted;
  }

  /// True for what has more elements than its op reads of what depends on any
  /// update: each update computes it for itself.
  bool isSpread(Value value) const {
    int64_t numRead = 0;
    for (Value read : facts.getReads(value.getDefiningOp()))
      if (!levels.get(read).owner.isNone())
        numRead += getNumElements(read);
    return getNumElements(value) > numRead;
  }

  void give(Value value, unsigned level) { shared[level].values.insert(value); }

  /// Follows what `update` makes back to its gradient.
  LogicalResult followUpdate(const ParameterUpdate &update,
                             ArrayRef<Value> made) {
    auto group = static_cast<unsigned>(&update - updates.updates.begin());
    llvm::SetVector<Value> work;
    auto follow = [&](Value value, Operation *reader) -> LogicalResult {
      if (value == update.gradient)
        return success();
      if (auto argument = dyn_cast<BlockArgument>(value))
        return reader && !reporter.isOwn(update, argument.getArgNumber())
                   ? reporter.reportRead(update, argument, reader)
                   : success();
      Operation *maker = value.getDefiningOp();
      const StepValue &known = levels.get(value);
      if (known.isStray)
        return reporter.reportMixing(update, maker);
      // Scalars are read from tensors, which are looked at instead.
      bool isTensor = isa<RankedTensorType>(value.getType());
      bool isOther = !known.owner.isNoneBut(group);
      std::optional<unsigned> owner = known.owner.getGroup();
      if (isOther && owner && isSingleNumber(value))
        give(value, known.level + 1);
      else if (isOther && owner && isTensor && !known.isOfNumbers)
        return reporter.reportTensorRead(update, updates.updates[*owner],
                                         reader ? reader : maker);
      else if (isOther && !owner && isTensor && isNeededBySeveral(value) &&
               !isSpread(value))
        give(value, known.level);
      else
        work.insert(value);
      return success();
    };
    for (Value value : made)
      if (failed(follow(value, nullptr)))
        return failure();
    return followReads(work, follow);
  }

  /// Finds the results that are numbers of the step.
  void findReports() {
    for (unsigned i : rest) {
      Value value = getResult(i);
      const StepValue &known = levels.get(value);
      if (known.isOpen || !isReported(value.getType()))
        continue;
      unsigned level = known.owner.isSeveral() ? known.level : known.level + 1;
      shared[level].reports.push_back(i);
    }
  }

  /// Follows what is shared at `level` back to the terms that it is made of.
  LogicalResult followShared(unsigned level, Shared &found) {
    llvm::SetVector<Value> work;
    auto follow = [&](Value value, Operation *reader) -> LogicalResult {
      auto argument = dyn_cast<BlockArgument>(value);
      const StepValue &known = levels.get(value);
      if (!argument && known.isStray)
        return reporter.reportMixing(updates.updates.front(),
                                     value.getDefiningOp());
      std::optional<unsigned> group = known.owner.getGroup();
      bool isShared = known.owner.isSeveral() && known.level < level;
      if (group && isSingleNumber(value))
        found.terms[*group].insert(value);
      else if (group && (argument || groupOf.contains(value)))
        return reporter.reportTensor(updates.updates[*group], reader);
      else if (argument && !known.owner.isNone())
        return reporter.reportSharedRead(argument, reader);
      else if (isShared && isa<RankedTensorType>(value.getType()) &&
               !isSpread(value))
        give(value, known.level);
      else if (!argument)
        work.insert(value);
      return success();
    };
    SmallVector<Value> made(found.values.begin(), found.values.end());
    for (unsigned i : found.reports)
      made.push_back(getResult(i));
    for (Value value : made)
      if (failed(follow(value, value.getDefiningOp())))
        return failure();
    if (failed(followReads(work, follow)))
      return failure();
    for (auto &[group, terms] : found.terms)
      if (failed(followUpdate(updates.updates[group], terms.getArrayRef())))
        return failure();
    return success();
  }

  /// Follows what the makers of `work` read, which may add to it.
  LogicalResult followReads(llvm::SetVector<Value> &work, Follow follow) const {
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
  ArrayRef<unsigned> rest;
  StepUpdates &updates;
  llvm::DenseMap<Value, unsigned> groupOf;
  llvm::DenseSet<Value> forRest;
  StepLevels levels;
  std::map<unsigned, Shared> shared; ///< by level
};
} // namespace

LogicalResult mlir::pipe::findSharedValues(const StepGroups &groups,
                                           const StepReporter &reporter,
                                           ArrayRef<unsigned> rest,
                                           StepUpdates &updates) {
  return SharedFinder(groups, reporter, rest, updates).find();
}
