//===- StepEnds.cpp - What updates may share ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepGroups.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

/// Follows what only one update reads back to where others read, too. Only what
/// depends on a batch, up to what is known to be shared.
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
      if (!facts.isOfBatch(value) || shared.contains(value))
        continue;
      Operation *op = value.getDefiningOp();
      if (op && lookup(apartReaders, value).isNoneBut(group)) {
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
/// that are computed from nothing but such values are shared. Returns whether
/// any are.
bool StepGroups::addShared(bool isFirst) {
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
  auto isGiven = [&](Value value) { return shared.contains(value); };
  StepSources known(facts, getOwner, getGradient, isGiven);
  SmallVector<Value> added;
  for (const auto &[value, end] : ends) {
    std::optional<unsigned> group = end.groups.getGroup();
    bool isOwn = group && known.getOwner(value).isNoneBut(*group);
    // In front of a norm, other ends may look as if they were shared.
    bool isNorm = isFirst || known.isOfNumbers(value);
    if (!known.isStray(value) && !found.contains(value) && !isOwn && isNorm)
      added.push_back(value);
  }
  if (!isFirst && added.empty())
    return false;
  shared.insert(added.begin(), added.end());
  behind = std::move(known);
  return !added.empty();
}

/// What is read behind a norm ends there, as if it were a gradient: what Adam
/// keeps, if the norm is of what Adam makes. When the norm is known, the way
/// goes on to the norms in front of it.
void StepGroups::findShared() {
  // Each look goes over all of the step.
  static constexpr int kMaximum = 8;
  bool isFirst = true;
  for (int i = 0; i < kMaximum; ++i, isFirst = false) {
    apartReaders = findReaders();
    if (!addShared(isFirst))
      return;
  }
}

/// The group that `value` is computed from, with numbers and constants, as far
/// as that is known before gradients are.
std::optional<unsigned> StepGroups::getOnlySource(Value value) const {
  if (!mayShare || !facts.isOfBatch(value) || behind.isStray(value))
    return std::nullopt;
  return behind.getOwner(value).getGroup();
}
