//===- EmulationTest.cpp - Device functions on the CPU --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "gpu/Emulation.h"
#include "pipert/gpu.h"
#include "pipert/pipert.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <vector>

using mlir::pipert::runEmulatedLaunch;

namespace {

using Thread = pipert_gpu_thread_t;

template <class T>
T *at(void *const *parameters, int place) {
  return static_cast<T *>(parameters[place]);
}

uint32_t getNumber(const Thread *thread) {
  return thread->block * thread->threads + thread->thread;
}

/// Writes the number of each thread.
void number(const Thread *thread, void *const *parameters) {
  at<int32_t>(parameters, 0)[getNumber(thread)] = int32_t(getNumber(thread));
}

/// The sum of what a block has, by halves, as reductions are made.
void addUp(const Thread *thread, void *const *parameters) {
  auto *sums = static_cast<float *>(thread->shared);
  sums[thread->thread] = at<float>(parameters, 0)[getNumber(thread)];
  pipert_gpu_barrier(thread);
  for (uint32_t half = thread->threads / 2; half > 0; half /= 2) {
    if (thread->thread < half)
      sums[thread->thread] += sums[thread->thread + half];
    pipert_gpu_barrier(thread);
  }
  if (thread->thread == 0)
    at<float>(parameters, 1)[thread->block] = sums[0];
}

/// The same without the barrier before the first round.
void addUpAtOnce(const Thread *thread, void *const *parameters) {
  auto *sums = static_cast<float *>(thread->shared);
  sums[thread->thread] = at<float>(parameters, 0)[getNumber(thread)];
  for (uint32_t half = thread->threads / 2; half > 0; half /= 2) {
    if (thread->thread < half)
      sums[thread->thread] += sums[thread->thread + half];
    pipert_gpu_barrier(thread);
  }
  if (thread->thread == 0)
    at<float>(parameters, 1)[thread->block] = sums[0];
}

/// Gives each lane what a shuffle reads: parameters are the result, the mode
/// and what lanes add to their number for the operand.
void shuffle(const Thread *thread, void *const *parameters) {
  auto mode = int32_t(reinterpret_cast<intptr_t>(parameters[1]));
  auto operand = int32_t(reinterpret_cast<intptr_t>(parameters[2]));
  at<uint64_t>(parameters, 0)[getNumber(thread)] = pipert_gpu_shuffle(
      thread, uint64_t(thread->thread) << 40 | 7, mode, operand);
}

void halfOfThemWait(const Thread *thread, void *const *) {
  if (thread->thread % 2 == 0)
    pipert_gpu_barrier(thread);
}

void halfOfThemShuffle(const Thread *thread, void *const *) {
  if (thread->thread % 2 == 0)
    pipert_gpu_shuffle(thread, 1, PIPERT_GPU_SHUFFLE_XOR, 1);
  else
    pipert_gpu_barrier(thread);
}

void shuffleInTwoWays(const Thread *thread, void *const *) {
  pipert_gpu_shuffle(thread, 1, int32_t(thread->thread % 2), 1);
}

void shuffleInNoWay(const Thread *thread, void *const *) {
  pipert_gpu_shuffle(thread, 1, 4, 1);
}

void waitForAnother(const Thread *thread, void *const *) {
  Thread copy = *thread;
  pipert_gpu_barrier(&copy);
}

void writeBehind(const Thread *thread, void *const *) {
  static_cast<char *>(thread->shared)[16] = 1;
}

void keepShared(const Thread *thread, void *const *parameters) {
  auto *shared = static_cast<uint32_t *>(thread->shared);
  at<uint32_t>(parameters, 0)[thread->block] = *shared;
  *shared = 1;
}

pipert_gpu_function_t make(pipert_gpu_emulated_t function, int32_t threads,
                           int32_t sharedBytes = 0, bool meets = true) {
  return {"f", function, 3, threads, sharedBytes, meets};
}

std::string run(pipert_gpu_emulated_t function, int32_t threads,
                int32_t sharedBytes = 0, bool meets = true) {
  void *parameters[3] = {};
  return runEmulatedLaunch(make(function, threads, sharedBytes, meets), 2,
                           parameters);
}

TEST(Emulation, AllThreadsRunInEveryOrder) {
  for (bool meets : {false, true})
    for (uint64_t seed = 0; seed < 20; ++seed)
      for (int32_t threads : {1, 31, 32, 33, 256, 1024}) {
        const int32_t blocks = 1 + int32_t(seed);
        std::vector<int32_t> out(size_t(threads * blocks), -1);
        void *parameters[] = {out.data()};
        EXPECT_EQ(runEmulatedLaunch(make(number, threads, 0, meets), blocks,
                                    parameters, seed),
                  "");
        for (size_t i = 0; i < out.size(); ++i)
          ASSERT_EQ(out[i], int32_t(i));
      }
}

TEST(Emulation, BarriersKeepRoundsApart) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    std::vector<float> values(4 * 256);
    std::iota(values.begin(), values.end(), 0.0f);
    float sums[4] = {};
    void *parameters[] = {values.data(), sums};
    ASSERT_EQ(runEmulatedLaunch(make(addUp, 256, 1024), 4, parameters, seed),
              "");
    for (int block = 0; block < 4; ++block)
      EXPECT_EQ(sums[block], 256 * (256 * block + 127.5f));
  }
}

/// In the order of numbers, the first thread reads what none has written.
TEST(Emulation, AMissingBarrierIsAWrongResult) {
  int numWrong = 0;
  for (uint64_t seed = 0; seed < 10; ++seed) {
    std::vector<float> values(256, 1.0f);
    float sum = 0;
    void *parameters[] = {values.data(), &sum};
    ASSERT_EQ(
        runEmulatedLaunch(make(addUpAtOnce, 256, 1024), 1, parameters, seed),
        "");
    numWrong += sum != 256;
  }
  EXPECT_EQ(numWrong, 10);
}

TEST(Emulation, LanesShuffleAsInPtx) {
  auto run = [](int32_t mode, int32_t operand, uint32_t lane) {
    std::vector<uint64_t> out(128);
    void *parameters[] = {out.data(), reinterpret_cast<void *>(intptr_t(mode)),
                          reinterpret_cast<void *>(intptr_t(operand))};
    EXPECT_EQ(runEmulatedLaunch(make(shuffle, 64), 2, parameters, 3), "");
    // The second warp of the second block.
    EXPECT_EQ(out[96 + lane] & 0xff, 7u);
    return int((out[96 + lane] >> 40) - 32);
  };
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_XOR, 5, 9), 12);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_DOWN, 16, 3), 19);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_DOWN, 16, 20), 20);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_UP, 4, 9), 5);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_UP, 4, 2), 2);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_INDEX, 31, 0), 31);
  EXPECT_EQ(run(PIPERT_GPU_SHUFFLE_INDEX, 33, 0), 1);
}

TEST(Emulation, ThreadsThatNeverComeAreAnError) {
  EXPECT_EQ(run(halfOfThemWait, 64),
            "device function 'f': of 64 threads from thread 0 of block 0 on, "
            "32 wait at a barrier and 0 at a shuffle, and 32 have ended");
  EXPECT_EQ(run(halfOfThemShuffle, 64),
            "device function 'f': of 32 threads from thread 0 of block 0 on, "
            "16 wait at a barrier and 16 at a shuffle, and 0 have ended");
  EXPECT_EQ(run(shuffleInTwoWays, 64),
            "device function 'f': lanes of a warp are at shuffles of modes 0 "
            "and 1");
  void *parameters[] = {nullptr, nullptr, nullptr};
  EXPECT_EQ(runEmulatedLaunch(make(shuffle, 40), 0, parameters), "");
  EXPECT_EQ(run(shuffleInTwoWays, 8),
            "device function 'f': a shuffle needs all 32 lanes, and the last "
            "warp of a block of 8 threads has 8");
  // What was left behind does not disturb the next launch.
  EXPECT_EQ(run([](const Thread *, void *const *) {}, 64), "");
}

TEST(Emulation, WrongCallsAreErrors) {
  EXPECT_EQ(run(shuffleInNoWay, 32),
            "device function 'f': there is no shuffle of mode 4");
  EXPECT_EQ(run(waitForAnother, 32),
            "device function 'f': a barrier or shuffle was not given its "
            "thread");
  EXPECT_EQ(run(halfOfThemWait, 32, 0, /*meets=*/false),
            "device function 'f': a thread waits for others, but the function "
            "says that none does");
  EXPECT_EQ(runEmulatedLaunch(make(number, 32), -1, nullptr),
            "device function 'f': a grid cannot have -1 blocks");
}

TEST(Emulation, SharedMemoryIsGuardedAndUndefined) {
  for (bool meets : {false, true})
    EXPECT_EQ(run(writeBehind, 32, 16, meets),
              "device function 'f': bytes behind the shared memory of block 0 "
              "were written");
  uint32_t found[3] = {};
  void *parameters[] = {found};
  EXPECT_EQ(runEmulatedLaunch(make(keepShared, 1, 4), 3, parameters), "");
  for (uint32_t value : found)
    EXPECT_EQ(value, ~0u);
}

} // namespace
