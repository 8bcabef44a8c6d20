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

/// Returns what to write into `width` columns: the most telling label that
/// fits, filled up. The letter always comes first or after the stage, so that
/// each action can be told from the one before.
static std::string drawAction(const Action &action, bool showStage,
                              size_t width) {
  std::string letter(1, getLetter(action.kind));
  std::string number = action.microBatch == kNoMicroBatch
                           ? ""
                           : std::to_string(action.microBatch);
  std::string label = letter;
  // One column more keeps the stage apart from the micro-batch before it.
  std::string full = toString(action);
  if (showStage && full.size() + 1 <= width)
    label = full;
  else if (letter.size() + number.size() <= width)
    label = letter + number;
  label.resize(width, getFill(action.kind));
  return label;
}

std::string mlir::pipe::drawTimeline(const Timeline &timeline,
                                     const Schedule &schedule, int width) {
  constexpr size_t kFrame = 8; // "rank ", " |" and "|"
  size_t numRanks = timeline.ranks.size();
  size_t digits = std::to_string(numRanks == 0 ? 0 : numRanks - 1).size();
  size_t columns =
      static_cast<size_t>(std::max(width, kMinTimelineWidth)) - kFrame - digits;
  auto getColumn = [&](int64_t time) {
    double place = static_cast<double>(time) /
                   static_cast<double>(std::max<int64_t>(timeline.makespan, 1));
    place = std::clamp(place, 0.0, 1.0);
    return static_cast<size_t>(
        std::lround(place * static_cast<double>(columns)));
  };

  std::string text;
  for (size_t rank = 0; rank < timeline.ranks.size(); ++rank) {
    std::string row(columns, '.');
    for (const auto &[action, start, end] : timeline.ranks[rank]) {
      size_t begin = getColumn(start);
      size_t count = std::max(getColumn(end), begin) - begin;
      row.replace(begin, count,
                  drawAction(action, schedule.virtualStages > 1, count));
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
    text += ", the number before the letter the stage";
  return text;
}
