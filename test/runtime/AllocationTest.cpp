//===- AllocationTest.cpp - A steady step allocates and copies nothing ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <gtest/gtest.h>

// This program counts every heap allocation of the process.
static std::atomic<bool> counting{false};
static std::atomic<uint64_t> numAllocations{0};

[[maybe_unused]] static void count() {
  if (counting.load(std::memory_order_relaxed))
    numAllocations.fetch_add(1, std::memory_order_relaxed);
}

// The sanitizers bring their own allocator.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PIPE_COUNTS_ALLOCATIONS 1
extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}
void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}
void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}
void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}
void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}
int posix_memalign(void **result, size_t alignment, size_t size) {
  count();
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : ENOMEM;
}
}
#endif

namespace {

/// P ranks in a chain, forward and back, `slots` messages in flight.
class Chain {
public:
  Chain(int32_t numRanks, int32_t slots)
      : numRanks(numRanks), slots(slots),
        world(numRanks, makeEdges(), {}, 30, 1 << 12) {
    for (int32_t rank = 0; rank < numRanks; ++rank)
      programs.push_back(
          [this](pipert_context_t *context) { return run(context); });
  }

  /// The first step makes what the others use again.
  pipert_status_t step() {
    if (programs.empty())
      return world.runAgain();
    return world.run(std::exchange(programs, {}));
  }

  const int32_t numRanks;
  const int32_t slots;
  TestWorld world;

private:
  std::vector<TestEdge> makeEdges() const {
    std::vector<TestEdge> edges;
    for (int32_t rank = 0; rank + 1 < numRanks; ++rank) {
      edges.push_back({rank, rank + 1, PIPERT_CHANNEL_ACTIVATION, slots});
      edges.push_back({rank + 1, rank, PIPERT_CHANNEL_GRADIENT, slots});
    }
    return edges;
  }

  int32_t run(pipert_context_t *context) {
    int32_t rank = pipert_context_rank(context);
    bool first = rank == 0, last = rank == numRanks - 1;
    for (int64_t m = 0; m < 64; m += slots) {
      for (int64_t i = m; i < m + slots; ++i)
        TRY(pass(context, first ? -1 : rank - 1, last ? -1 : rank + 1,
                 PIPERT_CHANNEL_ACTIVATION, i));
      for (int64_t i = m; i < m + slots; ++i)
        TRY(pass(context, last ? -1 : rank + 1, first ? -1 : rank - 1,
                 PIPERT_CHANNEL_GRADIENT, i));
    }
    return PIPERT_OK;
  }

  int32_t pass(pipert_context_t *context, int32_t from, int32_t to,
               int32_t kind, int64_t m) {
    int32_t rank = pipert_context_rank(context);
    if (from >= 0)
      TRY(receiveNow(context, world.getRecv(rank, from, kind), 64, m));
    TRY(runTask(context, kind, m));
    return to < 0
               ? PIPERT_OK
               : sendNow(context, world.getSend(rank, to, kind), data, 64, m);
  }

  std::vector<TestProgram> programs;
  char data[64] = {};
};

class Allocation : public testing::TestWithParam<int32_t> {};
INSTANTIATE_TEST_SUITE_P(Ranks, Allocation, testing::Values(2, 4, 8));

TEST_P(Allocation, SteadyStepAllocatesAndCopiesNothing) {
  Chain chain(GetParam(), 4);
  ASSERT_EQ(chain.step(), PIPERT_OK) << chain.world.getReport();
  std::vector<uint64_t> before;
  for (int32_t rank = 0; rank < chain.numRanks; ++rank)
    before.push_back(chain.world.getCounters(rank).heap_allocations);
  numAllocations = 0;
  counting = true;
  for (int step = 0; step < 20; ++step)
    ASSERT_EQ(chain.step(), PIPERT_OK) << chain.world.getReport();
  counting = false;
#ifdef PIPE_COUNTS_ALLOCATIONS
  EXPECT_EQ(numAllocations.load(), 0u);
#endif
  for (int32_t rank = 0; rank < chain.numRanks; ++rank) {
    pipert_counters_t counters = chain.world.getCounters(rank);
    EXPECT_EQ(counters.heap_allocations, before[size_t(rank)]);
    EXPECT_EQ(counters.bytes_copied, 0u);
    EXPECT_EQ(counters.events_dropped, 0u);
    EXPECT_EQ(counters.tasks, 21u * 128);
  }
}

TEST(Allocation, CountingWorks) {
#ifdef PIPE_COUNTS_ALLOCATIONS
  numAllocations = 0;
  counting = true;
  std::vector<int> *values = new std::vector<int>(100);
  counting = false;
  delete values;
  EXPECT_EQ(numAllocations.load(), 2u);
#endif
}

} // namespace
