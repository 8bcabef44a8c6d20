//===- BetweenProcessesTest.cpp - What transports between processes do ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Beyond the suite Conformance: messages of all sizes, and what moves while the
// ranks' threads do something else.
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "ConformanceFixture.h"

#include <atomic>
#include <chrono>

using namespace mlir::pipert;

namespace {

constexpr int64_t second = 1'000'000'000;

void sleepMs(int64_t milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

class BetweenProcesses : public Conformance {};

INSTANTIATE_TEST_SUITE_P(Transports, BetweenProcesses,
                         testing::ValuesIn(getTransports()),
                         [](const auto &info) { return info.param.name; });

char getByte(size_t place, int64_t microBatch) {
  return char(place * 7 + place / 1000 + size_t(microBatch) * 31);
}

/// From what is copied at once to what the receiver fetches.
TEST_P(BetweenProcesses, MessagesOfAllSizes) {
  TestWorld world(2, {{0, 1, PIPERT_CHANNEL_ACTIVATION, 2}}, transport);
  const std::vector<size_t> sizes = {1,     100,   4096,    10000,
                                     65536, 70001, 1 << 20, (5 << 20) + 3};
  auto sender = [&](pipert_context_t *context) -> int32_t {
    std::vector<char> data[2];
    uint64_t requests[2] = {0, 0};
    for (int64_t m = 0; m < 40; ++m) {
      TRY(pipert_wait(context, requests[m % 2]));
      std::vector<char> &mine = data[m % 2];
      mine.resize(sizes[size_t(m) * 5 % sizes.size()]);
      for (size_t i = 0; i < mine.size(); ++i)
        mine[i] = getByte(i, m);
      TRY(pipert_send(context, world.getSend(0, 1), mine.data(), mine.size(), m,
                      0, &requests[m % 2]));
    }
    TRY(pipert_wait(context, requests[0]));
    return pipert_wait(context, requests[1]);
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    for (int64_t m = 0; m < 40; ++m) {
      const size_t bytes = sizes[size_t(m) * 5 % sizes.size()];
      TRY(receiveNow(
          context, world.getRecv(1, 0), bytes, m, [&](const void *data) {
            size_t wrong = 0;
            for (size_t i = 0; i < bytes; ++i)
              wrong += static_cast<const char *>(data)[i] != getByte(i, m);
            EXPECT_EQ(wrong, 0u) << bytes << " bytes";
          }));
    }
    return PIPERT_OK;
  };
  for (int step = 0; step < 2; ++step)
    ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

/// Of a message with another size or micro-batch nothing is written, however
/// large it is.
TEST_P(BetweenProcesses, MismatchesWriteNothing) {
  for (size_t sent : {8u, 5000u, 2u << 20}) {
    for (size_t expected : {sent / 2, 2 * sent, sent}) {
      TestWorld world(2, {{0, 1}}, transport);
      std::vector<char> data(sent, 'x'), buffer(expected, '.');
      auto sender = [&](pipert_context_t *context) {
        return sendNow(context, world.getSend(0, 1), data.data(), sent, 3);
      };
      auto receiver = [&](pipert_context_t *context) -> int32_t {
        uint64_t request;
        void *place;
        TRY(pipert_recv(context, world.getRecv(1, 0), buffer.data(), expected,
                        expected == sent ? 4 : 3, 0, &request));
        return pipert_wait_recv(context, request, &place);
      };
      EXPECT_EQ(world.run({sender, receiver}), PIPERT_MISMATCH);
      EXPECT_TRUE(buffer == std::vector<char>(expected, '.'))
          << sent << " bytes for " << expected;
    }
  }
}

/// The world goes while messages of both directions are on the way. Their
/// memory is the caller's as soon as the run has failed.
TEST_P(BetweenProcesses, WorldsGoWithMessagesOnTheWay) {
  for (int round = 0; round < 5; ++round) {
    TestWorld world(2, {{0, 1}, {1, 0}}, transport);
    std::vector<std::vector<char>> data(2), buffer(2);
    auto program = [&](pipert_context_t *context) -> int32_t {
      int32_t rank = pipert_context_rank(context);
      data[rank].assign(4 << 20, 'x');
      buffer[rank].assign(4 << 20, '.');
      uint64_t send, receive, next;
      TRY(pipert_recv(context, world.getRecv(rank, 1 - rank),
                      buffer[rank].data(), buffer[rank].size(), 0, 0,
                      &receive));
      TRY(pipert_send(context, world.getSend(rank, 1 - rank), data[rank].data(),
                      data[rank].size(), 0, 0, &send));
      TRY(pipert_send(context, world.getSend(rank, 1 - rank), data[rank].data(),
                      data[rank].size(), 1, 0, &next));
      return rank == 1 ? 42 : pipert_wait(context, next);
    };
    EXPECT_EQ(world.run({program, program}), PIPERT_INTERNAL);
    for (std::vector<char> &mine : buffer)
      mine.assign(mine.size(), '!');
    sleepMs(20);
    for (const std::vector<char> &mine : buffer)
      EXPECT_TRUE(mine == std::vector<char>(mine.size(), '!'));
  }
}

/// A large message moves while the sender's thread does something else, and
/// while the receiver's does, once the receive is posted.
TEST_P(BetweenProcesses, LargeMessagesMoveWhileTasksRun) {
  TestWorld world(2, {{0, 1}}, transport);
  const size_t bytes = 32 << 20;
  std::vector<char> data(bytes), buffer(bytes);
  for (size_t i = 0; i < bytes; ++i)
    data[i] = char(i * 7 + i / 1000);
  std::atomic<bool> isOver{false};
  bool isDone = false;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    TRY(pipert_send(context, world.getSend(0, 1), data.data(), bytes, 0, 0,
                    &request));
    TRY(runTask(context, 0, 0, [] { sleepMs(200); }));
    TRY(pipert_wait(context, request));
    // While the receiver is in its task.
    isDone = !isOver;
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    void *place;
    TRY(pipert_recv(context, world.getRecv(1, 0), buffer.data(), bytes, 0, 0,
                    &request));
    TRY(runTask(context, 0, 0, [&] {
      sleepMs(1000);
      isOver = true;
    }));
    TRY(pipert_wait_recv(context, request, &place));
    EXPECT_EQ(place, buffer.data());
    return pipert_release(context, request);
  };
  ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
  EXPECT_TRUE(isDone);
  // Nothing between what comes and the buffer.
  EXPECT_EQ(world.getCounters(1).bytes_copied, bytes);
  EXPECT_TRUE(buffer == data);
}

/// Ranks that sleep leave what sockets do not take at once to the thread, which
/// begins at once.
TEST_P(BetweenProcesses, LargeMessagesAreNotHeldUp) {
  TestWorld world(2, {{0, 1}, {1, 0}}, transport);
  std::vector<char> data[2];
  auto program = [&](pipert_context_t *context) -> int32_t {
    int32_t rank = pipert_context_rank(context);
    data[rank].resize(2 << 20);
    for (int m = 0; m < 20; ++m) {
      if (rank == m % 2)
        TRY(sendNow(context, world.getSend(rank, 1 - rank), data[rank].data(),
                    data[rank].size(), m));
      else
        TRY(receiveNow(context, world.getRecv(rank, 1 - rank),
                       data[rank].size(), m));
    }
    return PIPERT_OK;
  };
  int64_t start = now();
  ASSERT_EQ(world.run({program, program}), PIPERT_OK) << world.getReport();
  EXPECT_LT(now() - start, 2 * second);
}

/// A message that nobody has asked for yet holds up no other channel.
TEST_P(BetweenProcesses, ChannelsDoNotWaitForEachOther) {
  TestWorld world(
      2, {{0, 1, PIPERT_CHANNEL_ACTIVATION}, {0, 1, PIPERT_CHANNEL_GRADIENT}},
      transport, /*timeoutSeconds=*/5);
  std::vector<char> big(8 << 20, 'x'), buffer(8 << 20);
  int small = 42;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t first;
    TRY(pipert_send(context, world.getSend(0, 1), big.data(), big.size(), 0, 0,
                    &first));
    TRY(sendNow(context, world.getSend(0, 1, PIPERT_CHANNEL_GRADIENT), &small,
                sizeof(small), 0));
    return pipert_wait(context, first);
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    TRY(receiveNow(context, world.getRecv(1, 0, PIPERT_CHANNEL_GRADIENT),
                   sizeof(small), 0));
    return receiveNow(context, world.getRecv(1, 0), big.size(), 0);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

} // namespace
