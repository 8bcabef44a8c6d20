//===- ProcessesTest.cpp - Worlds that own a part of the ranks ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "processes/ProcessCases.h"

using namespace mlir::pipert;

namespace {

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

} // namespace
