//===- UcxTest.cpp - Channels through UCX ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "inprocess/InProcessControlPlane.h"
#include "ucx/UcxChannel.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <gtest/gtest.h>

using namespace mlir::pipert;

namespace {

constexpr int64_t second = 1'000'000'000;

/// The two ends of a channel from rank 0 to rank 1, each with a worker of its
/// own, over TCP.
class UcxEnds : public testing::Test {
protected:
  UcxEnds() {
    setenv("PIPERT_TEST_TCP", "1", 1);
    for (auto *worker : {&sending, &receiving}) {
      std::unique_ptr<UcxWorker> made;
      EXPECT_EQ(UcxWorker::create("127.0.0.1", made), PIPERT_OK)
          << pipert_last_error();
      *worker = std::move(made);
    }
    UcxPeer *peer = nullptr;
    EXPECT_EQ(sending->connect(receiving->getAddress(), false, peer),
              PIPERT_OK);
    send = std::make_unique<UcxSend>(sending, plan, *peer, channel, bells[0],
                                     control);
    receive = makeReceive();
    control.listen([this](const Abort &abort) {
      told = abort;
      isTold = true;
    });
  }
  ~UcxEnds() override { control.leave(); }

  std::unique_ptr<UcxReceive> makeReceive() {
    return std::make_unique<UcxReceive>(receiving, plan, channel, bells[1],
                                        control);
  }
  /// What becomes of a receive, within five seconds.
  Arrival await(Ticket ticket, Received &received) {
    int64_t last = now() + 5 * second;
    Arrival arrival;
    while ((arrival = receive->tryReceive(ticket, received)) ==
               Arrival::Pending &&
           !isTold && now() < last)
      std::this_thread::yield();
    return arrival;
  }

  const uint16_t channel = 7;
  const ChannelPlan plan = {5, 0, 1, PIPERT_CHANNEL_ACTIVATION, 2};
  InProcessControlPlane control{2};
  Doorbell bells[2];
  std::atomic<bool> isTold{false};
  Abort told;
  std::shared_ptr<UcxWorker> sending, receiving;
  std::unique_ptr<UcxSend> send;
  std::unique_ptr<UcxReceive> receive;
  char byte = 'x', buffer = '.';
  Ticket ticket;
  Received received;
};

TEST_F(UcxEnds, MessagesThatComeFirstWaitForThePost) {
  ASSERT_TRUE(send->trySend({&byte, 1, -3}, ticket));
  int64_t end = now() + second / 10;
  while (now() < end)
    (void)send->isSendDone(ticket);
  EXPECT_EQ(await(receive->post({&buffer, 1, -3}), received), Arrival::Arrived);
  EXPECT_EQ(received.data, &buffer);
  EXPECT_EQ(received.sent.microBatch, -3);
  EXPECT_EQ(buffer, 'x');
  EXPECT_EQ(receive->getBytesCopied(), 1u);
}

/// A new end expects message 0, but message 1 comes.
TEST_F(UcxEnds, SkippedMessagesEndTheRun) {
  ASSERT_TRUE(send->trySend({&byte, 1, 0}, ticket));
  ASSERT_EQ(await(receive->post({&buffer, 1, 0}), received), Arrival::Arrived);
  receive = makeReceive();
  ASSERT_TRUE(send->trySend({&byte, 1, 0}, ticket));
  buffer = '.';
  EXPECT_EQ(await(receive->post({&buffer, 1, 0}), received), Arrival::Pending);
  EXPECT_TRUE(isTold);
  EXPECT_EQ(told.status, PIPERT_MISMATCH);
  EXPECT_EQ(told.describe(), "rank 1: what came from rank 0 is no message");
  EXPECT_EQ(buffer, '.');
}

TEST_F(UcxEnds, MicroBatchesThatDoNotFitAreRefused) {
  ASSERT_TRUE(send->trySend({&byte, 1, int64_t(1) << 31}, ticket));
  EXPECT_TRUE(isTold);
  EXPECT_EQ(told.status, PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(told.describe(), "rank 0: a message has micro-batch 2147483648, "
                             "which the transport 'ucx' cannot send");
  EXPECT_FALSE(send->isSendDone(ticket));
}

TEST_F(UcxEnds, LostConnectionEndsTheRun) {
  ASSERT_TRUE(send->trySend({&byte, 1, 0}, ticket));
  ASSERT_EQ(await(receive->post({&buffer, 1, 0}), received), Arrival::Arrived);
  receive.reset();
  receiving.reset();
  int64_t start = now();
  while (!isTold && now() < start + 5 * second)
    std::this_thread::yield();
  EXPECT_TRUE(isTold);
  EXPECT_EQ(told.describe(), "rank 0: lost the connection to rank 1");
  // The control plane has had time to know better.
  EXPECT_GT(now() - start, second * 9 / 10);
}

/// Its memory may be freed, although the message is still coming.
TEST_F(UcxEnds, EndsThatAreGoneWriteNothing) {
  std::vector<char> data(64 << 20, 'x'), place(data.size(), '.');
  ASSERT_TRUE(send->trySend({data.data(), data.size(), 0}, ticket));
  Ticket post = receive->post({place.data(), place.size(), 0});
  int64_t last = now() + 5 * second;
  while (std::atomic_ref<char>(place[0]).load() != 'x' && now() < last)
    (void)receive->tryReceive(post, received);
  receive.reset();
  const std::vector<char> left = place;
  EXPECT_EQ(left.front(), 'x');
  EXPECT_EQ(left.back(), '.');
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_TRUE(place == left);
}

/// While nothing comes, the threads take no time from the ranks.
TEST_F(UcxEnds, IdleWorkersSleep) {
  ASSERT_TRUE(send->trySend({&byte, 1, 0}, ticket));
  ASSERT_EQ(await(receive->post({&buffer, 1, 0}), received), Arrival::Arrived);
  (void)receive->post({&buffer, 1, 1});
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::clock_t start = std::clock();
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC / 20);
}

TEST(UcxTags, AreReadBack) {
  for (int32_t microBatch : {0, 1, -1, INT32_MIN, INT32_MAX}) {
    UcxTag tag = UcxTag::unpack(UcxTag{0xfedc, 0x89ab, microBatch}.pack());
    EXPECT_EQ(tag.channel, 0xfedc);
    EXPECT_EQ(tag.sequence, 0x89ab);
    EXPECT_EQ(tag.microBatch, microBatch);
  }
}

} // namespace
