//===- StepSources.cpp - What values of a step are computed from ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepSources.h"

using namespace mlir;
using namespace mlir::pipe;

/// True for tensors but those of one element.
static bool isOfMany(Value value) {
  return isa<RankedTensorType>(value.getType()) && !isSingleNumber(value);
}

StepSources::StepSources(
    const StepFacts &facts,
    llvm::function_ref<Owner(BlockArgument)> getArgumentOwner,
    llvm::function_ref<std::optional<unsigned>(Value, Owner, bool)> getGradient,
    llvm::function_ref<bool(Value)> isGiven) {
  for (BlockArgument argument : facts.body.getArguments()) {
    owners.insert({argument, getArgumentOwner(argument)});
    if (facts.isOfBatch(argument))
      stray.insert(argument);
    if (!getOwner(argument).isNone() && isOfMany(argument))
      ofTensors.insert(argument);
  }
  for (Operation &op : facts.body.without_terminator()) {
    Owner ofAll = Owner::none(), behindGradients = Owner::none();
    bool isStray = false, isOfTensors = false;
    for (Value read : facts.getReads(&op)) {
      isOfTensors |= ofTensors.contains(read);
      if (stray.contains(read)) {
        isStray = true;
        continue;
      }
      ofAll.join(getOwner(read));
      if (facts.isOfBatch(read))
        behindGradients.join(getOwner(read));
    }
    Owner owner = isStray ? behindGradients : ofAll;
    for (Value result : op.getResults()) {
      if (isGiven(result)) {
        owners.insert({result, Owner::none()});
        continue;
      }
      std::optional<unsigned> group = getGradient(result, owner, isStray);
      if ((isOfTensors || group) && isOfMany(result))
        ofTensors.insert(result);
      owners.insert({result, group ? Owner::of(*group) : owner});
      if (isStray && !group)
        stray.insert(result);
    }
  }
}
