//===- MessagesTest.cpp - What the runtime says is wrong ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace {

/// Expects that a call fails with `status` and `message`.
#define EXPECT_MESSAGE(call, status, message)                                  \
  do {                                                                         \
    EXPECT_EQ(call, status);                                                   \
    EXPECT_STREQ(pipert_last_error(), message);                                \
  } while (0)

/// What a rank may not do, in a world of two with a channel from 0 to 1.
TEST(Messages, OfCallsOfPrograms) {
  TestWorld world(2, {{0, 1}});
  int value = 0;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t request = 0;
    void *data = nullptr;
    EXPECT_MESSAGE(pipert_send(context, 0, &value, 4, 0, 3, &request),
                   PIPERT_INVALID_ARGUMENT, "rank 0 has no stream 3");
    EXPECT_MESSAGE(pipert_send(context, 0, nullptr, 4, 0, 0, &request),
                   PIPERT_INVALID_ARGUMENT, "data is null, but bytes is 4");
    EXPECT_MESSAGE(pipert_wait_recv(context, 0x123, &data),
                   PIPERT_INVALID_ARGUMENT, "request 123 is no receive");
    EXPECT_MESSAGE(pipert_launch(context, 0, nullptr, 0, 0, 0, 2),
                   PIPERT_INVALID_ARGUMENT, "rank 0 has no stream 2");
    return PIPERT_OK;
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    // A receive of a channel that was never posted.
    uint64_t unknown = uint64_t(1) << 63 | 5;
    void *data = nullptr;
    EXPECT_MESSAGE(pipert_wait_recv(context, unknown, &data),
                   PIPERT_INVALID_ARGUMENT,
                   "request 8000000000000005 is no pending receive of rank 1");
    EXPECT_MESSAGE(pipert_release(context, unknown), PIPERT_INVALID_ARGUMENT,
                   "request 8000000000000005 is no received message of rank 1");
    EXPECT_MESSAGE(pipert_wait(context, unknown), PIPERT_INVALID_ARGUMENT,
                   "request 8000000000000005 is no send");
    return PIPERT_OK;
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_OK) << world.getReport();
}

TEST(Messages, OfMemoryAndStreams) {
  TestWorld world(1);
  pipert_context_t *context = world.contexts[0];
  void *data = nullptr;
  int value = 0;
  EXPECT_MESSAGE(pipert_allocate(context, PIPERT_MEMORY_HOST, 8, 3, &data),
                 PIPERT_INVALID_ARGUMENT, "alignment 3 is not a power of two");
  EXPECT_EQ(pipert_free(context, PIPERT_MEMORY_HOST, &value),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_TRUE(std::string(pipert_last_error())
                  .starts_with("rank 0 has not allocated the block at "))
      << pipert_last_error();
  EXPECT_MESSAGE(pipert_copy(context, &value, PIPERT_MEMORY_HOST, &value,
                             PIPERT_MEMORY_HOST, 4, 9),
                 PIPERT_INVALID_ARGUMENT, "rank 0 has no stream 9");
  EXPECT_MESSAGE(pipert_stream_synchronize(context, 9), PIPERT_INVALID_ARGUMENT,
                 "rank 0 has no stream 9");
}

pipert_world_options_t makeOptions(int32_t numRanks) {
  pipert_world_options_t options = {};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = numRanks;
  return options;
}

TEST(Messages, OfWorlds) {
  pipert_world_t *world = nullptr;
  pipert_world_options_t options = makeOptions(0);
  EXPECT_MESSAGE(pipert_world_create(&options, &world), PIPERT_INVALID_ARGUMENT,
                 "num_ranks is 0, not 1 to 32767");
  options = makeOptions(1);
  options.num_tasks = 3;
  EXPECT_MESSAGE(
      pipert_world_create(&options, &world), PIPERT_INVALID_ARGUMENT,
      "num_tasks or eager_buffers is negative, or task_names is null");
  options = makeOptions(1);
  options.buffering = 9;
  EXPECT_MESSAGE(pipert_world_create(&options, &world), PIPERT_INVALID_ARGUMENT,
                 "buffering 9 is unknown");
  options = makeOptions(1);
  options.rendezvous = "localhost:7000";
  EXPECT_MESSAGE(pipert_world_create(&options, &world), PIPERT_INVALID_ARGUMENT,
                 "this process has no rank");
}

/// The ends of channels, in a world of two.
TEST(Messages, OfRanks) {
  pipert_world_options_t options = makeOptions(2);
  pipert_world_t *world = nullptr;
  ASSERT_EQ(pipert_world_create(&options, &world), PIPERT_OK);
  pipert_context_t *context = nullptr;
  auto make = [&](int32_t rank, pipert_channel_desc_t channel) {
    channel.struct_size = sizeof(channel);
    pipert_rank_desc_t desc = {sizeof(desc), rank, &channel, 1};
    return pipert_context_create(world, &desc, &context);
  };
  pipert_channel_desc_t good = {0, 1, PIPERT_CHANNEL_ACTIVATION, PIPERT_RECV,
                                2};
  EXPECT_MESSAGE(make(5, good), PIPERT_INVALID_ARGUMENT,
                 "rank 5 of 2 ranks cannot be made (again)");
  pipert_channel_desc_t wrong = good;
  wrong.peer = 0;
  EXPECT_MESSAGE(make(0, wrong), PIPERT_INVALID_ARGUMENT,
                 "channel 0 of rank 0 leads to rank 0 of 2 ranks");
  wrong = good;
  wrong.capacity = 0;
  EXPECT_MESSAGE(make(0, wrong), PIPERT_INVALID_ARGUMENT,
                 "channel 0 of rank 0 has capacity 0, not 1 to 524288");
  wrong = good;
  wrong.kind = 7;
  EXPECT_MESSAGE(make(0, wrong), PIPERT_INVALID_ARGUMENT,
                 "channel 0 of rank 0 has kind 7, which is unknown");
  wrong = good;
  wrong.direction = 7;
  EXPECT_MESSAGE(make(0, wrong), PIPERT_INVALID_ARGUMENT,
                 "channel 0 of rank 0 has direction 7, which is unknown");
  pipert_rank_desc_t many = {sizeof(many), 0, &good, 1 << 20};
  EXPECT_MESSAGE(pipert_context_create(world, &many, &context),
                 PIPERT_INVALID_ARGUMENT,
                 "1048576 channels; at most 32767 are possible");
  ASSERT_EQ(make(0, good), PIPERT_OK);
  uint64_t request = 0;
  EXPECT_MESSAGE(pipert_recv(context, 0, &request, 4, 0, 0, &request),
                 PIPERT_INVALID_ARGUMENT,
                 "channel 0 of rank 0 is not connected before the first run");
  pipert_rank_desc_t other = {sizeof(other), 1};
  ASSERT_EQ(pipert_context_create(world, &other, &context), PIPERT_OK);
  EXPECT_MESSAGE(
      pipert_world_run(world, nullptr, 0), PIPERT_INVALID_ARGUMENT,
      "rank 1 has no sending end of the activation channel to rank 0");
  pipert_world_destroy(world);
}

/// A run that is ended by another thread than those of its ranks.
TEST(Messages, OfRunsThatAreEnded) {
  pipert_world_options_t options = {sizeof(options)};
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.num_ranks = 1;
  pipert_world_t *world = nullptr;
  ASSERT_EQ(pipert_world_create(&options, &world), PIPERT_OK);
  pipert_rank_desc_t desc = {sizeof(desc), 0};
  pipert_context_t *context = nullptr;
  ASSERT_EQ(pipert_context_create(world, &desc, &context), PIPERT_OK);
  static std::atomic<bool> runs;
  runs.store(false);
  pipert_call_t call = {};
  call.struct_size = sizeof(call);
  call.program = [](pipert_context_t *context, void *const *,
                    const void *const *, void *const *) -> int32_t {
    runs.store(true);
    int32_t status;
    while ((status = pipert_wait(context, 0)) == PIPERT_OK) {
    }
    return status;
  };
  std::thread other([&] {
    while (!runs.load())
      std::this_thread::yield();
    EXPECT_EQ(pipert_world_end(world, "told to end"), PIPERT_OK);
  });
  EXPECT_MESSAGE(pipert_world_run(world, &call, 1), PIPERT_PEER_FAILED,
                 "rank 0: told to end");
  other.join();
  EXPECT_NE(std::string(pipert_world_report(world)).find("rank 0: "),
            std::string::npos);
  pipert_world_destroy(world);
}

/// What ranks and callers are told after a rank has failed.
TEST(Messages, OfRunsThatHaveFailed) {
  TestWorld world(2);
  auto die = [](pipert_context_t *context) {
    pipert_abort(context, "out of luck");
    return int32_t(PIPERT_PEER_FAILED);
  };
  auto wait = [](pipert_context_t *context) -> int32_t {
    int32_t status;
    while ((status = pipert_wait(context, 0)) == PIPERT_OK) {
    }
    EXPECT_STREQ(pipert_last_error(),
                 "rank 1: the run was ended: rank 0: out of luck");
    return status;
  };
  EXPECT_EQ(world.run({die, wait}), PIPERT_PEER_FAILED);
  EXPECT_MESSAGE(world.runAgain(), PIPERT_PEER_FAILED,
                 "an earlier run of this world failed: rank 0: out of luck");
}

} // namespace
