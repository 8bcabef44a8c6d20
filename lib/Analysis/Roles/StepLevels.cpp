//===- StepLevels.cpp - Behind which shared values a value stands ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepLevels.h"

using namespace mlir;
using namespace mlir::pipe;

/// True for scalars and tensors of one element.
static bool isNumber(Value value) {
  return isSingleNumber(value) || !isa<RankedTensorType>(value.getType());
}

/// What an op makes that reads `reads`, but for whether it has one element.
StepValue StepLevels::make(ArrayRef<Value> reads, bool isOfAll) const {
  Owner ofTensors = Owner::none(), ofNumbers = Owner::none();
  bool readsShared = false;
  StepValue made;
  for (Value read : reads) {
    const StepValue &value = get(read);
    made.isStray |= value.isStray;
    made.isOpen |= value.isOpen;
    if (value.owner.isSeveral())
      readsShared = true;
    else
      (value.isOfNumbers ? ofNumbers : ofTensors).join(value.owner);
  }
  made.isOpen |= made.isStray || ofTensors.isSeveral();
  made.isOfNumbers = ofTensors.isNone();
  if (!made.isOfNumbers)
    made.owner = ofTensors;
  else if (ofNumbers.isNone() ? readsShared : readsShared && isOfAll)
    made.owner = Owner::several();
  else
    made.owner = ofNumbers;
  for (Value read : reads) {
    const StepValue &value = get(read);
    std::optional<unsigned> group = value.owner.getGroup();
    // What belongs to another one is handed on by a shared value.
    bool isOther = group && made.owner.getGroup() != group;
    made.level = std::max(made.level, value.level + isOther);
  }
  return made;
}

StepLevels::StepLevels(
    const StepFacts &facts,
    llvm::function_ref<Owner(BlockArgument)> getArgumentOwner,
    const llvm::DenseMap<Value, unsigned> &groupOf,
    llvm::function_ref<bool(Value)> isOfAll) {
  for (BlockArgument argument : facts.body.getArguments()) {
    StepValue value;
    value.owner = getArgumentOwner(argument);
    value.isOfNumbers = value.owner.isNone() || isSingleNumber(argument);
    value.isStray = facts.isOfBatch(argument);
    value.isOpen = value.owner.isSeveral();
    values.insert({argument, value});
  }
  for (Operation &op : facts.body.without_terminator()) {
    bool isNeeded = llvm::any_of(op.getResults(), isOfAll);
    StepValue made = make(facts.getReads(&op), isNeeded);
    for (Value result : op.getResults()) {
      StepValue value = made;
      if (auto it = groupOf.find(result); it != groupOf.end()) {
        value = StepValue();
        value.owner = Owner::of(it->second);
        value.isOfNumbers = false;
      }
      value.isOfNumbers |= isNumber(result);
      values.insert({result, value});
    }
  }
}
