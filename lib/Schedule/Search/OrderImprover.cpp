//===- OrderImprover.cpp - Local moves in the order of actions ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OrderImprover.h"

#include <algorithm>

using namespace mlir::pipe;

OrderImprover::OrderImprover(OrderJudge &judge, ActionLists start,
                             uint64_t seed)
    : judge(judge), lists(std::move(start)), best(lists), random(seed) {
  const ScheduleProblem &problem = judge.getProblem();
  // The edges passed `checkProblem`.
  dependencies = std::move(*TaskDependencies::create(
      problem.shape, problem.training, problem.edges));
  placeOfKey.resize(static_cast<size_t>(judge.getEngine().numKeys()));
  bestMakespan = *judge.getMakespan(lists);
  accept(bestMakespan);
}

void OrderImprover::accept(int64_t newMakespan) {
  makespan = newMakespan;
  times = judge.getTimes();
  for (size_t rank = 0; rank < lists.size(); ++rank)
    for (size_t i = 0; i < lists[rank].size(); ++i)
      judge.getEngine().forEachKey(lists[rank][i], [&](TaskKey key) {
        placeOfKey[static_cast<size_t>(key)] = {static_cast<int64_t>(rank),
                                                static_cast<int64_t>(i)};
      });
  findWaits();
  if (makespan < bestMakespan) {
    bestMakespan = makespan;
    best = lists;
    lastSuccess = moves;
  }
}

/// Returns what the action at `place` waits for, one of them if there are
/// several, and nothing if it starts at 0.
std::optional<OrderImprover::Place>
OrderImprover::findPredecessor(Place place, bool &isBusyRank) {
  const auto &row = times[static_cast<size_t>(place.rank)];
  const TimedAction &timed = row[static_cast<size_t>(place.position)];
  const ScheduleProblem &problem = judge.getProblem();
  std::optional<Place> found;
  int64_t count = 0;
  auto consider = [&](Place other, bool busy) {
    if (pick(++count) != 0)
      return;
    found = other;
    isBusyRank = busy;
  };
  if (timed.start == 0)
    return found;
  if (place.position > 0 &&
      row[static_cast<size_t>(place.position) - 1].end == timed.start)
    consider({place.rank, place.position - 1}, true);
  dependencies.forEachOperand(
      timed.action.stage, timed.action.kind,
      [&](const TaskDependencies::Operand &operand) {
        Place other = placeOfKey[static_cast<size_t>(judge.getEngine().getKey(
            operand.stage, operand.taskClass, timed.action.microBatch))];
        int64_t delay = other.rank == place.rank
                            ? 0
                            : problem.costs.getTransferTime(operand.bytes);
        const TimedAction &from = times[static_cast<size_t>(other.rank)]
                                       [static_cast<size_t>(other.position)];
        // The value of the action just before on the rank cannot be overtaken.
        if (from.end + delay == timed.start)
          consider(other, false);
      });
  return found;
}

/// Walks one longest chain back to time 0.
void OrderImprover::findWaits() {
  waits.clear();
  std::optional<Place> place;
  int64_t count = 0;
  for (size_t rank = 0; rank < times.size(); ++rank)
    if (!times[rank].empty() && times[rank].back().end == makespan &&
        pick(++count) == 0)
      place = {static_cast<int64_t>(rank),
               static_cast<int64_t>(times[rank].size()) - 1};
  // A chain is no longer than all actions, also where actions take no time.
  while (place) {
    bool isBusyRank = false;
    std::optional<Place> before = findPredecessor(*place, isBusyRank);
    if (before && isBusyRank)
      waits.push_back(*place);
    place = before;
  }
}

/// Returns how far the action at `from` can go towards `to` on its rank without
/// passing one of its micro-batch and stage or of its kind and stage.
int64_t OrderImprover::getLimit(int64_t rank, int64_t from, int64_t to) const {
  const std::vector<Action> &list = lists[static_cast<size_t>(rank)];
  const Action &action = list[static_cast<size_t>(from)];
  int64_t direction = to < from ? -1 : 1;
  int64_t place = from;
  for (; place != to; place += direction) {
    const Action &other = list[static_cast<size_t>(place + direction)];
    if (other.stage == action.stage &&
        (other.microBatch == action.microBatch ||
         getTaskClass(other.kind) == getTaskClass(action.kind)))
      break;
  }
  return place;
}

OrderImprover::Move OrderImprover::chooseMove() {
  Place place;
  bool anywhere = waits.empty() || pick(8) == 0;
  if (anywhere) {
    place.rank = pick(static_cast<int64_t>(lists.size()));
    auto size =
        static_cast<int64_t>(lists[static_cast<size_t>(place.rank)].size());
    if (size < 2)
      return {place.rank, 0, 0};
    place.position = 1 + pick(size - 1);
  } else {
    place =
        waits[static_cast<size_t>(pick(static_cast<int64_t>(waits.size())))];
  }
  auto size =
      static_cast<int64_t>(lists[static_cast<size_t>(place.rank)].size());
  // Mostly one place, sometimes far.
  int64_t distance = 1;
  while (distance < size && pick(3) != 0)
    ++distance;
  if (pick(2) == 0)
    return {place.rank, place.position,
            std::max<int64_t>(0, place.position - distance)};
  return {place.rank, place.position - 1,
          std::min(size - 1, place.position - 1 + distance)};
}

void OrderImprover::apply(const Move &move) {
  auto begin = lists[static_cast<size_t>(move.rank)].begin();
  if (move.to < move.from)
    std::rotate(begin + move.to, begin + move.from, begin + move.from + 1);
  else
    std::rotate(begin + move.from, begin + move.from + 1, begin + move.to + 1);
}

void OrderImprover::tryMove(const Move &move) {
  apply(move);
  std::optional<int64_t> found;
  if (judge.fits(move.rank, lists[static_cast<size_t>(move.rank)]))
    found = judge.getMakespan(lists);
  int64_t &old = history[static_cast<size_t>(moves) % history.size()];
  if (found && (*found <= makespan || *found <= old))
    accept(*found);
  else
    apply({move.rank, move.to, move.from});
  old = makespan;
}

void OrderImprover::restart() {
  lastSuccess = moves;
  lists = best;
  accept(*judge.getMakespan(lists));
  // Room for worse orders, or it ends in the same place.
  std::fill(history.begin(), history.end(), bestMakespan + bestMakespan / 4);
}

void OrderImprover::run(int64_t effort, int64_t target) {
  int64_t actions = 1;
  for (const std::vector<Action> &list : lists)
    actions += static_cast<int64_t>(list.size());
  // The more moves there are, the more of them may lead uphill.
  int64_t memory = std::clamp<int64_t>(effort / actions / 16, 5, 1000);
  const int64_t patience = 10 * memory;
  history.assign(static_cast<size_t>(memory), makespan);
  const int64_t end = judge.getSimulatedActions() + effort;
  while (bestMakespan > target && judge.getSimulatedActions() < end) {
    if (++moves - lastSuccess > patience)
      restart();
    // What is not simulated costs effort too.
    judge.addSimulatedActions(16);
    Move move = chooseMove();
    move.to = getLimit(move.rank, move.from, move.to);
    if (move.to != move.from)
      tryMove(move);
  }
}
