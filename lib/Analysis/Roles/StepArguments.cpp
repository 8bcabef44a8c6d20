//===- StepArguments.cpp - What the arguments of a step are ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepGroups.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Finds what each argument is, and begins the updates and numbers.
struct ArgumentReader {
  const StepFacts &facts;
  const StepPairs &pairs;
  const llvm::DenseMap<unsigned, unsigned> &resultOf;
  StepUpdates &updates;
  SmallVector<StepArgument> kinds;

  Value getResult(unsigned i) const {
    return facts.body.getTerminator()->getOperand(i);
  }
  StringRef getName(unsigned argument) const {
    return pairs.argumentNames[argument];
  }
  InFlightDiagnostic emitError() const {
    return mlir::emitError(facts.getLoc());
  }

  LogicalResult classify() {
    for (BlockArgument argument : facts.body.getArguments()) {
      unsigned i = argument.getArgNumber();
      if (pairs.isBatch[i])
        kinds[i] = StepArgument::Batch;
      else if (facts.slice.arguments.contains(i) ? failed(readParameter(i))
                                                 : failed(readOther(i)))
        return failure();
    }
    if (!updates.updates.empty())
      return success();
    return emitError()
           << "no result is the new value of a parameter that the "
              "loss depends on; name the pairs with "
              "'update=RESULT:ARGUMENT', or say with "
              "'extra-output=NAME,...' which result is no new value";
  }

  LogicalResult readParameter(unsigned i) {
    auto found = resultOf.find(i);
    if (found == resultOf.end())
      return success();
    BlockArgument argument = facts.body.getArgument(i);
    if (isKept(getResult(found->second), argument)) {
      updates.unchanged.push_back({i, found->second});
      return success();
    }
    auto type = cast<RankedTensorType>(argument.getType());
    if (!isa<FloatType>(type.getElementType())) {
      InFlightDiagnostic diagnostic = emitError();
      diagnostic << "the step changes '" << getName(i) << "' of type " << type
                 << ", which the loss depends on, but integers have no "
                    "gradients";
      if (type.getRank() == 0 &&
          matchIncrement(getResult(found->second), argument))
        diagnostic << ", and micro-batches know no number of the step; what "
                      "random numbers are made from has to come with the batch";
      return diagnostic;
    }
    kinds[i] = StepArgument::Parameter;
    updates.updates.push_back({i, found->second, {}, {}});
    return success();
  }

  /// Of what the loss does not depend on.
  LogicalResult readOther(unsigned i) {
    BlockArgument argument = facts.body.getArgument(i);
    auto type = cast<RankedTensorType>(argument.getType());
    bool isScalar = type.getRank() == 0;
    bool isFloat = isa<FloatType>(type.getElementType());
    auto found = resultOf.find(i);
    std::optional<unsigned> result;
    if (found != resultOf.end())
      result = found->second;
    std::optional<bool> counts;
    if (result && isScalar && !isFloat)
      counts = matchIncrement(getResult(*result), argument);
    bool isKept = result && getResult(*result) == argument;
    // What nobody reads need not be kept.
    bool isUnread = isScalar && argument.use_empty() && result;
    if (counts || isUnread || (isScalar && isFloat && (!result || isKept))) {
      if (!result && argument.use_empty())
        return success();
      kinds[i] = StepArgument::Number;
      updates.numbers.push_back({i, counts ? "step" : "", result,
                                 counts.has_value(), counts.value_or(false)});
    } else if (result && isFloat) {
      kinds[i] = StepArgument::State;
    } else if (result) {
      return emitError()
             << "the step changes '" << getName(i) << "' of type " << type
             << ", but of integers it may only count steps, by one from 0; "
                "leave it out, or say with 'extra-output="
             << pairs.resultNames[*result]
             << "' that its new value is not to be kept";
    }
    return success();
  }

  /// "learning_rate" for what is called so, else the last key, if no other
  /// number has the same.
  void nameNumbers() {
    llvm::StringMap<unsigned> counts;
    auto getKey = [&](const StepNumber &number) -> std::string {
      TreePath path = parseTreePath(getName(number.argument));
      std::string key = path.empty() ? "" : path.back();
      return key == "lr" ? "learning_rate" : key;
    };
    for (const StepNumber &number : updates.numbers)
      ++counts[getKey(number)];
    for (StepNumber &number : updates.numbers) {
      if (number.isCounter)
        continue;
      std::string key = getKey(number);
      bool isOwn = !key.empty() && key != "step" && counts[key] == 1;
      number.role = isOwn ? key : getName(number.argument).str();
    }
  }
};
} // namespace

FailureOr<SmallVector<StepArgument>> mlir::pipe::readStepArguments(
    const StepFacts &facts, const StepPairs &pairs,
    const llvm::DenseMap<unsigned, unsigned> &resultOf, StepUpdates &updates) {
  ArgumentReader reader{facts, pairs, resultOf, updates,
                        SmallVector<StepArgument>(facts.body.getNumArguments(),
                                                  StepArgument::Other)};
  if (failed(reader.classify()))
    return failure();
  reader.nameNumbers();
  return std::move(reader.kinds);
}
