//===- ReadCheckpoint.h - The newest checkpoint -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_READCHECKPOINT_H
#define PIPE_TOOLS_PIPERUN_READCHECKPOINT_H

#include "CheckpointFolder.h"
#include "DataFiles.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A checkpoint that is whole: its files have the sizes and the checksums that
/// it says.
struct WholeCheckpoint {
  std::string path; ///< Its folder.
  bundle::Checkpoint description;
  DataFile parameters;
  TrainingState state;
};

/// Reads the newest checkpoint that is whole; nothing if there are none at all.
/// Newer ones that are not whole are moved aside, and `warnings` says so of
/// each. Throws Failure if there are some but none is whole, and if the one
/// that is taken is of another version or of other parameters or states than
/// the bundle: that names what differs.
std::optional<WholeCheckpoint>
readNewestCheckpoint(const CheckpointFolder &folder, const Bundle &bundle,
                     std::vector<std::string> &warnings);

/// Throws Failure unless a run from the beginning that takes the data `now`
/// would have taken, in the steps that are done, what the run that wrote
/// `checkpoint` into the folder `path` has taken, as far as numbers of rows and
/// seeds tell.
void requireSameData(const std::string &path,
                     const bundle::Checkpoint &checkpoint,
                     const bundle::CheckpointData &now);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_READCHECKPOINT_H
