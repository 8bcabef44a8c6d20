//===- ConformanceErrorsTest.cpp - What every transport must refuse -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConformanceFixture.h"

namespace {

const TestProgram doNothing = [](pipert_context_t *) { return PIPERT_OK; };

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
  if (world.has(0)) {
    EXPECT_EQ(statuses[0], PIPERT_PEER_FAILED);
  }
  if (world.has(1)) {
    EXPECT_EQ(statuses[1], PIPERT_MISMATCH);
  }
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
  // A process that hears of the failure before its step begins runs no program
  // at all; its ranks count as failed.
  int32_t statuses[4];
  std::fill_n(statuses, 4, PIPERT_PEER_FAILED);
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
    if (world.has(rank)) {
      EXPECT_EQ(statuses[rank], PIPERT_PEER_FAILED);
    }
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

} // namespace
