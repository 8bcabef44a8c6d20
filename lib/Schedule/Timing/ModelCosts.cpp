//===- ModelCosts.cpp - Costs of a model, cut into stages -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/ModelCosts.h"

#include <algorithm>
#include <optional>
#include <string>

using namespace mlir::pipe;

ModelCosts ModelCosts::makeUniform(int64_t numParts, int64_t forward,
                                   int64_t inputGradient,
                                   int64_t weightGradient, int64_t latency) {
  ModelCosts model;
  model.tasks = TaskCosts::makeUniform(numParts, forward, inputGradient,
                                       weightGradient, latency);
  model.activations = ActivationSizes::makeUniform(numParts);
  return model;
}

namespace {
/// Maps lists of parts to lists of stages.
class Cutter {
public:
  Cutter(int64_t numParts, int64_t numStages)
      : numParts(numParts), numStages(numStages) {}

  /// Stages that a part is cut into, if parts are not joined.
  int64_t getScale() const {
    return numStages > numParts ? numStages / numParts : 1;
  }
  std::optional<Error> cut(const std::vector<int64_t> &parts, const char *what,
                           std::vector<int64_t> &stages) const;

private:
  int64_t numParts;
  int64_t numStages;
};
} // namespace

std::optional<Error> Cutter::cut(const std::vector<int64_t> &parts,
                                 const char *what,
                                 std::vector<int64_t> &stages) const {
  if (parts.empty())
    return std::nullopt;
  if (static_cast<int64_t>(parts.size()) != numParts)
    return Error("there are " + std::to_string(parts.size()) + " numbers of " +
                 what + " but " + std::to_string(numParts) +
                 " of forward; each part of the model needs one of each");
  for (int64_t part : parts)
    if (part < 0)
      return Error("a part of the model has a negative " + std::string(what) +
                   ": " + std::to_string(part));
  // A stage is a part (times the scale, divided by as much), or a sum of parts.
  stages.assign(static_cast<size_t>(numStages), 0);
  int64_t scale = getScale();
  int64_t joined = numStages < numParts ? numParts / numStages : 1;
  for (int64_t stage = 0; stage < numStages; ++stage)
    for (int64_t i = 0; i < joined; ++i) {
      int64_t &sum = stages[static_cast<size_t>(stage)];
      int64_t part = parts[static_cast<size_t>(stage / scale * joined + i)];
      if (__builtin_add_overflow(sum, part, &sum))
        return Error(std::string(what) + " passes 64 bits in stage " +
                     std::to_string(stage));
    }
  return std::nullopt;
}

/// Gives each edge between stages the bytes of the last part in front of it.
static std::optional<Error>
setMessageBytes(const ModelCosts &model, int64_t numStages, CutModel &stages) {
  if (model.messageBytes.empty())
    return std::nullopt;
  int64_t numParts = model.numParts();
  if (static_cast<int64_t>(model.messageBytes.size()) != numParts)
    return Error("there are " + std::to_string(model.messageBytes.size()) +
                 " sizes of messages but " + std::to_string(numParts) +
                 " parts of the model");
  for (TaskEdge &edge : stages.edges) {
    if (edge.fromStage == edge.toStage)
      continue;
    int64_t front = std::min(edge.fromStage, edge.toStage) + 1;
    int64_t lastPart = (front * numParts + numStages - 1) / numStages - 1;
    edge.bytes = model.messageBytes[static_cast<size_t>(lastPart)];
  }
  return std::nullopt;
}

Result<CutModel> mlir::pipe::cutIntoStages(const ModelCosts &model,
                                           int64_t numStages, bool training) {
  int64_t numParts = model.numParts();
  if (numParts < 1 || numStages < 1 ||
      (numStages % numParts != 0 && numParts % numStages != 0))
    return Error("costs of " + std::to_string(numParts) +
                 " parts cannot be spread over " + std::to_string(numStages) +
                 " stages; give as many as there are stages");
  Cutter cutter(numParts, numStages);
  CutModel stages;
  stages.scale = cutter.getScale();
  struct {
    const std::vector<int64_t> &parts;
    const char *what;
    std::vector<int64_t> &stages;
  } lists[] = {
      {model.tasks.forward, "forward", stages.tasks.forward},
      {model.tasks.backward, "backward", stages.tasks.backward},
      {model.tasks.inputGradient, "input gradient", stages.tasks.inputGradient},
      {model.tasks.weightGradient, "weight gradient",
       stages.tasks.weightGradient},
      {model.tasks.update, "update", stages.tasks.update},
      {model.activations.forward, "activation", stages.activations.forward},
      {model.activations.weightGradient, "weight gradient's activation",
       stages.activations.weightGradient}};
  for (auto &list : lists)
    if (auto error = cutter.cut(list.parts, list.what, list.stages))
      return *error;
  if (__builtin_mul_overflow(model.tasks.latency, stages.scale,
                             &stages.tasks.latency))
    return Error("latency passes 64 bits: " +
                 std::to_string(model.tasks.latency));
  stages.tasks.bandwidth =
      model.tasks.bandwidth / static_cast<double>(stages.scale);
  stages.edges = getChainEdges(numStages, training);
  if (auto error = setMessageBytes(model, numStages, stages))
    return *error;
  return stages;
}
