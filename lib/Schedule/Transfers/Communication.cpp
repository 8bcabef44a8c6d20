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

#include <algorithm>
#include <deque>
#include <map>
#include <set>
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

namespace {
/// The values that go from a rank to another, activations or gradients.
using EdgeKind = std::tuple<int64_t, int64_t, ActionKind>;
} // namespace

static void insertBySender(CommunicationSchedule &result) {
  const Schedule &schedule = result.schedule;
  std::map<EdgeKind, std::deque<CommunicationItem>> coming;
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank)
    for (const Action &action : schedule.actions[rank])
      if (auto send = makeSend(schedule, action))
        coming[{static_cast<int64_t>(rank), send->peer, send->action.kind}]
            .push_back(getOtherEnd(schedule, *send));
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank) {
    // Values that came before the one that was waited for.
    std::set<std::tuple<ActionKind, int32_t, int32_t>> there;
    auto getKey = [](const CommunicationItem &receive) {
      return std::tuple(receive.action.kind, receive.action.stage,
                        receive.action.microBatch);
    };
    for (const Action &action : schedule.actions[rank]) {
      if (auto receive = makeReceive(schedule, action)) {
        auto &queue = coming[{receive->peer, static_cast<int64_t>(rank),
                              receive->action.kind}];
        while (!there.count(getKey(*receive)) && !queue.empty()) {
          result.items[rank].push_back(queue.front());
          there.insert(getKey(queue.front()));
          queue.pop_front();
        }
        there.erase(getKey(*receive));
      }
      result.items[rank].push_back(makeCompute(action));
      if (auto send = makeSend(schedule, action))
        result.items[rank].push_back(*send);
    }
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
