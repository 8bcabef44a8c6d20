//===- ProcessStepsBench.cpp - Steps of two processes ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints the time of a step of 1F1B with tasks that spin for 100 us, whose two
// ranks are processes of this machine, as a multiple of the simulated makespan:
// for the transports that are there, with steps one by one, from the call that
// begins it to its return at rank 0, and with two under way. The messages have
// 64 bytes.
//
//===----------------------------------------------------------------------===//

#include "OneForwardOneBackward.h"
#include "net/Socket.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace mlir::pipert;

namespace {

constexpr int numSteps = 60, numFirst = 10;

[[noreturn]] void die(const char *why) {
  std::fprintf(stderr, "error: %s\n", why);
  std::exit(1);
}

/// Nanoseconds of a step: the median.
struct Times {
  double single, overlapped;
};

double getMedian(std::vector<double> values) {
  values.erase(values.begin(), values.begin() + numFirst);
  std::nth_element(values.begin(), values.begin() + values.size() / 2,
                   values.end());
  return values[values.size() / 2];
}

pipert_world_t *makeWorld(const char *transport, int32_t rank,
                          const Socket &listener, const HostPort &meeting) {
  std::string rendezvous = meeting.describe();
  pipert_world_options_t options = {};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = 2;
  options.transport = transport;
  options.rendezvous = rendezvous.c_str();
  options.listener = rank == 0 ? dup(listener.get()) : 0;
  options.token = "benchmark";
  options.local_ranks = &rank;
  options.num_local_ranks = 1;
  pipert_world_t *world;
  check(pipert_world_create(&options, &world));
  return world;
}

Times runSteps(pipert_world_t *world, int32_t rank, Load *loads) {
  // Two steps that are under way have memory each.
  const void *inputs[] = {&loads[0], &loads[1]};
  pipert_program_t program = rank == 0 ? runFirst : runSecond;
  pipert_call_t calls[2] = {{sizeof(pipert_call_t), rank, program, &inputs[0],
                             nullptr, nullptr, nullptr, nullptr},
                            {sizeof(pipert_call_t), rank, program, &inputs[1],
                             nullptr, nullptr, nullptr, nullptr}};
  std::vector<double> single, overlapped;
  for (int step = 0; step < numSteps; ++step) {
    const int64_t start = readClock();
    check(pipert_world_run(world, &calls[0], 1));
    single.push_back(double(readClock() - start));
  }
  int64_t last = readClock();
  for (int step = 0; step <= numSteps; ++step) {
    if (step != numSteps)
      check(pipert_world_begin(world, &calls[step % 2], 1));
    if (step == 0)
      continue;
    check(pipert_world_finish(world));
    const int64_t end = readClock();
    overlapped.push_back(double(end - last));
    last = end;
  }
  return {getMedian(single), getMedian(overlapped)};
}

/// Runs the steps in two new processes.
Times measure(const char *transport, const Load &load) {
  int results[2];
  if (pipe(results) != 0)
    die("no pipe");
  std::string error;
  Socket listener = listenAt({"127.0.0.1", 0}, error);
  HostPort meeting = getLocalAddress(listener).value_or(HostPort());
  for (int32_t rank = 0; rank < 2; ++rank) {
    if (fork() != 0)
      continue;
    Load loads[2] = {load, load};
    pipert_world_t *world = makeWorld(transport, rank, listener, meeting);
    (void)makeRank(world, rank);
    const Times own = runSteps(world, rank, loads);
    if (rank == 0)
      (void)!write(results[1], &own, sizeof(own));
    pipert_world_destroy(world);
    _exit(0);
  }
  close(results[1]);
  Times found;
  if (read(results[0], &found, sizeof(found)) != sizeof(found))
    die("a process has failed");
  close(results[0]);
  while (wait(nullptr) > 0) {
  }
  return found;
}

} // namespace

int main() {
  const Load load = {32, 100'000, 2, {}, {}};
  std::printf("step of tasks of 100 us / simulated makespan, 1F1B, M = %lld, "
              "two processes, medians of %d\n"
              "           one by one  two under way\n",
              (long long)load.numMicroBatches, numSteps - numFirst);
  const std::string names = std::string(", ") + pipert_transport_names() + ",";
  for (const char *transport : {"sockets", "ucx"}) {
    if (names.find(std::string(", ") + transport + ",") == std::string::npos)
      continue;
    const Times times = measure(transport, load);
    std::printf("%-9s  %10.4f  %13.4f\n", transport,
                times.single / getMakespan(load),
                times.overlapped / getMakespan(load));
    std::fflush(stdout);
  }
  return 0;
}
