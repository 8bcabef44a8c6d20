//===- Checkpoints.h - Checkpoints of a run ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_CHECKPOINTS_H
#define PIPE_TOOLS_PIPERUN_CHECKPOINTS_H

#include "CheckpointFolder.h"
#include "Session.h"

#include <future>
#include <optional>
#include <string>

namespace mlir::pipe {

struct CheckpointOptions {
  std::optional<int64_t> every; ///< Steps; nothing: only at the end.
  int64_t keep = 2;
  bool stopsOnFailure = true; ///< Else a failure is a warning.
};

/// Writes checkpoints of a run while its next steps run. Between two steps it
/// only copies what the ranks hold; one checkpoint is written at a time.
class Checkpoints {
public:
  /// \p description says the model and the data. \p initial are the parameters
  /// before the first step; \p state are the optimizer's states then, and tells
  /// which they are. \p isSaved: there is a checkpoint of them already.
  Checkpoints(const CheckpointFolder &folder, const CheckpointOptions &options,
              const Manifest &manifest, const bundle::Checkpoint &description,
              const std::vector<const void *> &initial,
              const TrainingState &state, bool isSaved);

  /// Whether one is due behind step `step`, from 1.
  bool isDue(int64_t step) const {
    return options.every && step % *options.every == 0;
  }
  /// After a step of the run, which has come so far: copies and begins to write
  /// where a checkpoint is due. Waits for the one before.
  void add(const Runner &runner, const Progress &progress);
  /// After the last step: writes it unless there is a checkpoint of it. All is
  /// on the disk when this returns.
  void finish(const Runner &runner, const Progress &progress);
  /// Waits for what is being written.
  void wait();

  /// Why a checkpoint could not be written, if one could not and the run is to
  /// end for that. What is being written now may still fail.
  const std::optional<std::string> &getError() const { return error; }

private:
  void save(const Runner &runner, const Progress &progress);
  /// Takes the result of a write that has ended.
  void collect();

  const CheckpointFolder &folder;
  const CheckpointOptions options;
  const Manifest &manifest;
  const bundle::Checkpoint description;
  Snapshot snapshot; ///< Not touched while it is being written.
  int64_t lastSaved; ///< Its step; -1: none.
  std::optional<std::string> error;
  std::future<void> write; ///< Its end waits for the thread: the last member.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_CHECKPOINTS_H
