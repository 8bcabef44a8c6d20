//===- CheckState.h - What the parts of the program check share -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H

#include "AlikeBuffers.h"

#include "pipe/Analysis/ProgramCheck/ProgramCheck.h"

#include <set>
#include <tuple>

namespace mlir::pipe::check {

/// One execution of an action.
struct Instance {
  int32_t action;
  int32_t microBatch;
  /// Of a run or copy: where its slots begin in `SlotTable::runSlots`.
  int32_t firstSlot;
};

/// The n-th send of a channel and the n-th post. Positions count a rank's
/// instances.
struct Message {
  int32_t channel;
  int32_t sendAt, postAt;
};

struct Channel {
  int32_t from = -1, to = -1;
  bool isGradient = false;
  /// The ends in the sender's and in the receiver's program.
  int32_t sendEnd = -1, receiveEnd = -1;
  std::vector<int32_t> sends, posts; ///< Positions, ascending.
  std::vector<int32_t> releases;     ///< Positions, ascending.
  /// The send with the most messages in flight behind it.
  int32_t mostCrowdedSend = -1;

  /// Returns such as "the activation channel from rank 0 to rank 1".
  std::string describe() const;
};

/// Slots of one rank, all buffers one after the other.
struct SlotTable {
  std::vector<int32_t> base;  ///< Of each buffer.
  std::vector<int32_t> count; ///< Of each buffer: those that are ever used.
  std::vector<int64_t> ring;  ///< Of each buffer: all.
  std::vector<int32_t> owner; ///< Of each slot: its buffer.
  /// Of each executed run and copy: the slot of each operand and result that is
  /// followed, in its buffer.
  std::vector<int32_t> runSlots;

  int32_t getSlot(int32_t buffer, int32_t microBatch) const {
    return base[buffer] + static_cast<int32_t>(microBatch % ring[buffer]);
  }
};

/// A slot holds a value that is needed from the instance at `first` to the one
/// at `last`, both included.
struct SlotLife {
  int32_t slot;
  int32_t first, last;
};

/// A check in progress. Each part reads what earlier ones have established.
struct CheckState {
  const PipelineModel &model;
  CheckResult result;
  std::vector<FollowedBuffers> followed;     ///< One a rank.
  std::vector<std::vector<Instance>> traces; ///< One a rank.
  std::vector<SlotTable> slots;              ///< One a rank.
  /// Of each rank: of local slots from the action that fills them to their last
  /// use; of received slots from the post to the release.
  std::vector<std::vector<SlotLife>> lives;
  /// Of each rank, of each buffer: bytes of it belong to several slots. Empty
  /// if the rank has no such buffer.
  std::vector<std::vector<bool>> isShared;
  /// A rank's position -> position of the post that a wait waits for or a
  /// release gives back; else -1.
  std::vector<std::vector<int32_t>> postOf;
  std::vector<Channel> channels; ///< By sender, receiver and kind.
  /// A rank's channel end -> its channel.
  std::vector<std::vector<int32_t>> channelOfEnd;
  std::vector<Message> messages;
  /// A rank's position -> message of a send, post, wait or release; else -1.
  std::vector<std::vector<int32_t>> messageAt;

  CheckState(const PipelineModel &model, std::vector<FollowedBuffers> followed)
      : model(model), followed(std::move(followed)) {}

  bool isProven() const { return result.violations.empty(); }
  int64_t getNumRanks() const {
    return static_cast<int64_t>(model.programs.size());
  }
  const ProgramAction &getAction(int64_t rank, int32_t position) const {
    return model.programs[rank].actions[traces[rank][position].action];
  }
  int32_t getMicroBatch(int64_t rank, int32_t position) const {
    return traces[rank][position].microBatch;
  }
  /// The operands and results of an executed action that are followed.
  const FollowedBuffers::Operands &getFollowed(int64_t rank,
                                               int32_t position) const {
    return followed[rank].operands[traces[rank][position].action];
  }
  /// Whether an action on single buffers is of followed ones.
  bool isFollowed(int64_t rank, const ProgramAction &action) const {
    return action.buffer < 0 || followed[rank].isFollowed(action.buffer);
  }
  /// The slot of an executed run's or copy's operand or result; `index` counts
  /// those that are followed.
  int32_t getOperandSlot(int64_t rank, int32_t position, size_t index) const {
    int32_t operand = getFollowed(rank, position).ins[index];
    const SlotTable &table = slots[rank];
    return table.base[getAction(rank, position).ins[operand]] +
           table.runSlots[traces[rank][position].firstSlot + index];
  }
  int32_t getResultSlot(int64_t rank, int32_t position, size_t index) const {
    const FollowedBuffers::Operands &operands = getFollowed(rank, position);
    const SlotTable &table = slots[rank];
    return table.base[getAction(rank, position).outs[operands.outs[index]]] +
           table.runSlots[traces[rank][position].firstSlot +
                          operands.ins.size() + index];
  }

  /// The channel of an executed send or post.
  Channel &getChannel(int64_t rank, int32_t position) {
    return channels[channelOfEnd[rank][getAction(rank, position).channel]];
  }

  /// Adds a violation. One a kind and action, and not more than a few in all;
  /// null for those beyond.
  Violation *report(ViolationKind kind, int64_t rank, int32_t action,
                    std::string text);
  /// The same at an executed action; the text is put behind what it is and who
  /// runs it.
  Violation *reportAt(ViolationKind kind, int64_t rank, int32_t position,
                      const std::string &text);
  /// Adds a violation at a channel end of a rank; null for those beyond.
  Violation *reportEnd(int64_t rank, int32_t end, std::string text);
  /// The same at a buffer.
  Violation *reportBuffer(ViolationKind kind, int64_t rank, int32_t buffer,
                          std::string text);
  /// Adds a note about an executed action to `violation`, if there is one.
  void note(Violation *violation, int64_t rank, int32_t position,
            const std::string &text) const;
  /// Returns such as "forward stage 1 for micro-batch 3".
  std::string describe(int64_t rank, int32_t position) const;

private:
  std::set<std::tuple<ViolationKind, int64_t, int32_t>> reported;
};

/// Runs all of the parts below, in their order, until one finds a violation.
void checkAll(CheckState &state, bool countQueues);

/// Lists every program's instances; refuses what is too large.
void expandPrograms(CheckState &state);
/// Checks that each channel has its two ends, and that they fit.
void pairEnds(CheckState &state);
/// Checks each buffer and action for itself.
void checkStructure(CheckState &state);
/// Checks that every task runs once for every micro-batch.
void checkCoverage(CheckState &state);
/// Follows each rank's slots: filled before read, free before filled, given
/// back in the end. Computes their lives and the memory facts.
void checkSlots(CheckState &state);
/// Checks that buffers that have places lie in their segments; finds those that
/// share bytes. Needs none of the other parts.
void checkSegments(CheckState &state);
/// Checks that no two values that are needed at the same time share bytes.
void checkCollisions(CheckState &state);
/// Pairs sends with receives.
void matchMessages(CheckState &state);
/// Checks that no send ever finds its channel full.
void checkCapacities(CheckState &state);
/// Executes all programs together, with values; computes the channel facts.
void checkExecution(CheckState &state);
/// Finds the smallest number of hardware queues with which no transfers wait
/// for each other in a circle.
void findQueues(CheckState &state);

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H
