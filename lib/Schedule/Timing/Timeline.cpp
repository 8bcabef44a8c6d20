//===- Timeline.cpp - When each action runs -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/Timeline.h"

#include <algorithm>
#include <limits>

using namespace mlir::pipe;

void Timeline::normalize() {
  int64_t first = std::numeric_limits<int64_t>::max();
  for (const auto &row : ranks)
    for (const TimedAction &timed : row)
      first = std::min(first, timed.start);
  makespan = 0;
  for (auto &row : ranks)
    for (TimedAction &timed : row) {
      timed.start -= first;
      timed.end -= first;
      makespan = std::max(makespan, timed.end);
    }
}

int64_t Timeline::getBusy(int64_t rank) const {
  int64_t busy = 0;
  for (const TimedAction &timed : ranks[static_cast<size_t>(rank)])
    busy += timed.end - timed.start;
  return busy;
}

int64_t Timeline::getIdle(int64_t rank) const {
  return makespan - getBusy(rank);
}

int64_t Timeline::getSpanIdle(int64_t rank) const {
  const auto &row = ranks[static_cast<size_t>(rank)];
  if (row.empty())
    return 0;
  return row.back().end - row.front().start - getBusy(rank);
}

double Timeline::getBubbleRatio() const {
  if (makespan == 0 || ranks.empty())
    return 0.0;
  double idle = 0.0;
  for (size_t rank = 0; rank < ranks.size(); ++rank)
    idle += static_cast<double>(getIdle(static_cast<int64_t>(rank)));
  return idle / static_cast<double>(makespan) /
         static_cast<double>(ranks.size());
}

double Timeline::getIdleOfIdeal() const {
  double idle = 0.0;
  double busy = 0.0;
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    idle += static_cast<double>(getIdle(static_cast<int64_t>(rank)));
    busy += static_cast<double>(getBusy(static_cast<int64_t>(rank)));
  }
  return busy > 0.0 ? idle / busy : 0.0;
}

int64_t Timeline::getPeakActivations(int64_t rank) const {
  // A backward ends with B or W, whichever the schedule has.
  auto endsBackward = [](ActionKind kind) {
    return kind == ActionKind::Backward || kind == ActionKind::WeightGradient;
  };
  const auto &row = ranks[static_cast<size_t>(rank)];
  std::vector<std::pair<int32_t, int32_t>> kept;
  for (const TimedAction &timed : row)
    if (endsBackward(timed.action.kind))
      kept.push_back({timed.action.stage, timed.action.microBatch});
  std::sort(kept.begin(), kept.end());

  int64_t alive = 0;
  int64_t peak = 0;
  for (const auto &[action, start, end] : row) {
    if (action.kind == ActionKind::Forward) {
      peak = std::max(peak, alive + 1);
      alive += std::binary_search(kept.begin(), kept.end(),
                                  std::pair(action.stage, action.microBatch));
    }
    if (endsBackward(action.kind))
      --alive;
  }
  return peak;
}
