//===- MemoryReservation.h - Memory for schedules in the making -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TIMING_MEMORYRESERVATION_H
#define PIPE_LIB_SCHEDULE_TIMING_MEMORYRESERVATION_H

#include "pipe/Schedule/Timing/ScheduleProblem.h"

namespace mlir::pipe {

/// Returns true if a W reads what another stage makes in its backward, so that
/// it may have to wait although its I is done.
bool doWeightGradientsWait(const ScheduleProblem &problem);

/// Returns what the I of several stages of a rank add for one micro-batch, one
/// more stage included: the most of one of them where its W follows at once,
/// else the sum.
int64_t combineAdded(int64_t added, int64_t forwardSize,
                     int64_t weightGradientSize, bool weightGradientsWait);

/// The memory of one rank while a schedule is made: says which actions may
/// start so that the cap is kept and no rank is ever stuck.
///
/// Why it cannot get stuck (the banker's rule). Think of finishing the
/// micro-batches that are under way one after the other, oldest first, each
/// through all its stages with its W right after its I. That works if for each
/// micro-batch m
///
///   cap - kept now + what those older than m keep + what W of m waits for
///     >=  what m will still add
///
/// on every rank, because those older than m are done by then, and W of m whose
/// I is done can run first. (Where a W reads what other stages make in their
/// backward, it may have to wait: then nothing is counted for it, and each I
/// adds.) An action that
/// adds memory may start only if this still holds after it. It holds at the
/// beginning (caps are at least what one micro-batch needs), actions that free
/// memory keep it, and where it holds the oldest unfinished micro-batch always
/// has an action that may start: nothing is older, so all that it still adds is
/// free. Each stage takes micro-batches in ascending order, so that micro-batch
/// is also the next one in each of its stages.
///
/// What m will still add changes only where m passes the next micro-batch of
/// some stage, and what the older ones keep only grows with m: the next
/// micro-batches of the stages are the only ones to look at.
class MemoryReservation {
public:
  /// \param weightGradientsWait  see `doWeightGradientsWait`
  /// \param numOlder  copy -> micro-batch -> how many smaller micro-batches
  ///                  take that copy (M + 1 entries); must outlive this.
  MemoryReservation(int64_t cap, bool training, bool weightGradientsWait,
                    const std::vector<std::vector<int32_t>> &numOlder)
      : cap(cap), training(training), weightGradientsWait(weightGradientsWait),
        numOlder(&numOlder) {}

  /// Adds a stage of a copy of the model, whose micro-batches are
  /// `microBatches`; returns its number. Add all before the first `run`.
  int64_t addLane(int64_t copy, const std::vector<int32_t> &microBatches,
                  int64_t forwardSize, int64_t weightGradientSize);

  /// Returns true if the next action of this kind of the lane may start.
  bool mayRun(int64_t lane, ActionKind kind);
  /// Counts the next action of this kind of the lane as done.
  void run(int64_t lane, ActionKind kind);

private:
  struct Lane {
    int64_t copy;
    const std::vector<int32_t> *microBatches;
    int64_t forwardSize;
    int64_t weightGradientSize;
    /// How many F, B or I, and W are done.
    int64_t forwards = 0, backwards = 0, weightGradients = 0;
  };

  void count(Lane &lane, ActionKind kind, int64_t change);
  bool isSafe() const;
  bool canFinish(int64_t microBatch, int64_t copy) const;

  int64_t cap;
  bool training;
  bool weightGradientsWait;
  const std::vector<std::vector<int32_t>> *numOlder;
  std::vector<Lane> lanes;
  int64_t kept = 0;
  /// Whether W of some lane needs more than F kept.
  bool inputGradientAdds = false;
  /// No micro-batch needs more.
  int64_t neededAtMost = 0;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TIMING_MEMORYRESERVATION_H
