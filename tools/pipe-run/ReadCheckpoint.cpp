//===- ReadCheckpoint.cpp - The newest checkpoint -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadCheckpoint.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"
#include "pipe/TensorIO/Checksum.h"

#include <algorithm>
#include <filesystem>
#include <set>

using namespace mlir::pipe;

namespace {
/// A checkpoint whose files are those that were written.
struct IntactFiles {
  bundle::Checkpoint description;
  std::optional<Safetensors> parameters, states;
};
} // namespace

/// Reads a file. \errors it is not there. Throws Failure if it is, and cannot
/// be read: that may be otherwise another time.
static IoResult<FileBytes> readPart(const std::string &path) {
  IoResult<FileBytes> bytes = readFile(path);
  std::error_code ignored;
  if (!bytes && std::filesystem::exists(path, ignored))
    throw Failure{bytes.getMessage() +
                  "; to go on with an older checkpoint, move this one away"};
  return bytes;
}

/// Reads a file if it is the one that `file` describes.
static IoResult<FileBytes> readFileOf(const std::string &folder,
                                      const bundle::File &file) {
  std::string path = folder + "/" + file.name;
  IoResult<FileBytes> bytes = readPart(path);
  if (!bytes)
    return bytes;
  if (int64_t(bytes->view().size()) != file.bytes)
    return IoError{path + ": has " + std::to_string(bytes->view().size()) +
                   " bytes, not the " + std::to_string(file.bytes) +
                   " that were written"};
  if (getChecksum(bytes->view()) != file.checksum)
    return IoError{path + ": is not as it was written: its checksum differs"};
  return bytes;
}

/// Reads checkpoint.json. \errors it is not as it was written. Throws Failure
/// if it is, and cannot be understood here.
static IoResult<bundle::Checkpoint> readDescription(const std::string &path,
                                                    int64_t step) {
  IoResult<FileBytes> text = readPart(path);
  if (!text)
    return IoError{text.getMessage()};
  // A text that was changed says nothing, not even its version.
  if (!hasIntactSeal(std::string(text->view())).value_or(false))
    return IoError{path + ": is not as it was written: its checksum differs"};
  bundle::Checkpoint found = take(bundle::parseCheckpoint(text->view(), path));
  if (found.step != step)
    return IoError{path + ": is of step " + std::to_string(found.step) +
                   ", but its folder is called after another"};
  return found;
}

/// Reads the checkpoint in the folder `path`. \errors it is not whole. Throws
/// Failure if it is whole, and cannot be understood here.
static IoResult<IntactFiles> readFiles(const std::string &path, int64_t step) {
  const std::string textPath =
      path + "/" + std::string(bundle::kCheckpointFile);
  IoResult<bundle::Checkpoint> description = readDescription(textPath, step);
  if (!description)
    return IoError{description.getMessage()};
  IntactFiles found = {std::move(*description), {}, {}};
  for (const bundle::File &file : found.description.files) {
    std::optional<Safetensors> *target =
        file.name == bundle::kCheckpointParameters ? &found.parameters
        : file.name == bundle::kCheckpointStates   ? &found.states
                                                   : nullptr;
    if (!target)
      throw Failure{textPath + ": lists '" + file.name +
                    "', which no file of a checkpoint is called"};
    IoResult<FileBytes> bytes = readFileOf(path, file);
    if (!bytes)
      return IoError{bytes.getMessage()};
    *target =
        take(Safetensors::parse(std::move(*bytes), path + "/" + file.name));
  }
  if (!found.parameters || !found.states)
    throw Failure{textPath + ": does not list both files of a checkpoint"};
  return found;
}

/// Throws Failure that lists the names unless the parameters are those of the
/// bundle.
static void requireSameParameters(const std::string &path,
                                  const IntactFiles &files,
                                  const Bundle &bundle) {
  std::set<std::string> known;
  std::vector<std::string> missing, unknown;
  for (const Parameter &parameter : bundle.manifest.parameters) {
    known.insert(parameter.name);
    if (!files.parameters->find(parameter.name))
      missing.push_back(parameter.name);
  }
  for (const auto &[name, tensor] : files.parameters->getTensors())
    if (!known.count(name))
      unknown.push_back(name);
  if (missing.empty() && unknown.empty())
    return;
  std::string message =
      path + ": is a checkpoint of another model than " + bundle.path + ":";
  if (!missing.empty())
    message += " it lacks the parameters " + quoteNames(missing);
  if (!unknown.empty())
    message += (missing.empty() ? " it has the parameters " : ", and has ") +
               quoteNames(unknown);
  throw Failure{message};
}

/// Takes a checkpoint that fits the bundle.
static WholeCheckpoint makeWhole(const std::string &path, IntactFiles files,
                                 const Bundle &bundle) {
  requireSameParameters(path, files, bundle);
  auto getPath = [&](std::string_view name) {
    return path + "/" + std::string(name);
  };
  const std::string statePath = getPath(bundle::kCheckpointStates);
  TrainingState state = readState(*files.states, statePath, bundle.manifest);
  if (state.progress.step != files.description.step)
    throw Failure{statePath + ": is of step " +
                  std::to_string(state.progress.step) +
                  ", but its checkpoint of step " +
                  std::to_string(files.description.step)};
  return {path, std::move(files.description),
          DataFile::of(std::move(*files.parameters),
                       getPath(bundle::kCheckpointParameters)),
          std::move(state)};
}

std::optional<WholeCheckpoint>
mlir::pipe::readNewestCheckpoint(const CheckpointFolder &folder,
                                 const Bundle &bundle,
                                 std::vector<std::string> &warnings) {
  const std::vector<int64_t> steps = folder.list();
  std::vector<std::pair<int64_t, std::string>> broken;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const std::string path = folder.getPath(*step);
    IoResult<IntactFiles> files = readFiles(path, *step);
    if (!files) {
      broken.push_back({*step, files.getMessage()});
      continue;
    }
    WholeCheckpoint found = makeWhole(path, std::move(*files), bundle);
    for (const auto &[other, reason] : broken)
      warnings.push_back("the checkpoint of step " + std::to_string(other) +
                         " is broken and passed over; it is now " +
                         folder.moveAside(other) + " (" + reason + ")");
    return found;
  }
  if (broken.empty())
    return std::nullopt;
  throw Failure{folder.getPath() +
                ": none of its checkpoints is whole, and "
                "the run would begin again; remove them if "
                "it is to (" +
                broken.front().second + ")"};
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

/// What differs between the data of two runs, of which the first has done
/// `step` steps; "" if nothing that they have taken does.
static std::string describeDifference(const bundle::CheckpointData &then,
                                      const bundle::CheckpointData &now,
                                      int64_t step) {
  auto differ = [](const std::string &what, const std::string &before,
                   const std::string &after) {
    return what + " was " + (before.empty() ? "not given" : before) +
           " and is " + (after.empty() ? "not given" : after);
  };
  if (then.seed != now.seed)
    return differ("--seed", then.seed, now.seed);
  if (then.rowsPerStep != now.rowsPerStep)
    return differ("the number of rows a step", std::to_string(then.rowsPerStep),
                  std::to_string(now.rowsPerStep));
  if (then.rowsPerStep == 0) // No step takes rows.
    return "";
  if (then.shuffleSeed != now.shuffleSeed)
    return differ("--shuffle-seed", then.shuffleSeed, now.shuffleSeed);
  // In order, rows behind those that were taken make no difference.
  int64_t numSteps = std::min(then.rows, now.rows) / then.rowsPerStep;
  if (then.rows != now.rows && (!then.shuffleSeed.empty() || step > numSteps))
    return differ("the number of rows", std::to_string(then.rows),
                  std::to_string(now.rows));
  return "";
}

void mlir::pipe::requireSameData(const std::string &path,
                                 const bundle::Checkpoint &checkpoint,
                                 const bundle::CheckpointData &now) {
  std::string difference =
      describeDifference(checkpoint.data, now, checkpoint.step);
  if (difference.empty())
    return;
  throw Failure{path + ": its run took other data: " + difference +
                "; to go on with these, give its files with --parameters and "
                "--state, and another --checkpoint"};
}
