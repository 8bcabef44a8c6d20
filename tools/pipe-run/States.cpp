//===- States.cpp - What an optimizer keeps, as files hold it -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "States.h"
#include "LossScale.h"
#include "Numbers.h"

#include "pipe/Support/Failure.h"
#include "pipe/Support/Names.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>

using namespace mlir::pipe;

/// Steps are counted as numbers that a double holds.
static constexpr int64_t kMaxSteps = int64_t(1) << 53;

static const TensorType kStepType = {ElementType::I64, {}};

/// The key of the number of updates, where that is not the number of steps.
static const std::string kUpdatesKey = "updates";
/// The keys of a loss scale that changes, and of the steps since it has.
static const std::string kLossScaleKey = "loss_scale";
static const std::string kGrowthKey = "growth_tracker";

static const TensorType kScaleType = {ElementType::F64, {}};

TrainingState mlir::pipe::makeInitialState(const Manifest &manifest) {
  return {{}, makeStates(manifest)};
}

/// Refuses a file that counts steps: a run begins with the first one, and a
/// count that other states belong to would be lost.
static void requireNoCount(const DataFile &file, const Manifest &manifest) {
  std::set<std::string> known;
  for (const Parameter &parameter : manifest.parameters)
    known.merge(std::set{parameter.name, "param." + parameter.name});
  for (const std::string &key : file.getKeys()) {
    const NamedTensor &tensor = *file.find(key, {}, {});
    if (known.count(key) || !tensor.type.shape.empty() ||
        isFloat(tensor.type.type))
      continue;
    const auto *bytes = static_cast<const char *>(tensor.data);
    if (std::any_of(bytes, bytes + *countBytes(tensor.type),
                    [](char byte) { return byte != 0; }))
      throw Failure{file.getPath() + ": has states, and '" + key +
                    "', which is not 0 and seems to count steps, but a run "
                    "begins with step 1; give the states with --state, in a "
                    "file whose 'step' says how many steps are done"};
  }
}

void mlir::pipe::takeInitialStates(const DataFile &file, const Renames &renames,
                                   const Manifest &manifest,
                                   TrainingState &state) {
  if (file.isSingle())
    return;
  std::map<std::string_view, StateTensor *> tensors;
  for (StateTensor &tensor : state.tensors)
    tensors[tensor.key] = &tensor;
  bool hasAny = false;
  for (const bundle::State &item : manifest.states) {
    // Those of a part are named by nobody.
    if (item.owner != bundle::State::OfParameter)
      continue;
    StateTensor &tensor = *tensors.at(
        bundle::getStateKey(item.role, manifest.getParameter(item).name));
    const NamedTensor *found = file.find(item.name, tensor.type, renames, {});
    if (found && !tensor.value.empty())
      std::memcpy(tensor.value.data(), found->data, tensor.value.size());
    hasAny |= found != nullptr;
  }
  if (hasAny)
    requireNoCount(file, manifest);
}

static void copyValue(const Safetensors &file, StateTensor &tensor,
                      const std::string &path) {
  const NamedTensor &found = *file.find(tensor.key);
  if (found.type != tensor.type)
    throw Failure{path + ": '" + tensor.key + "' is " + toString(found.type) +
                  ", but must be " + toString(tensor.type)};
  if (!tensor.value.empty())
    std::memcpy(tensor.value.data(), found.data, tensor.value.size());
}

/// Reads a number of steps or updates.
static int64_t readCount(const Safetensors &file, const std::string &key,
                         const std::string &path) {
  const NamedTensor &found = *file.find(key);
  if (found.type != kStepType)
    throw Failure{path + ": '" + key + "' is " + toString(found.type) +
                  ", but must be " + toString(kStepType)};
  int64_t count;
  std::memcpy(&count, found.data, sizeof(count));
  if (count < 0 || count > kMaxSteps)
    throw Failure{path + ": '" + key + "' is " + std::to_string(count) +
                  ", which is no number of " +
                  (key == kUpdatesKey ? "updates" : "steps")};
  return count;
}

/// A file without one is of a training that had none.
static void readLossScale(const Safetensors &file, const std::string &path,
                          Progress &progress) {
  const NamedTensor *found = file.find(kLossScaleKey);
  if (!found)
    return;
  if (found->type != kScaleType)
    throw Failure{path + ": '" + kLossScaleKey + "' is " +
                  toString(found->type) + ", but must be " +
                  toString(kScaleType)};
  std::memcpy(&progress.lossScale, found->data, sizeof(progress.lossScale));
  if (!isLossScale(progress.lossScale))
    throw Failure{path + ": '" + kLossScaleKey + "' is " +
                  toShortest(progress.lossScale) +
                  ", which is no power of two of f32, at least 1"};
  if (file.find(kGrowthKey))
    progress.growthTracker = readCount(file, kGrowthKey, path);
}

TrainingState mlir::pipe::readState(const std::string &path,
                                    const Manifest &manifest) {
  return readState(take(Safetensors::read(path)), path, manifest);
}

TrainingState mlir::pipe::readState(const Safetensors &file,
                                    const std::string &path,
                                    const Manifest &manifest) {
  TrainingState state = makeInitialState(manifest);
  std::set<std::string> known = {std::string(bundle::kStepRole)};
  for (const StateTensor &tensor : state.tensors)
    known.insert(tensor.key);
  std::vector<std::string> missing, unknown;
  for (const std::string &key : known)
    if (!file.find(key))
      missing.push_back(key);
  for (const auto &[key, tensor] : file.getTensors())
    if (!known.count(key) && key != kUpdatesKey && key != kLossScaleKey &&
        key != kGrowthKey)
      unknown.push_back(key);
  if (!missing.empty())
    throw Failure{path + ": lacks " + quoteNames(missing) +
                  ", which the states of this bundle's optimizer are"};
  if (!unknown.empty())
    throw Failure{path + ": has " + quoteNames(unknown) +
                  ", which no states of this bundle's optimizer are"};
  for (StateTensor &tensor : state.tensors)
    copyValue(file, tensor, path);
  Progress &progress = state.progress;
  progress.step = readCount(file, std::string(bundle::kStepRole), path);
  progress.updates = file.find(kUpdatesKey) ? readCount(file, kUpdatesKey, path)
                                            : progress.step;
  readLossScale(file, path, progress);
  return state;
}

void mlir::pipe::writeState(const std::string &path,
                            const TrainingState &state) {
  std::vector<NamedTensor> tensors;
  for (const StateTensor &tensor : state.tensors)
    tensors.push_back({tensor.key, tensor.type, tensor.value.data()});
  const Progress &progress = state.progress;
  tensors.push_back(
      {std::string(bundle::kStepRole), kStepType, &progress.step});
  if (progress.updates != progress.step)
    tensors.push_back({kUpdatesKey, kStepType, &progress.updates});
  if (progress.lossScale != 0) {
    tensors.push_back({kLossScaleKey, kScaleType, &progress.lossScale});
    tensors.push_back({kGrowthKey, kStepType, &progress.growthTracker});
  }
  take(writeSafetensors(path, tensors));
}
