//===- WatchdogTest.cpp - Stuck runs end and name the culprit -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <chrono>
#include <cstdlib>
#include <gtest/gtest.h>

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

/// A chain of receives 0 -> 1 -> ... with one task a rank before the send.
std::vector<TestProgram> makeChain(const TestWorld &world, int32_t numRanks) {
  static int value = 0;
  std::vector<TestProgram> programs;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    programs.push_back([&world, rank, numRanks](pipert_context_t *context) {
      for (int m = 0; m < 3; ++m) {
        if (rank > 0)
          TRY(receiveNow(context, world.getRecv(rank, rank - 1), 4, m));
        TRY(runTask(context, rank, m));
        if (rank + 1 < numRanks)
          TRY(sendNow(context, world.getSend(rank, rank + 1), &value, 4, m));
      }
      return int32_t(PIPERT_OK);
    });
  return programs;
}

class Stall : public testing::TestWithParam<int32_t> {};
INSTANTIATE_TEST_SUITE_P(Ranks, Stall, testing::Range(0, 4));

TEST_P(Stall, IsEndedAndNamed) {
  int32_t culprit = GetParam();
  std::string place =
      std::to_string(culprit) + ":" + std::to_string(culprit) + ":1";
  setenv("PIPERT_TEST_STALL", place.c_str(), 1);
  TestWorld world(4, {{0, 1}, {1, 2}, {2, 3}}, {}, /*timeoutSeconds=*/0.3);
  unsetenv("PIPERT_TEST_STALL");
  ASSERT_EQ(world.status, PIPERT_OK);
  auto start = Clock::now();
  EXPECT_EQ(world.run(makeChain(world, 4)), PIPERT_DEADLINE);
  EXPECT_LT(secondsSince(start), 2.3) << "timeout + 2 s";
  std::string report = world.getReport();
  EXPECT_TRUE(contains(report, "no rank went on for 0.3 s (timeout 0.3 s)\n"))
      << report;
  std::string blame = "rank " + std::to_string(culprit) +
                      " is to blame: in task " + std::to_string(culprit) +
                      " micro-batch 1\n";
  EXPECT_TRUE(report.ends_with(blame)) << report;
  EXPECT_EQ(report.find("to blame"), report.rfind("to blame")) << report;
  if (culprit != 3) {
    EXPECT_TRUE(contains(report, "rank 3: waits for rank 2 to send the "
                                 "activation of micro-batch 1; last ran task 3 "
                                 "micro-batch 0"))
        << report;
  }
}

TEST(Watchdog, NamesTheCircle) {
  TestWorld world(3, {{0, 1}, {1, 2}, {2, 0}}, {}, 0.2);
  auto program = [&](pipert_context_t *context) {
    int32_t rank = pipert_context_rank(context);
    return receiveNow(context, world.getRecv(rank, (rank + 2) % 3), 4, 0);
  };
  EXPECT_EQ(world.run({program, program, program}), PIPERT_DEADLINE);
  EXPECT_TRUE(contains(world.getReport(),
                       "ranks 0 -> 2 -> 1 -> 0 wait for each other in a "
                       "circle\n"))
      << world.getReport();
  EXPECT_FALSE(contains(world.getReport(), "to blame"));
}

TEST(Watchdog, NamesTheRankThatEndedTooEarly) {
  TestWorld world(2, {{0, 1}}, {}, 0.2);
  auto receiver = [&](pipert_context_t *context) {
    return receiveNow(context, world.getRecv(1, 0), 4, 0);
  };
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  EXPECT_EQ(world.run({nothing, receiver}), PIPERT_DEADLINE);
  EXPECT_TRUE(contains(world.getReport(),
                       "rank 0 is to blame: its program has ended, but rank 1 "
                       "waits for it"))
      << world.getReport();
}

TEST(Watchdog, NamesWhoDoesNotRelease) {
  TestWorld world(2, {{0, 1, PIPERT_CHANNEL_GRADIENT, 1}}, {}, 0.2);
  int value = 0;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    int32_t out = world.getSend(0, 1, PIPERT_CHANNEL_GRADIENT);
    TRY(pipert_send(context, out, &value, 4, 0, 0, &request));
    return pipert_send(context, out, &value, 4, 1, 0, &request);
  };
  auto receiver = [&](pipert_context_t *context) -> int32_t {
    uint64_t request;
    void *data;
    int32_t in = world.getRecv(1, 0, PIPERT_CHANNEL_GRADIENT);
    TRY(pipert_recv(context, in, &value, 4, 0, 0, &request));
    return pipert_wait_recv(context, request, &data);
  };
  EXPECT_EQ(world.run({sender, receiver}), PIPERT_DEADLINE);
  EXPECT_TRUE(contains(world.getReport(),
                       "rank 0: waits for rank 1 to make room for the gradient "
                       "of micro-batch 1; has run no task"))
      << world.getReport();
}

/// Slow is not stuck: every task is shorter than the timeout, the step longer.
TEST(Watchdog, LetsSlowRunsGoOn) {
  TestWorld world(2, {{0, 1}}, {}, 0.4);
  auto slow = [](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 10; ++m) {
      TRY(runTask(context, 0, m, [] {
        std::this_thread::sleep_for(std::chrono::milliseconds(80));
      }));
    }
    int value = 0;
    return sendNow(context, 0, &value, 4, 0);
  };
  auto receiver = [&](pipert_context_t *context) {
    return receiveNow(context, 0, 4, 0);
  };
  EXPECT_EQ(world.run({slow, receiver}), PIPERT_OK) << world.getReport();
  // Nothing runs: that is not stuck either.
  std::this_thread::sleep_for(std::chrono::milliseconds(900));
  EXPECT_EQ(world.run({slow, receiver}), PIPERT_OK) << world.getReport();
}

TEST(Watchdog, StuckTaskAfterFailureIsEnded) {
  setenv("PIPERT_TEST_STALL", "1:0:0", 1);
  TestWorld world(2, {}, {}, 0.3);
  unsetenv("PIPERT_TEST_STALL");
  auto die = [](pipert_context_t *) { return 42; };
  auto task = [](pipert_context_t *context) -> int32_t {
    return runTask(context, 0, 0);
  };
  auto start = Clock::now();
  EXPECT_EQ(world.run({die, task}), PIPERT_INTERNAL);
  EXPECT_LT(secondsSince(start), 2.3);
  EXPECT_TRUE(contains(world.getReport(), "rank 0: its program returned"));
}

TEST(Watchdog, AbortIsQuick) {
  TestWorld world(8, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7}});
  std::vector<TestProgram> programs(8, [&](pipert_context_t *context) {
    int32_t rank = pipert_context_rank(context);
    return receiveNow(context, world.getRecv(rank, 0), 4, 0);
  });
  programs[0] = [](pipert_context_t *) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    return 42;
  };
  auto start = Clock::now();
  EXPECT_EQ(world.run(programs), PIPERT_INTERNAL);
  EXPECT_LT(secondsSince(start), 1.0);
}

TEST(Watchdog, HookIsChecked) {
  setenv("PIPERT_TEST_STALL", "1:0", 1);
  TestWorld world(1);
  unsetenv("PIPERT_TEST_STALL");
  EXPECT_EQ(world.status, PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "PIPERT_TEST_STALL must be "
                                    "RANK:TASK:MICROBATCH, but is '1:0'");
}

} // namespace
