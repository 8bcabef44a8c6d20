//===- StepUpdates.cpp - Take a step that updates apart -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedValues.h"
#include "StepGroups.h"
#include "StepReports.h"

#include "mlir/IR/Diagnostics.h"

using namespace mlir;
using namespace mlir::pipe;

/// Finds the gradient that the new values of a group are computed from.
static LogicalResult findGradient(const StepReporter &reporter,
                                  const StepGroups &groups, unsigned group,
                                  ParameterUpdate &update) {
  const StepFacts &facts = reporter.facts;
  BlockArgument parameter = facts.body.getArgument(update.parameter);
  GradientSearch search = groups.findGradient(group);
  if (search.isConstant)
    return success();
  Operation *culprit = search.culprit;
  if (!search.first ||
      !isMadeAsGradient(facts, search.first, parameter, culprit)) {
    if (search.foreign)
      return reporter.reportForeign(update, search.foreign);
    if (culprit)
      return reporter.reportMixing(update, culprit);
    return reporter.emitError()
           << "no value of type " << parameter.getType()
           << " is the gradient of '" << reporter.getName(update.parameter)
           << "' that its new value '"
           << reporter.pairs.resultNames[update.result] << "' is computed from"
           << kStepAdvice;
  }
  update.gradient =
      findPlainGradient(facts, search.first, parameter, [&](Value value) {
        return llvm::is_contained(search.candidates, value);
      });
  return success();
}

namespace {
/// Takes a step apart in one of two ways: as if updates read nothing of each
/// other, or with what they share.
struct UpdateFinder {
  const StepFacts &facts;
  const StepPairs &pairs;
  ArrayRef<StepArgument> kinds;
  const llvm::DenseMap<unsigned, unsigned> &resultOf;
  ArrayRef<unsigned> rest;
  StepUpdates updates;
  SmallVector<Diagnostic> errors;
  /// Whether anything was found that updates may share.
  bool hasShared = false;

  /// Keeps the errors.
  LogicalResult find(bool mayShare) {
    ScopedDiagnosticHandler handler(facts.getLoc().getContext(),
                                    [&](Diagnostic &diagnostic) {
                                      errors.push_back(std::move(diagnostic));
                                      return success();
                                    });
    StepGroups groups(facts, pairs, kinds, resultOf, updates, mayShare);
    if (failed(groups.findStates(kStepAdvice)))
      return failure();
    hasShared = groups.hasShared();
    StepReporter reporter{facts, pairs, kinds, updates};
    for (auto [group, update] : llvm::enumerate(updates.updates))
      if (failed(findGradient(reporter, groups, group, update)))
        return failure();
    return findSharedValues(groups, reporter, rest, updates);
  }

  void emitErrors() {
    DiagnosticEngine &engine = facts.getLoc().getContext()->getDiagEngine();
    for (Diagnostic &diagnostic : errors)
      engine.emit(std::move(diagnostic));
  }
};
} // namespace

FailureOr<StepUpdates> mlir::pipe::findStepUpdates(const StepFacts &facts,
                                                   const StepPairs &pairs,
                                                   ArrayRef<unsigned> rest) {
  llvm::DenseMap<unsigned, unsigned> resultOf; // Of arguments.
  for (auto [result, argument] : llvm::enumerate(pairs.argumentOf))
    if (argument)
      resultOf[*argument] = result;
  StepUpdates updates;
  FailureOr<SmallVector<StepArgument>> kinds =
      readStepArguments(facts, pairs, resultOf, updates);
  if (failed(kinds))
    return failure();
  UpdateFinder apart{facts, pairs, *kinds, resultOf, rest, updates, {}};
  if (succeeded(apart.find(/*mayShare=*/false)))
    return std::move(apart.updates);
  UpdateFinder sharing{facts, pairs, *kinds, resultOf, rest, updates, {}};
  if (succeeded(sharing.find(/*mayShare=*/true)))
    return std::move(sharing.updates);
  (sharing.hasShared ? sharing : apart).emitErrors();
  return failure();
}
