//===- Checkpoint.h - What checkpoint.json says -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_CHECKPOINT_H
#define PIPE_BUNDLE_CHECKPOINT_H

#include "pipe/Bundle/Manifest.h"
#include "pipe/TensorIO/IoResult.h"

/// What a checkpoint of a training holds, once for who writes it and who reads
/// it.
namespace mlir::pipe::bundle {

/// What "format" says in every checkpoint.json.
inline constexpr std::string_view kCheckpointFormat = "pipe-checkpoint";
/// Version of the form of checkpoints; a reader refuses others.
inline constexpr int64_t kCheckpointVersion = 1;

//===----------------------------------------------------------------------===//
// Files of the folder
//===----------------------------------------------------------------------===//

inline constexpr std::string_view kCheckpointFile = "checkpoint.json";
/// All parameters, whole, under their names.
inline constexpr std::string_view kCheckpointParameters =
    "parameters.safetensors";
/// The states of the optimizer, whole, and the number of steps.
inline constexpr std::string_view kCheckpointStates = "state.safetensors";

/// Which data a training takes in which step, as far as numbers tell.
struct CheckpointData {
  int64_t rowsPerStep = 0; ///< Of the first input that has any; 0: none has.
  int64_t rows = 0;        ///< Of that input in the file.
  std::string shuffleSeed; ///< The number of --shuffle-seed; "": in order.
  std::string seed;        ///< The number of --seed; "": none.

  friend bool operator==(const CheckpointData &,
                         const CheckpointData &) = default;
};

struct Checkpoint {
  std::string model; ///< Name in the manifest of the bundle.
  int64_t step = 0;  ///< Steps that are done.
  CheckpointData data;
  std::vector<File> files; ///< All but checkpoint.json.

  friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

/// The text of checkpoint.json, with its own checksum.
std::string writeCheckpoint(const Checkpoint &checkpoint);

/// Reads that text. \errors another version, a text that was changed after it
/// was written, a field that is missing, unknown or of another form; the
/// message begins with `fileName` and says in which field.
IoResult<Checkpoint> parseCheckpoint(std::string_view text,
                                     const std::string &fileName);

} // namespace mlir::pipe::bundle

#endif // PIPE_BUNDLE_CHECKPOINT_H
