//===- CheckpointFolder.h - Where checkpoints lie ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_CHECKPOINTFOLDER_H
#define PIPE_TOOLS_PIPERUN_CHECKPOINTFOLDER_H

#include "States.h"

#include "pipe/Bundle/Checkpoint.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What a checkpoint keeps of a training.
struct Snapshot {
  std::vector<Bytes> parameters; ///< Whole, in the manifest's order.
  TrainingState state;
};

/// The folder of --checkpoint. It has a folder `step_N` for the checkpoint
/// behind step N (at least eight digits). What is being written or removed
/// there has eight more letters behind a dot: it is no checkpoint, and the next
/// run removes it. One run at a time has the folder, where the file system has
/// locks.
class CheckpointFolder {
public:
  /// Makes the folder `path` where there is none, tries whether it can be
  /// written, and removes what an earlier run left unfinished. Throws Failure
  /// if `path` is a file, cannot be written, or another run has it.
  static CheckpointFolder open(const std::string &path);
  CheckpointFolder(CheckpointFolder &&other) noexcept;
  CheckpointFolder &operator=(CheckpointFolder &&) = delete;
  ~CheckpointFolder();

  const std::string &getPath() const { return path; }
  /// The folder of the checkpoint behind `step`.
  std::string getPath(int64_t step) const;
  /// The steps that there are checkpoints of, whole or not, in ascending order.
  std::vector<int64_t> list() const;

  /// Writes a checkpoint; \p description need not say its step and files. It
  /// appears as a whole, when it is on the disk. Throws Failure (the run
  /// failed) if that cannot be done; then nothing is left of it.
  void write(const Manifest &manifest, const Snapshot &snapshot,
             bundle::Checkpoint description) const;
  /// Removes all checkpoints but the `keep` newest ones. Throws Failure (the
  /// run failed).
  void removeOld(int64_t keep) const;
  /// Gives the checkpoint behind `step` a name that is none of a checkpoint,
  /// and returns it. Throws Failure.
  std::string moveAside(int64_t step) const;

private:
  explicit CheckpointFolder(const std::string &path) : path(path) {}
  void lock();
  void tryToWrite() const;
  void removeUnfinished() const;
  std::vector<std::string> listNames() const;

  std::string path;
  int descriptor = -1; ///< Holds the lock.
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_CHECKPOINTFOLDER_H
