//===- ProgramSteps.cpp - What each rank does, step by step ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/ProgramSteps.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

using namespace mlir::pipe;

int32_t Dataflow::lookupTask(ActionKind kind, int32_t stage) const {
  for (size_t i = 0; i < tasks.size(); ++i)
    if (tasks[i].kind == kind && tasks[i].stage == stage)
      return static_cast<int32_t>(i);
  return -1;
}

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

namespace {
using Message = std::pair<int32_t, int64_t>;        // value, micro-batch
using Channel = std::tuple<int64_t, int64_t, bool>; // from, to, isActivation

/// Returns `schedule` with B written as I and W where the backward of its stage
/// is split.
Schedule splitBackwards(const Schedule &schedule, const Dataflow &dataflow) {
  std::vector<bool> isSplit(schedule.placement.size());
  for (const DataflowTask &task : dataflow.tasks)
    if (task.kind == ActionKind::InputGradient ||
        task.kind == ActionKind::WeightGradient)
      isSplit[static_cast<size_t>(task.stage)] = true;
  Schedule split = schedule;
  for (size_t rank = 0; rank < split.actions.size(); ++rank) {
    split.actions[rank].clear();
    for (Action action : schedule.actions[rank]) {
      if (action.kind == ActionKind::Backward &&
          isSplit[static_cast<size_t>(action.stage)]) {
        action.kind = ActionKind::InputGradient;
        split.actions[rank].push_back(action);
        action.kind = ActionKind::WeightGradient;
      }
      split.actions[rank].push_back(action);
    }
  }
  return split;
}

/// Expands the actions of all ranks: first what everybody sends, because that
/// is the order in which the others receive.
class Expander {
public:
  Expander(Schedule split, const Dataflow &dataflow)
      : schedule(std::move(split)), dataflow(dataflow) {
    remote.resize(schedule.numCopies());
    for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
      for (size_t v = 0; v < dataflow.values.size(); ++v)
        remote[copy].push_back(
            dataflow.getRemoteReaders(static_cast<int32_t>(v), copy));
    for (size_t stage = 0; stage < schedule.placement.size(); ++stage)
      for (int kind = 0; kind < kNumActionKinds; ++kind)
        taskOf[{static_cast<ActionKind>(kind), static_cast<int32_t>(stage)}] =
            dataflow.lookupTask(static_cast<ActionKind>(kind),
                                static_cast<int32_t>(stage));
  }

  std::vector<std::vector<Step>> run() {
    for (int64_t rank = 0; rank < schedule.ranks; ++rank)
      for (const Action &action : schedule.actions[rank])
        if (int32_t task = getTask(action); task >= 0)
          queueMessages(rank, task, action.microBatch);
    std::vector<std::vector<Step>> steps(schedule.ranks);
    for (int64_t rank = 0; rank < schedule.ranks; ++rank) {
      unread.clear();
      for (const Action &action : schedule.actions[rank])
        if (int32_t task = getTask(action); task >= 0)
          expand(rank, task, action.microBatch, steps[rank]);
    }
    return steps;
  }

private:
  int32_t getTask(const Action &action) {
    return taskOf[{action.kind, action.stage}];
  }

  /// The other ranks that read `value` of micro-batch `m`.
  const std::vector<int64_t> &getPeers(int32_t value, int64_t m) const {
    return remote[dataflow.getCopy(m)][value];
  }

  void queueMessages(int64_t rank, int32_t task, int64_t m) {
    for (int32_t value : dataflow.tasks[task].writes)
      for (int64_t peer : getPeers(value, m))
        messages[{rank, peer, dataflow.isActivation(value)}].push_back(
            {value, m});
  }

  int64_t getRank(int32_t task, int64_t m) const {
    return dataflow.getRank(task, dataflow.getCopy(m));
  }

  bool isRemote(int64_t rank, int32_t value, int64_t m) const {
    int32_t maker = dataflow.values[value].maker;
    return maker >= 0 && getRank(maker, m) != rank;
  }

  /// Receives messages up to the one of `value` and micro-batch `m`, unless it
  /// is there.
  void receive(int64_t rank, int32_t value, int64_t m, std::vector<Step> &out) {
    if (unread.count({value, m}))
      return;
    int64_t peer = getRank(dataflow.values[value].maker, m);
    auto &queue = messages[{peer, rank, dataflow.isActivation(value)}];
    while (!queue.empty()) {
      Message message = queue.front();
      queue.pop_front();
      out.push_back({StepKind::Post, message.first, peer, message.second});
      out.push_back({StepKind::Wait, message.first, -1, message.second});
      const std::vector<int32_t> &readers =
          dataflow.values[message.first].readers;
      unread[message] =
          std::count_if(readers.begin(), readers.end(), [&](int32_t task) {
            return getRank(task, message.second) == rank;
          });
      if (message == Message(value, m))
        return;
    }
  }

  void expand(int64_t rank, int32_t index, int64_t m, std::vector<Step> &out) {
    const DataflowTask &task = dataflow.tasks[index];
    for (int32_t value : task.reads)
      if (isRemote(rank, value, m))
        receive(rank, value, m, out);
    for (int32_t value : task.writes)
      if (!getPeers(value, m).empty())
        out.push_back({StepKind::Acquire, value, -1, m});
    out.push_back({StepKind::Run, index, -1, m});
    for (int32_t value : task.writes)
      for (int64_t peer : getPeers(value, m))
        out.push_back({StepKind::Send, value, peer, m});
    for (int32_t value : task.reads) {
      if (!isRemote(rank, value, m))
        continue;
      auto it = unread.find({value, m});
      if (--it->second == 0) {
        out.push_back({StepKind::Release, value, -1, m});
        unread.erase(it);
      }
    }
  }

  Schedule schedule;
  const Dataflow &dataflow;
  /// Copy -> value -> the other ranks that read it.
  std::vector<std::vector<std::vector<int64_t>>> remote;
  std::map<std::pair<ActionKind, int32_t>, int32_t> taskOf;
  std::map<Channel, std::deque<Message>> messages;
  /// Received messages of the rank at hand -> reads that are still to come.
  std::map<Message, int64_t> unread;
};
} // namespace

std::vector<std::vector<Step>>
mlir::pipe::expandSchedule(const Schedule &schedule, const Dataflow &dataflow) {
  return Expander(splitBackwards(schedule, dataflow), dataflow).run();
}

//===----------------------------------------------------------------------===//
// Slots
//===----------------------------------------------------------------------===//

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

namespace {
/// Start and end of every task in the timeline of the schedule with unit costs.
class TaskTimes {
public:
  TaskTimes(const Timeline &timeline, const Dataflow &dataflow,
            int64_t microBatches)
      : times(dataflow.tasks.size(),
              std::vector<Interval>(microBatches, {0, 0})) {
    std::map<std::pair<ActionKind, int32_t>, int32_t> taskOf;
    for (size_t i = 0; i < dataflow.tasks.size(); ++i)
      taskOf[{dataflow.tasks[i].kind, dataflow.tasks[i].stage}] =
          static_cast<int32_t>(i);
    for (const std::vector<TimedAction> &rank : timeline.ranks)
      for (const TimedAction &timed : rank) {
        auto it = taskOf.find({timed.action.kind, timed.action.stage});
        if (it != taskOf.end() && timed.action.microBatch >= 0)
          times[it->second][timed.action.microBatch] = {timed.start, timed.end};
      }
  }

  /// When `value` of micro-batch `m` must be kept at its maker.
  Interval getLife(const DataflowValue &value, int64_t m) const {
    Interval life = times[value.maker][m];
    for (int32_t reader : value.readers)
      life.second = std::max(life.second, times[reader][m].second);
    return life;
  }

private:
  std::vector<std::vector<Interval>> times;
};
} // namespace

/// Appends the buffers of what `rank` receives: alive from the post to the
/// release, counted in steps.
static void countReceived(int64_t rank, const std::vector<Step> &steps,
                          int64_t microBatches,
                          std::vector<BufferSlots> &buffers) {
  std::map<int32_t, std::vector<Interval>> lives;
  for (size_t i = 0; i < steps.size(); ++i) {
    const Step &step = steps[i];
    if (step.kind != StepKind::Post && step.kind != StepKind::Release)
      continue;
    auto &list = lives[step.object];
    list.resize(microBatches, {0, 0});
    int64_t position = static_cast<int64_t>(i);
    if (step.kind == StepKind::Post)
      list[step.microBatch].first = position;
    else
      list[step.microBatch].second = position;
  }
  for (const auto &[value, list] : lives)
    buffers.push_back({rank, value, true, getSmallestRing(list)});
}

Result<std::vector<BufferSlots>>
mlir::pipe::countSlots(const Schedule &given, const Dataflow &dataflow,
                       const std::vector<std::vector<Step>> &steps) {
  Schedule schedule = splitBackwards(given, dataflow);
  std::vector<TaskEdge> edges =
      getChainEdges(schedule.numStages(), schedule.isTraining());
  for (const DataflowValue &value : dataflow.values)
    for (int32_t reader : value.readers)
      if (value.maker >= 0) {
        const DataflowTask &from = dataflow.tasks[value.maker];
        const DataflowTask &to = dataflow.tasks[reader];
        edges.push_back({from.stage, from.kind, to.stage, to.kind, 0});
      }
  Result<Timeline> timeline = simulate(
      schedule, TaskCosts::makeUniform(schedule.numStages(), 1, 1, 1), edges);
  if (!timeline)
    return timeline.getError();
  TaskTimes times(*timeline, dataflow, schedule.microBatches);

  std::vector<BufferSlots> buffers;
  for (size_t v = 0; v < dataflow.values.size(); ++v) {
    const DataflowValue &value = dataflow.values[v];
    if (value.maker < 0 || value.isGradient)
      continue;
    for (int64_t rank : dataflow.getRanks(value.maker)) {
      // Micro-batches of another rank take no room.
      std::vector<Interval> lives(schedule.microBatches, {0, 0});
      for (int64_t m = 0; m < schedule.microBatches; ++m)
        if (dataflow.getRank(value.maker, dataflow.getCopy(m)) == rank)
          lives[m] = times.getLife(value, m);
      buffers.push_back(
          {rank, static_cast<int32_t>(v), false, getSmallestRing(lives)});
    }
  }
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    countReceived(rank, steps[rank], schedule.microBatches, buffers);
  return buffers;
}
