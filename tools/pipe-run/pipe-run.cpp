//===- pipe-run.cpp - Runs a compiled model -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pipe-run MODEL.pipe --parameters=FILE --inputs=FILE [...]
//
// Exit status: 0 done; 1 the input is at fault; 2 wrong usage; 3 a check or
// comparison failed; 4 the run failed. stdout carries results, stderr the rest.
//
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "Checkpoints.h"
#include "DataFiles.h"
#include "EqualParameters.h"
#include "Evaluation.h"
#include "Hypers.h"
#include "Launch.h"
#include "Launcher.h"
#include "MeasureLinks.h"
#include "Options.h"
#include "Outputs.h"
#include "Probe.h"
#include "Processes.h"
#include "Reference.h"
#include "ReportFolder.h"
#include "Session.h"
#include "Start.h"
#include "States.h"
#include "StepData.h"
#include "Steps.h"
#include "Timelines.h"
#include "TraceWriter.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/StandardStreams.h"
#include "pipe/TensorIO/Unfinished.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>

using namespace mlir::pipe;

/// Ends the process without waiting for a rank that may be stuck.
[[noreturn]] static void leave(ExitStatus status) {
  IoStatus error = writeStandardOutput("");
  if (error && status == ExitStatus::Done) {
    std::cerr << "pipe-run: error: " << error->message << "\n";
    status = ExitStatus::BadInput;
  }
  endByDeferredSignal();
  std::_Exit(int(status));
}

/// The coarsest type of what the model is given.
static ElementType getComputeType(const Manifest &manifest) {
  std::vector<ElementType> types = {
      manifest.coarsestType.value_or(ElementType::F64)};
  for (const Parameter &parameter : manifest.parameters)
    types.push_back(parameter.type.type);
  for (const Input &input : manifest.inputs)
    types.push_back(input.type.type);
  return getCoarsest(types);
}

/// Compares with the unpartitioned model, and that with its own loss; throws
/// Failure when it is no derivative. Returns whether the results agree.
static bool checkModel(const Options &options, const Bundle &bundle,
                       const std::vector<const void *> &parameters,
                       const std::vector<Bytes> &inputs,
                       const RunResults &results) {
  RunResults reference = runReference(bundle, parameters, inputs);
  std::vector<CheckRow> rows = checkResults(bundle, results, reference);
  judge(rows, {options.tolerance, getComputeType(bundle.manifest)});
  bool good = printCheck(bundle, rows, std::cout);
  if (options.check == "all" &&
      !probeModel(bundle, parameters, inputs, reference, std::cout))
    throw Failure{"what the model returns as gradients is not the derivative "
                  "of the loss: it may be something else (new parameters of an "
                  "optimizer, gradients in another order or of another "
                  "factor), or a gradient that was changed on purpose "
                  "(stopped, straight through, clipped, left out for the row "
                  "of an embedding's padding_idx); --check=cut only compares "
                  "with the unpartitioned model",
                  ExitStatus::CheckFailed};
  return good;
}

/// Runs the check and the comparison; throws Failure when one fails.
static void compareResults(const Options &options, const Bundle &bundle,
                           const std::vector<const void *> &parameters,
                           const std::vector<Bytes> &inputs,
                           const RunResults &results, const Renames &renames) {
  bool good = true;
  std::optional<Failure> failure; // --compare is to be seen beside it.
  try {
    if (!options.check.empty())
      good &= checkModel(options, bundle, parameters, inputs, results);
  } catch (const Failure &found) {
    if (found.status != ExitStatus::CheckFailed)
      throw;
    failure = found;
  }
  if (!options.compare.empty()) {
    DataFile file = DataFile::read(options.compare, "--compare");
    FileComparison comparison = compareWithFile(bundle, results, file, renames);
    judge(comparison.rows, {options.tolerance, getComputeType(bundle.manifest),
                            comparison.normOfMissing});
    good &= printComparison(comparison, options.compare, std::cout);
  }
  if (failure)
    throw *failure;
  if (!good)
    throw Failure{"results differ by more than the tolerance",
                  ExitStatus::CheckFailed};
}

/// The unpartitioned model has one value of each parameter.
static void requireOneVersion(const Manifest &manifest) {
  if (manifest.updatesWithinStep())
    throw Failure{"--check: the schedule '" + manifest.schedule +
                      "' updates the parameters " +
                      std::to_string(manifest.updates) +
                      " times within a step, so that no step of the "
                      "unpartitioned model is like it; compile with a "
                      "synchronous schedule to check the model",
                  ExitStatus::BadUsage};
}

static void writeFiles(const Options &options, const Bundle &bundle,
                       const std::vector<const void *> &parameters,
                       const RunResults &results,
                       const Measurements &measurements) {
  const Manifest &manifest = bundle.manifest;
  if (!options.outputsOut.empty())
    writeOutputs(options.outputsOut, manifest, results);
  if (!options.gradientsOut.empty())
    writeGradients(options.gradientsOut, manifest, results);
  if (!options.parametersOut.empty())
    writeParameters(options.parametersOut, manifest, results, parameters);
  if (!options.trace.empty())
    take(writeFile(options.trace, {makeTrace(bundle, measurements)}));
}

/// Writes the states after the last step into a file; `state` tells which.
static void writeLastState(const std::string &path, const Runner &runner,
                           const Steps &steps, TrainingState &state) {
  state.progress = steps.getProgress();
  runner.fetchStates(state.tensors);
  writeState(path, state);
}

/// Runs the steps of a bundle. Does not return if one fails.
static void runSteps(Steps &steps, const Checkpoints *checkpoints,
                     FailureWriter &failures) {
  std::string report = steps.run();
  if (report.empty())
    return;
  // A rank may still be running, so that nothing here may be freed.
  std::cerr << "pipe-run: error: the run failed: " << report << "\n";
  if (checkpoints && checkpoints->getError())
    std::cerr << "pipe-run: warning: " << *checkpoints->getError() << "\n";
  failures.write();
  leave(ExitStatus::RunFailed);
}

/// What a trace shows of a device that does its work later.
static void warnOfTimes(const RunOptions &options) {
  if (options.transport == "cuda")
    std::cerr << "pipe-run: warning: with --transport=cuda the times of tasks "
                 "are those at which the host has queued them; the GPU does "
                 "them later\n";
}

static void warnOfLostEvents(const Bundle &bundle,
                             const Measurements &measurements) {
  for (size_t rank = 0; rank < measurements.counters.size(); ++rank)
    if (uint64_t lost = measurements.counters[rank].events_dropped; lost != 0)
      std::cerr << "pipe-run: warning: the trace has lost the first " << lost
                << " events of " << bundle.getRankName(rank) << "\n";
}

/// Replicas in one process are threads of it.
static void warnOfManyThreads(const Bundle &bundle, bool areProcesses) {
  const int64_t cores = std::max(1u, std::thread::hardware_concurrency());
  if (bundle.replicas > 1 && !areProcesses && bundle.getNumRanks() > 8 * cores)
    std::cerr << "pipe-run: warning: the " << bundle.getNumRanks()
              << " ranks of " << bundle.replicas << " replicas share " << cores
              << (cores == 1 ? " core\n" : " cores\n");
}

static std::vector<const void *> getPointers(const std::vector<Bytes> &values) {
  std::vector<const void *> pointers;
  for (const Bytes &value : values)
    pointers.push_back(value.data());
  return pointers;
}

/// Says why a run has ended before its last step, if one did for a checkpoint.
static void requireCheckpoints(const Checkpoints *checkpoints,
                               const Steps &steps) {
  if (checkpoints && checkpoints->getError())
    throw Failure{"ended after step " + std::to_string(steps.getDone()) + ": " +
                      *checkpoints->getError(),
                  ExitStatus::RunFailed};
}

/// Does what --measure-links asks for.
static void reportLinks(const Bundle &bundle, const RunOptions &options,
                        const std::string &path) {
  std::vector<LinkTimes> links = measureLinks(bundle, options);
  if (options.membership && options.membership->rank != 0)
    return;
  printLinks(links, std::cout);
  take(writeFile(path, {makeLinksFile(links)}));
}

static ExitStatus run(const CLI::App &app, const Options &options,
                      const std::optional<Membership> &membership) {
  Renames renames = parseRenames(options.renames);
  Bundle bundle = loadBundle(options.bundle, options.kernels);
  replicate(bundle, options.replicas);
  const Manifest &manifest = bundle.manifest;
  requireDevice(app, options, bundle);
  const RunOptions runOptions = getRunOptions(app, options, membership);
  if (membership)
    requireProcesses(options, bundle);
  if (!options.measureLinks.empty()) {
    reportLinks(bundle, runOptions, options.measureLinks);
    return ExitStatus::Done;
  }
  std::optional<ReportFolder> reports;
  if (!options.report.empty())
    reports.emplace(options.report);
  ReportFolder *const reportFolder = reports ? &*reports : nullptr;
  std::optional<Runner> ranks;
  if (membership) {
    // The others are waiting.
    ranks.emplace(bundle, runOptions);
    if (membership->rank != 0) {
      if (serve(*ranks, bundle, membership->rank, options.verbose,
                reportFolder))
        return ExitStatus::Done;
      reports.reset();
      // A rank may still be running, so that nothing else may be freed.
      leave(ExitStatus::RunFailed);
    }
  }
  requireOptimizer(app, manifest, options.bundle);
  const std::vector<DataFile> inputFiles = mapFiles(options.inputs, "--inputs");
  std::optional<CheckpointFolder> folder;
  if (!options.checkpoint.empty())
    folder.emplace(CheckpointFolder::open(options.checkpoint));
  Start start =
      findStart(options, bundle, renames, folder ? &*folder : nullptr);
  StepData data(manifest, inputFiles, renames,
                {options.repeat, options.shuffleSeed, options.seed,
                 /*takesPartOfStep=*/false, bundle.replicas});
  const bundle::Checkpoint description = describeRun(options, manifest, data);
  const std::vector<const void *> &parameters = start.parameters;
  std::optional<Evaluation> evaluation;
  if (!options.evalInputs.empty())
    evaluation.emplace(
        bundle,
        EvaluationOptions{options.evalInputs, options.evalEvery, options.seed},
        renames, parameters);
  announceStart(start, options, description);
  if (evaluation && !evaluation->describeRest().empty())
    std::cerr << "pipe-run: warning: " << evaluation->describeRest() << "\n";
  TrainingState &state = start.state;
  const int64_t lastStep = start.getLastStep();
  requireData(options, manifest, data, start);
  const LossScale lossScale(manifest, options.lossScale);
  const Hypers hypers(manifest, options.rate, options.hypers, lastStep);
  for (const auto &names : findEqualParameters(manifest, parameters))
    std::cerr << "pipe-run: warning: " << describeEqualParameters(names)
              << "\n";
  if (!options.check.empty()) {
    requireReference(bundle);
    requireOneVersion(manifest);
  }
  const bool traces = runOptions.fullTrace;
  if (!ranks)
    ranks.emplace(bundle, runOptions);
  warnOfManyThreads(bundle, membership.has_value());
  Runner &runner = *ranks;
  if (membership)
    shareFiles(runner, start, inputFiles);
  if (membership && options.check.empty())
    leaveOutInputs(runner, manifest, data);
  FailureWriter failures(reportFolder, bundle, runner);
  runner.setParameters(parameters);
  runner.setStates(state.tensors);
  std::optional<Checkpoints> checkpoints;
  if (folder)
    checkpoints.emplace(
        *folder,
        CheckpointOptions{options.checkpointEvery, options.keep,
                          options.onCheckpointFailure == "stop"},
        manifest, description, parameters, state, start.checkpoint.has_value());
  const bool keepsParameters = manifest.hasUpdates() && !options.check.empty();
  Steps steps(
      manifest, runner, data, hypers, lossScale,
      {start.numSteps,
       state.progress,
       keepsParameters,
       options.overlapSteps == "on" && !traces,
       {options.metrics,
        options.resume ? std::optional(state.progress.step) : std::nullopt},
       checkpoints ? &*checkpoints : nullptr,
       evaluation ? &*evaluation : nullptr});
  runSteps(steps, checkpoints ? &*checkpoints : nullptr, failures);
  if (traces) {
    warnOfLostEvents(bundle, runner.getMeasurements());
    warnOfTimes(runOptions);
  }
  if (options.timeline)
    printTimelines(bundle, runner.getMeasurements(), std::cout);
  if (!options.stateOut.empty())
    writeLastState(options.stateOut, runner, steps, state);
  const std::string unequal = runner.findUnequalReplicas();
  RunResults results = runner.takeResults();
  if (!unequal.empty())
    throw Failure{"replicas have come apart: " + unequal,
                  ExitStatus::CheckFailed};
  writeFiles(options, bundle, parameters, results, runner.getMeasurements());
  take(steps.getMetricsError());
  requireCheckpoints(checkpoints ? &*checkpoints : nullptr, steps);
  if (steps.isInterrupted())
    std::cerr << "pipe-run: interrupted: ended after step " << steps.getDone()
              << " of " << lastStep << "\n";
  // With what the last step has read.
  compareResults(options, bundle,
                 keepsParameters ? getPointers(steps.getParametersBefore())
                                 : parameters,
                 data.getInputs(), results, renames);
  return steps.isInterrupted() ? ExitStatus::Interrupted : ExitStatus::Done;
}

int main(int argc, char **argv) {
  prepareStandardStreams();
  removeUnfinishedOnSignals();
  Options options;
  CLI::App app("Runs a model that pipe-compile has made, one thread a rank.",
               "pipe-run");
  addOptions(app, options);
  try {
    std::vector<std::string> words = getWords(argc, argv);
    std::reverse(words.begin(), words.end()); // As the parser wants them.
    app.parse(std::move(words));
    std::optional<Membership> membership = findMembership(
        options.launch, [](const char *name) { return std::getenv(name); });
    if (options.launch.processes && !membership)
      leave(launch(int32_t(*options.launch.processes), argc, argv,
                   options.verbose));
    leave(run(app, options, membership));
  } catch (const CLI::ParseError &error) {
    int status = app.exit(error, std::cout, std::cerr);
    leave(status == 0 ? ExitStatus::Done : ExitStatus::BadUsage);
  } catch (const Failure &failure) {
    std::cout.flush();
    std::cerr << "pipe-run: error: " << failure.message << "\n";
    leave(failure.status);
  } catch (const std::bad_alloc &) {
    std::cerr << "pipe-run: error: out of memory\n";
    leave(ExitStatus::RunFailed);
  } catch (const std::exception &error) {
    std::cerr << "pipe-run: error: " << error.what() << "\n";
    leave(ExitStatus::RunFailed);
  }
}
