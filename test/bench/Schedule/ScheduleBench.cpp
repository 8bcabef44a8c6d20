//===- ScheduleBench.cpp - Time of schedules as values --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Generates, checks and simulates every registered schedule with unit costs and
// prints the best time of several turns in milliseconds, and the most memory
// that the process held. The limits in the last column are what the project
// promises; a line above its limit ends with "above".
//
//   ScheduleBench [P M [NAME]]     one size, one schedule only
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Timing/Simulate.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace mlir::pipe;

namespace {

struct Size {
  int64_t ranks;
  int64_t microBatches;
  double limit; ///< milliseconds; 0 for none
};

using Clock = std::chrono::steady_clock;

double getMilliseconds(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

struct Times {
  double generate = 0.0;
  double check = 0.0;
  double simulate = 0.0;
  double total() const { return generate + check + simulate; }
};

[[noreturn]] void fail(const Error &error) {
  std::fprintf(stderr, "%s\n", error.toString().c_str());
  std::exit(1);
}

Times runOnce(const ScheduleInfo &info, const ScheduleParameters &parameters) {
  auto begin = Clock::now();
  Result<Schedule> schedule = info.generate(parameters);
  if (!schedule)
    fail(schedule.getError());
  auto generated = Clock::now();
  auto edges = getChainEdges(schedule->numStages(), info.training);
  if (auto error = checkSchedule(*schedule, edges))
    fail(*error);
  auto checked = Clock::now();
  Result<Timeline> timeline = simulate(
      *schedule, TaskCosts::makeUniform(schedule->numStages(), 1, 1, 1), edges);
  if (!timeline)
    fail(timeline.getError());
  return {getMilliseconds(begin, generated),
          getMilliseconds(generated, checked),
          getMilliseconds(checked, Clock::now())};
}

void measure(const ScheduleInfo &info, const Size &size) {
  constexpr int kTurns = 9;
  ScheduleParameters parameters = {size.ranks, size.microBatches,
                                   info.defaultVirtualStages};
  Times best = runOnce(info, parameters);
  for (int turn = 1; turn < kTurns; ++turn) {
    Times times = runOnce(info, parameters);
    if (times.total() < best.total())
      best = times;
  }
  std::printf("%3d x %4d  %-17s V=%d %9.3f = %8.3f + %8.3f + %8.3f",
              static_cast<int>(size.ranks), static_cast<int>(size.microBatches),
              std::string(info.name).c_str(),
              static_cast<int>(info.defaultVirtualStages), best.total(),
              best.generate, best.check, best.simulate);
  if (size.limit > 0)
    std::printf("  limit %g%s", size.limit,
                best.total() > size.limit ? "  above" : "");
  std::printf("\n");
}

} // namespace

int main(int argc, char **argv) {
  std::printf(
      "  P x    M  schedule            total ms = generate +    check + "
      "simulate\n");
  Size sizes[] = {{8, 32, 0.2}, {32, 256, 5.0}, {64, 1024, 60.0}};
  std::string_view only = argc > 3 ? argv[3] : "";
  for (Size size : sizes) {
    if (argc > 2)
      size = {std::atoll(argv[1]), std::atoll(argv[2]), 0.0};
    for (const ScheduleInfo &info : getScheduleRegistry())
      if (only.empty() || only == info.name)
        measure(info, size);
    if (argc > 2)
      break;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("most memory held: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}
