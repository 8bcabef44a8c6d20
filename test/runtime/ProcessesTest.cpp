//===- ProcessesTest.cpp - Worlds that own a part of the ranks ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planes.h"
#include "Told.h"
#include "Worlds.h"

#include <cstdlib>
#include <gtest/gtest.h>

using namespace mlir::pipert;

namespace {

const TransportCase twoProcesses = {
    "TwoProcesses", "sockets", PIPERT_BUFFERING_HANDOVER, 0, 0, 2};

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

/// What ranks of other processes did comes to rank 0, and to nobody else.
TEST(Processes, EventsComeToRankZero) {
  TestWorld world(2, {{0, 1}}, twoProcesses);
  int32_t value = 0;
  auto first = [&](pipert_context_t *context) -> int32_t {
    TRY(runTask(context, 3, 0));
    return sendNow(context, 0, &value, sizeof(value), 0);
  };
  auto second = [&](pipert_context_t *context) -> int32_t {
    TRY(receiveNow(context, 0, sizeof(value), 0));
    TRY(runTask(context, 4, 0));
    return receiveNow(context, 0, sizeof(value), 1);
  };
  EXPECT_NE(world.run({[&](pipert_context_t *context) -> int32_t {
                         TRY(first(context));
                         sleepMs(200); // Rank 1 comes to its last wait.
                         return 42;
                       },
                       second}),
            PIPERT_OK);
  pipert_event_t events[8];
  uint64_t count = 0;
  ASSERT_EQ(pipert_world_events(world.world, 1, events, 8, &count), PIPERT_OK);
  const int32_t kinds[] = {PIPERT_EVENT_RECV,    PIPERT_EVENT_WAIT_RECV,
                           PIPERT_EVENT_RELEASE, PIPERT_EVENT_TASK,
                           PIPERT_EVENT_RECV,    PIPERT_EVENT_WAIT_RECV};
  ASSERT_EQ(count, 6u);
  for (size_t i = 0; i < 6; ++i)
    EXPECT_EQ(events[i].kind, kinds[i]);
  EXPECT_EQ(events[5].sequence, 1u);
  EXPECT_EQ(events[5].end_ns, PIPERT_EVENT_NOT_ENDED);
  EXPECT_EQ(pipert_world_events(world.worlds[1], 1, nullptr, 0, &count),
            PIPERT_OK);
  EXPECT_EQ(count, 6u);
  EXPECT_EQ(pipert_world_events(world.worlds[1], 0, nullptr, 0, &count),
            PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(), "no events of rank 0 have come");
}

/// Rank 0 dies, and before it rank 1 may have left.
TEST(Processes, LowestRankThatIsLeftSpeaks) {
  for (bool leaves : {false, true}) {
    auto planes = makePlanes({{0}, {1}, {2}});
    pipert_world_t *one = createWorld({}, std::move(planes[1]));
    pipert_world_t *two = createWorld({}, std::move(planes[2]));
    if (leaves)
      pipert_world_destroy(std::exchange(one, nullptr));
    sleepMs(200); // Rank 2 is told, too.
    static_cast<TcpControlPlane &>(*planes[0]).cut();
    for (pipert_world_t *world : {one, two}) {
      if (!world)
        continue;
      pipert_failure_t failure = {sizeof(failure), -1, 0};
      EXPECT_TRUE(holdsSoon(
          [&] { return pipert_world_failure(world, &failure) == PIPERT_OK; }));
      EXPECT_EQ(failure.speaker, leaves ? 2 : 1);
    }
    pipert_world_destroy(one);
    pipert_world_destroy(two);
  }
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

TEST(Processes, CallsOfRanksOfOtherProcessesAreRefused) {
  TestWorld world(2, {}, twoProcesses);
  auto nothing = [](pipert_context_t *) { return PIPERT_OK; };
  ASSERT_EQ(world.run({nothing, nothing}), PIPERT_OK);
  pipert_call_t call = {sizeof(call), 1, nullptr, nullptr, nullptr};
  EXPECT_EQ(pipert_world_run(world.world, &call, 1), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "call 0 is of rank 1, which is in another process");
}

} // namespace
