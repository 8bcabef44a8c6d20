//===- CheckState.h - What the steps of the program check share -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H

#include "pipe/Analysis/ProgramCheck/ProgramCheck.h"

#include <set>
#include <tuple>

namespace mlir::pipe::check {

/// One execution of an action.
struct Instance {
  int32_t action;
  int32_t microBatch;
};

/// The n-th send of a channel and the n-th receive. Positions count a rank's
/// instances.
struct Message {
  int32_t channel;
  int32_t sendAt, receiveAt, releaseAt;
};

struct Channel {
  int32_t from, to;
  bool isGradient;
  std::vector<int32_t> sends, receives; ///< Positions, ascending.
  std::vector<int32_t> releases;        ///< Positions, ascending.
};

/// Slots of one rank, all buffers one after the other.
struct SlotTable {
  std::vector<int32_t> base;  ///< Of each buffer.
  std::vector<int32_t> count; ///< Of each buffer: those that are ever used.
  std::vector<int32_t> owner; ///< Of each slot: its buffer.

  int32_t getSlot(int32_t buffer, int32_t microBatch) const {
    return base[buffer] + microBatch % count[buffer];
  }
};

/// A check in progress. Each step reads what earlier steps have established.
struct CheckState {
  const PipelineModel &model;
  CheckResult result;
  std::vector<std::vector<Instance>> traces; ///< One a rank.
  std::vector<SlotTable> slots;              ///< One a rank.
  /// A rank's position -> position of the receive that a release gives back.
  std::vector<std::vector<int32_t>> receiveOfRelease;
  std::vector<Channel> channels;
  std::vector<Message> messages;
  /// A rank's position -> message of a send, receive or release; else -1.
  std::vector<std::vector<int32_t>> messageAt;

  explicit CheckState(const PipelineModel &model) : model(model) {}

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

  /// Adds a violation. One a kind and action, and not more than a few in all;
  /// null for those beyond.
  Violation *report(ViolationKind kind, int64_t rank, int32_t action,
                    std::string text);
  /// The same at an executed action; the text is put behind what it is and who
  /// runs it.
  Violation *reportAt(ViolationKind kind, int64_t rank, int32_t position,
                      const std::string &text);
  /// Adds a note about an executed action to `violation`, if there is one.
  void note(Violation *violation, int64_t rank, int32_t position,
            const std::string &text) const;
  /// Returns such as "forward stage 1 for micro-batch 3".
  std::string describe(int64_t rank, int32_t position) const;

private:
  std::set<std::tuple<ViolationKind, int64_t, int32_t>> reported;
};

/// Lists every program's instances; refuses what is too large.
void expandPrograms(CheckState &state);
/// Checks each buffer and action for itself.
void checkStructure(CheckState &state);
/// Checks that every task runs once for every micro-batch.
void checkCoverage(CheckState &state);
/// Follows each rank's slots: filled before read, free before filled, given
/// back in the end. Computes the memory facts.
void checkSlots(CheckState &state);
/// Pairs sends with receives.
void matchMessages(CheckState &state);
/// Executes all programs together, with values; computes the channel facts.
void checkExecution(CheckState &state);

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_CHECKSTATE_H
