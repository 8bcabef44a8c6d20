//===- Communication.cpp - Schedules with sends and receives --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/Communication.h"

#include "Transfers.h"
#include "pipe/Schedule/Timing/Simulate.h"
#include "pipe/Schedule/Transfers/Instructions.h"

#include <algorithm>
#include <tuple>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

std::string mlir::pipe::toString(const CommunicationItem &item) {
  if (!item.isTransfer())
    return toString(item.action);
  return std::to_string(item.action.stage) +
         (item.kind == Kind::Send ? "SEND_" : "RECV_") +
         getLetter(item.action.kind) + std::to_string(item.action.microBatch);
}

bool CommunicationSchedule::hasTransfers() const {
  for (const std::vector<CommunicationItem> &list : items)
    for (const CommunicationItem &item : list)
      if (item.isTransfer())
        return true;
  return false;
}

static CommunicationItem makeCompute(const Action &action) {
  return {Kind::Compute, action, kNoPeer};
}

CommunicationItem
CommunicationSchedule::getItem(const ErrorPlace &place) const {
  auto rank = static_cast<size_t>(place.rank);
  auto position = static_cast<size_t>(place.position);
  return place.withTransfers ? items[rank][position]
                             : makeCompute(schedule.actions[rank][position]);
}

static void insertByConsumer(CommunicationSchedule &result) {
  const Schedule &schedule = result.schedule;
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank)
    for (const Action &action : schedule.actions[rank]) {
      if (auto receive = makeReceive(schedule, action))
        result.items[rank].push_back(*receive);
      result.items[rank].push_back(makeCompute(action));
      if (auto send = makeSend(schedule, action))
        result.items[rank].push_back(*send);
    }
}

/// Returns the item of a transfer that programs have.
static CommunicationItem makeItem(const Schedule &schedule,
                                  const Dataflow &chain,
                                  const Instruction &instruction) {
  const DataflowTask &maker =
      chain.tasks[chain.values[instruction.object].maker];
  CommunicationItem send =
      *makeSend(schedule, {maker.stage, maker.kind,
                           static_cast<int32_t>(instruction.microBatch)});
  return instruction.kind == InstructionKind::Send
             ? send
             : getOtherEnd(schedule, send);
}

/// Puts transfers where the programs of a chain have them.
static void insertBySender(CommunicationSchedule &result) {
  const Schedule &schedule = result.schedule;
  Dataflow chain = makeChainDataflow(schedule);
  std::vector<std::vector<Instruction>> instructions =
      expandSchedule(schedule, chain);
  for (size_t rank = 0; rank < instructions.size(); ++rank) {
    auto begin = schedule.actions[rank].begin(), next = begin;
    auto end = schedule.actions[rank].end();
    auto isOf = [](const Action &action, const DataflowTask &task, int64_t m) {
      return action.stage == task.stage && action.microBatch == m;
    };
    // Adds the actions up to the one that a run belongs to. An action B stands
    // for I and W where a stage has those.
    auto addUpTo = [&](const DataflowTask &task, int64_t m) {
      if (task.kind == ActionKind::WeightGradient && next != begin &&
          next[-1].kind == ActionKind::Backward && isOf(next[-1], task, m))
        return;
      bool isFound = false;
      for (; next != end && !isFound; ++next) {
        isFound =
            isOf(*next, task, m) && (next->kind == task.kind ||
                                     (next->kind == ActionKind::Backward &&
                                      task.kind == ActionKind::InputGradient));
        result.items[rank].push_back(makeCompute(*next));
      }
    };
    for (const Instruction &instruction : instructions[rank])
      if (instruction.kind == InstructionKind::Run)
        addUpTo(chain.tasks[instruction.object], instruction.microBatch);
      else if (instruction.kind == InstructionKind::Send ||
               instruction.kind == InstructionKind::Post)
        result.items[rank].push_back(makeItem(schedule, chain, instruction));
    for (; next != end; ++next)
      result.items[rank].push_back(makeCompute(*next));
  }
}

namespace {
/// An item of the global order: an action when it starts, or a transfer when
/// its value is made.
struct Event {
  int64_t time;
  bool isCompute; ///< at one time transfers come first
  int32_t rank;
  int32_t position;

  friend bool operator<(const Event &a, const Event &b) {
    return std::tie(a.time, a.isCompute, a.rank, a.position) <
           std::tie(b.time, b.isCompute, b.rank, b.position);
  }
};
} // namespace

/// Returns the global order. No action takes no time, so that a value is made
/// after its action started and not after its reader starts: each list that is
/// a part of this order has both in the right order.
static std::vector<Event> sortEvents(const Schedule &schedule,
                                     const Timeline &timeline) {
  std::vector<Event> events;
  events.reserve(static_cast<size_t>(2 * schedule.numActions()));
  for (size_t rank = 0; rank < timeline.ranks.size(); ++rank) {
    auto rank32 = static_cast<int32_t>(rank);
    int32_t position = 0;
    for (const TimedAction &timed : timeline.ranks[rank]) {
      events.push_back({timed.start, true, rank32, position});
      if (makeSend(schedule, timed.action))
        events.push_back({timed.end, false, rank32, position});
      ++position;
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

static void insertByProducer(CommunicationSchedule &result,
                             const Timeline &timeline) {
  const Schedule &schedule = result.schedule;
  for (const Event &event : sortEvents(schedule, timeline)) {
    auto rank = static_cast<size_t>(event.rank);
    const Action &action =
        schedule.actions[rank][static_cast<size_t>(event.position)];
    if (event.isCompute) {
      result.items[rank].push_back(makeCompute(action));
      continue;
    }
    CommunicationItem send = *makeSend(schedule, action);
    result.items[rank].push_back(send);
    result.items[static_cast<size_t>(send.peer)].push_back(
        getOtherEnd(schedule, send));
  }
}

Result<CommunicationSchedule> mlir::pipe::addCommunication(Schedule schedule,
                                                           ReceiveOrder order) {
  CommunicationSchedule result;
  result.schedule = std::move(schedule);
  // An illegal schedule may name stages that do not exist.
  if (auto error = checkSchedule(result.schedule))
    return *error;
  result.items.resize(result.schedule.actions.size());
  if (order == ReceiveOrder::ByConsumer) {
    insertByConsumer(result);
    return result;
  }
  if (order == ReceiveOrder::BySender) {
    insertBySender(result);
    return result;
  }
  int64_t numStages = result.schedule.numStages();
  TaskCosts costs = TaskCosts::makeUniform(numStages, 1, 1, 1);
  costs.update.assign(static_cast<size_t>(numStages), 1);
  Result<Timeline> timeline =
      simulate(result.schedule, costs,
               getChainEdges(numStages, result.schedule.isTraining()));
  if (!timeline)
    return timeline.getError();
  insertByProducer(result, *timeline);
  return result;
}
