//===- DrawTimeline.cpp - Timelines as text -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Formats/DrawTimeline.h"

#include <algorithm>
#include <cmath>
#include <limits>
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

/// Columns of a line beside the rank's number and the actions: "rank ", " |"
/// and "|".
static constexpr size_t kFrame = 8;

static size_t getRankDigits(const Timeline &timeline) {
  size_t numRanks = timeline.ranks.size();
  return std::to_string(numRanks == 0 ? 0 : numRanks - 1).size();
}

/// Returns the largest time of which all times of the timeline are multiples.
static int64_t getTimeUnit(const Timeline &timeline) {
  int64_t unit = std::max<int64_t>(timeline.makespan, 1);
  for (const auto &row : timeline.ranks)
    for (const TimedAction &timed : row)
      unit = std::gcd(unit, std::gcd(timed.start, timed.end));
  return unit;
}

namespace {
/// Maps times to columns.
class Scale {
public:
  /// Times are often multiples of one unit. If there is a column for each unit
  /// all units get the same number: equal times then look equal.
  Scale(const Timeline &timeline, size_t width)
      : makespan(std::max<int64_t>(timeline.makespan, 1)), columns(width) {
    auto units = static_cast<size_t>(makespan / getTimeUnit(timeline));
    if (units <= columns)
      columns = columns / units * units;
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

namespace {
/// Chooses what is written into the columns of actions. Actions are labelled
/// alike, with the stage only if nearly all have room for it, and those of one
/// kind with the micro-batch only if most have: a mixture is hard to read.
class Labels {
public:
  Labels(const Timeline &timeline, const Schedule &schedule,
         const Scale &scale);

  /// Returns the columns of an action: the most telling label that fits, filled
  /// up. All but those with a stage begin with a letter, so that each action
  /// can be told from the one before.
  std::string draw(size_t rank, const Action &action, size_t width) const;

private:
  /// One more column keeps the stage apart from the micro-batch of the action
  /// before.
  static bool hasRoomForStage(const Action &action, size_t width) {
    return toString(action).size() + 1 <= width;
  }
  static bool hasRoom(const Action &action, size_t width) {
    return getShortLabel(action).size() <= width;
  }

  bool showStage;
  bool showMicroBatch[kNumActionKinds];
  /// rank -> the stage whose letters are large where its number is not shown.
  std::vector<int32_t> firstStages;
};
} // namespace

Labels::Labels(const Timeline &timeline, const Schedule &schedule,
               const Scale &scale) {
  constexpr size_t kAll = kNumActionKinds;
  size_t counts[kAll + 1] = {};
  size_t fitting[kAll + 1] = {};
  bool hasSeveral = schedule.virtualStages > 1;
  for (const auto &row : timeline.ranks) {
    firstStages.push_back(std::numeric_limits<int32_t>::max());
    for (const TimedAction &timed : row) {
      auto kind = static_cast<size_t>(timed.action.kind);
      size_t width = scale.getWidth(timed);
      ++counts[kind];
      ++counts[kAll];
      fitting[kind] += hasRoom(timed.action, width);
      fitting[kAll] += hasSeveral && hasRoomForStage(timed.action, width);
      if (hasSeveral)
        firstStages.back() = std::min(firstStages.back(), timed.action.stage);
    }
  }
  showStage = hasSeveral && fitting[kAll] * 10 >= counts[kAll] * 9;
  for (size_t kind = 0; kind < kAll; ++kind)
    showMicroBatch[kind] = fitting[kind] * 4 >= counts[kind] * 3;
}

std::string Labels::draw(size_t rank, const Action &action,
                         size_t width) const {
  std::string label = getShortLabel(action);
  if (action.stage > firstStages[rank])
    label[0] = static_cast<char>(label[0] - 'A' + 'a');
  if (showStage && hasRoomForStage(action, width))
    label = toString(action);
  else if (!showMicroBatch[static_cast<size_t>(action.kind)] ||
           !hasRoom(action, width))
    label.resize(1);
  // An action too short for a column is not drawn.
  label.resize(width, getFill(action.kind));
  return label;
}

std::string mlir::pipe::drawTimeline(const Timeline &timeline,
                                     const Schedule &schedule, int width) {
  size_t numRanks = timeline.ranks.size();
  size_t digits = getRankDigits(timeline);
  Scale scale(timeline,
              static_cast<size_t>(std::max(width, kMinTimelineWidth)) - kFrame -
                  digits);
  Labels labels(timeline, schedule, scale);

  std::string text;
  for (size_t rank = 0; rank < numRanks; ++rank) {
    std::string row(scale.numColumns(), '.');
    for (const TimedAction &timed : timeline.ranks[rank]) {
      size_t count = scale.getWidth(timed);
      row.replace(scale.getColumn(timed.start), count,
                  labels.draw(rank, timed.action, count));
    }
    std::string number = std::to_string(rank);
    text += "rank " + std::string(digits - number.size(), ' ') + number + " |" +
            row + "|\n";
  }
  return text;
}

int64_t mlir::pipe::getLabelledWidth(const Timeline &timeline,
                                     const Schedule &schedule) {
  // Columns for each unit of time that the label of some action needs.
  double density = 0;
  for (const auto &row : timeline.ranks)
    for (const auto &[action, start, end] : row) {
      size_t label = schedule.virtualStages > 1 ? toString(action).size() + 1
                                                : getShortLabel(action).size();
      if (end > start)
        density = std::max(density, static_cast<double>(label) /
                                        static_cast<double>(end - start));
    }
  auto makespan = static_cast<double>(timeline.makespan);
  auto unit = static_cast<double>(getTimeUnit(timeline));
  double regular = std::ceil(density * unit) * (makespan / unit);
  // Where times have no common unit an action may lose a column by rounding.
  double irregular = std::ceil(density * 1.5 * makespan);
  return static_cast<int64_t>(std::min({regular, irregular, 1e9})) +
         static_cast<int64_t>(kFrame + getRankDigits(timeline));
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
    text += ", before the letter the stage, or small letters for the later "
            "stages of a rank";
  return text;
}
