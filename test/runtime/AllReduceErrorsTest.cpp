//===- AllReduceErrorsTest.cpp - Sums over replicas that cannot be --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConformanceFixture.h"
#include "ReplicaSums.h"

namespace {

/// Runs two replicas that do `first` and `second`; returns the message.
std::string runTwo(const TransportCase &transport, const TestProgram &first,
                   const TestProgram &second, pipert_status_t expected,
                   double timeoutSeconds = 30) {
  TestWorld world(2, {}, transport, timeoutSeconds, 256,
                  makeSegments(8 * chunk * 4), {{0, 1}});
  EXPECT_EQ(world.status, PIPERT_OK) << pipert_last_error();
  EXPECT_EQ(world.run({first, second}), expected);
  return world.getReport();
}

TestProgram makeProgram(const Sums &sums) {
  return [sums](pipert_context_t *context) -> int32_t {
    TRY(startAll(context, sums));
    return awaitAll(context, sums);
  };
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST_P(Conformance, ReplicasThatAddUpOtherThingsAreAnError) {
  struct {
    Sums first, second;
    const char *said[2];
  } cases[] = {
      {{{5}}, {{6}}, {"the sum of 5 elements of f32", "of 6 elements of f32"}},
      {{{5}}, {{0}}, {"of 5 elements of f32", "of 0 elements of f32"}},
      {{{chunk}},
       {{3 * chunk}},
       {"of 16384 elements",
        "of at most 49152 elements of f32 in reduction 0"}},
      {{{8}, PIPERT_ELEMENT_F32},
       {{4}, PIPERT_ELEMENT_F64},
       {"of 8 elements of f32", "of 4 elements of f64"}},
      {{{8}, PIPERT_ELEMENT_F32, true},
       {{8}},
       {"the mean of 8 elements", "the sum of 8 elements"}}};
  for (const auto &item : cases) {
    std::string report = runTwo(transport, makeProgram(item.first),
                                makeProgram(item.second), PIPERT_MISMATCH);
    EXPECT_TRUE(contains(report, "rank 0 (replica 0) computes")) << report;
    EXPECT_TRUE(contains(report, "rank 1 (replica 1) computes")) << report;
    for (const char *part : item.said)
      EXPECT_TRUE(contains(report, part)) << part << " in " << report;
  }
}

TEST_P(Conformance, AbortEndsReductions) {
  auto fail = [](pipert_context_t *context) -> int32_t {
    TRY(startAll(context, {{5000}}));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    pipert_abort(context, "no more");
    return pipert_await_reduced(context, 0, 0);
  };
  int32_t status = 0;
  // The second sum needs the other rank, which does not start it.
  const Sums sums = {{5000}};
  auto run = [&](pipert_context_t *context) -> int32_t {
    TRY(makeProgram(sums)(context));
    return makeProgram(sums)(context);
  };
  auto other = [&](pipert_context_t *context) { return status = run(context); };
  std::string report = runTwo(transport, fail, other, PIPERT_PEER_FAILED);
  EXPECT_EQ(status, PIPERT_PEER_FAILED);
  EXPECT_TRUE(contains(report, "rank 0 (replica 0, rank 0): no more"))
      << report;
}

/// Who waits for a replica says so, and the one that does not come is to blame.
TEST_P(Conformance, TheWatchdogNamesTheReplica) {
  auto missing = [](pipert_context_t *context) -> int32_t {
    return runTask(context, 0, 0, [] {
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    });
  };
  std::string report =
      runTwo(transport, makeProgram({{5}}), missing, PIPERT_DEADLINE, 0.4);
  EXPECT_TRUE(contains(
      report, "  rank 0 (replica 0, rank 0): waits for the gradients of "
              "replica 1 (rank 1) in reduction 0; has run no task\n"))
      << report;
  EXPECT_TRUE(contains(
      report,
      "rank 1 (replica 1, rank 0) is to blame: in task 0 micro-batch 0\n"))
      << report;
}

TEST_P(Conformance, ReductionsAreWaitedForOnce) {
  auto twice = [](pipert_context_t *context) -> int32_t {
    float *data = reinterpret_cast<float *>(getGradients(context));
    TRY(pipert_all_reduce(context, 2, data, 5, PIPERT_ELEMENT_F32, 0, 0));
    return pipert_all_reduce(context, 2, data, 5, PIPERT_ELEMENT_F32, 0, 0);
  };
  EXPECT_TRUE(contains(runTwo(transport, twice, twice, PIPERT_INVALID_ARGUMENT),
                       ": reduction 2 of rank "));
  auto never = [](pipert_context_t *context) -> int32_t {
    return startAll(context, {{5}});
  };
  EXPECT_TRUE(
      contains(runTwo(transport, never, never, PIPERT_INVALID_ARGUMENT),
               "was started, but not waited for by the end of the step"));
  auto unstarted = [](pipert_context_t *context) -> int32_t {
    return pipert_await_reduced(context, 7, 0);
  };
  EXPECT_TRUE(
      contains(runTwo(transport, unstarted, unstarted, PIPERT_INVALID_ARGUMENT),
               "was not started"));
}

TEST_P(Conformance, WrongReductionsAreRefused) {
  auto program = [](pipert_context_t *context) -> int32_t {
    char *data = getGradients(context);
    auto start = [&](int32_t reduction, void *place, uint64_t count,
                     int32_t element, int32_t stream) {
      return pipert_all_reduce(context, reduction, place, count, element, 0,
                               stream);
    };
    EXPECT_EQ(start(-1, data, 4, 0, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(start(1 << 15, data, 4, 0, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(start(0, nullptr, 4, 0, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(start(0, data, uint64_t(1) << 60, 0, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(start(0, data, 4, 2, 0), PIPERT_INVALID_ARGUMENT);
    EXPECT_TRUE(contains(pipert_last_error(), "of 4 elements of kind 2"));
    EXPECT_EQ(start(0, data, 4, 0, 3), PIPERT_INVALID_ARGUMENT);
    EXPECT_EQ(pipert_await_reduced(context, 0, 3), PIPERT_INVALID_ARGUMENT);
    // The reducer's channels are none of the program's.
    uint64_t request;
    EXPECT_EQ(pipert_send(context, 0, data, 4, 0, 0, &request),
              PIPERT_INVALID_ARGUMENT);
    return PIPERT_OK;
  };
  EXPECT_EQ(runTwo(transport, program, program, PIPERT_OK), "");
}

TEST_P(Conformance, WrongReplicasAreRefused) {
  auto refuse = [&](const std::vector<int32_t> &group) {
    TestWorld world(3, {}, transport, 30, 0, {}, {group});
    EXPECT_EQ(world.status, PIPERT_INVALID_ARGUMENT);
    return std::string(pipert_last_error());
  };
  EXPECT_EQ(refuse({0, 3}), "replica 3 of rank 0 is no rank of 3, or not "
                            "above the one before");
  EXPECT_EQ(refuse({1, 0}), "replica 0 of rank 0 is no rank of 3, or not "
                            "above the one before");
}

} // namespace
