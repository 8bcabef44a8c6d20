//===- OneForwardOneBackward.h - 1F1B by hand ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_BENCH_RUNTIME_ONEFORWARDONEBACKWARD_H
#define PIPE_TEST_BENCH_RUNTIME_ONEFORWARDONEBACKWARD_H

#include "pipert/pipert.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

inline int64_t readClock() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

inline void check(int32_t status) {
  if (status == PIPERT_OK)
    return;
  std::fprintf(stderr, "%s\n", pipert_last_error());
  std::exit(1);
}

/// What the two programs read; the input of both ranks.
struct Load {
  int64_t numMicroBatches;
  int64_t spinNs;
  int64_t slots = 2;
  /// Where messages are received, if the transport copies them.
  char received[2][64];
  char data[2][64];
};

/// Of 1F1B with P = 2 and F = B: (M + P - 1) (F + B).
inline double getMakespan(const Load &load) {
  return double((load.numMicroBatches + 1) * 2 * load.spinNs);
}

/// The kernel of all tasks: spins for as long as its argument says.
inline void spin(void *, void *const *arguments) {
  int64_t spinNs = *static_cast<const int64_t *>(arguments[0]);
  if (!spinNs)
    return;
  int64_t end = readClock() + spinNs;
  while (readClock() < end) {
  }
}

inline void runTask(pipert_context_t *context, int32_t task, int64_t microBatch,
                    int64_t spinNs) {
  void *arguments[] = {&spinNs};
  check(pipert_launch(context, 0, arguments, 1, task, microBatch, 0));
}

/// What a rank reads and sends.
inline Load &getLoad(const void *const *inputs) {
  return *static_cast<Load *>(const_cast<void *>(inputs[0]));
}

/// 1F1B, P = 2, rank 0: channel 0 sends activations, channel 1 receives
/// gradients. Sends are waited for when their slot is needed again.
inline int32_t runFirst(pipert_context_t *context, void *const *,
                        const void *const *inputs, void *const *) {
  Load &load = getLoad(inputs);
  uint64_t sends[2] = {0, 0};
  auto forward = [&](int64_t m) {
    check(pipert_wait(context, sends[m % 2]));
    runTask(context, 0, m, load.spinNs);
    check(pipert_send(context, 0, load.data[m % 2], 64, m, 0, &sends[m % 2]));
  };
  forward(0);
  for (int64_t m = 0; m < load.numMicroBatches; ++m) {
    uint64_t request;
    void *data;
    check(pipert_recv(context, 1, load.received[m % 2], 64, m, 0, &request));
    if (m + 1 < load.numMicroBatches)
      forward(m + 1);
    check(pipert_wait_recv(context, request, &data));
    runTask(context, 1, m, load.spinNs);
    check(pipert_release(context, request));
  }
  check(pipert_wait(context, sends[0]));
  return pipert_wait(context, sends[1]);
}

/// Rank 1: channel 0 receives activations, channel 1 sends gradients.
inline int32_t runSecond(pipert_context_t *context, void *const *,
                         const void *const *inputs, void *const *) {
  Load &load = getLoad(inputs);
  uint64_t sends[2] = {0, 0};
  for (int64_t m = 0; m < load.numMicroBatches; ++m) {
    uint64_t request;
    void *data;
    check(pipert_recv(context, 0, load.received[m % 2], 64, m, 0, &request));
    check(pipert_wait_recv(context, request, &data));
    runTask(context, 2, m, load.spinNs);
    check(pipert_wait(context, sends[m % 2]));
    runTask(context, 3, m, load.spinNs);
    check(pipert_release(context, request));
    check(pipert_send(context, 1, load.data[m % 2], 64, m, 0, &sends[m % 2]));
  }
  check(pipert_wait(context, sends[0]));
  return pipert_wait(context, sends[1]);
}

/// The context of a rank that runs one of these programs.
inline pipert_context_t *makeRank(pipert_world_t *world, int32_t rank) {
  pipert_channel_desc_t channels[2] = {
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_ACTIVATION,
       rank == 0 ? PIPERT_SEND : PIPERT_RECV, 2},
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_GRADIENT,
       rank == 0 ? PIPERT_RECV : PIPERT_SEND, 2}};
  pipert_kernel_desc_t kernel = {sizeof(kernel), "spin", spin, nullptr};
  pipert_rank_desc_t desc = {sizeof(desc), rank, channels, 2,
                             nullptr,      0,    &kernel,  1};
  pipert_context_t *context;
  check(pipert_context_create(world, &desc, &context));
  return context;
}

#endif // PIPE_TEST_BENCH_RUNTIME_ONEFORWARDONEBACKWARD_H
