//===- Start.cpp - Where a run begins -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Start.h"
#include "ReadCheckpoint.h"

#include "pipe/Support/Failure.h"

#include <filesystem>
#include <iostream>

using namespace mlir::pipe;

static std::string toText(const std::optional<uint64_t> &number) {
  return number ? std::to_string(*number) : "";
}

bundle::Checkpoint mlir::pipe::describeRun(const Options &options,
                                           const Manifest &manifest,
                                           const StepData &data) {
  bundle::Checkpoint description;
  description.model = manifest.name;
  description.data = {data.getRowsPerStep(), data.getNumRows(),
                      toText(options.shuffleSeed), toText(options.seed)};
  return description;
}

/// Whether this process needs only some of the parameters: where each rank is
/// one, unless the file is to be replaced while it is used.
static bool readsOnlyParts(const Options &options) {
  std::error_code error;
  return options.launch.processes &&
         !std::filesystem::equivalent(options.parameters, options.parametersOut,
                                      error);
}

/// From --parameters and --state.
static Start startFromFiles(const Options &options, const Bundle &bundle,
                            const Renames &renames) {
  Start start;
  if (!options.parameters.empty())
    start.file = readsOnlyParts(options)
                     ? DataFile::map(options.parameters, "--parameters")
                     : DataFile::read(options.parameters, "--parameters");
  start.parameters =
      findParameters(bundle, start.file ? &*start.file : nullptr, renames);
  start.state = options.state.empty()
                    ? makeInitialState(bundle.manifest)
                    : readState(options.state, bundle.manifest);
  if (options.state.empty() && start.file)
    takeInitialStates(*start.file, renames, bundle.manifest, start.state);
  start.numSteps = options.numSteps.value_or(1);
  return start;
}

/// Refuses what a run that has no step to do cannot give.
static void requireNoResults(const Options &options, const std::string &path) {
  const std::pair<const char *, bool> needs[] = {
      {"--check", !options.check.empty()},
      {"--compare", !options.compare.empty()},
      {"--write-gradients", !options.gradientsOut.empty()},
      {"--write-outputs", !options.outputsOut.empty()},
      {"--trace", !options.trace.empty()},
      {"--timeline", options.timeline}};
  for (auto [option, isGiven] : needs)
    if (isGiven)
      throw Failure{
          path + ": all steps of --steps=" + std::to_string(*options.numSteps) +
          " are done, but " + option + " needs one that runs"};
}

static Start startFromCheckpoint(const Options &options, const Bundle &bundle,
                                 WholeCheckpoint checkpoint) {
  const int64_t done = checkpoint.state.progress.step, last = *options.numSteps;
  const std::string &path = checkpoint.path;
  if (done > last)
    throw Failure{path + ": is behind step " + std::to_string(done) +
                  ", but with --resume --steps=" + std::to_string(last) +
                  " ends the run behind step " + std::to_string(last) +
                  ", those that are done included"};
  if (done == last)
    requireNoResults(options, path);
  Start start;
  start.file = std::move(checkpoint.parameters);
  start.parameters = findParameters(bundle, &*start.file, {});
  start.state = std::move(checkpoint.state);
  start.numSteps = last - done;
  start.checkpoint = {path, std::move(checkpoint.description)};
  return start;
}

/// A run of its own does not mix its checkpoints with those of another.
static void requireNoCheckpoints(const CheckpointFolder &folder) {
  std::vector<int64_t> steps = folder.list();
  if (!steps.empty())
    throw Failure{folder.getPath() +
                  ": has checkpoints of another run, up to "
                  "step " +
                  std::to_string(steps.back()) +
                  "; --resume goes on with it, or use another folder"};
}

Start mlir::pipe::findStart(const Options &options, const Bundle &bundle,
                            const Renames &renames,
                            const CheckpointFolder *folder) {
  if (folder && options.resume) {
    std::vector<std::string> warnings;
    std::optional<WholeCheckpoint> checkpoint =
        readNewestCheckpoint(*folder, bundle, warnings);
    for (const std::string &warning : warnings)
      std::cerr << "pipe-run: warning: " << warning << "\n";
    if (checkpoint)
      return startFromCheckpoint(options, bundle, std::move(*checkpoint));
  } else if (folder) {
    requireNoCheckpoints(*folder);
  }
  return startFromFiles(options, bundle, renames);
}

void mlir::pipe::announceStart(const Start &start, const Options &options,
                               const bundle::Checkpoint &description) {
  if (!options.resume)
    return;
  if (!start.checkpoint) {
    std::cerr << "pipe-run: " << options.checkpoint
              << ": has no checkpoint; beginning with step 1\n";
    return;
  }
  const auto &[path, checkpoint] = *start.checkpoint;
  requireSameData(path, checkpoint, description.data);
  std::cerr << "pipe-run: " << path << ": ";
  if (start.numSteps == 0)
    std::cerr << "all " << checkpoint.step << " steps are done\n";
  else
    std::cerr << "going on with step " << checkpoint.step + 1 << " of "
              << start.getLastStep() << "\n";
}

void mlir::pipe::requireData(const Options &options, const Manifest &manifest,
                             const StepData &data, const Start &start) {
  if (!manifest.hasUpdates() && !options.numSteps)
    data.requireOneStep();
  if (!manifest.hasUpdates() && data.getNumSteps().value_or(1) == 1)
    return;
  if (options.resume) // Where --steps are all steps.
    data.require(0, start.getLastStep());
  else
    data.require(start.state.progress.step, start.numSteps);
}
