//===- AllReduceTest.cpp - Sums over replicas on every transport ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConformanceFixture.h"
#include "ReplicaSums.h"

#include <cmath>
#include <cstring>
#include <random>

namespace {

/// Numbers whose sums depend on the order in which they are added.
template <class Float>
void fill(std::vector<char> &bytes, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (uint64_t i = 0; i + sizeof(Float) <= bytes.size(); i += sizeof(Float)) {
    Float value = Float(std::ldexp(double(random()) - 0x1p63, -62)) *
                  Float(1 << random() % 20);
    std::memcpy(&bytes[i], &value, sizeof(Float));
  }
}

/// The plain loop: ((value 0 + value 1) + value 2) + ...
template <class Float>
std::vector<char> addInOrder(const std::vector<std::vector<char>> &values,
                             bool isMean) {
  std::vector<char> sums = values[0];
  for (uint64_t i = 0; i + sizeof(Float) <= sums.size(); i += sizeof(Float)) {
    Float sum;
    std::memcpy(&sum, &values[0][i], sizeof(Float));
    for (size_t k = 1; k < values.size(); ++k) {
      Float value;
      std::memcpy(&value, &values[k][i], sizeof(Float));
      sum = sum + value;
    }
    if (isMean)
      sum = sum / Float(values.size());
    std::memcpy(&sums[i], &sum, sizeof(Float));
  }
  return sums;
}

std::vector<char> addInOrder(const std::vector<std::vector<char>> &values,
                             const Sums &sums) {
  return sums.element == PIPERT_ELEMENT_F64
             ? addInOrder<double>(values, sums.isMean)
             : addInOrder<float>(values, sums.isMean);
}

/// Two steps of `numReplicas` replicas of one rank, against the plain loop.
void expectSums(const TransportCase &transport, int32_t numReplicas,
                const Sums &sums) {
  const uint64_t bytes = sums.getOffsets().back() + 64;
  TestWorld world(numReplicas, {}, transport, 30, 256, makeSegments(bytes),
                  {makeGroup(numReplicas)});
  ASSERT_EQ(world.status, PIPERT_OK) << pipert_last_error();
  auto program = [&](pipert_context_t *context) -> int32_t {
    TRY(startAll(context, sums));
    return awaitAll(context, sums);
  };
  for (uint64_t step = 0; step < 2; ++step) {
    std::vector<std::vector<char>> values;
    for (int32_t replica = 0; replica < numReplicas; ++replica) {
      std::vector<char> &value = values.emplace_back(bytes);
      if (sums.element == PIPERT_ELEMENT_F64)
        fill<double>(value, step * 100 + uint64_t(replica));
      else
        fill<float>(value, step * 100 + uint64_t(replica));
      writeGradients(world.contexts[size_t(replica)], value);
    }
    ASSERT_EQ(world.run(std::vector<TestProgram>(size_t(numReplicas), program)),
              PIPERT_OK)
        << world.getReport();
    const std::vector<char> expected = addInOrder(values, sums);
    const std::vector<uint64_t> offsets = sums.getOffsets();
    for (int32_t replica = 0; replica < numReplicas; ++replica) {
      std::vector<char> got =
          readGradients(world.contexts[size_t(replica)], bytes);
      for (size_t i = 0; i < sums.counts.size(); ++i)
        EXPECT_EQ(std::memcmp(&got[offsets[i]], &expected[offsets[i]],
                              sums.counts[i] * sums.getBytes()),
                  0)
            << "replica " << replica << " of " << numReplicas << ", reduction "
            << i << ", step " << step;
      // What lies between and behind them is left alone.
      for (size_t i = 0; i < sums.counts.size(); ++i) {
        uint64_t end = offsets[i] + sums.counts[i] * sums.getBytes();
        uint64_t next = i + 1 < sums.counts.size() ? offsets[i + 1] : bytes;
        EXPECT_EQ(
            std::memcmp(&got[end], &values[size_t(replica)][end], next - end),
            0);
      }
    }
  }
}

TEST_P(Conformance, ReplicasAddUpInOrder) {
  for (int32_t numReplicas : {2, 3, 5})
    for (bool isMean : {false, true})
      for (int32_t element : {PIPERT_ELEMENT_F32, PIPERT_ELEMENT_F64})
        expectSums(transport, numReplicas,
                   {{0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 5, 77777},
                    element,
                    isMean});
}

TEST_P(Conformance, ReplicasAddUpMillions) {
  expectSums(transport, 2, {{1000000}});
  expectSums(transport, 3, {{1000000, 0, 999999}});
}

TEST_P(Conformance, ReplicasAddUpNothing) { expectSums(transport, 3, {{0}}); }

/// More reductions than messages may be in flight.
TEST_P(Conformance, ManyReductionsAreOpen) {
  expectSums(transport, 3, {std::vector<uint64_t>(40, 321)});
}

TEST_P(Conformance, OneReplicaAddsUpNothing) {
  TestWorld world(1, {}, transport, 30, 256, makeSegments(64));
  const std::vector<char> before(64, 1);
  writeGradients(world.contexts[0], before);
  auto program = [&](pipert_context_t *context) -> int32_t {
    TRY(startAll(context, {{16}, PIPERT_ELEMENT_F32, true}));
    return awaitAll(context, {{16}});
  };
  EXPECT_EQ(world.run({program}), PIPERT_OK) << world.getReport();
  EXPECT_EQ(readGradients(world.contexts[0], 64), before);
  EXPECT_EQ(world.getCounters(0).bytes_sent, 0u);
}

/// Two replicas of two ranks, whose messages go on while sums are open: each
/// rank waits for its sum only when it has what the other sends behind its own.
TEST_P(Conformance, ReductionsAndMessagesGoOnTogether) {
  const Sums sums = {{100000, 3, 50000}};
  const uint64_t bytes = sums.getOffsets().back();
  const int32_t ranks = 2, replicas = 2;
  std::vector<TestEdge> edges;
  for (int32_t k = 0; k < replicas; ++k) {
    edges.push_back({k * ranks, k * ranks + 1});
    edges.push_back({k * ranks + 1, k * ranks});
  }
  TestWorld world(
      ranks * replicas, edges, transport, 30, 256, makeSegments(bytes),
      {makeGroup(replicas, ranks, 0), makeGroup(replicas, ranks, 1)});
  ASSERT_EQ(world.status, PIPERT_OK) << pipert_last_error();
  auto program = [&](pipert_context_t *context) -> int32_t {
    int32_t rank = pipert_context_rank(context);
    int32_t peer = rank ^ 1;
    for (int m = 0; m < 5; ++m) {
      TRY(startAll(context, sums));
      int value = m;
      uint64_t request;
      TRY(pipert_send(context, world.getSend(rank, peer), &value, sizeof(int),
                      m, 0, &request));
      TRY(receiveNow(context, world.getRecv(rank, peer), sizeof(int), m));
      TRY(runTask(context, 0, m));
      TRY(awaitAll(context, sums));
      TRY(pipert_wait(context, request));
    }
    return PIPERT_OK;
  };
  std::vector<std::vector<char>> values;
  for (int32_t rank = 0; rank < ranks * replicas; ++rank) {
    fill<float>(values.emplace_back(bytes), uint64_t(rank));
    writeGradients(world.contexts[size_t(rank)], values.back());
  }
  ASSERT_EQ(world.run(std::vector<TestProgram>(4, program)), PIPERT_OK)
      << world.getReport();
  for (int32_t rank = 0; rank < ranks; ++rank) {
    std::vector<std::vector<char>> own = {values[size_t(rank)],
                                          values[size_t(rank + ranks)]};
    for (int m = 0; m < 5; ++m)
      own[0] = own[1] = addInOrder<float>(own, false);
    for (int32_t replica = 0; replica < replicas; ++replica) {
      std::vector<char> got =
          readGradients(world.contexts[size_t(replica * ranks + rank)], bytes);
      EXPECT_EQ(std::memcmp(got.data(), own[0].data(), 100000 * 4), 0) << rank;
    }
  }
}

/// Of n bytes a replica sends 2 (R - 1) / R n, and holds what the world says.
TEST_P(Conformance, ReductionsSendWhatIsNeeded) {
  const int32_t numReplicas = 4;
  const Sums sums = {{8 * chunk}};
  TestWorld world(numReplicas, {}, transport, 30, 256,
                  makeSegments(8 * chunk * 4), {makeGroup(numReplicas)});
  auto program = [&](pipert_context_t *context) -> int32_t {
    TRY(startAll(context, sums));
    return awaitAll(context, sums);
  };
  std::vector<TestProgram> programs(size_t(numReplicas), program);
  ASSERT_EQ(world.run(programs), PIPERT_OK) << world.getReport();
  uint64_t scratch = pipert_world_reduction_bytes(world.world, numReplicas);
  EXPECT_EQ(scratch, transport.copies() ? 2 * 3 * 2 * 65536u : 0u);
  for (int32_t rank = 0; rank < numReplicas; ++rank) {
    pipert_counters_t counters = world.getCounters(rank);
    EXPECT_EQ(counters.bytes_sent, 2 * 3 * 8 * chunk * 4 / numReplicas);
    EXPECT_EQ(counters.peak_bytes, 8 * chunk * 4 + scratch);
    std::vector<pipert_event_t> events = world.getTrace(rank);
    auto find = [&](int32_t kind) {
      return std::find_if(events.begin(), events.end(),
                          [&](auto &event) { return event.kind == kind; });
    };
    auto reduction = find(PIPERT_EVENT_REDUCE);
    ASSERT_NE(reduction, events.end());
    EXPECT_EQ(reduction->index, 0);
    EXPECT_EQ(reduction->micro_batch, -1);
    EXPECT_LE(reduction->start_ns, reduction->end_ns);
  }
  // A steady step allocates nothing.
  uint64_t before = world.getCounters(1).heap_allocations;
  ASSERT_EQ(world.run(programs), PIPERT_OK);
  if (transport.buffering != PIPERT_BUFFERING_EAGER) {
    EXPECT_EQ(world.getCounters(1).heap_allocations, before);
  }
}

} // namespace
