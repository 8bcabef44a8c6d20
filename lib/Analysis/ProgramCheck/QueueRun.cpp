//===- QueueRun.cpp - Programs on few hardware queues ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "QueueRun.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

using namespace mlir::pipe::check;

QueueRun::QueueRun(const CheckState &state, int64_t queues)
    : state(state), queues(queues), messages(state.messages.size()),
      ranks(state.getNumRanks()) {
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    ranks[rank].lastOfSlot.assign(state.slots[rank].owner.size(), -1);
    runnable.push_back(static_cast<int32_t>(rank));
  }
}

bool QueueRun::run() {
  while (!runnable.empty()) {
    int32_t rank = runnable.back();
    runnable.pop_back();
    advance(rank);
  }
  return std::all_of(ranks.begin(), ranks.end(),
                     [](const RankState &rank) { return rank.waitsFor < 0; });
}

void QueueRun::advance(int32_t rank) {
  do
    startTransfers(rank);
  while (executeNext(rank));
}

/// Starts transfers of a rank while it has queues for them.
void QueueRun::startTransfers(int32_t rank) {
  RankState &self = ranks[rank];
  while (self.numStarted < self.issued.size() && self.numOpen < queues) {
    End end = self.issued[self.numStarted++];
    mostOpen = std::max(mostOpen, ++self.numOpen);
    MessageState &message = messages[end.message];
    (end.isSend ? message.isSendStarted : message.isPostStarted) = true;
    if (!message.isDone())
      continue;
    for (bool isSend : {false, true}) {
      int32_t done = getRank({end.message, isSend});
      --ranks[done].numOpen;
      if (done != rank)
        runnable.push_back(done);
    }
  }
}

/// Executes the next action of a rank; false if it has to wait, or none is
/// left.
bool QueueRun::executeNext(int32_t rank) {
  RankState &self = ranks[rank];
  self.waitsFor = -1;
  if (self.position == static_cast<int32_t>(state.traces[rank].size()))
    return false;
  const ProgramAction &action = state.getAction(rank, self.position);
  int32_t message = state.messageAt[rank][self.position];
  int32_t slot = 0;
  if (action.role == ActionRole::Send || action.role == ActionRole::Acquire)
    slot = state.slots[rank].getSlot(action.buffer,
                                     state.getMicroBatch(rank, self.position));
  if ((action.role == ActionRole::Wait && !isDone(rank, message)) ||
      (action.role == ActionRole::Acquire && !acquire(rank, slot)) ||
      (action.role == ActionRole::Drain && !drain(rank)))
    return false;
  if (action.role == ActionRole::Post)
    self.issued.push_back({message, false});
  if (action.role == ActionRole::Send) {
    self.issued.push_back({message, true});
    self.unfinished.push_back(message);
    messages[message].previousOfSlot =
        std::exchange(self.lastOfSlot[slot], message);
  }
  ++self.position;
  return true;
}

bool QueueRun::isDone(int32_t rank, int32_t message) {
  if (messages[message].isDone())
    return true;
  ranks[rank].waitsFor = message;
  return false;
}

bool QueueRun::acquire(int32_t rank, int32_t slot) {
  int32_t &last = ranks[rank].lastOfSlot[slot];
  for (; last >= 0; last = messages[last].previousOfSlot)
    if (!isDone(rank, last))
      return false;
  return true;
}

bool QueueRun::drain(int32_t rank) {
  std::vector<int32_t> &unfinished = ranks[rank].unfinished;
  for (; !unfinished.empty(); unfinished.pop_back())
    if (!isDone(rank, unfinished.back()))
      return false;
  return true;
}

//===----------------------------------------------------------------------===//
// Who waits for whom
//===----------------------------------------------------------------------===//

int32_t QueueRun::getRank(End end) const {
  const Channel &channel = state.channels[state.messages[end.message].channel];
  return end.isSend ? channel.from : channel.to;
}

int32_t QueueRun::getPosition(End end) const {
  const Message &message = state.messages[end.message];
  return end.isSend ? message.sendAt : message.postAt;
}

/// Returns an end of `message` that has not started, that of `preferredRank` if
/// there is a choice.
QueueRun::End QueueRun::getOpenEnd(int32_t message,
                                   int32_t preferredRank) const {
  bool isSender = getRank({message, true}) == preferredRank;
  bool isStarted = isSender ? messages[message].isSendStarted
                            : messages[message].isPostStarted;
  return {message, isStarted ? !isSender : isSender};
}

/// Returns the first of the transfers that keep the queues of `rank`.
QueueRun::End QueueRun::getOldestOpen(int32_t rank) const {
  return *std::find_if(
      ranks[rank].issued.begin(), ranks[rank].issued.end(),
      [&](End end) { return !messages[end.message].isDone(); });
}

/// Returns the end that has to start before `end` can.
QueueRun::End QueueRun::follow(End end) const {
  int32_t rank = getRank(end);
  if (!isIssued(end))
    return getOpenEnd(ranks[rank].waitsFor, rank);
  End open = getOldestOpen(rank);
  return {open.message, !open.isSend};
}

Remark QueueRun::describeWait(End end) const {
  int32_t rank = getRank(end), at = getPosition(end);
  std::string self = "rank " + std::to_string(rank);
  if (!isIssued(end)) {
    int32_t position = ranks[rank].position;
    return {rank, state.traces[rank][position].action,
            self + " waits in " + state.describe(rank, position) +
                " before it issues the " + state.describe(rank, at)};
  }
  End open = getOldestOpen(rank);
  std::string text =
      self + " has no queue for the " + state.describe(rank, at) +
      (queues == 1 ? ": it is taken by the " : ": the first is taken by the ") +
      state.describe(rank, getPosition(open));
  return {rank, state.traces[rank][at].action, std::move(text)};
}

std::vector<Remark> QueueRun::describeCircle() const {
  int32_t rank = 0;
  while (ranks[rank].waitsFor < 0)
    ++rank;
  // What an end waits for depends on its rank and on whether it is issued.
  std::vector<std::array<int32_t, 2>> seen(ranks.size(), {-1, -1});
  std::vector<End> path;
  for (End end = getOpenEnd(ranks[rank].waitsFor, rank);; end = follow(end)) {
    path.push_back(end);
    int32_t &before = seen[getRank(end)][isIssued(end)];
    if (before >= 0) {
      path.erase(path.begin(), path.begin() + before + 1);
      break;
    }
    before = static_cast<int32_t>(path.size()) - 1;
  }
  std::rotate(
      path.begin(),
      std::min_element(path.begin(), path.end(),
                       [&](End a, End b) { return getRank(a) < getRank(b); }),
      path.end());
  std::vector<Remark> circle;
  for (End end : path)
    circle.push_back(describeWait(end));
  return circle;
}

//===----------------------------------------------------------------------===//
// The smallest number
//===----------------------------------------------------------------------===//

void mlir::pipe::check::findQueues(CheckState &state) {
  QueueFacts &facts = state.result.facts.queues.emplace();
  QueueRun unlimited(state, std::numeric_limits<int64_t>::max());
  unlimited.run();
  // Few are needed as a rule: double what is too few, then bisect.
  int64_t enough = unlimited.getMostOpen(), tooFew = 0;
  auto isEnough = [&](int64_t queues) { return QueueRun(state, queues).run(); };
  for (int64_t queues = 1; queues < enough; queues *= 2) {
    if (isEnough(queues))
      enough = queues;
    else
      tooFew = queues;
  }
  while (enough - tooFew > 1) {
    int64_t middle = tooFew + (enough - tooFew) / 2;
    (isEnough(middle) ? enough : tooFew) = middle;
  }
  facts.smallest = enough;
  if (tooFew == 0)
    return;
  QueueRun stuck(state, tooFew);
  stuck.run();
  facts.circle = stuck.describeCircle();
}
