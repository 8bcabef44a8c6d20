//===- StressTest.cpp - Many ranks, few cores, random programs ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <random>

namespace {

class Stress : public testing::TestWithParam<TransportCase> {
protected:
  const TransportCase &transport = GetParam();
};

INSTANTIATE_TEST_SUITE_P(Transports, Stress, testing::ValuesIn(getTransports()),
                         [](const auto &info) { return info.param.name; });

/// One message of a random program; all ranks take part in this order, which
/// makes every program free of deadlock.
struct Step {
  int32_t from;
  int32_t to;
  int32_t kind;
  uint64_t words;
  int64_t microBatch;
};

/// Every rank keeps a number over three steps, which run one by one or
/// `overlapped`. A message carries the sender's number, many
/// times over; the receiver mixes it into its own. The final numbers depend on
/// every byte and on the order, and on nothing else. Returned are those of the
/// ranks that are in this process, by rank.
std::map<int32_t, uint64_t> runRandomProgram(const TransportCase &transport,
                                             int32_t numRanks, uint64_t seed,
                                             bool delays, bool overlapped) {
  std::mt19937_64 random(seed);
  std::vector<TestEdge> edges;
  for (int32_t from = 0; from < numRanks; ++from)
    for (int32_t to = 0; to < numRanks; ++to)
      for (int32_t kind = 0; kind < 2 && from != to; ++kind)
        edges.push_back({from, to, kind, 1 + int32_t(random() % 3)});
  std::vector<Step> steps;
  for (int64_t i = 0; i < 300; ++i) {
    const TestEdge &edge = edges[random() % edges.size()];
    steps.push_back({edge.from, edge.to, edge.kind, 1 + random() % 500, i});
  }
  TransportCase variant = transport;
  variant.delaySeed = delays ? seed + 1 : 0;
  TestWorld world(numRanks, edges, variant);
  std::map<int32_t, uint64_t> numbers;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    if (world.has(rank))
      numbers[rank] = uint64_t(rank) + 1;
  auto program = [&](pipert_context_t *context) -> int32_t {
    int32_t rank = pipert_context_rank(context);
    uint64_t &number = numbers.at(rank);
    // A send's data are kept until it is done; then the buffer is spoilt.
    std::vector<uint64_t> buffers[4];
    uint64_t requests[4] = {0, 0, 0, 0};
    size_t next = 0;
    for (const Step &step : steps) {
      if (step.from == rank) {
        size_t slot = next++ % 4;
        TRY(pipert_wait(context, requests[slot]));
        buffers[slot].assign(step.words, number);
        TRY(pipert_send(context, world.getSend(rank, step.to, step.kind),
                        buffers[slot].data(), step.words * 8, step.microBatch,
                        0, &requests[slot]));
      } else if (step.to == rank) {
        TRY(receiveNow(context, world.getRecv(rank, step.from, step.kind),
                       step.words * 8, step.microBatch, [&](const void *data) {
                         const auto *words =
                             static_cast<const uint64_t *>(data);
                         for (uint64_t i = 0; i < step.words; ++i)
                           number = number * 6364136223846793005u + words[i];
                       }));
      }
    }
    for (uint64_t request : requests)
      TRY(pipert_wait(context, request));
    return PIPERT_OK;
  };
  std::vector<TestProgram> programs(size_t(numRanks), program);
  EXPECT_EQ(world.run(programs), PIPERT_OK) << world.getReport();
  for (int step = 0; step < 2; step += overlapped ? 2 : 1)
    EXPECT_EQ(world.runAgain(overlapped ? 2 : 1), PIPERT_OK)
        << world.getReport();
  return numbers;
}

TEST_P(Stress, SameBytesWithAnyTimingAndBuffering) {
  for (int32_t numRanks : {2, 3, 8}) {
    for (uint64_t seed = 1; seed <= 4; ++seed) {
      std::map<int32_t, uint64_t> expected =
          runRandomProgram({"HostHandover"}, numRanks, seed, /*delays=*/false,
                           /*overlapped=*/false);
      const bool overlapped = seed > 2;
      for (auto [rank, number] : runRandomProgram(transport, numRanks, seed,
                                                  seed % 2 == 0, overlapped))
        EXPECT_EQ(number, expected.at(rank))
            << "rank " << rank << " of " << numRanks << ", seed " << seed;
    }
  }
}

/// Many short steps: start, end and wake-ups of ranks that sleep.
TEST_P(Stress, ManySteps) {
  const int32_t numRanks = 8;
  std::vector<TestEdge> edges;
  for (int32_t rank = 0; rank < numRanks; ++rank)
    edges.push_back({rank, (rank + 1) % numRanks});
  TestWorld world(numRanks, edges, transport);
  int token = 0;
  auto program = [&](pipert_context_t *context) -> int32_t {
    int32_t rank = pipert_context_rank(context);
    int32_t out = world.getSend(rank, (rank + 1) % numRanks);
    int32_t in = world.getRecv(rank, (rank + numRanks - 1) % numRanks);
    uint64_t request;
    int sent = rank == 0 ? token : 0; // Rank 0 has it between the steps.
    int received = 0;
    if (rank == 0)
      TRY(pipert_send(context, out, &sent, sizeof(int), 0, 0, &request));
    TRY(receiveNow(context, in, sizeof(int), 0, [&](const void *data) {
      received = *static_cast<const int *>(data) + 1;
    }));
    if (rank == 0) {
      token = received;
    } else {
      sent = received;
      TRY(pipert_send(context, out, &sent, sizeof(int), 0, 0, &request));
    }
    return pipert_wait(context, request);
  };
  std::vector<TestProgram> programs(numRanks, program);
  for (int step = 0; step < 200; ++step)
    ASSERT_EQ(world.run(programs), PIPERT_OK) << world.getReport();
  EXPECT_EQ(token, world.has(0) ? 200 * numRanks : 0);
}

} // namespace
