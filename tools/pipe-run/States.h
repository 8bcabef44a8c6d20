//===- States.h - What an optimizer keeps, as files hold it -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_STATES_H
#define PIPE_TOOLS_PIPERUN_STATES_H

#include "DataFiles.h"
#include "Session.h"

#include "pipe/TensorIO/Bytes.h"
#include "pipe/TensorIO/Safetensors.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe {

/// How far a training is.
struct Progress {
  int64_t step = 0;     ///< Steps that are done.
  int64_t updates = 0;  ///< In these: a step may have several, or be skipped.
  double lossScale = 0; ///< Of the next step, if it changes; 0: there is none.
  int64_t growthTracker = 0; ///< Steps in a row that have left it.

  /// Counts one more step.
  void add(int64_t updatesOfStep) {
    ++step;
    updates += updatesOfStep;
  }
};

/// What a training is made of beside its parameters.
struct TrainingState {
  Progress progress;
  std::vector<StateTensor> tensors;
};

/// The states of a bundle before the first step, which are zero.
TrainingState makeInitialState(const Manifest &manifest);

/// Takes the values of states that a file of parameters holds under the names
/// of the step's arguments, as the program has them that made the parameters.
/// Throws Failure if the file counts steps, too.
void takeInitialStates(const DataFile &file, const Renames &renames,
                       const Manifest &manifest, TrainingState &state);

/// Reads a file that `writeState` has written. Throws Failure that names what
/// it lacks, what it has besides, and what is of another type.
TrainingState readState(const std::string &path, const Manifest &manifest);
/// The same for a file that was read from `path`.
TrainingState readState(const Safetensors &file, const std::string &path,
                        const Manifest &manifest);

/// Writes a safetensors file: every state under its key, the number of steps
/// that are done as the i64 `step`, that of updates as `updates` where it is
/// another one, and the loss scale as the f64 `loss_scale` and the i64
/// `growth_tracker`, if there is one that changes.
void writeState(const std::string &path, const TrainingState &state);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_STATES_H
