//===- Steps.cpp - Runs one step after the other --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Steps.h"

#include "pipe/Support/Failure.h"

#include <chrono>
#include <functional>
#include <iostream>
#include <unistd.h>
#include <utility>

using namespace mlir::pipe;

using Clock = std::chrono::steady_clock;

/// Shows how far a run of many steps is, on terminals only. Called with the
/// number of steps that are done.
static std::function<void(int64_t)>
makeProgress(int64_t lastStep, int64_t numSteps, bool saysSteps) {
  if (numSteps <= 1 || !isatty(STDERR_FILENO) ||
      (saysSteps && isatty(STDOUT_FILENO)))
    return [](int64_t) {};
  return [lastStep, next = Clock::now() + std::chrono::seconds(1),
          shown = false](int64_t done) mutable {
    if (Clock::now() >= next && done < lastStep) {
      std::cerr << "\rstep " << done << " of " << lastStep << std::flush;
      next = Clock::now() + std::chrono::milliseconds(200);
      shown = true;
    } else if (shown && done == lastStep) {
      std::cerr << "\r\033[K" << std::flush;
    }
  };
}

Steps::Steps(const Manifest &manifest, Runner &runner, StepData &data,
             const Hypers &hypers, const LossScale &lossScale,
             const StepsOptions &options)
    : manifest(manifest), runner(runner), data(data), hypers(hypers),
      lossScale(lossScale), options(options), trains(manifest.hasUpdates()),
      progress(options.before), numBegun(options.before.step) {
  lossScale.begin(progress);
}

/// Gives the ranks what the next step reads.
void Steps::prepare(bool isFirst) {
  // What trains never takes the same again; what does not runs on the same data
  // where there are no others.
  if (isFirst || trains || data.getNumSteps().value_or(1) > 1) {
    // Not where the step that is under way reads.
    const size_t place = runner.getNextPlace();
    data.load(numBegun, place);
    runner.setInputs(data.getInputs(place),
                     [&](size_t input) { return data.getPieces(input); });
  }
  setHypers();
  if (options.keepParameters)
    before = runner.copyParameters();
}

void Steps::setHypers() {
  // Steps that are under way skip no update.
  const int64_t updates =
      progress.updates + (numBegun - progress.step) * manifest.updates;
  std::vector<std::vector<double>> values;
  for (int64_t update = 1; update <= manifest.updates; ++update)
    values.push_back(
        hypers.get(numBegun + 1, updates + update, lossScale.get(progress)));
  runner.setHypers(values);
}

StepReport Steps::describe(double milliseconds, bool isSkipped,
                           double usedScale) {
  const int64_t rows = data.getRowsPerStep();
  StepReport report = {
      progress.step,
      getMeanLoss(manifest, runner.fetchOutputs(/*onlyLosses=*/true)),
      hypers.getLearningRate(progress.step), milliseconds,
      rows ? rows : manifest.microBatches};
  if (manifest.findReport(bundle::kFiniteRole))
    report.isSkipped = isSkipped;
  if (manifest.findHyper(bundle::kLossScaleRole))
    report.lossScale = usedScale;
  if (lossScale.isDynamic())
    report.nextLossScale = progress.lossScale;
  const std::vector<Bytes> said = runner.readReports();
  for (size_t i = 0; i < said.size(); ++i)
    if (const bundle::Report &item = manifest.reports[i]; item.isResult)
      report.numbers.push_back(
          readNumber(item.role, item.type.type, said[i].data()));
  if (isSkipped)
    report.notFinite = findNotFinite(manifest, runner.copyGradients());
  return report;
}

/// Evaluates where that is due, and says what came of it. Returns why it could
/// not be done, else "".
std::string Steps::evaluate(StepReport &report) {
  const int64_t done = progress.step;
  const bool isLast = done == options.before.step + options.numSteps;
  if (!options.evaluation || !(isLast || options.evaluation->isDue(done)))
    return "";
  try {
    report.evaluated = options.evaluation->evaluate(runner);
  } catch (const Failure &failure) {
    return "the evaluation behind step " + std::to_string(done) + ": " +
           failure.message;
  }
  std::cout << describeEvaluation(report) << std::endl;
  return "";
}

bool Steps::mayOverlap() const {
  // A skipped step changes what the next one is given.
  if (!options.overlap || !trains || options.keepParameters ||
      lossScale.isDynamic() || manifest.findReport(bundle::kFiniteRole))
    return false;
  // Both read what the ranks hold behind a step.
  return !(options.evaluation && options.evaluation->isDue(numBegun)) &&
         !(options.checkpoints && options.checkpoints->isDue(numBegun));
}

std::string Steps::beginStep() {
  if (runner.getNumOpen() == 0)
    mark = Clock::now();
  prepare(numBegun == options.before.step);
  ++numBegun;
  return runner.beginStep();
}

/// Waits for the end of a step and says what came of it.
std::string Steps::finishStep(std::optional<LogFile> &metrics) {
  if (std::string report = runner.finishStep(); !report.empty())
    return report;
  const bool isSkipped = !runner.hasUpdated();
  const double usedScale = lossScale.get(progress);
  progress.add(isSkipped ? 0 : manifest.updates);
  lossScale.update(progress, isSkipped);
  numSkipped += isSkipped;
  if (!trains)
    return "";
  const Clock::time_point end = Clock::now();
  const std::chrono::duration<double, std::milli> time =
      end - std::exchange(mark, end);
  StepReport report = describe(time.count(), isSkipped, usedScale);
  std::cout << describeStep(report) << std::endl;
  if (std::string failure = evaluate(report); !failure.empty())
    return failure;
  // A training does not end for the sake of its log.
  if (metrics && !metricsError)
    metricsError = metrics->add(toJson(report));
  return "";
}

/// Whether the run ends before its last step.
bool Steps::mustEnd(const std::optional<DeferInterrupt> &interrupt) {
  interrupted = interrupt && interrupt->isRequested();
  return interrupted ||
         (options.checkpoints && options.checkpoints->getError());
}

std::string Steps::runAll() {
  std::optional<LogFile> metrics = openMetrics(options.metrics);
  std::optional<DeferInterrupt> interrupt;
  if (trains)
    interrupt.emplace();
  const int64_t lastStep = options.before.step + options.numSteps;
  auto showProgress = makeProgress(lastStep, options.numSteps, trains);
  bool ends = false;
  while (runner.getNumOpen() != 0 || (numBegun < lastStep && !ends)) {
    const bool begins = numBegun < lastStep && !ends &&
                        (runner.getNumOpen() == 0 ||
                         (runner.getNumOpen() == 1 && mayOverlap()));
    if (begins) {
      if (std::string report = beginStep(); !report.empty())
        return report;
      continue;
    }
    if (std::string report = finishStep(metrics); !report.empty())
      return report;
    showProgress(progress.step);
    if (options.checkpoints)
      options.checkpoints->add(runner, progress);
    ends = mustEnd(interrupt);
  }
  return "";
}

std::string Steps::run() {
  std::string report;
  try {
    report = runAll();
  } catch (const Failure &) {
    // Nothing that ranks use may go; and the run may have failed elsewhere.
    while (report.empty() && runner.getNumOpen() != 0)
      report = runner.finishStep();
    if (report.empty())
      throw;
  }
  Checkpoints *checkpoints = options.checkpoints;
  if (!report.empty()) {
    if (checkpoints)
      checkpoints->wait();
    return report;
  }
  if (numSkipped != 0)
    std::cout << describeSkipped(numSkipped,
                                 progress.step - options.before.step)
              << std::endl;
  runner.fetchOutputs();
  if (checkpoints)
    checkpoints->finish(runner, progress);
  return "";
}
