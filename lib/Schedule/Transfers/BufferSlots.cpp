//===- BufferSlots.cpp - How many slots each buffer needs -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/BufferSlots.h"

#include "pipe/Schedule/Timing/Simulate.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe;

using Interval = std::pair<int64_t, int64_t>;

/// Returns true if no two intervals of the same residue modulo `ring` overlap.
static bool fitsRing(const std::vector<Interval> &lives, int64_t ring) {
  std::vector<std::pair<int64_t, Interval>> order;
  for (size_t i = 0; i < lives.size(); ++i)
    order.push_back({static_cast<int64_t>(i) % ring, lives[i]});
  std::sort(order.begin(), order.end());
  for (size_t i = 1; i < order.size(); ++i)
    if (order[i].first == order[i - 1].first &&
        order[i].second.first < order[i - 1].second.second)
      return false;
  return true;
}

int64_t mlir::pipe::getSmallestRing(const std::vector<Interval> &lives) {
  // As many as are alive at once are needed at least.
  std::vector<Interval> events;
  for (const Interval &life : lives) {
    events.push_back({life.first, 1});
    events.push_back({life.second, -1});
  }
  std::sort(events.begin(), events.end());
  int64_t alive = 0, least = 1;
  for (const Interval &event : events)
    least = std::max(least, alive += event.second);
  while (least < static_cast<int64_t>(lives.size()) && !fitsRing(lives, least))
    ++least;
  return least;
}

/// Returns `schedule` with B written as I and W where the backward of its stage
/// is split.
static Schedule splitBackwards(const Schedule &schedule,
                               const Dataflow &dataflow) {
  TaskNumbers numbers(dataflow);
  Schedule split = schedule;
  for (size_t rank = 0; rank < split.actions.size(); ++rank) {
    split.actions[rank].clear();
    for (Action action : schedule.actions[rank]) {
      if (action.kind == ActionKind::Backward &&
          numbers.isSplit(action.stage)) {
        action.kind = ActionKind::InputGradient;
        split.actions[rank].push_back(action);
        action.kind = ActionKind::WeightGradient;
      }
      split.actions[rank].push_back(action);
    }
  }
  return split;
}

/// Returns the timeline with unit costs.
static Result<Timeline> runTasks(const Schedule &schedule,
                                 const Dataflow &dataflow) {
  std::vector<TaskEdge> edges =
      getChainEdges(schedule.numStages(), schedule.isTraining());
  for (const DataflowValue &value : dataflow.values)
    for (int32_t reader : value.readers)
      if (value.maker >= 0) {
        const DataflowTask &from = dataflow.tasks[value.maker];
        const DataflowTask &to = dataflow.tasks[reader];
        edges.push_back({from.stage, from.kind, to.stage, to.kind, 0});
      }
  return simulate(schedule,
                  TaskCosts::makeUniform(schedule.numStages(), 1, 1, 1), edges);
}

namespace {
/// Start and end of every task in a timeline.
class TaskTimes {
public:
  TaskTimes(const Timeline &timeline, const Dataflow &dataflow,
            int64_t microBatches)
      : times(dataflow.tasks.size(),
              std::vector<Interval>(microBatches, {0, 0})) {
    TaskNumbers numbers(dataflow);
    for (const std::vector<TimedAction> &rank : timeline.ranks)
      for (const TimedAction &timed : rank) {
        int32_t task = numbers.lookup(timed.action.kind, timed.action.stage);
        if (task >= 0 && timed.action.microBatch >= 0)
          times[task][timed.action.microBatch] = {timed.start, timed.end};
      }
  }

  const Interval &get(int32_t task, int64_t m) const { return times[task][m]; }

  /// When `value` of micro-batch `m` must be kept at its maker for its readers.
  Interval getLife(const DataflowValue &value, int64_t m) const {
    Interval life = get(value.maker, m);
    for (int32_t reader : value.readers)
      life.second = std::max(life.second, get(reader, m).second);
    return life;
  }

private:
  std::vector<std::vector<Interval>> times;
};

/// When values are sent that are not sent at once: a schedule's own transfers
/// may stand behind later tasks.
class LateSends {
public:
  LateSends(const TaskTimes &times, const Dataflow &dataflow,
            const std::vector<std::vector<Instruction>> &instructions) {
    for (const std::vector<Instruction> &list : instructions) {
      const Instruction *last = nullptr;
      for (const Instruction &instruction : list)
        if (instruction.kind == InstructionKind::Run) {
          last = &instruction;
        } else if (instruction.kind == InstructionKind::Send && last) {
          bool isLate =
              dataflow.values[instruction.object].maker != last->object ||
              last->microBatch != instruction.microBatch;
          if (isLate)
            ends[{instruction.object, instruction.microBatch}] =
                times.get(last->object, last->microBatch).second;
        }
    }
  }

  /// The end of the task before the send of a value, or 0.
  int64_t getEnd(int32_t value, int64_t m) const {
    if (ends.empty())
      return 0;
    auto found = ends.find({value, m});
    return found == ends.end() ? 0 : found->second;
  }

private:
  std::map<std::pair<int32_t, int64_t>, int64_t> ends;
};
} // namespace

/// Appends the buffers of what `rank` receives: alive from the post to the
/// release, counted in instructions.
static void countReceived(int64_t rank,
                          const std::vector<Instruction> &instructions,
                          int64_t microBatches,
                          std::vector<BufferSlots> &buffers) {
  std::map<int32_t, std::vector<Interval>> lives;
  for (size_t i = 0; i < instructions.size(); ++i) {
    const Instruction &instruction = instructions[i];
    if (instruction.kind != InstructionKind::Post &&
        instruction.kind != InstructionKind::Release)
      continue;
    auto &list = lives[instruction.object];
    list.resize(microBatches, {0, 0});
    int64_t position = static_cast<int64_t>(i);
    if (instruction.kind == InstructionKind::Post)
      list[instruction.microBatch].first = position;
    else
      list[instruction.microBatch].second = position;
  }
  for (const auto &[value, list] : lives)
    buffers.push_back({rank, value, true, getSmallestRing(list)});
}

/// Appends the buffers of what ranks make.
static void countMade(const TaskTimes &times, const LateSends &lateSends,
                      const Dataflow &dataflow, int64_t microBatches,
                      std::vector<BufferSlots> &buffers) {
  for (size_t v = 0; v < dataflow.values.size(); ++v) {
    auto number = static_cast<int32_t>(v);
    const DataflowValue &value = dataflow.values[v];
    if (value.maker < 0 || value.isGradient)
      continue;
    for (int64_t rank : dataflow.getRanks(value.maker)) {
      // Micro-batches of another rank take no room.
      std::vector<Interval> lives(microBatches, {0, 0});
      for (int64_t m = 0; m < microBatches; ++m)
        if (dataflow.getRank(value.maker, dataflow.getCopy(m)) == rank) {
          lives[m] = times.getLife(value, m);
          lives[m].second =
              std::max(lives[m].second, lateSends.getEnd(number, m));
        }
      buffers.push_back({rank, number, false, getSmallestRing(lives)});
    }
  }
}

Result<std::vector<BufferSlots>> mlir::pipe::countSlots(
    const Schedule &given, const Dataflow &dataflow,
    const std::vector<std::vector<Instruction>> &instructions) {
  Result<Timeline> timeline =
      runTasks(splitBackwards(given, dataflow), dataflow);
  if (!timeline)
    return timeline.getError();
  TaskTimes times(*timeline, dataflow, given.microBatches);
  LateSends lateSends(times, dataflow, instructions);
  std::vector<BufferSlots> buffers;
  countMade(times, lateSends, dataflow, given.microBatches, buffers);
  for (size_t rank = 0; rank < instructions.size(); ++rank)
    countReceived(static_cast<int64_t>(rank), instructions[rank],
                  given.microBatches, buffers);
  return buffers;
}
