//===- RuntimeBench.cpp - Cost of the runtime's actions -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints, for P = 2 on two cores:
//   ns an action    empty tasks in 1F1B order; an action is a task, a send, a
//                   receive with its wait, a wait for a send, or a release
//   wall / makespan tasks that spin for 100 us, against the simulated makespan
//
//===----------------------------------------------------------------------===//

#include "OneForwardOneBackward.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

/// `runFirst` with one micro-batch in flight: everything is on the critical
/// path.
int32_t runFirstSerial(pipert_context_t *context, void *const *,
                       const void *const *inputs, void *const *) {
  Load &load = getLoad(inputs);
  for (int64_t m = 0; m < load.numMicroBatches; ++m) {
    uint64_t send, request;
    void *data;
    check(pipert_recv(context, 1, nullptr, 64, m, 0, &request));
    runTask(context, 0, m, 0);
    check(pipert_send(context, 0, load.data[0], 64, m, 0, &send));
    check(pipert_wait_recv(context, request, &data));
    runTask(context, 1, m, 0);
    check(pipert_release(context, request));
    check(pipert_wait(context, send));
  }
  return PIPERT_OK;
}

/// What is kept of events.
struct Keeping {
  const char *name;
  int64_t capacity; ///< pipert_world_options_t::trace_capacity.
};
constexpr Keeping keepings[] = {
    {"no events", -1}, {"the last 1024 events", 0}, {"all events", 1 << 20}};

/// A world of two ranks with both programs.
class Bench {
public:
  Bench(int64_t numMicroBatches, int64_t spinNs, const Keeping &keeping,
        pipert_program_t first = runFirst)
      : first(first) {
    pipert_world_options_t options = {};
    options.struct_size = sizeof(options);
    options.abi_major = PIPERT_ABI_VERSION_MAJOR;
    options.abi_minor = PIPERT_ABI_VERSION_MINOR;
    options.num_ranks = 2;
    options.trace_capacity = keeping.capacity;
    check(pipert_world_create(&options, &world));
    for (int32_t rank = 0; rank < 2; ++rank) {
      contexts[rank] = makeRank(world, rank);
      loads[rank] = {numMicroBatches, spinNs, 2, {}, {}};
      places[rank] = &loads[rank];
    }
  }
  ~Bench() { pipert_world_destroy(world); }

  /// Runs a step; returns its wall time, from the first start to the last end.
  int64_t run() {
    pipert_call_t calls[2] = {
        {sizeof(pipert_call_t), 0, first, &places[0], nullptr},
        {sizeof(pipert_call_t), 1, runSecond, &places[1], nullptr}};
    int64_t start = readClock();
    check(pipert_world_run(world, calls, 2));
    int64_t wall = readClock() - start;
    int64_t begin = INT64_MAX, end = 0;
    for (pipert_context_t *context : contexts) {
      uint64_t count;
      check(pipert_context_trace(context, nullptr, 0, &count));
      std::vector<pipert_event_t> events(count);
      check(pipert_context_trace(context, events.data(), count, &count));
      if (count == 0)
        return wall;
      begin = std::min(begin, events[count - 1].start_ns);
      end = std::max(end, events[count - 1].end_ns);
    }
    return end - begin;
  }

  pipert_context_t *contexts[2];

private:
  pipert_program_t first;
  pipert_world_t *world;
  Load loads[2];
  const void *places[2];
};

/// The best of many short runs is one that nothing has disturbed.
constexpr int numRuns = 500;

/// Calls on the critical path of a micro-batch of rank 0: recv, two waits, two
/// tasks, send, release.
constexpr int64_t actionsAMicroBatch = 7;

void measureActions(const Keeping &keeping) {
  const int64_t numMicroBatches = 2000;
  Bench bench(numMicroBatches, 0, keeping);
  int64_t best = INT64_MAX;
  for (int i = 0; i < numRuns; ++i)
    best = std::min(best, bench.run());
  std::printf("empty tasks, %s kept: %.1f ns an action, %.1f ns a "
              "micro-batch\n",
              keeping.name,
              double(best) / double(numMicroBatches * actionsAMicroBatch),
              double(best) / double(numMicroBatches));
}

/// F, send, wait, F, B, send, wait, B.
constexpr int64_t actionsARoundTrip = 8;

void measureRoundTrip(const Keeping &keeping) {
  const int64_t numMicroBatches = 2000;
  Bench bench(numMicroBatches, 0, keeping, runFirstSerial);
  int64_t best = INT64_MAX;
  for (int i = 0; i < numRuns; ++i)
    best = std::min(best, bench.run());
  std::printf("one micro-batch in flight, %s kept: %.1f ns an action, %.1f ns "
              "a round trip\n",
              keeping.name,
              double(best) / double(numMicroBatches * actionsARoundTrip),
              double(best) / double(numMicroBatches));
}

void measureMakespan() {
  const int64_t numMicroBatches = 32, spinNs = 100000;
  Bench bench(numMicroBatches, spinNs, keepings[1]);
  std::vector<int64_t> walls;
  for (int i = 0; i < 50; ++i)
    walls.push_back(bench.run());
  std::sort(walls.begin(), walls.end());
  const double makespan = getMakespan({numMicroBatches, spinNs, 2, {}, {}});
  std::printf("tasks of 100 us, 1F1B, M = %lld: wall / simulated makespan "
              "%.4f (minimum), %.4f (median)\n",
              (long long)numMicroBatches, double(walls.front()) / makespan,
              double(walls[walls.size() / 2]) / makespan);
}

} // namespace

int main() {
  for (const Keeping &keeping : keepings)
    measureActions(keeping);
  for (const Keeping &keeping : keepings)
    measureRoundTrip(keeping);
  measureMakespan();
}
