//===- StepGradients.cpp - The gradient that an update reads --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepGroups.h"

#include <queue>

using namespace mlir;
using namespace mlir::pipe;

GradientSearch StepGroups::findGradient(unsigned group) const {
  const ParameterUpdate &update = updates.updates[group];
  Type type = facts.body.getArgument(update.parameter).getType();
  GradientSearch search;
  // What depends on a batch and is still to be followed, the latest first.
  auto isEarlier = [&](Value a, Value b) {
    auto getPlace = [&](Value value) {
      Operation *maker = value.getDefiningOp();
      return maker ? static_cast<int64_t>(facts.getPlace(maker)) : -1;
    };
    return getPlace(a) < getPlace(b);
  };
  std::priority_queue<Value, std::vector<Value>, decltype(isEarlier)> open(
      isEarlier);
  llvm::DenseSet<Value> seen;
  auto push = [&](Value value) {
    bool isOfOther = getOnlySource(value).value_or(group) != group;
    if (facts.isOfBatch(value) && !isOfOther && !shared.contains(value) &&
        seen.insert(value).second)
      open.push(value);
  };
  llvm::for_each(getNewValues(group), push);
  search.isConstant = open.empty();
  while (!open.empty()) {
    Value value = open.top();
    open.pop();
    Operation *maker = value.getDefiningOp();
    bool isAlone = open.empty();
    // A gradient depends on nothing that the loss does not depend on.
    if (isAlone && value.getType() == type && maker &&
        !facts.isOnWayToLoss(value) && !facts.slice.ofOthers.contains(value)) {
      search.candidates.push_back(value);
      search.first = value;
    }
    if (!maker)
      break;
    if (!lookup(apartReaders, value).isNoneBut(group)) {
      search.culprit = maker;
      break;
    }
    ArrayRef<Value> reads = facts.getReads(maker);
    // What may be shared is checked when it is known what is.
    bool isOwn = llvm::all_of(reads, [&](Value read) {
      return facts.isOfBatch(read) || sources.getOwner(read).isNoneBut(group) ||
             (mayShare && read.getDefiningOp());
    });
    if (!isOwn) {
      search.foreign = maker;
      break;
    }
    llvm::for_each(reads, push);
  }
  return search;
}
