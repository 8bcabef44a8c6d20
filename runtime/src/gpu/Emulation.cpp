//===- Emulation.cpp - Launches on the CPU --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emulation.h"
#include "Fiber.h"
#include "pipert/calls.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <numeric>
#include <vector>

using namespace mlir::pipert;

static constexpr uint32_t warpSize = 32;
/// Bytes behind the shared memory of a block that nobody may write.
static constexpr size_t guardBytes = 64;
static constexpr unsigned char guardValue = 0xa5;

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

namespace {
/// The numbers below a bound in an order of a seed.
class Order {
public:
  /// Orders of one seed differ by their `salt`.
  Order(uint64_t count, uint64_t seed, uint64_t salt) : count(count) {
    if (seed == 0 || count < 2)
      return;
    seed = (seed + salt) * 0x9e3779b97f4a7c15;
    first = (seed >> 7) % count;
    for (step = (seed >> 33) % count; std::gcd(step, count) != 1;)
      step = (step + 1) % count;
  }
  /// The number at `place`, below 2^31 as the count is.
  uint64_t operator[](uint64_t place) const {
    return (first + place * step) % count;
  }

private:
  uint64_t count;
  uint64_t first = 0, step = 1;
};

/// What blocks share, one after the other.
class SharedMemory {
public:
  explicit SharedMemory(size_t bytes)
      : bytes(bytes), memory((bytes + guardBytes + 15) / 16) {
    std::memset(get() + bytes, guardValue, guardBytes);
  }
  unsigned char *get() {
    return reinterpret_cast<unsigned char *>(memory.data());
  }
  void clear() { std::memset(get(), 0xff, bytes); }
  bool isIntact() {
    return std::all_of(get() + bytes, get() + bytes + guardBytes,
                       [](unsigned char byte) { return byte == guardValue; });
  }

private:
  struct alignas(16) Piece {
    unsigned char bytes[16];
  };
  size_t bytes;
  std::vector<Piece> memory;
};
} // namespace

//===----------------------------------------------------------------------===//
// Blocks whose threads meet
//===----------------------------------------------------------------------===//

namespace {
enum class Standing { Runs, AtBarrier, AtShuffle, Ended };

class Block;

/// One thread of a block.
struct Lane {
  pipert_gpu_thread_t thread = {};
  Block *block = nullptr;
  Standing standing = Standing::Runs;
  // Of a shuffle.
  uint64_t value = 0;
  int32_t mode = 0, lane = 0;
};

/// The threads of one block after the other. Those of a warp run, each until it
/// waits or ends, until all are at a barrier or ended; then the next warp's do.
class Block {
public:
  Block(const pipert_gpu_function_t &function, void *const *parameters,
        uint64_t seed, std::vector<std::unique_ptr<Fiber>> &fibers);

  std::string run(const pipert_gpu_thread_t &first);
  /// Called on the fiber of `lane`.
  void wait(Lane &lane, Standing standing) {
    lane.standing = standing;
    fibers[lane.thread.thread]->pause();
  }
  /// The lane that was given `thread`; null: none was.
  Lane *find(const void *thread) {
    const auto offset = static_cast<const char *>(thread) -
                        reinterpret_cast<const char *>(lanes.data());
    const auto place = size_t(offset) / sizeof(Lane);
    return place < lanes.size() && &lanes[place].thread == thread
               ? &lanes[place]
               : nullptr;
  }
  std::string error; ///< Of a call with wrong arguments.

private:
  static void enter(void *lane);
  /// Until each lane is at a barrier or has ended.
  std::string runWarp(uint32_t first, uint32_t count);
  std::string shuffle(uint32_t first, uint32_t count);
  uint32_t count(Standing standing, uint32_t first, uint32_t number) const {
    return uint32_t(
        std::count_if(&lanes[first], &lanes[first] + number,
                      [&](auto &lane) { return lane.standing == standing; }));
  }
  std::string describe(uint32_t first, uint32_t number) const;

  const pipert_gpu_function_t &function;
  void *const *parameters;
  const uint64_t seed;
  std::vector<Lane> lanes;
  std::vector<std::unique_ptr<Fiber>> &fibers;
};
} // namespace

/// The one that this thread runs; null: threads that do not meet.
static thread_local Block *running = nullptr;

Block::Block(const pipert_gpu_function_t &function, void *const *parameters,
             uint64_t seed, std::vector<std::unique_ptr<Fiber>> &fibers)
    : function(function), parameters(parameters), seed(seed),
      lanes(size_t(function.threads)), fibers(fibers) {
  while (fibers.size() < lanes.size())
    fibers.push_back(std::make_unique<Fiber>());
}

void Block::enter(void *argument) {
  Lane &lane = *static_cast<Lane *>(argument);
  lane.block->function.emulated(&lane.thread, lane.block->parameters);
  lane.standing = Standing::Ended;
}

std::string Block::describe(uint32_t first, uint32_t number) const {
  auto tell = [&](Standing standing) {
    return std::to_string(count(standing, first, number));
  };
  return "of " + std::to_string(number) + " threads from thread " +
         std::to_string(first) + " of block " +
         std::to_string(lanes[0].thread.block) + " on, " +
         tell(Standing::AtBarrier) + " wait at a barrier and " +
         tell(Standing::AtShuffle) + " at a shuffle, and " +
         tell(Standing::Ended) + " have ended";
}

/// As shfl.sync: a lane that would read beyond the warp reads itself.
static uint32_t getSource(uint32_t lane, int32_t mode, int32_t operand) {
  const uint32_t number = uint32_t(operand) & (warpSize - 1);
  switch (mode) {
  case PIPERT_GPU_SHUFFLE_XOR:
    return lane ^ number;
  case PIPERT_GPU_SHUFFLE_DOWN:
    return lane + number < warpSize ? lane + number : lane;
  case PIPERT_GPU_SHUFFLE_UP:
    return lane >= number ? lane - number : lane;
  default:
    return number;
  }
}

std::string Block::shuffle(uint32_t first, uint32_t count) {
  if (count != warpSize)
    return "a shuffle needs all 32 lanes, and the last warp of a block of " +
           std::to_string(lanes.size()) + " threads has " +
           std::to_string(count);
  uint64_t values[warpSize];
  for (uint32_t i = 0; i < warpSize; ++i) {
    if (lanes[first + i].mode != lanes[first].mode)
      return "lanes of a warp are at shuffles of modes " +
             std::to_string(lanes[first].mode) + " and " +
             std::to_string(lanes[first + i].mode);
    values[i] = lanes[first + i].value;
  }
  for (uint32_t i = 0; i < warpSize; ++i) {
    Lane &lane = lanes[first + i];
    lane.value = values[getSource(i, lane.mode, lane.lane)];
    lane.standing = Standing::Runs;
  }
  return "";
}

std::string Block::runWarp(uint32_t first, uint32_t number) {
  const Order order(number, seed, first);
  while (true) {
    for (uint32_t i = 0; i < number; ++i) {
      const uint64_t place = first + order[i];
      if (lanes[place].standing == Standing::Runs)
        fibers[place]->resume();
      if (!error.empty())
        return error;
    }
    const uint32_t numShuffling = count(Standing::AtShuffle, first, number);
    if (numShuffling == 0)
      return "";
    std::string text = numShuffling == number ? shuffle(first, number)
                                              : describe(first, number);
    if (!text.empty())
      return text;
  }
}

std::string Block::run(const pipert_gpu_thread_t &position) {
  for (uint32_t i = 0; i < lanes.size(); ++i) {
    lanes[i].thread = position;
    lanes[i].thread.thread = i;
    lanes[i].block = this;
    lanes[i].standing = Standing::Runs;
    fibers[i]->start(enter, &lanes[i]);
  }
  const auto numThreads = uint32_t(lanes.size());
  const uint32_t numWarps = (numThreads + warpSize - 1) / warpSize;
  const Order order(numWarps, seed, position.block);
  while (true) {
    for (uint32_t i = 0; i < numWarps; ++i) {
      const auto first = uint32_t(order[i]) * warpSize;
      std::string text = runWarp(first, std::min(warpSize, numThreads - first));
      if (!text.empty())
        return text;
    }
    if (count(Standing::Ended, 0, numThreads) == numThreads)
      return "";
    if (count(Standing::AtBarrier, 0, numThreads) != numThreads)
      return describe(0, numThreads);
    for (Lane &lane : lanes)
      lane.standing = Standing::Runs;
  }
}

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

/// Threads that do not meet have said so; one that does all the same.
static thread_local bool hasMetAlone = false;

static void runAlone(const pipert_gpu_function_t &function,
                     pipert_gpu_thread_t thread, const Order &order,
                     void *const *parameters) {
  for (uint32_t i = 0; i < thread.threads; ++i) {
    thread.thread = uint32_t(order[i]);
    function.emulated(&thread, parameters);
  }
}

static std::string runBlocks(const pipert_gpu_function_t &function,
                             uint32_t blocks, void *const *parameters,
                             uint64_t seed) {
  static thread_local std::vector<std::unique_ptr<Fiber>> fibers;
  SharedMemory shared(size_t(std::max(function.shared_bytes, 0)));
  const Order order(blocks, seed, 0);
  const Order threads(uint64_t(function.threads), seed, 1);
  std::unique_ptr<Block> block;
  if (function.meets)
    block = std::make_unique<Block>(function, parameters, seed, fibers);
  running = block.get();
  hasMetAlone = false;
  std::string text;
  for (uint64_t i = 0; i < blocks && text.empty(); ++i) {
    shared.clear();
    const pipert_gpu_thread_t first = {0, uint32_t(function.threads),
                                       uint32_t(order[i]), blocks,
                                       shared.get()};
    if (block)
      text = block->run(first);
    else
      runAlone(function, first, threads, parameters);
    if (text.empty() && hasMetAlone)
      text = "a thread waits for others, but the function says that none does";
    if (text.empty() && !shared.isIntact())
      text = "bytes behind the shared memory of block " +
             std::to_string(first.block) + " were written";
  }
  running = nullptr;
  return text;
}

std::string
mlir::pipert::runEmulatedLaunch(const pipert_gpu_function_t &function,
                                int64_t blocks, void *const *parameters,
                                uint64_t seed) {
  const std::string prefix =
      std::string("device function '") + function.name + "': ";
  if (blocks < 0 || blocks > INT32_MAX)
    return prefix + "a grid cannot have " + std::to_string(blocks) + " blocks";
  if (blocks == 0)
    return "";
  std::string text = runBlocks(function, uint32_t(blocks), parameters, seed);
  return text.empty() ? "" : prefix + text;
}

//===----------------------------------------------------------------------===//
// What device functions call
//===----------------------------------------------------------------------===//

/// The lane of a call; null, and then the launch fails.
static Lane *findLane(const void *thread) {
  if (!running) {
    hasMetAlone = true;
    return nullptr;
  }
  Lane *lane = running->find(thread);
  if (!lane)
    running->error = "a barrier or shuffle was not given its thread";
  return lane;
}

extern "C" void pipert_gpu_barrier(const void *thread) {
  if (Lane *lane = findLane(thread))
    running->wait(*lane, Standing::AtBarrier);
}

extern "C" uint64_t pipert_gpu_shuffle(const void *thread, uint64_t value,
                                       int32_t mode, int32_t lane_operand) {
  Lane *lane = findLane(thread);
  if (!lane)
    return value;
  if (mode < PIPERT_GPU_SHUFFLE_XOR || mode > PIPERT_GPU_SHUFFLE_INDEX) {
    running->error = "there is no shuffle of mode " + std::to_string(mode);
    return value;
  }
  lane->value = value;
  lane->mode = mode;
  lane->lane = lane_operand;
  running->wait(*lane, Standing::AtShuffle);
  return lane->value;
}
