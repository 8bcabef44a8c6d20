//===- TwoWorldsTest.cpp - What worlds of two processes refuse ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelPlanning.h"
#include "Cores.h"
#include "Planes.h"
#include "Told.h"
#include "Worlds.h"

#include <gtest/gtest.h>
#include <sched.h>

using namespace mlir::pipert;

namespace {

/// Two worlds of two ranks, without contexts.
class TwoWorlds : public testing::Test {
protected:
  std::unique_ptr<ControlPlane> makeControl(size_t process) {
    return std::move(planes[process]);
  }
  static WorldConfig makeConfig(const std::string &bundle) {
    WorldConfig config;
    config.bundle = bundle;
    config.timeoutNs = 5 * second;
    return config;
  }
  static pipert_status_t addRank(pipert_world_t *world, int32_t rank,
                                 pipert_direction_t direction) {
    pipert_channel_desc_t channel = {sizeof(channel), 1 - rank,
                                     PIPERT_CHANNEL_ACTIVATION, direction, 2};
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    desc.rank = rank;
    desc.channels = &channel;
    desc.num_channels = 1;
    pipert_context_t *context = nullptr;
    return pipert_context_create(world, &desc, &context);
  }
  static pipert_status_t run(pipert_world_t *world, int32_t rank) {
    pipert_call_t call = {sizeof(call), rank,
                          [](pipert_context_t *, void *const *,
                             const void *const *,
                             void *const *) { return int32_t(PIPERT_OK); },
                          nullptr, nullptr};
    return pipert_world_run(world, &call, 1);
  }
  void TearDown() override {
    for (pipert_world_t *world : worlds)
      pipert_world_destroy(world);
  }

  std::vector<std::unique_ptr<ControlPlane>> planes = makePlanes({{0}, {1}});
  std::vector<pipert_world_t *> worlds;
};

TEST_F(TwoWorlds, OtherBundleIsRefused) {
  for (int32_t rank : {0, 1}) {
    worlds.push_back(
        createWorld(makeConfig(rank ? "beef" : "cafe"), makeControl(rank)));
    ASSERT_EQ(addRank(worlds[rank], rank, rank ? PIPERT_RECV : PIPERT_SEND),
              PIPERT_OK);
  }
  std::string messages[2];
  std::thread other([&] {
    EXPECT_NE(run(worlds[1], 1), PIPERT_OK);
    messages[1] = pipert_last_error();
  });
  EXPECT_NE(run(worlds[0], 0), PIPERT_OK);
  messages[0] = pipert_last_error();
  other.join();
  for (const std::string &message : messages)
    EXPECT_TRUE(contains(
        message, "rank 1 has bundle 'beef', but rank 0 has bundle 'cafe'"))
        << message;
}

TEST_F(TwoWorlds, ProcessThatDoesNotComeIsNamed) {
  WorldConfig config = makeConfig("");
  config.timeoutNs = second / 5;
  worlds.push_back(createWorld(std::move(config), makeControl(0)));
  ASSERT_EQ(addRank(worlds[0], 0, PIPERT_SEND), PIPERT_OK);
  EXPECT_EQ(run(worlds[0], 0), PIPERT_DEADLINE);
  EXPECT_STREQ(pipert_last_error(), "rank 0 waited 0.2 s for the message 'ABI "
                                    "version' of rank 1");
}

/// Processes that are bound to a core each have two; with one for both, a rank
/// that polls would keep the other off it.
TEST_F(TwoWorlds, PollLongerWithACoreEach) {
  const std::vector<int32_t> cores = listUsableCores();
  if (cores.size() < 2)
    GTEST_SKIP() << "there is one core";
  auto runBound = [&](int32_t rank, int32_t core) {
    cpu_set_t own;
    CPU_ZERO(&own);
    CPU_SET(core, &own);
    ASSERT_EQ(sched_setaffinity(0, sizeof(own), &own), 0);
    // The step fails: neither rank has a sender.
    EXPECT_NE(run(worlds[rank], rank), PIPERT_OK);
  };
  auto getSpinTimes = [&](int32_t secondCore) {
    planes = makePlanes({{0}, {1}});
    for (int32_t rank : {0, 1}) {
      worlds.push_back(createWorld(makeConfig(""), makeControl(rank)));
      EXPECT_EQ(addRank(worlds[rank], rank, PIPERT_RECV), PIPERT_OK);
    }
    std::thread first([&] { runBound(0, cores[0]); });
    std::thread second([&] { runBound(1, secondCore); });
    first.join();
    second.join();
    std::vector<int64_t> times;
    for (pipert_world_t *world : worlds) {
      times.push_back(world->world->getSpinTime());
      pipert_world_destroy(world);
    }
    worlds.clear();
    return times;
  };
  EXPECT_EQ(getSpinTimes(cores[1]), std::vector<int64_t>(2, 200'000));
  EXPECT_EQ(getSpinTimes(cores[0]), std::vector<int64_t>(2, 500));
}

TEST_F(TwoWorlds, TransportOfOneProcessIsRefused) {
  for (int32_t rank : {0, 1}) {
    WorldConfig config = makeConfig("");
    config.transportName = "threads";
    worlds.push_back(createWorld(std::move(config), makeControl(rank)));
    ASSERT_EQ(addRank(worlds[rank], rank, rank ? PIPERT_RECV : PIPERT_SEND),
              PIPERT_OK);
  }
  std::thread other([&] { EXPECT_NE(run(worlds[1], 1), PIPERT_OK); });
  EXPECT_EQ(run(worlds[0], 0), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(
      pipert_last_error(),
      "the transport 'threads' connects ranks of one process, but rank "
      "0 and rank 1 are in two");
  other.join();
}

TEST_F(TwoWorlds, RanksOfOtherProcessesAreRefused) {
  worlds.push_back(createWorld(makeConfig(""), makeControl(0)));
  EXPECT_EQ(addRank(worlds[0], 1, PIPERT_RECV), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 1 of 2 ranks is in another process");
  EXPECT_EQ(run(worlds[0], 0), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 0 has no context");
}

/// Rank 1, played by hand until its first step.
void connectByHand(ControlPlane &control) {
  std::string version = std::to_string(PIPERT_ABI_VERSION_MAJOR) + "." +
                        std::to_string(PIPERT_ABI_VERSION_MINOR);
  EXPECT_EQ(control.agree("ABI version", version, second), PIPERT_OK);
  EXPECT_EQ(control.agree("bundle", "b", second), PIPERT_OK);
  EXPECT_EQ(control.agree("transport", "sockets", second), PIPERT_OK);
  std::vector<Blob> all;
  EXPECT_EQ(control.exchange("cores", {""}, second, all), PIPERT_OK);
  EXPECT_EQ(control.exchange("channels", {""}, second, all), PIPERT_OK);
  EXPECT_EQ(control.barrier("connected", second), PIPERT_OK);
}

/// A world of rank 0, which has no channels.
class ByHand : public TwoWorlds {
protected:
  void SetUp() override {
    WorldConfig config = makeConfig("b");
    config.timeoutNs = second * 22 / 10;
    worlds.push_back(createWorld(std::move(config), makeControl(0)));
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    pipert_context_t *context = nullptr;
    ASSERT_EQ(pipert_context_create(worlds[0], &desc, &context), PIPERT_OK);
  }
  std::unique_ptr<ControlPlane> control = makeControl(1);
};

TEST_F(ByHand, CountsAreNotTrusted) {
  std::thread other([&] {
    connectByHand(*control);
    std::vector<Blob> all;
    EXPECT_EQ(control->beat(1, "no heartbeat"), PIPERT_OK);
    EXPECT_EQ(control->gather("end", {"no counts"}, second, all), PIPERT_OK);
    Blob nothing;
    EXPECT_EQ(control->broadcast("end", 5 * second, nothing),
              PIPERT_PEER_FAILED);
  });
  EXPECT_EQ(run(worlds[0], 0), PIPERT_INTERNAL);
  EXPECT_STREQ(pipert_last_error(),
               "what rank 1 said of its messages is cut short");
  other.join();
  EXPECT_STREQ(pipert_world_report(worlds[0]),
               "what rank 1 said of its messages is cut short\n"
               "  rank 0: has ended the step; has run no task\n"
               "  rank 1: has said nothing of itself\n"
               "rank 1 is to blame: has said nothing of itself\n");
}

/// The process of rank 1 has spoken once and hangs.
TEST_F(ByHand, OldNewsAreSaidToBeOld) {
  std::thread other([&] {
    connectByHand(*control);
    EXPECT_EQ(control->beat(1, pack({7, false, {"in task 0", -1, false}})),
              PIPERT_OK);
  });
  EXPECT_EQ(run(worlds[0], 0), PIPERT_DEADLINE);
  other.join();
  std::string report = pipert_world_report(worlds[0]);
  EXPECT_TRUE(contains(report, "\n  rank 1: in task 0 (said 3.")) << report;
  EXPECT_TRUE(contains(report, "\nrank 1 is to blame: in task 0 (said 3."))
      << report;
}

TEST(ChannelPlanning, WhatIsCutShortIsRefused) {
  Blob whole = packChannels({{sizeof(pipert_channel_desc_t), 0,
                              PIPERT_CHANNEL_GRADIENT, PIPERT_RECV, 2}});
  std::vector<ChannelPlan> plans;
  for (size_t bytes = 1; bytes < whole.size(); ++bytes) {
    EXPECT_NE(planChannels({"", whole.substr(0, bytes)}, plans), PIPERT_OK);
    EXPECT_STREQ(pipert_last_error(),
                 "what rank 1 said of its channels is cut short");
  }
  EXPECT_NE(planChannels({"", whole}, plans), PIPERT_OK);
  EXPECT_STREQ(pipert_last_error(),
               "rank 0 has no sending end of the gradient channel to rank 1");
  EXPECT_NE(planChannels({whole, ""}, plans), PIPERT_OK);
  EXPECT_STREQ(pipert_last_error(), "channel 0 of rank 0 leads to rank 0 of 2 "
                                    "ranks");
}

} // namespace
