//===- Execution.cpp - All programs run together --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Execution.h"

#include <algorithm>

using namespace mlir::pipe::check;

int32_t ClockPool::store(const std::vector<int32_t> &clock) {
  if (freeBlocks.empty()) {
    freeBlocks.push_back(static_cast<int32_t>(counts.size() / width));
    counts.resize(counts.size() + width);
  }
  int32_t block = freeBlocks.back();
  freeBlocks.pop_back();
  std::copy(clock.begin(), clock.end(), counts.begin() + block * width);
  return block;
}

void ClockPool::joinAndFree(std::vector<int32_t> &clock, int32_t &stored) {
  if (stored < 0)
    return;
  const int32_t *other = &counts[stored * width];
  for (size_t i = 0; i < width; ++i)
    clock[i] = std::max(clock[i], other[i]);
  freeBlocks.push_back(stored);
  stored = -1;
}

Execution::Execution(CheckState &state, Completion completion,
                     int64_t firstCounted, ValueTracker *values)
    : state(state), completion(completion), values(values),
      firstCounted(static_cast<int32_t>(firstCounted)),
      numCounted(static_cast<int32_t>(
          std::min(kWindow, state.getNumRanks() - firstCounted))),
      clocks(numCounted), messages(state.messages.size()),
      ranks(state.getNumRanks()) {
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    ranks[rank].clock.assign(numCounted, 0);
    ranks[rank].lastOfSlot.assign(state.slots[rank].owner.size(), -1);
    runnable.push_back(static_cast<int32_t>(rank));
  }
}

void Execution::run() {
  while (!runnable.empty()) {
    int32_t rank = runnable.back();
    runnable.pop_back();
    advance(rank);
  }
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    if (ranks[rank].waitsFor >= 0)
      return reportCycle();
}

void Execution::advance(int32_t rank) {
  RankState &self = ranks[rank];
  self.waitsFor = -1;
  int32_t end = static_cast<int32_t>(state.traces[rank].size());
  while (self.position < end) {
    int32_t message = state.messageAt[rank][self.position];
    if (!execute(rank, state.getAction(rank, self.position), message))
      return;
    if (values)
      values->execute(rank, self.position, message);
    ++self.position;
  }
}

/// Returns false if the action has to wait.
bool Execution::execute(int32_t rank, const ProgramAction &action,
                        int32_t message) {
  RankState &self = ranks[rank];
  int32_t batch = state.getMicroBatch(rank, self.position);
  if (action.role == ActionRole::Wait && !wait(rank, message))
    return false;
  if (action.role == ActionRole::Acquire &&
      !acquire(rank, state.slots[rank].getSlot(action.buffer, batch)))
    return false;
  if (action.role == ActionRole::Drain && !drain(rank))
    return false;
  if (isCounted(rank))
    self.clock[rank - firstCounted] = self.position + 1;
  if (action.role == ActionRole::Send)
    send(rank, state.slots[rank].getSlot(action.buffer, batch), message);
  ActionRole finishing = completion == Completion::Handover
                             ? ActionRole::Release
                             : ActionRole::Post;
  if (action.role == finishing)
    finishSend(message, self.clock);
  return true;
}

void Execution::wake(int32_t rank, int32_t message) {
  if (ranks[rank].waitsFor != message)
    return;
  ranks[rank].waitsFor = -1;
  runnable.push_back(rank);
}

void Execution::send(int32_t rank, int32_t slot, int32_t message) {
  RankState &self = ranks[rank];
  MessageState &sent = messages[message];
  sent.isSent = true;
  sent.sentClock = clocks.store(self.clock);
  sent.previousOfSlot = self.lastOfSlot[slot];
  self.lastOfSlot[slot] = message;
  self.unfinished.push_back(message);
  recordInFlight(rank, message);
  wake(state.channels[state.messages[message].channel].to, message);
}

/// What is in flight behind this send in some execution is all that was sent,
/// less what every execution has released by now.
void Execution::recordInFlight(int32_t rank, int32_t message) {
  const Message &sent = state.messages[message];
  Channel &channel = state.channels[sent.channel];
  if (!isCounted(channel.to))
    return;
  auto numSent = std::upper_bound(channel.sends.begin(), channel.sends.end(),
                                  sent.sendAt) -
                 channel.sends.begin();
  auto numReleased =
      std::lower_bound(channel.releases.begin(), channel.releases.end(),
                       ranks[rank].clock[channel.to - firstCounted]) -
      channel.releases.begin();
  ChannelFacts &facts = state.result.facts.channels[sent.channel];
  int64_t &maximum = completion == Completion::Handover
                         ? facts.maxInFlightHandover
                         : facts.maxInFlightRendezvous;
  if (numSent - numReleased > facts.getCapacity())
    channel.mostCrowdedSend = sent.sendAt;
  maximum = std::max<int64_t>(maximum, numSent - numReleased);
}

void Execution::finishSend(int32_t message, const std::vector<int32_t> &clock) {
  MessageState &done = messages[message];
  if (done.isDone)
    return;
  done.isDone = true;
  done.doneClock = clocks.store(clock);
  wake(state.channels[state.messages[message].channel].from, message);
}

bool Execution::wait(int32_t rank, int32_t message) {
  RankState &self = ranks[rank];
  MessageState &received = messages[message];
  if (!received.isSent) {
    self.waitsFor = message;
    return false;
  }
  clocks.joinAndFree(self.clock, received.sentClock);
  return true;
}

bool Execution::isKnownDone(int32_t rank, int32_t message) {
  if (!messages[message].isDone) {
    ranks[rank].waitsFor = message;
    return false;
  }
  clocks.joinAndFree(ranks[rank].clock, messages[message].doneClock);
  return true;
}

bool Execution::acquire(int32_t rank, int32_t slot) {
  int32_t &last = ranks[rank].lastOfSlot[slot];
  for (; last >= 0; last = messages[last].previousOfSlot)
    if (!isKnownDone(rank, last))
      return false;
  return true;
}

bool Execution::drain(int32_t rank) {
  std::vector<int32_t> &unfinished = ranks[rank].unfinished;
  for (; !unfinished.empty(); unfinished.pop_back())
    if (!isKnownDone(rank, unfinished.back()))
      return false;
  return true;
}

void mlir::pipe::check::checkExecution(CheckState &state) {
  for (const Channel &channel : state.channels) {
    ChannelFacts facts;
    facts.from = channel.from;
    facts.to = channel.to;
    facts.isGradient = channel.isGradient;
    facts.numMessages = static_cast<int64_t>(channel.sends.size());
    state.result.facts.channels.push_back(facts);
  }
  ValueTracker values(state);
  for (int64_t first = 0; first < state.getNumRanks();
       first += Execution::kWindow) {
    Execution(state, Completion::Rendezvous, first, nullptr).run();
    if (!state.isProven())
      return;
    // Values are the same in every execution.
    Execution(state, Completion::Handover, first, first ? nullptr : &values)
        .run();
    if (!state.isProven())
      return;
  }
  values.checkEnd();
}
