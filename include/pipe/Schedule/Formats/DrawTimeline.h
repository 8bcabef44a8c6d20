//===- DrawTimeline.h - Timelines as text -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_FORMATS_DRAWTIMELINE_H
#define PIPE_SCHEDULE_FORMATS_DRAWTIMELINE_H

#include "pipe/Schedule/Timing/Timeline.h"

#include <string>

namespace mlir::pipe {

/// Columns of the narrowest picture that `drawTimeline` makes.
inline constexpr int kMinTimelineWidth = 40;

/// Draws a timeline as text, time to the right, one row a rank: letter and
/// micro-batch where they fit, then a fill that tells the kind; dots are idle.
///
///   1F1B, P = 2, M = 2, forward 1, backward 2, width 41:
///   rank 0 |F0--F1--....B0======B1======|
///   rank 1 |....F0--B0======F1--B1======....|
///
/// With several stages a rank the stage stands before the letter if nearly all
/// actions have room for it ("2F0-"); without it the letters of a rank's later
/// stages are small ("f0-"). Where most actions have no room for the
/// micro-batch only letters stand; an action too short for a column is not
/// drawn: see `getLabelledWidth`.
///
/// \param width  columns of a line without its line break; less than
///               kMinTimelineWidth counts as that.
std::string drawTimeline(const Timeline &timeline, const Schedule &schedule,
                         int width);

/// Returns the columns from which on `drawTimeline` has room for the label of
/// each action, those without duration aside.
int64_t getLabelledWidth(const Timeline &timeline, const Schedule &schedule);

/// Returns one line that explains the pictures of this schedule, without a line
/// break: "F- forward, B= backward, . idle; the number is the micro-batch".
std::string getTimelineLegend(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_FORMATS_DRAWTIMELINE_H
