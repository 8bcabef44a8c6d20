//===- TimelineHtml.cpp - Timelines as a page -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Formats/TimelineHtml.h"

#include <string_view>

using namespace mlir::pipe;

namespace mlir::pipe {
/// Page/Timeline.html.
extern const char *const kTimelinePage;
} // namespace mlir::pipe

/// Returns a JSON string in which nothing looks like markup.
static std::string quote(std::string_view text) {
  constexpr std::string_view kSpecial = "\"\\<>&";
  constexpr char kDigits[] = "0123456789abcdef";
  std::string result = "\"";
  for (char c : text) {
    auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 && code != 0x7f && kSpecial.find(c) == kSpecial.npos) {
      result += c;
      continue;
    }
    result += "\\u00";
    result += kDigits[code >> 4];
    result += kDigits[code & 15];
  }
  return result + "\"";
}

/// Returns a JSON list of what `write` returns for each item.
template <class List, class Writer>
static std::string makeList(const List &list, Writer write) {
  std::string result = "[";
  for (const auto &item : list) {
    if (result.size() > 1)
      result += ',';
    result += write(item);
  }
  return result + "]";
}

/// Five numbers an action: kind, stage, micro-batch, time since the action
/// before, duration.
static std::string makeActions(const std::vector<TimedAction> &row) {
  int64_t before = 0;
  return makeList(row, [&](const TimedAction &timed) {
    const auto &[action, start, end] = timed;
    std::string text = std::to_string(static_cast<int>(action.kind));
    for (int64_t number : {int64_t(action.stage), int64_t(action.microBatch),
                           start - before, end - start})
      text += "," + std::to_string(number);
    before = end;
    return text;
  });
}

/// Two numbers a change: time since the change before, size.
static std::string makeMemory(const std::vector<MemoryChange> &curve) {
  int64_t before = 0;
  return makeList(curve, [&](const MemoryChange &change) {
    std::string text = std::to_string(change.time - before) + "," +
                       std::to_string(change.size);
    before = change.time;
    return text;
  });
}

/// [from stage, its kind, to stage, its kind, time of the transfer]
static std::string makeEdge(const TaskEdge &edge, const TaskCosts &costs) {
  return makeList(
      std::initializer_list<int64_t>{
          edge.fromStage, static_cast<int>(edge.fromKind), edge.toStage,
          static_cast<int>(edge.toKind), costs.getTransferTime(edge.bytes)},
      [](int64_t number) { return std::to_string(number); });
}

/// "every" and "delays", or null.
static std::string makeUpdates(const std::optional<UpdateRule> &updates) {
  if (!updates)
    return "null";
  return "{\"every\":" + std::to_string(updates->every) + ",\"delays\":" +
         makeList(updates->delays,
                  [](int64_t delay) { return std::to_string(delay); }) +
         "}";
}

static std::string makeData(const Schedule &schedule, const Timeline &timeline,
                            const TimelinePage &page) {
  auto quoteText = [](const std::string &text) { return quote(text); };
  std::pair<const char *, std::string> members[] = {
      {"title", quote(page.title)},
      {"subtitle", quote(page.subtitle)},
      {"unit", quote(page.isNanoseconds ? "ns" : "")},
      {"memoryUnit", quote(page.memoryUnit)},
      {"microBatches", std::to_string(schedule.microBatches)},
      {"makespan", std::to_string(timeline.makespan)},
      {"ranks", makeList(timeline.ranks, makeActions)},
      {"memory", makeList(page.memory, makeMemory)},
      {"edges", makeList(page.edges,
                         [&](const TaskEdge &edge) {
                           return makeEdge(edge, page.costs);
                         })},
      {"updates", makeUpdates(page.updates)},
      {"facts", makeList(page.facts,
                         [&](const auto &fact) {
                           return "[" + quote(fact.first) + "," +
                                  quote(fact.second) + "]";
                         })},
      {"table", makeList(page.table, [&](const std::vector<std::string> &row) {
         return makeList(row, quoteText);
       })}};
  std::string data = "{";
  for (auto &[name, value] : members)
    data += (data.size() > 1 ? "," : "") + quote(name) + ":" + value;
  return data + "}";
}

std::string mlir::pipe::makeTimelineHtml(const Schedule &schedule,
                                         const Timeline &timeline,
                                         const TimelinePage &page) {
  constexpr std::string_view kMark = "@DATA@";
  std::string html = kTimelinePage;
  return html.replace(html.find(kMark), kMark.size(),
                      makeData(schedule, timeline, page));
}
