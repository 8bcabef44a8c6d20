//===- TraceBuilder.cpp - Traces that Perfetto opens ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceBuilder.h"

#include <algorithm>
#include <utility>

using namespace mlir::pipe;
using nlohmann::json;

static double toMicroseconds(int64_t ns) { return double(ns) / 1000; }

void TraceBuilder::addProcess(int process, const std::string &name,
                              size_t numRanks) {
  addName("process_name", process, 0, name);
  add({{"ph", "M"},
       {"name", "process_sort_index"},
       {"pid", process},
       {"tid", 0},
       {"args", {{"sort_index", process}}}});
  for (size_t rank = 0; rank < numRanks; ++rank)
    addName("thread_name", process, rank, "rank " + std::to_string(rank));
}

void TraceBuilder::addSlice(int process, size_t rank, const Slice &slice) {
  add({{"ph", "X"},
       {"name", slice.name},
       {"cat", slice.category},
       {"pid", process},
       {"tid", rank},
       {"ts", toMicroseconds(slice.start)},
       {"dur", toMicroseconds(slice.end - slice.start)}});
}

void TraceBuilder::addMark(int process, size_t rank, const std::string &name,
                           int64_t time) {
  add({{"ph", "i"},
       {"name", name},
       {"cat", "message"},
       {"s", "t"},
       {"pid", process},
       {"tid", rank},
       {"ts", toMicroseconds(time)}});
}

static std::string getName(const Action &action) {
  std::string name = std::string(1, getLetter(action.kind)) + " stage " +
                     std::to_string(action.stage);
  return action.microBatch == kNoMicroBatch
             ? name
             : name + " mb " + std::to_string(action.microBatch);
}

void TraceBuilder::addTimeline(int process, const Timeline &timeline) {
  for (size_t rank = 0; rank < timeline.ranks.size(); ++rank)
    for (const TimedAction &timed : timeline.ranks[rank])
      addSlice(process, rank,
               {getName(timed.action), "task", timed.start, timed.end});
}

void TraceBuilder::addArrow(int process, size_t fromRank,
                            const TimedAction &from, size_t toRank,
                            const TimedAction &to, const std::string &name) {
  // Viewers find the slice of an arrow's end by a time inside of it.
  addArrowEnd("s", process, fromRank, std::max(from.start, from.end - 1), name);
  addArrowEnd("f", process, toRank, to.start, name);
  ++numArrows;
}

void TraceBuilder::add(const json &event) {
  events += events.empty() ? "" : ",";
  events += event.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string TraceBuilder::finish() {
  std::string text = R"({"displayTimeUnit":"ns","traceEvents":[)";
  text += std::exchange(events, {});
  return text + "]}\n";
}

void TraceBuilder::addName(const char *kind, int process, size_t thread,
                           const std::string &name) {
  add({{"ph", "M"},
       {"name", kind},
       {"pid", process},
       {"tid", thread},
       {"args", {{"name", name}}}});
}

void TraceBuilder::addArrowEnd(const char *phase, int process, size_t rank,
                               int64_t time, const std::string &name) {
  json event = {{"ph", phase},    {"name", name}, {"cat", "message"},
                {"pid", process}, {"tid", rank},  {"ts", toMicroseconds(time)},
                {"id", numArrows}};
  if (*phase == 'f')
    event["bp"] = "e";
  add(event);
}
