//===- CheckpointText.cpp - Checkpoints as JSON ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/Checkpoint.h"

#include "ManifestFields.h"

#include "pipe/Bundle/RepeatedKey.h"

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;
using nlohmann::json;

namespace mlir::pipe::bundle {
template <class Io>
void describe(Io &io, Ref<Io, CheckpointData> data) {
  io.integer("rows_per_step", data.rowsPerStep);
  io.integer("rows", data.rows);
  // Numbers beyond those that JSON is sure to keep.
  if (io.has("shuffle_seed", !data.shuffleSeed.empty()))
    io.text("shuffle_seed", data.shuffleSeed);
  if (io.has("seed", !data.seed.empty()))
    io.text("seed", data.seed);
}

template <class Io>
void describe(Io &io, Ref<Io, Checkpoint> checkpoint) {
  io.derived("format", kCheckpointFormat);
  io.derived("version", kCheckpointVersion);
  io.checksum("manifest_checksum");
  io.text("model", checkpoint.model);
  io.integer("step", checkpoint.step);
  io.object("data", [&](Io &data) { describe(data, checkpoint.data); });
  io.named("files", "file", checkpoint.files,
           [](Io &item, auto &file, size_t) { describe(item, file); });
}
} // namespace mlir::pipe::bundle

std::string bundle::writeCheckpoint(const Checkpoint &checkpoint) {
  json value;
  FieldWriter writer(value);
  describe(writer, checkpoint);
  std::string text =
      value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  return seal(text).value_or(text);
}

/// Refuses what is no checkpoint, or one of a version of which no other field
/// is known.
static void checkVersion(FieldReader &reader, const json &value) {
  if (!value.is_object() || !value.contains("format") ||
      value["format"] != std::string(kCheckpointFormat))
    return reader.fail("does not describe a checkpoint");
  int64_t version = kCheckpointVersion;
  reader.integer("version", version);
  if (version != kCheckpointVersion)
    reader.fail("has checkpoint version " + std::to_string(version) +
                ", but version " + std::to_string(kCheckpointVersion) +
                " is read here");
}

IoResult<Checkpoint> bundle::parseCheckpoint(std::string_view text,
                                             const std::string &fileName) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded())
    return IoError{fileName + ": is not JSON"};
  if (std::optional<std::string> error = findRepeatedKey(text))
    return IoError{fileName + ": " + *error};
  ReadState state;
  FieldReader reader(value, fileName + ":", state);
  checkVersion(reader, value);
  if (!state.error && !hasIntactSeal(std::string(text)).value_or(false))
    reader.fail("is not as it was written: its checksum differs");
  Checkpoint checkpoint;
  if (!state.error)
    describe(reader, checkpoint);
  reader.finish();
  if (state.error)
    return IoError{*state.error};
  return checkpoint;
}
