//===- ProcessApiTest.cpp - Worlds of processes in C ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planes.h"
#include "pipert/pipert.h"

#include <cstring>
#include <gtest/gtest.h>
#include <string>
#include <thread>

namespace {

constexpr int64_t second = 1'000'000'000;

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

pipert_world_options_t makeOptions(int32_t numRanks, const int32_t *rank) {
  pipert_world_options_t options = {};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = numRanks;
  options.timeout_ns = 5 * second;
  options.rendezvous = "127.0.0.1:1";
  options.local_ranks = rank;
  options.num_local_ranks = 1;
  options.token = "t";
  return options;
}

TEST(WorldsInC, WrongOptionsAreRefused) {
  pipert_world_t *world = nullptr;
  auto expect = [&](const pipert_world_options_t &options,
                    const char *message) {
    EXPECT_EQ(pipert_world_create(&options, &world), PIPERT_INVALID_ARGUMENT);
    EXPECT_STREQ(pipert_last_error(), message);
  };
  int32_t rank = 1;
  pipert_world_options_t options = makeOptions(2, &rank);
  options.rendezvous = "127.0.0.1";
  expect(options, "rendezvous is '127.0.0.1', not HOST:PORT");
  options = makeOptions(2, &rank);
  options.token = nullptr;
  expect(options, "the token has 0 bytes, not 1 to 64");
  options.num_local_ranks = 0;
  expect(options, "this process has no rank");
  options = makeOptions(1, &rank);
  expect(options, "local rank 1 is no rank of 1, or not above the one before");
  EXPECT_EQ(world, nullptr);
}

/// Two worlds of the C interface, each in a thread.
class TwoInC : public testing::Test {
protected:
  TwoInC() {
    for (int32_t rank : {0, 1})
      threads[rank] = std::thread([this, rank] { create(rank); });
    for (std::thread &thread : threads)
      thread.join();
  }
  ~TwoInC() override {
    for (pipert_world_t *world : worlds)
      pipert_world_destroy(world);
  }
  void create(int32_t rank) {
    std::string place = meeting.place.describe();
    pipert_world_options_t options = makeOptions(2, &rank);
    options.rendezvous = place.c_str();
    options.token = meeting.token.c_str();
    options.bundle = rank ? "beef" : "cafe";
    if (rank == 0)
      options.listener = meeting.getOptions(2, {0}).listener;
    EXPECT_EQ(pipert_world_create(&options, &worlds[rank]), PIPERT_OK)
        << pipert_last_error();
  }
  pipert_status_t run(int32_t rank) {
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    desc.rank = rank;
    pipert_context_t *context = nullptr;
    EXPECT_EQ(pipert_context_create(worlds[rank], &desc, &context), PIPERT_OK);
    pipert_call_t call = {sizeof(call), rank,
                          [](pipert_context_t *, void *const *,
                             const void *const *,
                             void *const *) { return int32_t(PIPERT_OK); },
                          nullptr, nullptr};
    return pipert_world_run(worlds[rank], &call, 1);
  }

  Meeting meeting;
  std::thread threads[2];
  pipert_world_t *worlds[2] = {};
};

TEST_F(TwoInC, MessagesOfTheCallerComeInOrder) {
  const void *data = nullptr;
  uint64_t bytes = 0;
  for (const char *text : {"one", "", "three"})
    ASSERT_EQ(pipert_world_send(worlds[1], 1, 0, "key", text, strlen(text)),
              PIPERT_OK);
  for (const char *text : {"one", "", "three"}) {
    ASSERT_EQ(
        pipert_world_receive(worlds[0], 1, 0, "key", 5 * second, &data, &bytes),
        PIPERT_OK);
    EXPECT_EQ(std::string(static_cast<const char *>(data), bytes), text);
  }
  EXPECT_EQ(
      pipert_world_receive(worlds[0], 1, 0, "key", second / 10, &data, &bytes),
      PIPERT_DEADLINE);
  EXPECT_EQ(pipert_world_send(worlds[1], 0, 1, "key", "", 0),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "rank 0 of this process cannot send to rank 1 of 2 ranks");
  EXPECT_EQ(pipert_world_receive(worlds[1], 0, 0, "key", -1, &data, &bytes),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "rank 0 of this process cannot receive from rank 0 of 2 ranks");
  EXPECT_EQ(
      pipert_world_send(worlds[1], 1, 0, std::string(5000, 'k').c_str(), "", 0),
      PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "a message of 0 bytes under a key of 5007 "
                                    "is more than is possible");
}

/// The hashes of what is run are compared, and both are named.
TEST_F(TwoInC, OtherBundleEndsTheRun) {
  std::thread other([&] { EXPECT_NE(run(1), PIPERT_OK); });
  EXPECT_EQ(run(0), PIPERT_INVALID_ARGUMENT);
  other.join();
  for (pipert_world_t *world : worlds)
    EXPECT_TRUE(contains(pipert_world_report(world),
                         "rank 1 has bundle 'beef', but rank 0 has bundle "
                         "'cafe'"))
        << pipert_world_report(world);
  // Who waits for a message is told the same.
  const void *data = nullptr;
  uint64_t bytes = 0;
  EXPECT_EQ(pipert_world_receive(worlds[0], 1, 0, "key", -1, &data, &bytes),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "rank 1 has bundle 'beef', but rank 0 has bundle 'cafe'");
}

} // namespace
