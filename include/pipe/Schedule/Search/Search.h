//===- Search.h - The best schedule for given costs -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_SEARCH_SEARCH_H
#define PIPE_SCHEDULE_SEARCH_SEARCH_H

#include "pipe/Schedule/Search/Bounds.h"

#include <string>
#include <string_view>

namespace mlir::pipe {

/// The name of searched schedules; it asks for a search where tools take the
/// name of a schedule.
inline constexpr std::string_view kSearchName = "search";

/// What to search a schedule for.
struct SearchRequest {
  int64_t ranks = 1;
  int64_t microBatches = 1;
  int64_t virtualStages = 1;
  bool training = true;
  /// By stage, P * V of them. Without `backward` a whole backward takes I + W;
  /// without I and W the backward stays whole.
  TaskCosts costs;
  std::vector<TaskEdge> edges;
  ActivationSizes activations;
  /// The most that each rank may keep; empty for no limit.
  std::vector<int64_t> caps;
  /// Placements to choose from, each stage -> rank. Empty for the regular ones:
  /// linear for V = 1, loop and wave for more.
  std::vector<std::vector<int64_t>> placements;
  BackwardForm form = BackwardForm::Either;
  uint64_t seed = 0;
  /// How long to look for something better, in milliseconds of a nominal
  /// machine that simulates `kNominalActionsPerMs`: the effort is counted, no
  /// clock is read, and the result is the same on every machine. A real one
  /// needs about half of it. The first candidates are tried whatever the
  /// budget.
  int64_t searchMs = 200;
};

inline constexpr int64_t kNominalActionsPerMs = 20'000;

struct SearchResult {
  Schedule schedule; ///< named "search"
  Timeline timeline;
  /// No schedule for the request is faster.
  Bound bound;
  /// What the schedule was made from: the registered name or the rule of the
  /// list schedule; " improved" is added where moving actions helped.
  std::string origin;
  int64_t candidates = 0;       ///< registered and list schedules tried
  int64_t moves = 0;            ///< changes tried
  int64_t simulatedActions = 0; ///< effort, see `SearchRequest::searchMs`
};

/// Searches the fastest schedule that keeps the caps. Candidates are the
/// registered synchronous schedules with one copy of the model and list
/// schedules by many rules (`makeListSchedule`). The best of them are improved:
/// an action on a longest chain of waits moves to another place in the list of
/// its rank, and stays there if the makespan is not worse, or if it is worse by
/// less than some moves ago.
///
/// Each stage runs F in ascending order of micro-batches, and B or I, and W.
/// The result is never slower than a registered schedule with one of the
/// placements and of the form that keeps the caps, and it passes
/// `checkSchedule`. Equal requests give equal results.
///
/// \errors those of `checkProblem`; caps below the smallest of every placement
///         (names the rank, what it needs and the cap); a placement that has
///         not P * V stages.
Result<SearchResult> searchSchedule(const SearchRequest &request);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_SEARCH_SEARCH_H
