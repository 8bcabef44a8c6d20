//===- TimelineHtml.h - Timelines as a page ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_FORMATS_TIMELINEHTML_H
#define PIPE_SCHEDULE_FORMATS_TIMELINEHTML_H

#include "pipe/Schedule/Core/UpdateRule.h"
#include "pipe/Schedule/Timing/Memory.h"
#include "pipe/Schedule/Timing/Simulate.h"
#include "pipe/Schedule/Timing/Timeline.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mlir::pipe {

/// What a page shows beside its timeline. All texts are shown as they are: they
/// may hold anything, markup too.
struct TimelinePage {
  std::string title;
  std::string subtitle;
  /// True if times are in nanoseconds: they are shown as ns, us, ms or s.
  bool isNanoseconds = false;
  /// What each rank keeps over time, see `getMemoryCurves`; empty for none.
  std::vector<std::vector<MemoryChange>> memory;
  std::string memoryUnit = "activations";
  /// What tasks read and what transfers cost, for "waited for".
  std::vector<TaskEdge> edges;
  TaskCosts costs;
  /// Which versions of the weights tasks use, if there are several.
  std::optional<UpdateRule> updates;
  /// A table of names and values.
  std::vector<std::pair<std::string, std::string>> facts;
  /// A table whose first row is its head.
  std::vector<std::vector<std::string>> table;
};

/// Returns a timeline as one HTML file that needs no other: a row for each rank
/// with a box for each action and the rank's memory below, to zoom, move and
/// point at. Made for 64 ranks with 1024 micro-batches and more.
std::string makeTimelineHtml(const Schedule &schedule, const Timeline &timeline,
                             const TimelinePage &page);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_FORMATS_TIMELINEHTML_H
