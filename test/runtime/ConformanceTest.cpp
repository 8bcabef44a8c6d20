//===- ConformanceTest.cpp - What every transport must do -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConformanceFixture.h"

#include <chrono>
#include <thread>

namespace {

INSTANTIATE_TEST_SUITE_P(Transports, Conformance,
                         testing::ValuesIn(getTransports()),
                         [](const auto &info) { return info.param.name; });

TEST_P(Conformance, DeliversMessagesInOrder) {
  TestWorld world(2, {{0, 1}}, transport);
  int32_t out = world.getSend(0, 1), in = world.getRecv(1, 0);
  std::vector<int> received;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    int slots[2];
    uint64_t requests[2] = {0, 0};
    for (int m = 0; m < 50; ++m) {
      TRY(pipert_wait(context, requests[m % 2]));
      slots[m % 2] = 1000 + m;
      TRY(pipert_send(context, out, &slots[m % 2], sizeof(int), m, 0,
                      &requests[m % 2]));
    }
    TRY(pipert_wait(context, requests[0]));
    return pipert_wait(context, requests[1]);
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 50; ++m)
      TRY(receiveNow(context, in, sizeof(int), m, [&](const void *data) {
        received.push_back(*static_cast<const int *>(data));
      }));
    return PIPERT_OK;
  };
  for (int step = 0; step < 3; ++step) {
    received.clear();
    ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
    ASSERT_EQ(received.size(), world.has(1) ? 50u : 0u);
    for (size_t m = 0; m < received.size(); ++m)
      EXPECT_EQ(received[m], 1000 + int(m));
  }
  if (world.has(0)) {
    EXPECT_EQ(world.getCounters(0).messages_sent, 150u);
    EXPECT_EQ(world.getCounters(0).bytes_sent, 150 * sizeof(int));
  }
  if (world.has(1)) {
    EXPECT_EQ(world.getCounters(1).messages_received, 150u);
    EXPECT_EQ(world.getCounters(1).bytes_copied == 0, !transport.copies());
  }
}

TEST_P(Conformance, PutsMessageIntoBufferOrHandsOverPointer) {
  TestWorld world(2, {{0, 1}}, transport);
  int value = 7, buffer = 0;
  void *data = nullptr;
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    TRY(pipert_recv(context, world.getRecv(1, 0), &buffer, sizeof(int), 0, 0,
                    &request));
    TRY(pipert_wait_recv(context, request, &data));
    EXPECT_EQ(*static_cast<int *>(data), 7);
    EXPECT_EQ(buffer, transport.copies() ? 7 : 0);
    return pipert_release(context, request);
  };
  auto sender = [&](pipert_context_t *context) {
    return sendNow(context, world.getSend(0, 1), &value, sizeof(int), 0);
  };
  ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK);
  if (world.has(1)) {
    EXPECT_EQ(data, transport.copies() ? &buffer : &value);
  }
}

TEST_P(Conformance, MessagesMayBeEmpty) {
  TestWorld world(2, {{0, 1}}, transport);
  auto sender = [&](pipert_context_t *context) {
    return sendNow(context, world.getSend(0, 1), nullptr, 0, 5);
  };
  auto receiver = [&](pipert_context_t *context) {
    return receiveNow(context, world.getRecv(1, 0), 0, 5);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

/// Both ranks post a receive, send, and wait for the send before the message.
TEST_P(Conformance, ExchangeDoesNotDeadlock) {
  TestWorld world(2, {{0, 1}, {1, 0}}, transport);
  auto program = [&](pipert_context_t *context) -> int32_t {
    int32_t rank = pipert_context_rank(context);
    for (int m = 0; m < 20; ++m) {
      int mine = 10 * rank + m;
      uint64_t receive, send;
      void *data;
      int buffer;
      TRY(pipert_recv(context, world.getRecv(rank, 1 - rank), &buffer,
                      sizeof(int), m, 0, &receive));
      TRY(pipert_send(context, world.getSend(rank, 1 - rank), &mine,
                      sizeof(int), m, 0, &send));
      // Handover: the send is done only when the peer has released.
      if (transport.copies())
        TRY(pipert_wait(context, send));
      TRY(pipert_wait_recv(context, receive, &data));
      EXPECT_EQ(*static_cast<int *>(data), 10 * (1 - rank) + m);
      TRY(pipert_release(context, receive));
      TRY(pipert_wait(context, send));
    }
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({program, program}), PIPERT_OK) << world.getReport();
}

/// Message 0 is kept while later ones come and go: more of them than the
/// capacity.
TEST_P(Conformance, MessagesAreReleasedInAnyOrder) {
  TestWorld world(2, {{0, 1, PIPERT_CHANNEL_ACTIVATION, 3}}, transport);
  int values[20];
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t requests[20];
    for (int m = 0; m < 20; ++m) {
      values[m] = m;
      TRY(pipert_send(context, world.getSend(0, 1), &values[m], sizeof(int), m,
                      0, &requests[m]));
    }
    for (int m = 20; m-- > 0;)
      TRY(pipert_wait(context, requests[m]));
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    int32_t in = world.getRecv(1, 0);
    uint64_t first, a, b;
    void *firstData, *data;
    int firstBuffer, aBuffer, bBuffer;
    TRY(pipert_recv(context, in, &firstBuffer, sizeof(int), 0, 0, &first));
    TRY(pipert_wait_recv(context, first, &firstData));
    for (int m = 1; m < 19; m += 2) {
      TRY(pipert_recv(context, in, &aBuffer, sizeof(int), m, 0, &a));
      TRY(pipert_recv(context, in, &bBuffer, sizeof(int), m + 1, 0, &b));
      // Waited for and released in the wrong order.
      TRY(pipert_wait_recv(context, b, &data));
      EXPECT_EQ(*static_cast<int *>(data), m + 1);
      TRY(pipert_release(context, b));
      TRY(pipert_wait_recv(context, a, &data));
      EXPECT_EQ(*static_cast<int *>(data), m);
      TRY(pipert_release(context, a));
    }
    TRY(receiveNow(context, in, sizeof(int), 19));
    EXPECT_EQ(*static_cast<int *>(firstData), 0);
    return pipert_release(context, first);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

/// Where messages are copied, a sender that sleeps until its send is done is
/// woken by the post alone: the receiver does nothing more until it has a
/// message that the sender sends after that.
TEST_P(Conformance, PostWakesTheSender) {
  if (!transport.copies())
    GTEST_SKIP() << "a send is done when its message is released";
  TestWorld world(2, {{0, 1}}, transport, /*timeoutSeconds=*/5);
  int values[2] = {1, 2};
  auto sender = [&](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 2; ++m)
      TRY(sendNow(context, world.getSend(0, 1), &values[m], sizeof(int), m));
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    int32_t in = world.getRecv(1, 0);
    uint64_t requests[2];
    int buffers[2];
    void *data;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    for (int m = 0; m < 2; ++m)
      TRY(pipert_recv(context, in, &buffers[m], sizeof(int), m, 0,
                      &requests[m]));
    for (int m : {1, 0}) {
      TRY(pipert_wait_recv(context, requests[m], &data));
      EXPECT_EQ(*static_cast<int *>(data), m + 1);
      TRY(pipert_release(context, requests[m]));
    }
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

/// A sender that sleeps until there is room is woken by the release alone.
TEST_P(Conformance, ReleaseWakesTheSender) {
  TestWorld world(2, {{0, 1, PIPERT_CHANNEL_ACTIVATION, 2}}, transport,
                  /*timeoutSeconds=*/5);
  int values[3] = {1, 2, 3};
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t requests[3];
    for (int m = 0; m < 3; ++m)
      TRY(pipert_send(context, world.getSend(0, 1), &values[m], sizeof(int), m,
                      0, &requests[m]));
    for (uint64_t request : requests)
      TRY(pipert_wait(context, request));
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    int32_t in = world.getRecv(1, 0);
    uint64_t requests[3];
    int buffers[3];
    void *data;
    for (int m = 0; m < 3; ++m)
      TRY(pipert_recv(context, in, &buffers[m], sizeof(int), m, 0,
                      &requests[m]));
    for (int m : {0, 1})
      TRY(pipert_wait_recv(context, requests[m], &data));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    TRY(pipert_release(context, requests[0]));
    TRY(pipert_wait_recv(context, requests[2], &data));
    EXPECT_EQ(*static_cast<int *>(data), 3);
    TRY(pipert_release(context, requests[1]));
    return pipert_release(context, requests[2]);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

TEST_P(Conformance, RequestsThatAreDoneStayDone) {
  TestWorld world(2, {{0, 1}}, transport);
  int value = 0;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t first = 0;
    TRY(pipert_wait(context, 0));
    for (int m = 0; m < 10; ++m) {
      uint64_t request;
      TRY(pipert_send(context, world.getSend(0, 1), &value, sizeof(int), m, 0,
                      &request));
      EXPECT_NE(request, 0u);
      TRY(pipert_wait(context, request));
      TRY(pipert_wait(context, request));
      if (m == 0)
        first = request;
      TRY(pipert_wait(context, first));
    }
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    TRY(pipert_release(context, 0));
    for (int m = 0; m < 10; ++m)
      TRY(receiveNow(context, world.getRecv(1, 0), sizeof(int), m));
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

} // namespace
