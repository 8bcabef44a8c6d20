//===- ProgramSteps.h - What each rank does, step by step -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The pure part of pipe-build-programs: from a schedule and the dataflow
// between tasks to the list of every rank's runs, sends, receives and waits,
// and to the number of slots of every buffer. No IR.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_PROGRAMSTEPS_H
#define PIPE_ANALYSIS_PROGRAM_PROGRAMSTEPS_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// A value of the task graph: an input (`maker` is -1) or a result of a task.
struct DataflowValue {
  int32_t maker = -1;
  /// Tasks that read it, each once, in the order of the graph.
  std::vector<int32_t> readers;
  /// Added up over the micro-batches on each rank of the maker; nobody reads
  /// it.
  bool isGradient = false;
};

/// A task of the graph: at most one for a kind and a stage.
struct DataflowTask {
  ActionKind kind = ActionKind::Forward;
  int32_t stage = 0;
  std::vector<int64_t> ranks;  ///< In each copy of the model.
  std::vector<int32_t> reads;  ///< Values, each once; no parameters.
  std::vector<int32_t> writes; ///< Values.
};

struct Dataflow {
  std::vector<DataflowTask> tasks;
  std::vector<DataflowValue> values;
  /// Micro-batch m passes through copy `copyPattern[m mod size]` of the model;
  /// empty if there is one.
  std::vector<int64_t> copyPattern;

  int64_t getCopy(int64_t microBatch) const {
    return copyPattern.empty() ? 0
                               : copyPattern[static_cast<size_t>(microBatch) %
                                             copyPattern.size()];
  }
  /// Returns the copies that micro-batches pass through, ascending.
  std::vector<int64_t> getCopies() const;
  /// Returns the rank that runs `task` in `copy`.
  int64_t getRank(int32_t task, int64_t copy) const {
    return tasks[static_cast<size_t>(task)].ranks[static_cast<size_t>(copy)];
  }
  /// Returns the ranks that run `task`, each once, by those copies.
  std::vector<int64_t> getRanks(int32_t task) const;
  /// Returns the task of this kind and stage, or -1.
  int32_t lookupTask(ActionKind kind, int32_t stage) const;
  /// Returns the ranks other than the maker's where `value` is read in `copy`,
  /// ascending.
  std::vector<int64_t> getRemoteReaders(int32_t value, int64_t copy) const;
  /// Returns true if messages of `value` use the activation channels.
  bool isActivation(int32_t value) const;
};

enum class StepKind : uint8_t { Post, Wait, Acquire, Run, Send, Release };

/// One action of a rank. `object` is a task for Run and a value otherwise;
/// `peer` is the other rank of a Send or Post, else -1.
struct Step {
  StepKind kind;
  int32_t object;
  int64_t peer;
  int64_t microBatch;

  friend bool operator==(const Step &, const Step &) = default;
};

/// Returns the steps of every rank. A value goes straight from the rank that
/// makes it to every rank that reads it, once a rank. A rank receives the
/// messages of a channel (directed rank edge, activation or gradient) in the
/// order in which they are sent, as late as the first read of one of them
/// allows; since a rank sends in its own order, that never adds a dependency.
/// A Wait follows its Post at once.
/// Where the backward of a stage is split, B means I and then W. Actions whose
/// stage has no such task are left out.
///
/// Why receives stand where they do: a channel is a FIFO, so a message is
/// received when it is first needed, and all that were sent before it with it.
/// Rank 0 runs F of micro-batches 0 and 1, rank 1 runs them as 1 and 0:
///
///   rank 0: Run F0, Send h.0, Run F1, Send h.1
///   rank 1: Recv h.0, Recv h.1, Run F1, Release h.1, Run F0, Release h.0
///
/// Who waits for h.1 has waited for h.0: no dependency is added. The price is a
/// slot, which h.0 holds from its receive on; `countSlots` sees it.
std::vector<std::vector<Step>> expandSchedule(const Schedule &schedule,
                                              const Dataflow &dataflow);

/// A value's buffer on one rank.
struct BufferSlots {
  int64_t rank;
  int32_t value;
  bool isReceived;
  int64_t slots;
};

/// Returns the smallest number of slots of every buffer but those of inputs and
/// gradients. Micro-batch m lives in slot m mod K, from the start of its maker
/// to the end of its last reader on any rank in the schedule's timeline with
/// F = 1, B = 2, I = W = 1: with fewer slots some rank would wait although the
/// schedule does not. What is received lives from its post to its release.
/// \errors those of `simulate`.
Result<std::vector<BufferSlots>>
countSlots(const Schedule &schedule, const Dataflow &dataflow,
           const std::vector<std::vector<Step>> &steps);

/// Returns the smallest K for which intervals [first, second) of indices that
/// are equal modulo K do not overlap; 1 for none.
int64_t getSmallestRing(const std::vector<std::pair<int64_t, int64_t>> &lives);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PROGRAMSTEPS_H
