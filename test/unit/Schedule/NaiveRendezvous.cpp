//===- NaiveRendezvous.cpp - A second, naive rendezvous machine -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NaiveRendezvous.h"

#include <algorithm>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

char NaiveRendezvous::getTaskLetter(ActionKind kind) {
  return kind == ActionKind::InputGradient ? 'B' : getLetter(kind);
}

NaiveRendezvous::Value
NaiveRendezvous::getValue(const CommunicationItem &item) {
  int stage = item.action.stage;
  char letter = getTaskLetter(item.action.kind);
  if (item.kind == Kind::Receive)
    stage += letter == 'F' ? -1 : 1;
  return {stage, letter, item.action.microBatch};
}

std::string NaiveRendezvous::getQueue(size_t rank,
                                      const CommunicationItem &item) const {
  std::string here = std::to_string(rank), there = std::to_string(item.peer);
  bool sends = item.kind == Kind::Send;
  std::string edge = sends ? here + ">" + there : there + ">" + here;
  switch (model) {
  case QueueModel::EdgeKind:
    return edge + getTaskLetter(item.action.kind);
  case QueueModel::Edge:
    return edge;
  case QueueModel::Pair:
    return std::min(here, there) + "-" + std::max(here, there);
  default:
    return "all";
  }
}

bool NaiveRendezvous::isTask(int64_t rank, const Action &action) const {
  return action.stage >= 0 && action.stage < schedule.numStages() &&
         action.microBatch >= 0 && action.microBatch < schedule.microBatches &&
         schedule.getRank(action) == rank;
}

/// Does the item move a value that there is between the ranks of two stages?
bool NaiveRendezvous::isTransfer(int64_t rank,
                                 const CommunicationItem &item) const {
  if (!isTask(rank, item.action))
    return false;
  bool upwards =
      (item.kind == Kind::Send) == (item.action.kind == ActionKind::Forward);
  Action other = item.action;
  other.stage += upwards ? 1 : -1;
  return item.peer != rank && item.peer >= 0 && item.peer < schedule.ranks &&
         isTask(item.peer, other) &&
         (item.action.kind == ActionKind::Forward ||
          (item.action.kind == ActionKind::Backward && schedule.isTraining()));
}

/// Is each item possible on its rank, and none there twice?
bool NaiveRendezvous::isWellFormed() const {
  std::set<std::tuple<bool, bool, Value>> seen;
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    for (const CommunicationItem &item : communication.items[rank]) {
      auto where = static_cast<int64_t>(rank);
      if (!item.isTransfer()) {
        if (!isTask(where, item.action))
          return false;
        continue;
      }
      if (!isTransfer(where, item) ||
          !seen.insert({true, item.kind == Kind::Send, getValue(item)}).second)
        return false;
    }
  return true;
}

/// Is F there once for each task, and B once or I and W once?
bool NaiveRendezvous::isCovered() const {
  std::map<std::tuple<int, ActionKind, int>, int> count;
  for (const auto &list : communication.items)
    for (const CommunicationItem &item : list)
      if (!item.isTransfer())
        ++count[{item.action.stage, item.action.kind, item.action.microBatch}];
  using enum ActionKind;
  for (int stage = 0; stage < schedule.numStages(); ++stage)
    for (int i = 0; i < schedule.microBatches; ++i) {
      int whole = count[{stage, Backward, i}];
      int first = count[{stage, InputGradient, i}];
      int second = count[{stage, WeightGradient, i}];
      bool backward = schedule.isTraining()
                          ? whole + first == 1 && first == second
                          : whole + first + second == 0;
      if (count[{stage, Forward, i}] != 1 || !backward)
        return false;
    }
  return true;
}

/// Are the values there that the action reads?
bool NaiveRendezvous::canRun(size_t rank, const Action &action) const {
  const std::set<Value> &values = ranks[rank].values;
  char letter = getTaskLetter(action.kind);
  int m = action.microBatch, stage = action.stage;
  if (letter == 'F')
    return stage == 0 || values.count({stage - 1, 'F', m});
  if (!values.count({stage, 'F', m}))
    return false;
  if (letter == 'W')
    return values.count({stage, 'B', m}) != 0;
  return stage + 1 == schedule.numStages() ||
         values.count({stage + 1, 'B', m}) != 0;
}

/// Lets a rank make one step of its list.
bool NaiveRendezvous::step(size_t rank) {
  RankState &state = ranks[rank];
  const auto &list = communication.items[rank];
  if (state.isBlocked || state.next == list.size())
    return false;
  const CommunicationItem &item = list[state.next];
  auto position = static_cast<int64_t>(state.next);
  if (item.isTransfer()) {
    // A send of what is not made yet would send anything.
    if (item.kind == Kind::Send && !state.values.count(getValue(item)))
      isBroken = true;
    state.queues[getQueue(rank, item)].push_back({item, position});
    state.isBlocked = model == QueueModel::Blocking;
  } else {
    if (!canRun(rank, item.action))
      return false;
    state.values.insert({item.action.stage, getTaskLetter(item.action.kind),
                         item.action.microBatch});
    done.insert({static_cast<int64_t>(rank), position});
  }
  ++state.next;
  return true;
}

/// Completes a transfer of this rank that is the first of its queues at both
/// ends.
bool NaiveRendezvous::meet(size_t rank) {
  for (auto &[name, queue] : ranks[rank].queues) {
    if (queue.empty())
      continue;
    const Posted mine = queue.front();
    RankState &peer = ranks[static_cast<size_t>(mine.item.peer)];
    for (auto &[unused, other] : peer.queues) {
      if (other.empty())
        continue;
      const Posted theirs = other.front();
      if (getValue(theirs.item) != getValue(mine.item) ||
          theirs.item.kind == mine.item.kind ||
          theirs.item.peer != static_cast<int32_t>(rank))
        continue;
      done.insert({static_cast<int64_t>(rank), mine.position});
      done.insert({mine.item.peer, theirs.position});
      RankState &receiver =
          mine.item.kind == Kind::Receive ? ranks[rank] : peer;
      receiver.values.insert(getValue(mine.item));
      ranks[rank].isBlocked = peer.isBlocked = false;
      queue.pop_front();
      other.pop_front();
      return true;
    }
  }
  return false;
}

bool NaiveRendezvous::isLegal() {
  if (!isWellFormed() || !isCovered())
    return false;
  std::vector<size_t> order;
  for (size_t i = 0; i < 2 * ranks.size(); ++i)
    order.push_back(i);
  for (bool moved = true; moved && !isBroken;) {
    moved = false;
    std::shuffle(order.begin(), order.end(), random);
    for (size_t i : order)
      moved |= i % 2 ? step(i / 2) : meet(i / 2);
  }
  size_t numItems = 0;
  for (const auto &list : communication.items)
    numItems += list.size();
  return !isBroken && done.size() == numItems;
}
