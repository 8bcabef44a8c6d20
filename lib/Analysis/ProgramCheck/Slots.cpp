//===- Slots.cpp - Each rank's slots through its program ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Local rules, in program order; no other rank is looked at. A slot is empty,
// full or (received slots) posted or released; a full one may have sends that
// the rank does not know to be done.
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"
#include "LiveBytes.h"

using namespace mlir::pipe::check;

namespace {
struct SlotState {
  enum class Content : uint8_t { Empty, Posted, Full, Released };
  Content content = Content::Empty;
  int32_t filledAt = -1; ///< By an action; -1: full from the start, or empty.
  int32_t postedAt = -1; ///< The latest post, of a received slot.
  int32_t lastUse = -1;
  int32_t releasedAt = -1;
  /// The latest send that is not known to be done; -1: none.
  int32_t sentAt = -1;
  /// The start of a reduction over replicas that was not waited for; -1: none.
  int32_t reducedAt = -1;
};

class SlotChecker {
public:
  SlotChecker(CheckState &state, int64_t rank)
      : state(state), buffers(state.model.programs[rank].buffers),
        table(state.slots[rank]), rank(rank), states(table.owner.size()),
        lastRun(table.owner.size(), -1), numReads(table.owner.size(), 0),
        previousSend(state.traces[rank].size(), -1) {
    for (size_t slot = 0; slot < states.size(); ++slot) {
      BufferRole role = buffers[table.owner[slot]].role;
      if (role == BufferRole::Input || role == BufferRole::Parameter ||
          role == BufferRole::State || role == BufferRole::Hyper)
        states[slot].content = SlotState::Content::Full;
    }
  }

  void check() {
    int32_t end = static_cast<int32_t>(state.traces[rank].size());
    for (at = 0; at < end; ++at)
      checkAction(state.getAction(rank, at));
    checkEnd();
    for (size_t slot = 0; slot < states.size(); ++slot)
      close(static_cast<int32_t>(slot));
    if (state.isProven())
      state.result.facts.ranks[rank] = summarizeLives(state, rank);
  }

private:
  int32_t getSlot(int32_t buffer) const {
    return table.getSlot(buffer, state.getMicroBatch(rank, at));
  }
  const std::string &getName(int32_t slot) const {
    return buffers[table.owner[slot]].name;
  }
  Violation *report(const std::string &text) {
    return state.reportAt(ViolationKind::Slot, rank, at, text);
  }

  void checkAction(const ProgramAction &action) {
    if (!state.isFollowed(rank, action))
      return;
    switch (action.role) {
    case ActionRole::Run:
      return run(action);
    case ActionRole::Send:
      send(getSlot(action.buffer));
      return;
    case ActionRole::Post:
      post(getSlot(action.buffer));
      return;
    case ActionRole::Wait:
      wait(getSlot(action.buffer));
      return;
    case ActionRole::Acquire:
      acquire(getSlot(action.buffer));
      return;
    case ActionRole::Release:
      release(getSlot(action.buffer));
      return;
    case ActionRole::Zero:
      fill(getSlot(action.buffer));
      return;
    case ActionRole::Add:
      // A sum lies in slot 0, whatever the number of slots.
      read(table.base[action.buffer]);
      update(table.base[action.into]);
      return;
    case ActionRole::Divide:
      update(getSlot(action.buffer));
      return;
    case ActionRole::Round:
      read(table.base[action.buffer]);
      fill(table.base[action.into]);
      return;
    case ActionRole::Copy:
      copy(state.getOperandSlot(rank, at, 0), state.getResultSlot(rank, at, 0));
      return;
    case ActionRole::AllReduce:
      startReduction(getSlot(action.buffer));
      return;
    case ActionRole::AwaitReduced:
      awaitReduction(getSlot(action.buffer));
      return;
    case ActionRole::Drain:
      for (int32_t slot : sentSlots)
        acquire(slot);
      sentSlots.clear();
      return;
    }
  }

  void run(const ProgramAction &action) {
    const FollowedBuffers::Operands &followed = state.getFollowed(rank, at);
    for (size_t i = 0; i < followed.ins.size(); ++i) {
      int32_t slot = state.getOperandSlot(rank, at, i);
      read(slot);
      numReads[slot] = lastRun[slot] == at ? numReads[slot] + 1 : 1;
      lastRun[slot] = at;
    }
    for (size_t i = 0; i < followed.outs.size(); ++i) {
      int32_t result = followed.outs[i];
      int32_t slot = state.getResultSlot(rank, at, i);
      // An operand that a result takes the place of is read once, by its run.
      int32_t uses = lastRun[slot] == at ? numReads[slot] : 0;
      bool isInOut = action.modes[result] == ResultMode::InOut;
      if (uses != (isInOut ? 1 : 0))
        report("writes result " + std::to_string(result) +
               " to a slot of the " + getName(slot) +
               " that it uses for something else, too");
      // Further results find it used twice.
      lastRun[slot] = at;
      numReads[slot] = 2;
      if (action.modes[result] == ResultMode::Write)
        fill(slot);
      else
        update(slot);
    }
  }

  void copy(int32_t from, int32_t into) {
    if (from == into)
      report("copies a slot onto itself");
    read(from);
    fill(into);
  }

  /// Other replicas have a part in the value, which is neither the old nor the
  /// new one.
  void checkNotReduced(int32_t slot, const std::string &text) {
    int32_t start = states[slot].reducedAt;
    if (start >= 0)
      state.note(report(text + " the " + getName(slot) +
                        " while it is added up over replicas"),
                 rank, start,
                 "that was started here; no 'pipe.await_reduced' waits in "
                 "between");
  }

  void startReduction(int32_t slot) {
    update(slot);
    states[slot].reducedAt = at;
  }

  void awaitReduction(int32_t slot) {
    if (states[slot].reducedAt < 0)
      report("finds no reduction that was started");
    states[slot].reducedAt = -1;
  }

  void read(int32_t slot) {
    SlotState &s = states[slot];
    s.lastUse = at;
    checkNotReduced(slot, "uses");
    if (s.content == SlotState::Content::Full)
      return;
    std::string text = "reads a slot of the " + getName(slot);
    if (s.content == SlotState::Content::Posted)
      state.note(report(text + " whose message is not waited for"), rank,
                 s.postedAt, "its receive is posted here");
    else if (s.content == SlotState::Content::Released)
      state.note(report(text + " after its release"), rank, s.releasedAt,
                 "it was released here");
    else
      report(text + " that nothing was written to");
  }

  /// Reports a write to a slot that another rank may still read.
  void checkSendsDone(int32_t slot, const std::string &text) {
    SlotState &s = states[slot];
    if (s.sentAt < 0)
      return;
    Violation *violation =
        report(text + " a slot of the " + getName(slot) +
               ", whose send for micro-batch " +
               std::to_string(state.getMicroBatch(rank, s.sentAt)) +
               " is not known to be done");
    state.note(violation, rank, s.sentAt,
               "it was sent here; no 'pipe.acquire' waits in between");
    s.sentAt = -1; // Said once.
  }

  void fill(int32_t slot) {
    checkSendsDone(slot, "overwrites");
    checkNotReduced(slot, "overwrites");
    close(slot);
    states[slot].content = SlotState::Content::Full;
    states[slot].filledAt = states[slot].lastUse = at;
  }

  void update(int32_t slot) {
    read(slot);
    checkSendsDone(slot, "changes");
  }

  void send(int32_t slot) {
    read(slot);
    // A rank keeps one handle a slot and channel to wait for.
    const ProgramAction &action = state.getAction(rank, at);
    for (int32_t other = states[slot].sentAt; other >= 0;
         other = previousSend[other])
      if (state.getAction(rank, other).channel == action.channel)
        state.note(report("repeats a send of the slot on this channel that is "
                          "not known to be done"),
                   rank, other,
                   "it was sent here; no 'pipe.acquire' waits in between");
    previousSend[at] = states[slot].sentAt;
    states[slot].sentAt = at;
    sentSlots.push_back(slot);
  }

  void post(int32_t slot) {
    SlotState &s = states[slot];
    if (s.content == SlotState::Content::Full)
      state.note(report("asks for a message in a slot that was not released"),
                 rank, s.filledAt,
                 "it holds micro-batch " +
                     std::to_string(state.getMicroBatch(rank, s.postedAt)) +
                     " since here");
    if (s.content == SlotState::Content::Posted)
      state.note(report("asks for a second message in a slot"), rank,
                 s.postedAt, "the first one is asked for here");
    close(slot);
    s.content = SlotState::Content::Posted;
    s.postedAt = s.lastUse = at;
  }

  void wait(int32_t slot) {
    SlotState &s = states[slot];
    if (s.content != SlotState::Content::Posted) {
      Violation *violation = report("finds no receive posted into its slot");
      if (s.content == SlotState::Content::Full)
        state.note(violation, rank, s.filledAt, "it was waited for here");
      return;
    }
    s.content = SlotState::Content::Full;
    s.filledAt = s.lastUse = at;
    state.postOf[rank][at] = s.postedAt;
  }

  void release(int32_t slot) {
    SlotState &s = states[slot];
    if (s.content != SlotState::Content::Full) {
      Violation *violation = report("finds no message in its slot");
      if (s.content == SlotState::Content::Released)
        state.note(violation, rank, s.releasedAt, "it was released here");
      if (s.content == SlotState::Content::Posted)
        state.note(violation, rank, s.postedAt,
                   "its receive is posted here; no 'pipe.wait' waits in "
                   "between");
      return;
    }
    checkSendsDone(slot, "gives back");
    s.lastUse = s.releasedAt = at;
    state.postOf[rank][at] = s.postedAt;
    close(slot);
    s.content = SlotState::Content::Released;
  }

  void acquire(int32_t slot) {
    SlotState &s = states[slot];
    if (s.sentAt >= 0)
      s.lastUse = at;
    s.sentAt = -1;
  }

  /// The value that the slot held until now is dead.
  void close(int32_t slot) {
    SlotState &s = states[slot];
    BufferRole role = buffers[table.owner[slot]].role;
    if ((role == BufferRole::Local || role == BufferRole::Received) &&
        s.content == SlotState::Content::Full && s.filledAt >= 0)
      state.lives[rank].push_back(
          {slot, s.postedAt >= 0 ? s.postedAt : s.filledAt, s.lastUse});
  }

  void checkEnd() {
    for (size_t slot = 0; slot < states.size(); ++slot) {
      const SlotState &s = states[slot];
      const std::string &name = getName(static_cast<int32_t>(slot));
      if (s.sentAt >= 0) {
        at = s.sentAt;
        report("is not known to be done when the program ends; a "
               "'pipe.drain' is missing");
      }
      if (s.reducedAt >= 0) {
        at = s.reducedAt;
        report("is never waited for; a 'pipe.await_reduced' is missing");
      }
      if (s.content == SlotState::Content::Posted) {
        at = s.postedAt;
        report("asks for a message that is never waited for; a 'pipe.wait' is "
               "missing");
      }
      if (s.content == SlotState::Content::Full && s.filledAt >= 0 &&
          buffers[table.owner[slot]].role == BufferRole::Received) {
        at = s.filledAt;
        report("fills a slot of the " + name + " that is never released");
      }
    }
  }

  CheckState &state;
  const std::vector<ProgramBuffer> &buffers;
  const SlotTable &table;
  int64_t rank;
  int32_t at = 0;
  std::vector<SlotState> states;
  /// Of each slot: the latest run that used it, and how often as an operand.
  std::vector<int32_t> lastRun, numReads;
  std::vector<int32_t> sentSlots; ///< With repetitions.
  /// Position of a send -> of the one before it from the slot, since a wait.
  std::vector<int32_t> previousSend;
};
} // namespace

void mlir::pipe::check::checkSlots(CheckState &state) {
  state.postOf.resize(state.getNumRanks());
  state.lives.resize(state.getNumRanks());
  state.result.facts.ranks.resize(state.getNumRanks());
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank) {
    state.postOf[rank].assign(state.traces[rank].size(), -1);
    SlotChecker(state, rank).check();
  }
}
