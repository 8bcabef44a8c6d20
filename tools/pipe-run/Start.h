//===- Start.h - Where a run begins -----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_START_H
#define PIPE_TOOLS_PIPERUN_START_H

#include "CheckpointFolder.h"
#include "DataFiles.h"
#include "Options.h"
#include "StepData.h"

#include <optional>
#include <vector>

namespace mlir::pipe {

/// A checkpoint that a run goes on with.
struct ResumedCheckpoint {
  std::string path;
  bundle::Checkpoint description;
};

/// What a run has before its first step.
struct Start {
  std::optional<DataFile> file; ///< Where the parameters lie, if anywhere.
  std::vector<const void *> parameters;
  TrainingState state;
  int64_t numSteps = 1; ///< To run.
  std::optional<ResumedCheckpoint> checkpoint;

  int64_t getLastStep() const { return state.progress.step + numSteps; }
};

/// Reads parameters and states: those of --parameters and --state, or with
/// --resume those of the newest checkpoint in `folder`, which is null without
/// --checkpoint. Throws Failure if something is missing or does not fit, or if
/// a run that does not resume is given a folder with checkpoints.
Start findStart(const Options &options, const Bundle &bundle,
                const Renames &renames, const CheckpointFolder *folder);

/// With --resume: says what the run begins with. \p description is what its own
/// checkpoints would say. Throws Failure if it takes other data than those of
/// the run that it goes on with.
void announceStart(const Start &start, const Options &options,
                   const bundle::Checkpoint &description);

/// Throws Failure unless there are data for all steps.
void requireData(const Options &options, const Manifest &manifest,
                 const StepData &data, const Start &start);

/// What is written into the checkpoints of a run.
bundle::Checkpoint describeRun(const Options &options, const Manifest &manifest,
                               const StepData &data);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_START_H
