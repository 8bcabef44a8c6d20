//===- Dataflow.cpp - Which task reads what of which ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/Dataflow.h"

#include <algorithm>
#include <array>
#include <set>

using namespace mlir::pipe;

std::vector<int64_t> Dataflow::getCopies() const {
  std::set<int64_t> copies(copyPattern.begin(), copyPattern.end());
  if (copies.empty())
    copies.insert(0);
  return {copies.begin(), copies.end()};
}

std::vector<int64_t> Dataflow::getRanks(int32_t task) const {
  std::vector<int64_t> ranks;
  for (int64_t copy : getCopies())
    if (int64_t rank = getRank(task, copy);
        std::find(ranks.begin(), ranks.end(), rank) == ranks.end())
      ranks.push_back(rank);
  return ranks;
}

std::vector<int64_t> Dataflow::getRemoteReaders(int32_t value,
                                                int64_t copy) const {
  const DataflowValue &v = values[value];
  std::set<int64_t> ranks;
  if (v.maker >= 0)
    for (int32_t reader : v.readers)
      if (getRank(reader, copy) != getRank(v.maker, copy))
        ranks.insert(getRank(reader, copy));
  return {ranks.begin(), ranks.end()};
}

bool Dataflow::isActivation(int32_t value) const {
  return tasks[values[value].maker].kind == ActionKind::Forward;
}

TaskNumbers::TaskNumbers(const Dataflow &dataflow) {
  int64_t numStages = 0;
  for (const DataflowTask &task : dataflow.tasks)
    numStages = std::max(numStages, int64_t{task.stage} + 1);
  numbers.assign(static_cast<size_t>(numStages * kNumActionKinds), -1);
  for (size_t i = 0; i < dataflow.tasks.size(); ++i) {
    const DataflowTask &task = dataflow.tasks[i];
    numbers[task.stage * kNumActionKinds + static_cast<int>(task.kind)] =
        static_cast<int32_t>(i);
  }
}

int32_t TaskNumbers::lookup(ActionKind kind, int64_t stage) const {
  size_t index = stage * kNumActionKinds + static_cast<int>(kind);
  return index < numbers.size() ? numbers[index] : -1;
}

//===----------------------------------------------------------------------===//
// Chains
//===----------------------------------------------------------------------===//

/// Returns for each stage which kinds of actions the schedule has of it.
static std::vector<std::array<bool, kNumActionKinds>>
findKinds(const Schedule &schedule) {
  std::vector<std::array<bool, kNumActionKinds>> kinds(
      schedule.placement.size());
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      kinds[action.stage][static_cast<int>(action.kind)] = true;
  return kinds;
}

namespace {
/// Writes the tasks and values of a chain.
class ChainWriter {
public:
  explicit ChainWriter(const Schedule &schedule) : schedule(schedule) {
    chain.copyPattern.assign(schedule.copyOfMicroBatch.begin(),
                             schedule.copyOfMicroBatch.end());
  }

  int32_t addTask(ActionKind kind, int64_t stage) {
    DataflowTask task{kind, static_cast<int32_t>(stage), {}, {}, {}};
    for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
      task.ranks.push_back(schedule.getPlacement(copy)[stage]);
    chain.tasks.push_back(std::move(task));
    return static_cast<int32_t>(chain.tasks.size()) - 1;
  }

  /// `reader` reads what `maker` makes; either may be -1, none.
  void connect(int32_t maker, int32_t reader) {
    if (maker < 0 || reader < 0)
      return;
    auto value = static_cast<int32_t>(chain.values.size());
    chain.values.push_back({maker, {reader}, false});
    chain.tasks[maker].writes.push_back(value);
    chain.tasks[reader].reads.push_back(value);
  }

  Dataflow take() { return std::move(chain); }

private:
  const Schedule &schedule;
  Dataflow chain;
};
} // namespace

Dataflow mlir::pipe::makeChainDataflow(const Schedule &schedule) {
  using enum ActionKind;
  auto kinds = findKinds(schedule);
  auto has = [&](size_t stage, ActionKind kind) {
    return kinds[stage][static_cast<int>(kind)];
  };
  ChainWriter writer(schedule);
  int32_t last = -1;
  for (size_t stage = 0; stage < kinds.size(); ++stage) {
    int32_t forward = writer.addTask(Forward, static_cast<int64_t>(stage));
    writer.connect(last, forward);
    last = forward;
  }
  last = -1;
  for (size_t stage = kinds.size(); stage-- > 0;) {
    bool isSplit = has(stage, InputGradient) || has(stage, WeightGradient);
    if (!isSplit && !has(stage, Backward))
      continue;
    int32_t backward = writer.addTask(isSplit ? InputGradient : Backward,
                                      static_cast<int64_t>(stage));
    writer.connect(last, backward);
    last = backward;
    if (isSplit)
      writer.addTask(WeightGradient, static_cast<int64_t>(stage));
  }
  return writer.take();
}
