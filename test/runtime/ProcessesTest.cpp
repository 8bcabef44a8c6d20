//===- ProcessesTest.cpp - Worlds that own a part of the ranks ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChannelPlanning.h"
#include "Planes.h"
#include "Worlds.h"

#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

using namespace mlir::pipert;

namespace {

constexpr int64_t second = 1'000'000'000;

const TransportCase twoProcesses = {
    "TwoProcesses", "sockets", PIPERT_BUFFERING_HANDOVER, 0, 0, 2};

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

/// The rank that does not go on is in the other process than half of those that
/// wait for it; both processes tell the same.
TEST(Processes, WatchdogNamesARankOfAnotherProcess) {
  for (int32_t culprit : {0, 3}) {
    std::string place = std::to_string(culprit) + ":7:1";
    setenv("PIPERT_TEST_STALL", place.c_str(), 1);
    TestWorld world(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}, twoProcesses, 0.4);
    unsetenv("PIPERT_TEST_STALL");
    // A token goes round; the culprit stalls in the second round.
    int token = 0;
    auto program = [&](pipert_context_t *context) -> int32_t {
      int32_t rank = pipert_context_rank(context);
      for (int m = 0; m < 3; ++m) {
        if (rank > 0 || m > 0)
          TRY(receiveNow(context, world.getRecv(rank, (rank + 3) % 4), 4,
                         rank == 0 ? m - 1 : m));
        TRY(runTask(context, 7, m));
        TRY(sendNow(context, world.getSend(rank, (rank + 1) % 4), &token, 4,
                    m));
      }
      return PIPERT_OK;
    };
    EXPECT_EQ(world.run({program, program, program, program}), PIPERT_DEADLINE);
    std::string report = world.getReport();
    EXPECT_TRUE(contains(report, "no rank went on for 0.")) << report;
    std::string blame = "rank " + std::to_string(culprit) +
                        " is to blame: in task 7 micro-batch 1\n";
    EXPECT_TRUE(report.ends_with(blame)) << report;
    EXPECT_EQ(report.find("to blame"), report.rfind("to blame")) << report;
    std::string waiter = std::to_string((culprit + 1) % 4);
    EXPECT_TRUE(contains(report, "rank " + waiter + ": waits for rank " +
                                     std::to_string(culprit) +
                                     " to send the activation of micro-batch"))
        << report;
  }
}

/// A process whose caller does not run the step is found, too.
TEST(Processes, WatchdogNamesTheProcessThatDoesNotRun) {
  TestWorld world(2, {{0, 1}}, twoProcesses, 0.3);
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  ASSERT_EQ(world.run({nothing, nothing}), PIPERT_OK);
  TestProgram program = [&](pipert_context_t *context) {
    return receiveNow(context, 0, 4, 0);
  };
  const void *place = &program;
  pipert_call_t call = {sizeof(call), 1,
                        [](pipert_context_t *context, void *const *,
                           const void *const *inputs, void *const *) {
                          return (*static_cast<const TestProgram *>(inputs[0]))(
                              context);
                        },
                        &place, nullptr};
  EXPECT_EQ(pipert_world_run(world.worlds[1], &call, 1), PIPERT_DEADLINE);
  std::string report = pipert_world_report(world.worlds[1]);
  EXPECT_TRUE(contains(report, "rank 0: has ended the step; has run no task\n"))
      << report;
  EXPECT_TRUE(contains(report, "rank 0 is to blame: its program has ended, but "
                               "rank 1 waits for it\n"))
      << report;
}

TEST(Processes, ReportHasWhereRanksOfOthersStoodAtTheFailure) {
  TestWorld world(4, {{0, 1}}, twoProcesses);
  std::atomic<bool> inTask{false};
  auto die = [&](pipert_context_t *) {
    while (!inTask)
      std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return 42;
  };
  auto wait = [&](pipert_context_t *context) {
    inTask = true;
    return receiveNow(context, world.getRecv(1, 0), 4, 5);
  };
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  EXPECT_EQ(world.run({die, wait, nothing, nothing}), PIPERT_INTERNAL);
  EXPECT_EQ(world.getReport(),
            "rank 0: its program returned status 42\n"
            "  rank 0: has failed; has run no task\n"
            "  rank 1: waits for rank 0 to send the activation of micro-batch "
            "5; has run no task\n"
            "  rank 2: has ended the step; has run no task\n"
            "  rank 3: has ended the step; has run no task\n");
}

TEST(Processes, ProcessThatHasLeftIsTold) {
  TestWorld world(2, {{0, 1}}, twoProcesses, 0.3);
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  ASSERT_EQ(world.run({nothing, nothing}), PIPERT_OK);
  pipert_world_destroy(std::exchange(world.worlds[1], nullptr));
  pipert_call_t call = {sizeof(call), 0,
                        [](pipert_context_t *, void *const *,
                           const void *const *,
                           void *const *) { return int32_t(PIPERT_OK); },
                        nullptr, nullptr};
  EXPECT_EQ(pipert_world_run(world.world, &call, 1), PIPERT_PEER_FAILED);
  EXPECT_EQ(world.getReport(), "rank 1 has left the run\n"
                               "  rank 0: has ended the step; has run no task\n"
                               "  rank 1: has left the run\n");
}

//===----------------------------------------------------------------------===//
// What is refused
//===----------------------------------------------------------------------===//

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

TEST(Processes, CallsOfRanksOfOtherProcessesAreRefused) {
  TestWorld world(2, {}, twoProcesses);
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  ASSERT_EQ(world.run({nothing, nothing}), PIPERT_OK);
  pipert_call_t call = {sizeof(call), 1, nullptr, nullptr, nullptr};
  EXPECT_EQ(pipert_world_run(world.world, &call, 1), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "call 0 is of rank 1, which is in another process");
}

/// Rank 1, played by hand until its first step.
void connectByHand(ControlPlane &control) {
  std::string version = std::to_string(PIPERT_ABI_VERSION_MAJOR) + "." +
                        std::to_string(PIPERT_ABI_VERSION_MINOR);
  EXPECT_EQ(control.agree("ABI version", version, second), PIPERT_OK);
  EXPECT_EQ(control.agree("bundle", "b", second), PIPERT_OK);
  EXPECT_EQ(control.agree("transport", "sockets", second), PIPERT_OK);
  std::vector<Blob> all;
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

TEST(RankNews, AreReadBackOrRefused) {
  RankNews news = {7, true, {"in task 3", 1, true}};
  Blob whole = pack(news);
  std::optional<RankNews> read = unpackNews(whole, 2);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->progress, 7u);
  EXPECT_TRUE(read->isLast);
  EXPECT_EQ(read->standing.place, "in task 3");
  EXPECT_EQ(read->standing.waitsFor, 1);
  EXPECT_TRUE(read->standing.ended);
  // There is no rank 1 to wait for.
  EXPECT_FALSE(unpackNews(whole, 1));
  for (size_t bytes = 0; bytes < whole.size(); ++bytes)
    EXPECT_FALSE(unpackNews(whole.substr(0, bytes), 2)) << bytes;
  EXPECT_FALSE(unpackNews(whole + "x", 2));
}

//===----------------------------------------------------------------------===//
// Two processes of the operating system
//===----------------------------------------------------------------------===//

/// What both processes do: numbers go from rank 0 to rank 1 and come back
/// doubled. Returns the sum of what came back to rank 0.
pipert_status_t runPipeline(std::unique_ptr<ControlPlane> control, int32_t rank,
                            int numSteps, int64_t &sum, std::string &report) {
  WorldConfig config;
  config.bundle = "pipeline";
  config.timeoutNs = 20 * second;
  pipert_world_t *world = createWorld(std::move(config), std::move(control));
  pipert_channel_desc_t channels[2] = {
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_ACTIVATION,
       rank == 0 ? PIPERT_SEND : PIPERT_RECV, 1},
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_GRADIENT,
       rank == 0 ? PIPERT_RECV : PIPERT_SEND, 1}};
  pipert_rank_desc_t desc = {};
  desc.struct_size = sizeof(desc);
  desc.rank = rank;
  desc.channels = channels;
  desc.num_channels = 2;
  pipert_context_t *context = nullptr;
  pipert_status_t status = pipert_context_create(world, &desc, &context);
  TestProgram first = [&](pipert_context_t *context) -> int32_t {
    for (int64_t m = 0; m < 20; ++m) {
      TRY(sendNow(context, 0, &m, sizeof(m), m));
      TRY(receiveNow(context, 1, sizeof(m), m, [&](const void *data) {
        sum += *static_cast<const int64_t *>(data);
      }));
    }
    return PIPERT_OK;
  };
  TestProgram second = [&](pipert_context_t *context) -> int32_t {
    for (int64_t m = 0; m < 20; ++m) {
      int64_t value = 0;
      TRY(receiveNow(context, 0, sizeof(m), m, [&](const void *data) {
        value = 2 * *static_cast<const int64_t *>(data);
      }));
      TRY(sendNow(context, 1, &value, sizeof(value), m));
    }
    return PIPERT_OK;
  };
  const void *place = rank == 0 ? &first : &second;
  pipert_call_t call = {sizeof(call), rank,
                        [](pipert_context_t *context, void *const *,
                           const void *const *inputs, void *const *) {
                          return (*static_cast<const TestProgram *>(inputs[0]))(
                              context);
                        },
                        &place, nullptr};
  for (int step = 0; step < numSteps && status == PIPERT_OK; ++step)
    status = pipert_world_run(world, &call, 1);
  report = pipert_world_report(world);
  pipert_world_destroy(world);
  return status;
}

/// Starts this program again, as the process of rank 1.
pid_t startSecond(const Meeting &meeting, int numSteps) {
  std::string variable =
      "PIPERT_TEST_SECOND=" + std::to_string(meeting.place.port) + ":" +
      std::to_string(numSteps) + ":" + meeting.token;
  std::vector<char *> variables;
  for (char **next = environ; *next; ++next)
    variables.push_back(*next);
  variables.push_back(variable.data());
  variables.push_back(nullptr);
  char program[] = "/proc/self/exe";
  char filter[] = "--gtest_filter=SecondProcess.Runs";
  char *arguments[] = {program, filter, nullptr};
  pid_t process = -1;
  EXPECT_EQ(posix_spawn(&process, program, nullptr, nullptr, arguments,
                        variables.data()),
            0);
  return process;
}

TEST(SecondProcess, Runs) {
  const char *given = getenv("PIPERT_TEST_SECOND");
  if (!given)
    GTEST_SKIP() << "started by the tests of Processes";
  int port, numSteps;
  char token[65];
  ASSERT_EQ(sscanf(given, "%d:%d:%64s", &port, &numSteps, token), 3);
  TcpOptions options;
  options.numRanks = 2;
  options.localRanks = {1};
  options.rendezvous = {"127.0.0.1", uint16_t(port)};
  options.token = token;
  int64_t sum = 0;
  std::string report;
  EXPECT_EQ(runPipeline(joinOrDie(options), 1, numSteps, sum, report),
            PIPERT_OK)
      << report;
}

TEST(Processes, TwoOfTheOperatingSystemRunAPipeline) {
  Meeting meeting;
  pid_t second = startSecond(meeting, 3);
  int64_t sum = 0;
  std::string report;
  EXPECT_EQ(
      runPipeline(joinOrDie(meeting.getOptions(2, {0})), 0, 3, sum, report),
      PIPERT_OK)
      << report;
  EXPECT_EQ(sum, 3 * 2 * (19 * 20 / 2));
  int status = 1;
  ASSERT_EQ(waitpid(second, &status, 0), second);
  EXPECT_EQ(status, 0);
}

TEST(Processes, KilledProcessEndsTheRun) {
  Meeting meeting;
  pid_t second = startSecond(meeting, 1'000'000'000);
  std::thread killer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    kill(second, SIGKILL);
  });
  int64_t sum = 0;
  std::string report;
  EXPECT_EQ(runPipeline(joinOrDie(meeting.getOptions(2, {0})), 0, 1'000'000'000,
                        sum, report),
            PIPERT_PEER_FAILED);
  EXPECT_TRUE(contains(report, "rank 1: its process has ended\n  rank 0: "))
      << report;
  EXPECT_TRUE(contains(report, "\n  rank 1: has left the run")) << report;
  killer.join();
  int status = 0;
  ASSERT_EQ(waitpid(second, &status, 0), second);
  EXPECT_TRUE(WIFSIGNALED(status));
}

} // namespace
