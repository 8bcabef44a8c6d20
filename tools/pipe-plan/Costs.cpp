//===- Costs.cpp - What the stages of a plan cost -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Costs.h"
#include "CostsFile.h"

#include "pipe/Support/Failure.h"

#include <algorithm>

using namespace mlir::pipe;

/// Returns the value of an option, or throws its error as wrong usage.
template <class T>
static T takeOption(const char *option, Result<T> result) {
  if (!result)
    throw Failure{std::string(option) + ": " + result.getError().message,
                  ExitStatus::BadUsage};
  return *result;
}

namespace {
/// Reads the times of a command line, all with a unit or all without. 0 is the
/// same in any unit.
class TimeOptions {
public:
  /// \returns the time, or nothing if `text` is empty.
  std::optional<int64_t> read(const char *option, const std::string &text) {
    if (text.empty())
      return std::nullopt;
    Duration time = takeOption(option, parseTime(text));
    if (time.value == 0)
      return 0;
    std::string example = std::string(option) + "=" + text;
    std::string &first = time.unit == TimeUnit::Plain ? plain : withUnit;
    if (first.empty())
      first = example;
    if (!plain.empty() && !withUnit.empty())
      throw Failure{"give all times a unit or none: " + plain +
                        " has none, but " + withUnit + " has one",
                    ExitStatus::BadUsage};
    return time.value;
  }

  TimeUnit getUnit() const {
    return withUnit.empty() ? TimeUnit::Plain : TimeUnit::Nanoseconds;
  }
  /// An option that has a time with a unit, as typed.
  const std::string &getExample() const { return withUnit; }

private:
  std::string plain;
  std::string withUnit;
};
} // namespace

/// Fills the lists of times with those of the options or their defaults.
static void fillTimes(const CostOptions &options, TimeOptions &reader,
                      int64_t numStages, StageCosts &costs) {
  std::optional<int64_t> forward = reader.read("--forward", options.forward);
  std::optional<int64_t> both = reader.read("--backward", options.backward);
  std::optional<int64_t> input =
      reader.read("--input-gradient", options.inputGradient);
  std::optional<int64_t> weight =
      reader.read("--weight-gradient", options.weightGradient);
  if (!forward && reader.getUnit() == TimeUnit::Nanoseconds)
    throw Failure{reader.getExample() +
                      " has a unit, so that the time of F is needed too: give "
                      "--forward with a unit",
                  ExitStatus::BadUsage};
  int64_t unit = forward.value_or(1);
  if (both) {
    weight = *both / 2;
    input = *both - *weight;
  }
  int64_t inputTime = input.value_or(unit), weightTime = weight.value_or(unit);
  if (int64_t sum; __builtin_add_overflow(inputTime, weightTime, &sum))
    throw Failure{"times pass 64 bits: B takes as long as I and W together, " +
                  std::to_string(inputTime) + " and " +
                  std::to_string(weightTime)};
  costs.times = TaskCosts::makeUniform(numStages, unit, inputTime, weightTime);
}

static StageCosts makeUniformCosts(const CostOptions &options,
                                   TimeOptions &reader, int64_t numStages) {
  StageCosts costs;
  fillTimes(options, reader, numStages, costs);
  costs.unit = reader.getUnit();
  if (!options.messageBytes.empty())
    costs.messageBytes.assign(
        size_t(numStages),
        takeOption("--message-bytes", parseBytes(options.messageBytes)));
  if (!options.activationBytes.empty()) {
    int64_t bytes =
        takeOption("--activation-bytes", parseBytes(options.activationBytes));
    costs.activationBytes =
        ActivationSizes::makeUniform(numStages, bytes, bytes);
  }
  return costs;
}

static void addLinks(const CostOptions &options, StageCosts &costs) {
  const LinkCosts links = readLinksFile(options.links);
  if (costs.unit != TimeUnit::Nanoseconds)
    throw Failure{"--links=" + options.links +
                      " has times in ns, so that the times of tasks need a "
                      "unit, too, such as --forward=100us",
                  ExitStatus::BadUsage};
  costs.times.latency = links.latencyNs;
  if (links.bandwidth && !costs.messageBytes.empty())
    costs.times.bandwidth = *links.bandwidth / 1e9;
}

StageCosts mlir::pipe::makeStageCosts(const CostOptions &options,
                                      std::optional<int64_t> numStages) {
  TimeOptions reader;
  std::optional<int64_t> latency = reader.read("--latency", options.latency);
  StageCosts costs =
      options.file.empty()
          ? makeUniformCosts(options, reader, numStages.value_or(1))
          : readCostsFile(options.file, numStages);
  if (latency.value_or(0) > 0 && costs.unit != reader.getUnit())
    throw Failure{"--latency=" + options.latency + " and the times of " +
                      options.file + " must both have a unit or none",
                  ExitStatus::BadUsage};
  if (latency)
    costs.times.latency = *latency;
  if (!options.links.empty())
    addLinks(options, costs);
  if (!options.bandwidth.empty()) {
    double bandwidth =
        takeOption("--bandwidth", parseBandwidth(options.bandwidth));
    costs.times.bandwidth =
        costs.unit == TimeUnit::Nanoseconds ? bandwidth / 1e9 : bandwidth;
    if (costs.messageBytes.empty())
      throw Failure{"--bandwidth needs the sizes of messages: give "
                    "--message-bytes, or message_bytes in the costs file",
                    ExitStatus::BadUsage};
  }
  return costs;
}

std::optional<int64_t> mlir::pipe::readMemoryCap(const std::string &text,
                                                 bool hasBytes) {
  if (text.empty())
    return std::nullopt;
  int64_t cap = takeOption("--memory-cap", parseBytes(text));
  bool isPlain = text.find_first_not_of("0123456789") == std::string::npos;
  if (!hasBytes && !isPlain)
    throw Failure{"--memory-cap=" + text +
                      " is in bytes, so that the sizes of activations are "
                      "needed: give --activation-bytes, or activation_bytes in "
                      "the costs file",
                  ExitStatus::BadUsage};
  return cap;
}

const char *mlir::pipe::getCostKey(ActionKind kind) {
  switch (kind) {
  case ActionKind::Forward:
    return "forward";
  case ActionKind::Backward:
    return "backward";
  case ActionKind::InputGradient:
    return "input_gradient";
  case ActionKind::WeightGradient:
    return "weight_gradient";
  case ActionKind::Update:
    break;
  }
  return "update";
}

void mlir::pipe::requireCosts(const StageCosts &costs, const Schedule &schedule,
                              const std::string &source) {
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      if (action.kind != ActionKind::Update &&
          costs.times.getList(action.kind).empty())
        throw Failure{source + " has no '" + getCostKey(action.kind) +
                      "', but the schedule " + schedule.name +
                      " has the action " + toString(action)};
}

std::vector<TaskEdge> mlir::pipe::makeEdges(int64_t numStages, bool training,
                                            const StageCosts &costs) {
  std::vector<TaskEdge> edges = getChainEdges(numStages, training);
  if (costs.messageBytes.empty())
    return edges;
  // A gradient has the size of the activation that it belongs to.
  for (TaskEdge &edge : edges)
    edge.bytes =
        costs.messageBytes[size_t(std::min(edge.fromStage, edge.toStage))];
  return edges;
}
