//===- PrintPlan.cpp - A plan as text -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "Table.h"

#include "pipe/Schedule/Formats/DrawTimeline.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

using namespace mlir::pipe;

/// "10 us", or "10 to 15 us" if stages differ; empty if not known.
static std::string formatRange(const std::vector<int64_t> &times,
                               TimeUnit unit) {
  if (times.empty())
    return {};
  auto [least, most] = std::minmax_element(times.begin(), times.end());
  std::string text = formatTime(double(*least), unit);
  return *least == *most ? text
                         : text + " to " + formatTime(double(*most), unit);
}

std::string mlir::pipe::describePlan(const Plan &plan) {
  const Schedule &schedule = plan.schedule;
  std::string text =
      formatCount(schedule.ranks, "rank", "ranks") + ", " +
      formatCount(schedule.microBatches, "micro-batch", "micro-batches") +
      ", " + formatCount(schedule.virtualStages, "stage", "stages") + " a rank";
  bool present[kNumActionKinds] = {};
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list)
      present[int(action.kind)] = true;
  for (int kind = 0; kind < kNumActionKinds; ++kind) {
    const std::vector<int64_t> &times =
        plan.costs.times.getList(ActionKind(kind));
    if (present[kind] && !times.empty())
      text += std::string(", ") + getLetter(ActionKind(kind)) + " " +
              formatRange(times, plan.costs.unit);
  }
  if (plan.costs.times.latency > 0)
    text += ", latency " +
            formatTime(double(plan.costs.times.latency), plan.costs.unit);
  return text;
}

std::vector<std::pair<std::string, std::string>>
mlir::pipe::getFacts(const Plan &plan) {
  std::vector<std::pair<std::string, std::string>> facts = {
      {"makespan", formatTime(double(plan.timeline.makespan), plan.costs.unit)},
      {"at least", formatTime(double(plan.bound.time), plan.costs.unit) + " (" +
                       toString(plan.bound) + "; " + plan.boundScope + ")"},
      {"bubble", formatPercent(plan.timeline.getBubbleRatio()) +
                     " (idle / makespan), " +
                     formatPercent(plan.timeline.getIdleOfIdeal()) +
                     " (idle / ideal time)"}};
  facts.insert(facts.end(), plan.remarks.begin(), plan.remarks.end());
  return facts;
}

/// Returns the positions of a list that are printed: of long lists those at
/// both ends.
static std::vector<size_t> getShownPositions(size_t count) {
  constexpr size_t kMostActions = 100;
  constexpr size_t kShown = 20; // at either end of a long list
  std::vector<size_t> positions;
  for (size_t i = 0; i < count; ++i)
    if (count <= kMostActions || i < kShown || i >= count - kShown)
      positions.push_back(i);
  return positions;
}

/// Prints the actions of each rank in columns.
static void printActions(const Schedule &schedule, std::ostream &out) {
  size_t cellWidth = 0;
  for (const std::vector<Action> &list : schedule.actions)
    for (size_t i : getShownPositions(list.size()))
      cellWidth = std::max(cellWidth, toString(list[i]).size());
  auto rankWidth = int(std::to_string(schedule.ranks - 1).size());
  for (size_t rank = 0; rank < schedule.actions.size(); ++rank) {
    const std::vector<Action> &list = schedule.actions[rank];
    std::string line;
    size_t next = 0;
    for (size_t i : getShownPositions(list.size())) {
      if (i > next)
        line += "... " + std::to_string(i - next) + " more ... ";
      std::string cell = toString(list[i]);
      line += cell + std::string(cellWidth + 1 - cell.size(), ' ');
      next = i + 1;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << "rank " << std::setw(rankWidth) << rank << ": " << line << "\n";
  }
}

std::vector<std::vector<std::string>>
mlir::pipe::getRankTable(const Plan &plan) {
  bool hasPeak = plan.ranks.front().peakBytes.has_value();
  bool hasSent = plan.ranks.front().bytesSent.has_value();
  std::vector<std::vector<std::string>> table = {
      {"rank", "busy", "idle", "span idle", "peak kept"}};
  if (hasPeak)
    table[0].push_back("peak bytes");
  bool hasVersions = plan.ranks.front().versions.has_value();
  if (hasVersions)
    table[0].push_back("versions");
  table[0].push_back("messages sent");
  if (hasSent)
    table[0].push_back("bytes sent");
  for (size_t rank = 0; rank < plan.ranks.size(); ++rank) {
    const RankNumbers &numbers = plan.ranks[rank];
    std::vector<std::string> row = {std::to_string(rank)};
    for (int64_t time : {numbers.busy, numbers.idle, numbers.spanIdle})
      row.push_back(formatTime(double(time), plan.costs.unit));
    row.push_back(std::to_string(numbers.peakActivations));
    if (hasPeak)
      row.push_back(formatBytes(*numbers.peakBytes));
    if (hasVersions)
      row.push_back(std::to_string(*numbers.versions));
    row.push_back(std::to_string(numbers.messagesSent));
    if (hasSent)
      row.push_back(formatBytes(*numbers.bytesSent));
    table.push_back(std::move(row));
  }
  return table;
}

void mlir::pipe::printPlan(const Plan &plan, int width, std::ostream &out) {
  out << plan.schedule.name << ": " << describePlan(plan) << "\n\n";
  printActions(plan.schedule, out);
  out << "\n"
      << drawTimeline(plan.timeline, plan.schedule, width)
      << getTimelineLegend(plan.schedule) << "\n";
  int64_t labelled = getLabelledWidth(plan.timeline, plan.schedule);
  if (labelled > width)
    out << "too narrow for all labels: use "
        << (labelled <= kMaxTimelineWidth
                ? "--width=" + std::to_string(labelled) + " or "
                : "")
        << "--html=FILE\n";
  out << "\n";
  for (const auto &[name, value] : getFacts(plan))
    out << name << " " << value << "\n";
  out << "\n";
  printTable(getRankTable(plan), /*leftColumns=*/{}, out);
  out << "idle: until the makespan; span idle: between the rank's own first "
         "start and last end;\n"
         "peak kept: activations at a time, each of one stage and one "
         "micro-batch\n";
  if (plan.ranks.front().versions)
    out << "versions: of the weights, kept at a time; micro-batches use the "
           "oldest\n";
}
