//===- ConformanceMemoryTest.cpp - Segments on every transport ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConformanceFixture.h"

namespace {

/// The segments of the tests below: what a rank sends, receives and sums up.
const std::vector<pipert_segment_desc_t> segments = {
    {sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_LOCAL, PIPERT_MEMORY_DEVICE,
     64, 2 * sizeof(int)},
    {sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_RECEIVED,
     PIPERT_MEMORY_DEVICE, 64, 2 * sizeof(int)},
    {sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_GRADIENTS,
     PIPERT_MEMORY_DEVICE, 256, sizeof(int)},
    {sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_REQUESTS, PIPERT_MEMORY_HOST,
     8, 2 * sizeof(uint64_t)}};

int *getSegment(pipert_context_t *context, int32_t kind) {
  void *data = nullptr;
  EXPECT_EQ(pipert_context_segment(context, kind, &data), PIPERT_OK);
  return static_cast<int *>(data);
}

/// Kernels write a segment, messages go from segment to segment, and the caller
/// reads the sum by a copy.
TEST_P(Conformance, KernelsAndMessagesUseSegments) {
  TestWorld world(2, {{0, 1}}, transport, 30, 256, segments);
  ASSERT_EQ(world.status, PIPERT_OK) << pipert_last_error();
  auto run = [](pipert_context_t *context, int64_t m,
                std::vector<void *> arguments, std::function<void()> work) {
    arguments.insert(arguments.begin(), &work);
    return pipert_launch(context, 0, arguments.data(),
                         int32_t(arguments.size()), 0, m, 0);
  };
  auto sender = [&](pipert_context_t *context) -> int32_t {
    int *local = getSegment(context, PIPERT_SEGMENT_LOCAL);
    auto *requests = reinterpret_cast<uint64_t *>(
        getSegment(context, PIPERT_SEGMENT_REQUESTS));
    EXPECT_EQ(requests[0], 0u);
    for (int m = 0; m < 10; ++m) {
      int *slot = local + m % 2;
      TRY(pipert_wait(context, requests[m % 2]));
      TRY(run(context, m, {slot}, [&] { *slot = 100 + m; }));
      TRY(pipert_send(context, 0, slot, sizeof(int), m, 0, &requests[m % 2]));
    }
    for (int slot : {0, 1}) {
      TRY(pipert_wait(context, requests[slot]));
      requests[slot] = 0;
    }
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    int *received = getSegment(context, PIPERT_SEGMENT_RECEIVED);
    int *sum = getSegment(context, PIPERT_SEGMENT_GRADIENTS);
    EXPECT_EQ(received != nullptr, transport.copies());
    EXPECT_EQ(uintptr_t(sum) % 256, 0u);
    TRY(run(context, 0, {sum}, [&] { *sum = 0; }));
    for (int m = 0; m < 10; ++m) {
      uint64_t request;
      void *data;
      int *slot = received ? received + m % 2 : nullptr;
      TRY(pipert_recv(context, 0, slot, sizeof(int), m, 0, &request));
      TRY(pipert_wait_recv(context, request, &data));
      EXPECT_TRUE(data == slot || !transport.copies());
      TRY(run(context, m, {data, sum},
              [&] { *sum += *static_cast<int *>(data); }));
      TRY(pipert_release(context, request));
    }
    return PIPERT_OK;
  };
  for (int step = 0; step < 2; ++step) {
    ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
    if (!world.has(1))
      continue;
    int sum = 0;
    pipert_context_t *context = world.contexts[1];
    ASSERT_EQ(pipert_copy(context, &sum, PIPERT_MEMORY_HOST,
                          getSegment(context, PIPERT_SEGMENT_GRADIENTS),
                          PIPERT_MEMORY_DEVICE, sizeof(int), 0),
              PIPERT_OK);
    EXPECT_EQ(sum, 1045);
  }
}

/// A kernel that writes behind its segment is found at the end of the step.
TEST_P(Conformance, WritesBehindSegmentsAreFound) {
  TestWorld world(1, {}, transport, 30, 0, segments);
  auto program = [&](pipert_context_t *context) -> int32_t {
    int *sum = getSegment(context, PIPERT_SEGMENT_GRADIENTS);
    std::function<void()> work = [&] { sum[1] = 5; };
    void *arguments[] = {&work, sum};
    return pipert_launch(context, 0, arguments, 2, -1, 0, 0);
  };
  EXPECT_EQ(world.run({program}), PIPERT_INTERNAL);
  if (world.has(0)) {
    EXPECT_STREQ(pipert_last_error(),
                 "bytes behind a block of memory of rank 0 were written");
  }
}

} // namespace
