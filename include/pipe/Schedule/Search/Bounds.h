//===- Bounds.h - What no schedule can beat ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_SEARCH_BOUNDS_H
#define PIPE_SCHEDULE_SEARCH_BOUNDS_H

#include "pipe/Schedule/Timing/ScheduleProblem.h"

#include <string>

namespace mlir::pipe {

/// How the schedules that a bound is for write the backward.
enum class BackwardForm : uint8_t {
  Whole,  ///< B only
  Halves, ///< I and W only
  Either  ///< B for some, I and W for others
};

/// Returns the form of a schedule; Whole for one without backward.
BackwardForm getBackwardForm(const Schedule &schedule);

/// Why no schedule can be faster.
enum class BoundKind : uint8_t {
  /// All tasks of a rank, one after the other.
  Work,
  /// Some tasks of a rank: the earliest start of the first, their work, and the
  /// shortest path that follows the last. For example all F and I, with the
  /// path of the last gradient to stage 0 behind them and W wherever it fits.
  RankPath,
  /// The same where the backward is whole: the path behind the last B is longer
  /// than behind an I.
  FusedBackward,
  /// The longest path of one micro-batch.
  MicroBatchPath,
  /// What a rank must keep, and for how long, divided by its cap (Little's
  /// law), with the path before the first and after the last; or the chain of
  /// forwards that wait until a backward makes room.
  Memory
};

/// No schedule for the problem has a makespan below `time`.
struct Bound {
  BoundKind kind = BoundKind::Work;
  int64_t rank = 0; ///< whose it is; -1 for the path of a micro-batch
  int64_t time = 0;

  friend bool operator==(const Bound &, const Bound &) = default;
};

/// Returns for example "work of rank 3" or "path of one micro-batch".
std::string toString(const Bound &bound);

/// Bounds of one problem.
struct LowerBounds {
  std::vector<Bound> all;
  /// The first of those with the largest time.
  Bound largest;
};

/// Returns what no schedule for the problem can beat, whatever its order; the
/// schedule must not put any stage elsewhere. Updates are not counted. Bounds
/// by memory are only made where the problem has caps.
///
/// RankPath is the optimum of the rank alone, with tasks that may be
/// interrupted, release times and tails: the largest over all sets of its tasks
/// (J. R. Jackson; J. Carlier, "The one-machine sequencing problem", 1982).
///
/// \errors those of `checkProblem`; a cap that does not hold one activation.
Result<LowerBounds> getLowerBounds(const ScheduleProblem &problem,
                                   BackwardForm form);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_SEARCH_BOUNDS_H
