//===- ProgramCheck.h - Proof of rank programs ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An independent check of the final rank programs: nothing of the scheduler or
// of the builder of programs is used. docs/Verification.md states what is
// proven.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMCHECK_H
#define PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMCHECK_H

#include "pipe/Analysis/ProgramCheck/ProgramModel.h"

#include <optional>

namespace mlir::pipe::check {

/// Actions of all ranks in one step with their operands, as far as these are
/// followed, loop iterations and slots of buffers that are looked at, each at
/// most; programs beyond are refused, so that a check ends.
inline constexpr int64_t kMaxActions = int64_t(1) << 26;

/// Messages about a place: `rank` -1 is the pipeline, `action` -1 the program
/// or, if that is not -1, one of its channels or buffers.
struct Remark {
  int64_t rank = -1;
  int32_t action = -1;
  std::string text;
  int32_t channel = -1;
  int32_t buffer = -1;
};

enum class ViolationKind : uint8_t {
  Refused,   ///< Too large, or a micro-batch that does not exist.
  Structure, ///< An action that no execution can do right.
  Coverage,  ///< A task that runs never, twice or elsewhere.
  Slot,      ///< A slot that is empty, still in use or never given back.
  Place,     ///< Bytes that are outside of a segment, or needed by two values.
  Channel,   ///< Ends, sends and receives that do not match, or no room.
  Deadlock,  ///< Ranks that wait for each other.
  Value,     ///< A read that sees something else than the graph means.
  Gradient,  ///< A gradient that is not the sum or mean of its parts.
  Output,    ///< An output that does not hold its value.
  Update     ///< A parameter or state that does not hold its new value.
};

struct Violation {
  ViolationKind kind;
  Remark error;
  std::vector<Remark> notes;
};

struct RankFacts {
  int64_t numActions = 0; ///< Executed in one step.
  int64_t parameterBytes = 0;
  int64_t gradientBytes = 0;
  int64_t stateBytes = 0; ///< States and hypers.
  /// Most bytes live at once: parameters, gradients, states and local slots. A
  /// local slot lives from the action that writes it to its last read by this
  /// rank and, if it was sent, to the wait that knows its sends done.
  int64_t peakLiveBytes = 0;
  /// The same with received slots, from their post to their release: what a
  /// transport that copies needs.
  int64_t peakLiveBytesWithReceived = 0;
  /// A buffer's slots live at once at most; 0 for all but local and received.
  std::vector<int64_t> maxLiveSlots;
};

struct ChannelFacts {
  int64_t from = 0, to = 0;
  bool isGradient = false;
  int64_t numMessages = 0;
  /// Messages sent and not released, at most in any execution, where a send is
  /// done at the receiver's release or when its receive is posted.
  int64_t maxInFlightHandover = 0;
  int64_t maxInFlightRendezvous = 0;
  /// The room a channel needs so that no send finds it full.
  int64_t getCapacity() const {
    return maxInFlightHandover > maxInFlightRendezvous ? maxInFlightHandover
                                                       : maxInFlightRendezvous;
  }
};

/// Hardware queues: transfers of a rank start in the order of its program, and
/// one only when fewer than so many before it are not done.
struct QueueFacts {
  /// With so many a rank all programs end; 0 if nothing is sent.
  int64_t smallest = 0;
  /// With one less: ends of transfers that wait for each other in a circle.
  std::vector<Remark> circle;
};

struct ProgramFacts {
  std::vector<RankFacts> ranks;
  std::vector<ChannelFacts> channels; ///< By sender, receiver and kind.
  /// Every partial gradient was added up in the order of micro-batches.
  bool sumsInMicroBatchOrder = true;
  std::optional<QueueFacts> queues; ///< If asked for.
};

struct CheckResult {
  std::vector<Violation> violations; ///< Empty if the programs are proven.
  ProgramFacts facts;                ///< Meaningless unless proven.
};

/// Proves all programs of `model` together, or says what is wrong, and finds
/// how many hardware queues they need if asked. Linear in the number of actions
/// times the ranks. The list of violations is cut short;
/// later checks rest on earlier ones and are skipped after a violation.
CheckResult checkPrograms(const PipelineModel &model, bool countQueues = false);

/// Proves only that buffers never collide in their segments: for programs that
/// are proven and have got places since. Each rank alone. Looks at the buffers
/// only if none share bytes; else linear in the number of actions, times a
/// logarithm of what is needed at a time.
CheckResult checkProgramPlaces(const PipelineModel &model);

} // namespace mlir::pipe::check

#endif // PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMCHECK_H
