//===- DrawTimeline.cpp - Timelines as text -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timeline.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace mlir::pipe;

/// What fills the columns of an action behind its label.
static char getFill(ActionKind kind) {
  switch (kind) {
  case ActionKind::Forward:
    return '-';
  case ActionKind::Backward:
    return '=';
  case ActionKind::InputGradient:
    return '+';
  case ActionKind::WeightGradient:
    return '~';
  case ActionKind::Update:
    break;
  }
  return '*';
}

/// "F3", or "F" for an action of no micro-batch.
static std::string getShortLabel(const Action &action) {
  std::string label(1, getLetter(action.kind));
  if (action.microBatch != kNoMicroBatch)
    label += std::to_string(action.microBatch);
  return label;
}

/// Returns true if "2F3" fits into `width` columns, with one more to keep the
/// stage apart from the micro-batch of the action before.
static bool hasRoomForStage(const Action &action, size_t width) {
  return toString(action).size() + 1 <= width;
}

/// Returns what to write into `width` columns: the most telling label that
/// fits, filled up. All but those with a stage begin with a letter, so that
/// each action can be told from the one before.
static std::string drawAction(const Action &action, bool showStage,
                              size_t width) {
  std::string label = getShortLabel(action);
  if (showStage && hasRoomForStage(action, width))
    label = toString(action);
  else if (label.size() > width)
    label = label.substr(0, 1);
  label.resize(width, getFill(action.kind));
  return label;
}

namespace {
/// Maps times to columns.
class Scale {
public:
  /// Times are often multiples of one unit. If all units can get the same
  /// number of columns without losing more than a quarter of the width they do:
  /// equal times then look equal.
  Scale(const Timeline &timeline, size_t width)
      : makespan(std::max<int64_t>(timeline.makespan, 1)), columns(width) {
    int64_t unit = makespan;
    for (const auto &row : timeline.ranks)
      for (const TimedAction &timed : row)
        unit = std::gcd(unit, std::gcd(timed.start, timed.end));
    auto units = static_cast<size_t>(makespan / unit);
    size_t regular = columns / units * units;
    if (regular * 4 >= columns * 3)
      columns = regular;
  }

  size_t numColumns() const { return columns; }

  /// Returns the first column at or after `time`, at most numColumns().
  size_t getColumn(int64_t time) const {
    double place = static_cast<double>(time) / static_cast<double>(makespan);
    return static_cast<size_t>(std::lround(std::clamp(place, 0.0, 1.0) *
                                           static_cast<double>(columns)));
  }
  size_t getWidth(const TimedAction &timed) const {
    return std::max(getColumn(timed.end), getColumn(timed.start)) -
           getColumn(timed.start);
  }

private:
  int64_t makespan;
  size_t columns;
};
} // namespace

/// Stages are shown if nearly all actions have room for it: a mixture is hard
/// to read.
static bool shouldShowStages(const Timeline &timeline, const Scale &scale) {
  size_t numActions = 0;
  size_t numFitting = 0;
  for (const auto &row : timeline.ranks)
    for (const TimedAction &timed : row) {
      ++numActions;
      numFitting += hasRoomForStage(timed.action, scale.getWidth(timed));
    }
  return numFitting * 10 >= numActions * 9;
}

std::string mlir::pipe::drawTimeline(const Timeline &timeline,
                                     const Schedule &schedule, int width) {
  constexpr size_t kFrame = 8; // "rank ", " |" and "|"
  size_t numRanks = timeline.ranks.size();
  size_t digits = std::to_string(numRanks == 0 ? 0 : numRanks - 1).size();
  Scale scale(timeline,
              static_cast<size_t>(std::max(width, kMinTimelineWidth)) - kFrame -
                  digits);
  bool showStages =
      schedule.virtualStages > 1 && shouldShowStages(timeline, scale);

  std::string text;
  for (size_t rank = 0; rank < numRanks; ++rank) {
    std::string row(scale.numColumns(), '.');
    for (const TimedAction &timed : timeline.ranks[rank]) {
      size_t count = scale.getWidth(timed);
      row.replace(scale.getColumn(timed.start), count,
                  drawAction(timed.action, showStages, count));
    }
    std::string number = std::to_string(rank);
    text += "rank " + std::string(digits - number.size(), ' ') + number + " |" +
            row + "|\n";
  }
  return text;
}

std::string mlir::pipe::getTimelineLegend(const Schedule &schedule) {
  struct {
    ActionKind kind;
    const char *meaning;
  } kinds[] = {{ActionKind::Forward, "forward"},
               {ActionKind::Backward, "backward"},
               {ActionKind::InputGradient, "input gradient"},
               {ActionKind::WeightGradient, "weight gradient"},
               {ActionKind::Update, "update"}};
  bool present[kNumActionKinds] = {};
  for (const auto &list : schedule.actions)
    for (const Action &action : list)
      present[static_cast<int>(action.kind)] = true;
  std::string text;
  for (const auto &[kind, meaning] : kinds)
    if (present[static_cast<int>(kind)])
      text += std::string(1, getLetter(kind)) + getFill(kind) + " " + meaning +
              ", ";
  text += ". idle; the number is the micro-batch";
  if (schedule.virtualStages > 1)
    text += ", before the letter (where there is room) the stage";
  return text;
}
