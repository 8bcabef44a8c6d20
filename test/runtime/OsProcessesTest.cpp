//===- OsProcessesTest.cpp - Ranks in processes of the operating system ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Planes.h"
#include "Told.h"
#include "Worlds.h"

#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

using namespace mlir::pipert;

namespace {

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
