//===- MpiMessagesTest.cpp - Messages of all sizes under mpirun -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../TestWorld.h"

#include <chrono>
#include <ctime>
#include <numeric>
#include <thread>

namespace {

void sleepMs(int64_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// Of all threads of this process.
double getCpuSeconds() { return double(clock()) / CLOCKS_PER_SEC; }

/// Byte `place` of message `m` of a rank.
char getByte(int32_t rank, int64_t m, size_t place) {
  return char(rank * 31 + m * 7 + int64_t(place) + int64_t(place / 1000));
}

class MpiMessages : public testing::TestWithParam<size_t> {};

/// All ranks send to the next one, several messages at once, of either side of
/// what an envelope holds.
TEST_P(MpiMessages, GoAroundWithTheirBytes) {
  const TransportCase transport = getTransports()[0];
  const int32_t numRanks = std::max(2, transport.numProcesses);
  const size_t bytes = GetParam();
  constexpr int inFlight = 3;
  std::vector<TestEdge> edges;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    edges.push_back({rank, (rank + 1) % numRanks});
  TestWorld world(numRanks, edges, transport);
  auto program = [&](pipert_context_t *context) -> int32_t {
    const int32_t rank = pipert_context_rank(context);
    const int32_t before = (rank + numRanks - 1) % numRanks;
    const int32_t out = world.getSend(rank, (rank + 1) % numRanks);
    const int32_t in = world.getRecv(rank, before);
    std::vector<char> data[inFlight], buffers[inFlight];
    uint64_t sends[inFlight] = {}, receives[inFlight] = {};
    for (int64_t m = 0; m < 12; m += inFlight) {
      for (int i = 0; i < inFlight; ++i) {
        TRY(pipert_wait(context, sends[i]));
        buffers[i].assign(bytes, '.');
        TRY(pipert_recv(context, in, buffers[i].data(), bytes, m + i, 0,
                        &receives[i]));
        data[i].resize(bytes);
        for (size_t place = 0; place < bytes; ++place)
          data[i][place] = getByte(rank, m + i, place);
        TRY(pipert_send(context, out, data[i].data(), bytes, m + i, 0,
                        &sends[i]));
      }
      for (int i = inFlight; i-- > 0;) {
        void *place;
        TRY(pipert_wait_recv(context, receives[i], &place));
        EXPECT_EQ(place, buffers[i].data());
        size_t wrong = 0;
        for (size_t k = 0; k < bytes; ++k)
          wrong += buffers[i][k] != getByte(before, m + i, k);
        EXPECT_EQ(wrong, 0u) << "rank " << rank << ", message " << m + i;
        TRY(pipert_release(context, receives[i]));
      }
    }
    for (uint64_t request : sends)
      TRY(pipert_wait(context, request));
    return PIPERT_OK;
  };
  std::vector<TestProgram> programs(size_t(numRanks), program);
  for (int step = 0; step < 2; ++step)
    ASSERT_EQ(world.run(programs), PIPERT_OK) << world.getReport();
}

INSTANTIATE_TEST_SUITE_P(Sizes, MpiMessages,
                         testing::Values(1, 4080, 4081, 4096, 1 << 16, 1 << 20,
                                         5 << 20));

/// A large message moves while both ranks run tasks.
TEST(MpiOverlap, LargeMessagesMoveWhileTasksRun) {
  TestWorld world(2, {{0, 1}}, getTransports()[0]);
  const size_t bytes = 32 << 20;
  std::vector<char> data(bytes), buffer(bytes);
  for (size_t i = 0; i < bytes; ++i)
    data[i] = getByte(0, 0, i);
  bool isThere = false;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    TRY(pipert_send(context, world.getSend(0, 1), data.data(), bytes, 0, 0,
                    &request));
    TRY(runTask(context, 0, 0, [] { sleepMs(1000); }));
    return pipert_wait(context, request);
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    void *place;
    TRY(pipert_recv(context, world.getRecv(1, 0), buffer.data(), bytes, 0, 0,
                    &request));
    TRY(runTask(context, 0, 0, [&] {
      sleepMs(1000);
      isThere = buffer.back() == data.back();
    }));
    TRY(pipert_wait_recv(context, request, &place));
    return pipert_release(context, request);
  };
  ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
  if (world.has(1)) {
    EXPECT_TRUE(isThere);
    EXPECT_TRUE(buffer == data);
  }
}

/// What polling costs while a task runs and a receive is open, and that nothing
/// is polled where none is.
TEST(MpiOverlap, PollingTakesLittle) {
  TestWorld world(2, {{0, 1}}, getTransports()[0]);
  double busy = 0, idle = 0;
  int value = 1;
  auto measure = [](double &cpu) {
    double before = getCpuSeconds();
    sleepMs(1000);
    cpu = getCpuSeconds() - before;
  };
  auto sender = [&](pipert_context_t *context) -> int32_t {
    TRY(runTask(context, 0, 0, [&] { sleepMs(1000); }));
    TRY(sendNow(context, world.getSend(0, 1), &value, sizeof(int), 0));
    return runTask(context, 0, 1, [&] { sleepMs(1000); });
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    void *place;
    int buffer;
    TRY(pipert_recv(context, world.getRecv(1, 0), &buffer, sizeof(int), 0, 0,
                    &request));
    TRY(runTask(context, 0, 0, [&] { measure(busy); }));
    TRY(pipert_wait_recv(context, request, &place));
    TRY(pipert_release(context, request));
    return runTask(context, 0, 1, [&] { measure(idle); });
  };
  ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
  if (!world.has(1))
    return;
  printf("polling took %.1f %% of a core, and %.2f %% without a receive\n",
         100 * busy, 100 * idle);
  EXPECT_LT(busy, 0.10);
  EXPECT_LT(idle, 0.01);
}

} // namespace
