//===- Common.h - What the schedule generators share ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_COMMON_H
#define PIPE_LIB_SCHEDULE_GENERATORS_COMMON_H

#include "pipe/Schedule/Generators/Registry.h"

namespace mlir::pipe {

/// Returns a schedule with its placement and with empty action lists.
Schedule makeEmptySchedule(std::string_view name,
                           const ScheduleParameters &parameters,
                           PlacementKind placement);

/// Returns what is wrong with the parameters of a training schedule that has
/// one stage on each rank; `alternative` is the schedule for more.
std::optional<Error>
checkOneStageParameters(std::string_view name,
                        const ScheduleParameters &parameters,
                        int64_t actionsPerTask = 2,
                        std::string_view alternative = "interleaved-1f1b");

/// Returns what is wrong with the parameters of a training schedule with the V
/// placement: two stages on each rank.
std::optional<Error>
checkTwoStageParameters(std::string_view name,
                        const ScheduleParameters &parameters,
                        int64_t actionsPerTask = 3);

/// Some rules take time P * P whatever M: more ranks are refused.
inline constexpr int64_t kMaxQuadraticRanks = 16'384;

/// Returns an error if there are more ranks than a generator can do in a short
/// time; `alternative` is a schedule that can.
std::optional<Error> checkMostRanks(std::string_view name, int64_t ranks,
                                    int64_t most, std::string_view alternative);

/// Returns what is wrong with the parameters of a training schedule with two
/// copies of the model in opposite directions: an even number of ranks, one
/// stage of each copy on each; `alternative` is the schedule for odd numbers.
std::optional<Error> checkBidirectionalParameters(
    std::string_view name, const ScheduleParameters &parameters,
    int64_t actionsPerTask, std::string_view alternative);

/// Returns such a schedule with empty action lists; `isSecond` tells which
/// micro-batches pass through the second copy.
template <class Predicate>
Schedule makeBidirectionalSchedule(std::string_view name,
                                   const ScheduleParameters &parameters,
                                   Predicate isSecond) {
  Schedule schedule =
      makeEmptySchedule(name, parameters, PlacementKind::Linear);
  schedule.otherPlacements.emplace_back(schedule.placement.rbegin(),
                                        schedule.placement.rend());
  for (int64_t m = 0; m < parameters.microBatches; ++m)
    schedule.copyOfMicroBatch.push_back(isSecond(m) ? 1 : 0);
  return schedule;
}

/// Appends one action.
void append(std::vector<Action> &actions, int64_t stage, ActionKind kind,
            int64_t microBatch);

/// Appends `kind` of `stage` for the micro-batches [begin, end).
void appendRange(std::vector<Action> &actions, int64_t stage, ActionKind kind,
                 int64_t begin, int64_t end);

/// One line of the table that interleaved schedules follow.
struct ChunkEntry {
  int64_t microBatch;
  int64_t chunk;
};

/// The order in which every rank walks its chunks (the loop placement).
///
/// Micro-batches come in groups; a group passes through all chunks before the
/// next begins. There are G = max(1, M / P) groups; the first M mod G have
/// ceil(M / G) micro-batches and the others floor(M / G). Larger groups must
/// come first: the other order can deadlock. Legal for any P, M, V.
///
///   P = 2, M = 5, V = 2; <micro-batch>.<chunk>
///   0.0 1.0 2.0 0.1 1.1 2.1 | 3.0 4.0 3.1 4.1
struct ChunkTable {
  std::vector<ChunkEntry> entries;
  int64_t groupSize; ///< N, the size of the first (largest) group
};
ChunkTable makeChunkTable(const ScheduleParameters &parameters);

/// Appends the actions of one rank by their place in the table: forwards walk
/// the chunks upwards, the backward kinds downwards.
struct ChunkWalk {
  const ChunkTable &table;
  Schedule &schedule;
  int64_t rank;

  void append(ActionKind kind, int64_t k);
};

/// Appends `warmUp` forwards of a stage, then forwards and backwards in turn,
/// then the remaining backwards; `count` micro-batches in all.
void appendOneForwardOneBackward(std::vector<Action> &actions, int64_t stage,
                                 int64_t warmUp, int64_t count);

/// Returns 1F1B with an update of a stage after each `updateEvery`-th backward
/// and after the last one, named after the micro-batch of that backward. The
/// parameters were checked.
Schedule makeUpdatingOneForwardOneBackward(std::string_view name,
                                           const ScheduleParameters &parameters,
                                           int64_t updateEvery,
                                           bool verticalSync);

/// The list schedule of hanayo, also where `generateSchedule` makes it for
/// fewer micro-batches and repeats its steady state. The parameters were
/// checked.
Result<Schedule> makeWholeHanayo(const ScheduleParameters &parameters);

/// The rule of zbv for enough micro-batches, M >= 2P - 1. With fewer it is
/// legal but idles more than it must. The parameters were checked.
Schedule makeClosedZeroBubbleV(const ScheduleParameters &parameters);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_COMMON_H
