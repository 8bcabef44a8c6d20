//===- ConformanceTest.cpp - What every transport must do -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <chrono>
#include <cstring>
#include <gtest/gtest.h>
#include <thread>

namespace {

class Conformance : public testing::TestWithParam<TransportCase> {
protected:
  const TransportCase &transport = GetParam();
};

INSTANTIATE_TEST_SUITE_P(Transports, Conformance,
                         testing::ValuesIn(getTransports()),
                         [](const auto &info) { return info.param.name; });

const TestProgram doNothing = [](pipert_context_t *) { return PIPERT_OK; };

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
    ASSERT_EQ(received.size(), 50u);
    for (int m = 0; m < 50; ++m)
      EXPECT_EQ(received[m], 1000 + m);
  }
  EXPECT_EQ(world.getCounters(0).messages_sent, 150u);
  EXPECT_EQ(world.getCounters(1).messages_received, 150u);
  EXPECT_EQ(world.getCounters(0).bytes_sent, 150 * sizeof(int));
  EXPECT_EQ(world.getCounters(1).bytes_copied == 0, !transport.copies());
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
  EXPECT_EQ(data, transport.copies() ? &buffer : &value);
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

/// Runs a send and a receive that do not fit; both ranks must be told.
void expectMismatch(const TransportCase &transport, uint64_t bytes,
                    int64_t microBatch, const std::string &message) {
  TestWorld world(2, {{0, 1}}, transport);
  int64_t value = 1;
  int32_t statuses[2];
  auto sender = [&](pipert_context_t *context) {
    int32_t status =
        sendNow(context, world.getSend(0, 1), &value, sizeof(value), 3);
    // A send that was buffered succeeds; the next call fails.
    while (status == PIPERT_OK)
      status = pipert_wait(context, 0);
    return statuses[0] = status;
  };
  auto receiver = [&](pipert_context_t *context) {
    return statuses[1] =
               receiveNow(context, world.getRecv(1, 0), bytes, microBatch);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_MISMATCH);
  EXPECT_EQ(statuses[0], PIPERT_PEER_FAILED);
  EXPECT_EQ(statuses[1], PIPERT_MISMATCH);
  EXPECT_NE(world.getReport().find(message), std::string::npos)
      << world.getReport();
}

TEST_P(Conformance, OtherSizeIsAnError) {
  expectMismatch(transport, 4, 3,
                 "rank 1 expects 4 bytes of micro-batch 3 as message 0 of the "
                 "activation channel from rank 0, but 8 bytes of micro-batch 3 "
                 "arrived");
}

TEST_P(Conformance, OtherMicroBatchIsAnError) {
  expectMismatch(transport, 8, 4, "but 8 bytes of micro-batch 3 arrived");
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

TEST_P(Conformance, WrongArgumentsAreRefused) {
  TestWorld world(2, {{0, 1}}, transport);
  int value = 0;
  auto sender = [&](pipert_context_t *context) {
    int32_t out = world.getSend(0, 1);
    uint64_t request = 77;
    void *data = &value;
    auto send = [&](int32_t channel, const void *bytes, int32_t stream) {
      return pipert_send(context, channel, bytes, 4, 0, stream, &request);
    };
    EXPECT_EQ(send(-1, &value, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(send(out + 1, &value, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_STREQ(pipert_last_error(),
                 "rank 0 has no channel 1, only 1 channels");
    EXPECT_EQ(send(out, nullptr, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(send(out, &value, 1), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(pipert_recv(context, out, nullptr, 4, 0, 0, &request),
              PIPERT_INVALID_ARGUMENT);
    EXPECT_STREQ(pipert_last_error(),
                 "channel 0 of rank 0 is not for receives");
    EXPECT_EQ(pipert_wait_recv(context, 12345, &data), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(pipert_wait_recv(context, 0, &data), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(pipert_wait(context, ~uint64_t(0)), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(request, 77u) << "an out-parameter was written on error";
    EXPECT_EQ(data, &value);
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) {
    int32_t in = world.getRecv(1, 0);
    uint64_t unknown = uint64_t(1) << 63 | uint64_t(in) << 48 | 5;
    void *data;
    EXPECT_EQ(pipert_release(context, unknown), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(pipert_wait_recv(context, unknown, &data),
              PIPERT_INVALID_ARGUMENT);
    if (transport.copies()) {
      EXPECT_EQ(pipert_recv(context, in, nullptr, 4, 0, 0, &unknown),
                PIPERT_INVALID_ARGUMENT);
      EXPECT_STREQ(pipert_last_error(),
                   "buffer is null, but the transport copies messages of 4 "
                   "bytes there");
    }
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

TEST_P(Conformance, MessageThatNobodyReceivesIsAnError) {
  TestWorld world(2, {{0, 1}}, transport);
  int value = 0;
  auto sender = [&](pipert_context_t *context) {
    uint64_t request;
    return pipert_send(context, world.getSend(0, 1), &value, sizeof(int), 0, 0,
                       &request);
  };
  EXPECT_EQ(world.run({sender, doNothing}), PIPERT_INVALID_ARGUMENT);
  EXPECT_NE(world.getReport().find("1 messages of the activation channel from "
                                   "rank 0 to rank 1 were not received"),
            std::string::npos)
      << world.getReport();
}

TEST_P(Conformance, ReceiveThatNobodyAnswersIsAnError) {
  TestWorld world(2, {{0, 1}}, transport);
  auto receiver = [&](pipert_context_t *context) {
    uint64_t request;
    static int buffer;
    return pipert_recv(context, world.getRecv(1, 0), &buffer, 4, 0, 0,
                       &request);
  };
  EXPECT_EQ(world.run({doNothing, receiver}), PIPERT_INVALID_ARGUMENT);
}

TEST_P(Conformance, FailureEndsAllRanks) {
  TestWorld world(4, {{0, 1}, {1, 2}, {2, 3}}, transport);
  int32_t statuses[4] = {};
  auto waitForever = [&](int32_t rank) {
    return [&, rank](pipert_context_t *context) {
      return statuses[rank] =
                 receiveNow(context, world.getRecv(rank, rank - 1), 4, 0);
    };
  };
  auto die = [](pipert_context_t *context) {
    pipert_abort(context, "out of luck");
    return PIPERT_PEER_FAILED;
  };
  EXPECT_EQ(world.run({die, waitForever(1), waitForever(2), waitForever(3)}),
            PIPERT_PEER_FAILED);
  for (int rank = 1; rank < 4; ++rank)
    EXPECT_EQ(statuses[rank], PIPERT_PEER_FAILED);
  EXPECT_EQ(world.getReport().substr(0, 19), "rank 0: out of luck");
  // The world stays failed.
  EXPECT_EQ(world.run({doNothing, doNothing, doNothing, doNothing}),
            PIPERT_PEER_FAILED);
}

TEST_P(Conformance, StatusOfProgramIsReported) {
  TestWorld world(2, {}, transport);
  auto die = [](pipert_context_t *) { return 42; };
  EXPECT_EQ(world.run({doNothing, die}), PIPERT_INTERNAL);
  EXPECT_EQ(world.getReport().substr(0, 41),
            "rank 1: its program returned status 42\n  ");
}

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
  EXPECT_STREQ(pipert_last_error(),
               "bytes behind a block of memory of rank 0 were written");
}

TEST_P(Conformance, UnknownKernelsAreRefused) {
  TestWorld world(1, {}, transport);
  auto program = [&](pipert_context_t *context) -> int32_t {
    EXPECT_EQ(pipert_launch(context, 1, nullptr, 0, 0, 0, 0),
              PIPERT_INVALID_ARGUMENT);
    EXPECT_STREQ(pipert_last_error(), "rank 0 has no kernel 1, only 1 kernels");
    EXPECT_EQ(pipert_launch(context, 0, nullptr, 0, 0, 0, 3),
              PIPERT_INVALID_ARGUMENT);
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({program}), PIPERT_OK);
}

} // namespace
