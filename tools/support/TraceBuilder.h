//===- TraceBuilder.h - Traces that Perfetto opens --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_SUPPORT_TRACEBUILDER_H
#define PIPE_TOOLS_SUPPORT_TRACEBUILDER_H

#include "pipe/Schedule/Timing/Timeline.h"

#include <nlohmann/json.hpp>
#include <string>

namespace mlir::pipe {

/// Collects the events of one trace in the JSON format of Chrome and Perfetto:
/// processes, a track a rank, slices and arrows. Times are in nanoseconds.
class TraceBuilder {
public:
  /// A slice of a track.
  struct Slice {
    std::string name;
    const char *category;
    int64_t start;
    int64_t end;
  };

  /// Adds a process with a track for each rank. Viewers show processes in the
  /// order of their numbers, which start at 1.
  void addProcess(int process, const std::string &name, size_t numRanks);

  void addSlice(int process, size_t rank, const Slice &slice);

  /// Adds a mark for something that takes no time.
  void addMark(int process, size_t rank, const std::string &name, int64_t time);

  /// Adds a slice for each action: "F stage 2 mb 5".
  void addTimeline(int process, const Timeline &timeline);

  /// Adds an arrow from the end of one action to the start of another.
  void addArrow(int process, size_t fromRank, const TimedAction &from,
                size_t toRank, const TimedAction &to, const std::string &name);

  /// Returns the text of the file; the builder is empty then.
  std::string finish();

private:
  void add(const nlohmann::json &event);
  void addName(const char *kind, int process, size_t thread,
               const std::string &name);
  void addArrowEnd(const char *phase, int process, size_t rank, int64_t time,
                   const std::string &name);

  // Text rather than values, which take ten times as much memory.
  std::string events;
  int64_t numArrows = 0;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_SUPPORT_TRACEBUILDER_H
