//===- StepUpdates.cpp - Take a step that updates apart -------------------===//
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

/// What helps where a step cannot be taken apart.
static constexpr StringLiteral kAdvice =
    "; return the loss and its gradients instead, and let 'optimizer=NAME' "
    "update the parameters ('clip-norm=NUMBER' for a norm of all gradients); "
    "if a result was taken for a new value that it is not, say what it is with "
    "'update=RESULT:ARGUMENT' or 'extra-output=NAME,...'";

namespace {
/// Finds what each argument is, then the gradient of each parameter.
struct UpdateFinder {
  const StepFacts &facts;
  const StepPairs &pairs;
  StepUpdates updates;
  SmallVector<StepArgument> kinds;
  llvm::DenseMap<unsigned, unsigned> resultOf; ///< of arguments

  UpdateFinder(const StepFacts &facts, const StepPairs &pairs)
      : facts(facts), pairs(pairs),
        kinds(facts.body.getNumArguments(), StepArgument::Other) {
    for (auto [result, argument] : llvm::enumerate(pairs.argumentOf))
      if (argument)
        resultOf[*argument] = result;
  }

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
    if (getResult(found->second) == argument) {
      updates.unchanged.push_back({i, found->second});
      return success();
    }
    auto type = cast<RankedTensorType>(argument.getType());
    if (!isa<FloatType>(type.getElementType()))
      return emitError() << "the step changes '" << getName(i) << "' of type "
                         << type
                         << ", which the loss depends on, but integers have "
                            "no gradients";
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

  /// "w0" and "w1" of the parameters whose updates read what `op` reads or
  /// makes.
  std::string listReaders(Operation *op) const {
    llvm::SetVector<Value> work(op->result_begin(), op->result_end());
    for (Value read : facts.getReads(op))
      if (facts.isOfBatch(read) && !facts.isOnWayToLoss(read))
        work.insert(read);
    for (size_t i = 0; i < work.size(); ++i)
      for (Operation *user : work[i].getUsers())
        if (Operation *top = facts.body.findAncestorOpInBlock(*user))
          work.insert(top->result_begin(), top->result_end());
    SmallVector<std::string> names;
    for (const ParameterUpdate &update : updates.updates)
      if (work.contains(getResult(update.result)))
        names.push_back(getName(update.parameter).str());
    return listNames(names);
  }

  LogicalResult reportMixing(const ParameterUpdate &update,
                             Operation *culprit) const {
    return culprit->emitError("'")
           << culprit->getName() << "' makes one value for the updates of "
           << listReaders(culprit)
           << ", which cannot come behind the mean over the micro-batches: "
              "behind the gradient of '"
           << getName(update.parameter)
           << "' its update may read nothing else that depends on a batch"
           << kAdvice;
  }

  LogicalResult findGradient(const StepGroups &groups, unsigned group) {
    ParameterUpdate &update = updates.updates[group];
    BlockArgument parameter = facts.body.getArgument(update.parameter);
    GradientSearch search = groups.findGradient(group);
    if (search.isConstant)
      return success();
    Operation *culprit = search.culprit;
    if (!search.first ||
        !isMadeAsGradient(facts, search.first, parameter, culprit)) {
      if (search.foreign)
        return reportForeign(group, search.foreign);
      if (culprit)
        return reportMixing(update, culprit);
      return emitError() << "no value of type " << parameter.getType()
                         << " is the gradient of '" << getName(update.parameter)
                         << "' that its new value '"
                         << pairs.resultNames[update.result]
                         << "' is computed from" << kAdvice;
    }
    update.gradient =
        findPlainGradient(facts, search.first, parameter, [&](Value value) {
          return llvm::is_contained(search.candidates, value);
        });
    return success();
  }

  /// Follows the new values of a group back to its gradient, and refuses what
  /// belongs to others.
  LogicalResult checkReads(unsigned group) const {
    const ParameterUpdate &update = updates.updates[group];
    llvm::SetVector<Value> work;
    work.insert(getResult(update.result));
    for (const StepState &state : update.states)
      work.insert(getResult(state.result));
    for (size_t i = 0; i < work.size(); ++i) {
      Value value = work[i];
      if (value == update.gradient)
        continue;
      if (Operation *op = value.getDefiningOp()) {
        ArrayRef<Value> reads = facts.getReads(op);
        for (Value read : reads)
          if (failed(checkRead(group, read, op)))
            return failure();
        work.insert(reads.begin(), reads.end());
      }
    }
    return success();
  }

  bool isOwn(const ParameterUpdate &update, unsigned argument) const {
    return argument == update.parameter ||
           kinds[argument] == StepArgument::Number ||
           llvm::any_of(update.states, [&](const StepState &state) {
             return state.argument == argument;
           });
  }

  LogicalResult checkRead(unsigned group, Value read, Operation *op) const {
    auto argument = dyn_cast<BlockArgument>(read);
    const ParameterUpdate &update = updates.updates[group];
    if (!argument || read == update.gradient ||
        isOwn(update, argument.getArgNumber()))
      return success();
    return reportRead(update, argument, op);
  }

  LogicalResult reportRead(const ParameterUpdate &update,
                           BlockArgument argument, Operation *op) const {
    unsigned i = argument.getArgNumber();
    InFlightDiagnostic diag = op->emitError("'")
                              << op->getName()
                              << "' in the update of the parameter '"
                              << getName(update.parameter) << "' reads '"
                              << getName(i) << "'";
    if (kinds[i] == StepArgument::Parameter || kinds[i] == StepArgument::State)
      return diag << ", which belongs to another update" << kAdvice;
    return diag << " of type " << argument.getType()
                << ", which is neither its state nor a floating-point number; "
                   "return it, as it is or counted up by one, and pair it with "
                   "'update=RESULT:ARGUMENT', or say with "
                   "'extra-output=NAME,...' which result is no new value";
  }

  /// `op`, behind which no gradient was found, reads what is computed from an
  /// argument that the update may not read.
  LogicalResult reportForeign(unsigned group, Operation *op) const {
    llvm::SetVector<Value> work;
    for (Value read : facts.getReads(op))
      if (!facts.isOfBatch(read))
        work.insert(read);
    for (size_t i = 0; i < work.size(); ++i) {
      if (Operation *maker = work[i].getDefiningOp()) {
        ArrayRef<Value> reads = facts.getReads(maker);
        work.insert(reads.begin(), reads.end());
        continue;
      }
      auto argument = cast<BlockArgument>(work[i]);
      if (!isOwn(updates.updates[group], argument.getArgNumber()))
        return reportRead(updates.updates[group], argument, op);
    }
    return reportMixing(updates.updates[group], op);
  }

  FailureOr<StepUpdates> find() {
    if (failed(classify()))
      return failure();
    nameNumbers();
    StepGroups groups(facts, pairs, kinds, resultOf, updates);
    if (failed(groups.findStates(kAdvice)))
      return failure();
    for (unsigned group = 0; group < updates.updates.size(); ++group)
      if (failed(findGradient(groups, group)) || failed(checkReads(group)))
        return failure();
    return std::move(updates);
  }
};
} // namespace

FailureOr<StepUpdates> mlir::pipe::findStepUpdates(const StepFacts &facts,
                                                   const StepPairs &pairs) {
  return UpdateFinder(facts, pairs).find();
}
