//===- UpdateRoles.cpp - Roles in a step that updates ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleFinder.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

/// Pairs results with the arguments whose new values they are, in `newValueOf`.
/// Returns whether the step updates parameters at all: where nobody says so, a
/// result is a parameter minus something, or it is found by name and depends on
/// what the loss does not depend on, as no gradient does.
FailureOr<bool> RoleFinder::pairUpdates(const StepFacts &facts,
                                        const StepPairs &pairs) {
  const LossSlice &slice = facts.slice;
  Operation *terminator = facts.body.getTerminator();
  SmallVector<unsigned> results, arguments;
  // Results that look like new values, and of which arguments.
  llvm::MapVector<unsigned, unsigned> updated;
  llvm::DenseSet<unsigned> taken;
  for (std::optional<unsigned> argument : newValueOf)
    if (argument)
      taken.insert(*argument);
  bool isSaid = !taken.empty();
  for (unsigned i = 0; i < resultNames.size(); ++i) {
    if (isGiven[i] || i == *loss)
      continue;
    results.push_back(i);
    auto argument = findUpdatedArgument(terminator->getOperand(i), slice);
    if (argument && slice.arguments.contains(*argument))
      updated.insert({i, *argument});
  }
  for (auto [i, role] : llvm::enumerate(roles.arguments))
    if (!role.batchDim && !role.isFrozen && !taken.contains(i))
      arguments.push_back(i);
  auto found = matchUpdatesByName(facts, pairs, results, arguments);
  bool isNamed = llvm::any_of(found, [&](auto pair) {
    Value value = terminator->getOperand(pair.first);
    return slice.arguments.contains(pair.second) &&
           slice.ofOthers.contains(value) && slice.ofBatch.contains(value);
  });
  if (updated.empty() && !isNamed && !isSaid)
    return false;
  roles.source = GradientSource::Names;
  // One that is nothing's new value, though its argument has no other one.
  auto findOpen = [&]() -> std::optional<unsigned> {
    llvm::DenseSet<unsigned> known;
    for (auto [result, argument] : found)
      known.insert(argument);
    for (auto [result, argument] : updated)
      if (!found.contains(result) && !known.contains(argument))
        return result;
    return std::nullopt;
  };
  if (findOpen()) {
    found = matchUpdatesByOrder(facts, results, arguments);
    if (found.empty()) {
      // Without numbers of the rows that look like no new values: norms.
      SmallVector<unsigned> others;
      for (unsigned i : results) {
        Value value = terminator->getOperand(i);
        bool isNumber =
            cast<RankedTensorType>(value.getType()).getRank() == 0 &&
            slice.ofBatch.contains(value) && !updated.contains(i);
        (isNumber ? leftOut : others).push_back(i);
      }
      found = matchUpdatesByOrder(facts, others, arguments);
    }
    roles.source = GradientSource::Order;
  }
  if (isSaid && found.empty())
    roles.source = GradientSource::Given;
  if (std::optional<unsigned> open = findOpen())
    return emitError()
           << "the result '" << resultNames[*open]
           << "' is a new value of a parameter, as an optimizer computes it, "
              "but neither names nor order and type tell which results are the "
              "new values of which arguments; name the pairs with "
              "'update=RESULT:ARGUMENT', and the other results with "
              "'extra-output=NAME,...' (or, if it is a gradient, "
              "'gradient=RESULT:PARAMETER')";
  for (auto [result, argument] : found)
    newValueOf[result] = argument;
  return true;
}

/// A value that does not read the parameter is hardly its new value.
LogicalResult RoleFinder::checkUpdates(const StepFacts &facts) {
  Operation *terminator = facts.body.getTerminator();
  llvm::DenseSet<Value> shared;
  for (const SharedValues &values : roles.updates->shared)
    shared.insert(values.values.begin(), values.values.end());
  for (const ParameterUpdate &update : roles.updates->updates) {
    if (isGiven[update.result])
      continue;
    Value parameter = facts.body.getArgument(update.parameter);
    llvm::SetVector<Value> work;
    work.insert(terminator->getOperand(update.result));
    for (size_t i = 0; i < work.size(); ++i) {
      Operation *op = work[i].getDefiningOp();
      if (!op || work[i] == update.gradient || shared.contains(work[i]))
        continue;
      ArrayRef<Value> reads = facts.getReads(op);
      work.insert(reads.begin(), reads.end());
    }
    if (!work.contains(parameter))
      return emitError()
             << "the result '" << resultNames[update.result]
             << "' is taken for the new value of '"
             << argumentNames[update.parameter]
             << "', but is computed from the gradient and not from the "
                "parameter; if it is so, say 'update="
             << resultNames[update.result] << ":"
             << argumentNames[update.parameter]
             << "', else 'extra-output=" << resultNames[update.result] << "'";
  }
  return success();
}

/// What is neither a new value nor a number of the step is an output, of the
/// forward part.
LogicalResult RoleFinder::setRest(const StepFacts &facts) {
  llvm::DenseSet<Value> behind; // What depends on a gradient.
  llvm::DenseMap<Value, unsigned> removed;
  for (const ParameterUpdate &update : roles.updates->updates) {
    if (update.gradient)
      behind.insert(update.gradient);
    for (const StepState &state : update.states)
      removed[facts.body.getArgument(state.argument)] = state.argument;
  }
  for (const StepNumber &number : roles.updates->numbers)
    removed[facts.body.getArgument(number.argument)] = number.argument;
  for (Operation &op : facts.body.without_terminator())
    for (Value read : facts.getReads(&op)) {
      if (behind.contains(read))
        behind.insert(op.result_begin(), op.result_end());
      if (auto it = removed.find(read); it != removed.end())
        for (Value result : op.getResults())
          removed[result] = it->second;
    }
  for (unsigned i = 0; i < resultNames.size(); ++i) {
    if (newValueOf[i] || i == *loss ||
        roles.results[i].kind == ResultKind::Report)
      continue;
    Value value = facts.body.getTerminator()->getOperand(i);
    if (auto it = removed.find(value); it != removed.end())
      return emitError() << "the result '" << resultNames[i] << "' depends on '"
                         << argumentNames[it->second]
                         << "', which only updates may read, and is neither a "
                            "new value nor one number that is computed from "
                            "single numbers of the updates, such as a norm; "
                            "leave it out, or name the argument whose new "
                            "value it is with 'update=RESULT:ARGUMENT'";
    if (behind.contains(value) && !isGiven[i])
      return emitError() << "the result '" << resultNames[i]
                         << "' of a step that updates its parameters depends "
                            "on a gradient, and is neither a new value nor one "
                            "number that is computed from single numbers of "
                            "the updates, such as a norm; say what it is with "
                            "'update=RESULT:ARGUMENT' or 'extra-output="
                         << resultNames[i]
                         << "', which returns it for each micro-batch";
  }
  return success();
}

/// A loss is never computed from its gradients alone, as the numbers of a step
/// are.
std::optional<unsigned> RoleFinder::findLossOfStep(ArrayRef<unsigned> scalars) {
  // Each look goes over all of the step.
  static constexpr size_t kMaximum = 8;
  if (scalars.size() < 2 || scalars.size() > kMaximum)
    return std::nullopt;
  ScopedDiagnosticHandler quiet(func.getContext(),
                                [](Diagnostic &) { return success(); });
  std::optional<unsigned> found;
  for (unsigned i : scalars) {
    RoleFinder trial(*this);
    trial.loss = i;
    bool fits = succeeded(trial.findGradients()) && trial.roles.updates &&
                llvm::all_of(scalars, [&](unsigned other) {
                  return other == i ||
                         trial.roles.results[other].kind == ResultKind::Report;
                });
    if (fits && found)
      return std::nullopt;
    if (fits)
      found = i;
  }
  return found;
}

FailureOr<bool> RoleFinder::findUpdates(const LossSlice &slice,
                                        ArrayRef<bool> isBatch) {
  StepFacts facts(func, slice);
  StepPairs pairs{argumentNames, resultNames, isBatch, newValueOf};
  FailureOr<bool> isUpdating = pairUpdates(facts, pairs);
  if (failed(isUpdating) || !*isUpdating)
    return isUpdating;
  for (const ResultRole &role : roles.results)
    if (role.kind == ResultKind::Gradient)
      return emitError() << "the result '" << role.name
                         << "' is said to be a gradient, but others are new "
                            "values of parameters; say with "
                            "'extra-output=NAME,...' that they are none";
  SmallVector<unsigned> rest; // Of which nothing is known.
  for (unsigned i = 0; i < resultNames.size(); ++i)
    if (!newValueOf[i] && !isGiven[i] && i != *loss)
      rest.push_back(i);
  FailureOr<StepUpdates> updates = findStepUpdates(facts, pairs, rest);
  if (failed(updates))
    return failure();
  roles.updates = std::move(*updates);
  for (const SharedValues &shared : roles.updates->shared)
    for (unsigned i : shared.reports)
      roles.results[i].kind = ResultKind::Report;
  for (unsigned i : leftOut)
    if (roles.results[i].kind != ResultKind::Report)
      return emitError() << "neither names nor order and type tell whether the "
                            "result '"
                         << resultNames[i]
                         << "' is the new value of an argument; name the pairs "
                            "with 'update=RESULT:ARGUMENT', and the other "
                            "results with 'extra-output=NAME,...'";
  if (failed(checkUpdates(facts)) || failed(setRest(facts)))
    return failure();
  for (auto [i, argument] : llvm::enumerate(newValueOf))
    if (argument) {
      roles.results[i].kind = ResultKind::NewValue;
      roles.results[i].parameter = argumentNames[*argument];
    }
  return true;
}
