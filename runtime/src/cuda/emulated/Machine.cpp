//===- Machine.cpp - GPUs that are not there ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Machine.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

Machine &Machine::get() {
  // Never destroyed: threads that are stuck may still call it.
  static auto *machine = new Machine;
  return *machine;
}

void Machine::configure(const MachineSetup &newSetup) {
  std::lock_guard lock(mutex);
  setup = newSetup;
  state = setup.seed * 0x9e3779b97f4a7c15;
  busy.clear();
  streams.clear();
  events.clear();
  modules.clear();
  functions.clear();
  blocks.clear();
  for (auto &[data, block] : pinned)
    std::free(block.second);
  pinned.clear();
  memory = std::make_unique<GuardedMemory>();
  for (size_t i = 0; i < contexts.size(); ++i)
    contexts[i] = {int32_t(i), 0, {}};
  lost = Success;
  lostText.clear();
  failing.clear();
  stalling.clear();
}

void Machine::configure(int32_t numGpus, uint64_t seed) {
  MachineSetup wanted;
  {
    std::lock_guard lock(mutex);
    if (!streams.empty())
      return;
    wanted = setup;
  }
  wanted.numGpus = numGpus;
  wanted.seed = seed;
  const auto failures = failing;
  const auto stalls = stalling;
  configure(wanted);
  failing = failures;
  stalling = stalls;
}

void Machine::failCall(const std::string &name, uint64_t skipped,
                       Result result) {
  std::lock_guard lock(mutex);
  failing[name] = {skipped, result};
}

void Machine::stallLaunch(const std::string &name, uint64_t skipped) {
  std::lock_guard lock(mutex);
  stalling[name] = skipped;
}

bool Machine::takeStall(const std::string &function) {
  auto found = stalling.find(function);
  if (found == stalling.end() || found->second-- > 0)
    return false;
  stalling.erase(found);
  return true;
}

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

/// splitmix64.
uint64_t Machine::random() {
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

Result Machine::enter(const char *name) {
  if (auto found = failing.find(name); found != failing.end()) {
    if (found->second.first-- == 0) {
      const Result result = found->second.second;
      failing.erase(found);
      return result;
    }
  }
  if (setup.seed != 0 && setup.seed % 2 == 0)
    for (uint64_t left = random() % 4; left > 0 && runOne(); --left)
      continue;
  return lost;
}

void Machine::add(GpuStream &stream, Work work) {
  if (stream.works.empty()) {
    busy.push_back(&stream);
    stream.rank = random();
  }
  stream.works.push_back(std::move(work));
  if (setup.seed == 0)
    while (runOne())
      continue;
}

static bool canRun(const GpuStream &stream) {
  const Work &work = stream.works.front();
  return !work.isStalled && (!work.waitsFor || work.waitsFor->isDone);
}

bool Machine::runOne() {
  if (lost != Success)
    return false;
  GpuStream *chosen = nullptr;
  uint64_t numReady = 0;
  for (GpuStream *stream : busy) {
    if (!canRun(*stream))
      continue;
    ++numReady;
    const bool isBetter = setup.seed % 2 == 1
                              ? !chosen || stream->rank < chosen->rank
                              : random() % numReady == 0;
    if (isBetter)
      chosen = stream;
  }
  if (!chosen)
    return false;
  run(*chosen);
  return true;
}

void Machine::run(GpuStream &stream) {
  Work work = std::move(stream.works.front());
  stream.works.pop_front();
  if (work.run)
    lost = work.run(lostText);
  if (work.records)
    work.records->isDone = true;
  if (stream.works.empty())
    busy.erase(std::find(busy.begin(), busy.end(), &stream));
}

void Machine::sleep(std::unique_lock<std::mutex> &lock) {
  lock.unlock();
  std::this_thread::sleep_for(std::chrono::microseconds(200));
  lock.lock();
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

bool Machine::findMemory(DevicePointer data, uint64_t bytes,
                         int32_t &device) const {
  auto block = blocks.upper_bound(data);
  if (block == blocks.begin())
    return false;
  --block;
  const uint64_t offset = data - block->first;
  if (offset > block->second.bytes || bytes > block->second.bytes - offset)
    return false;
  device = block->second.device;
  return true;
}

bool Machine::isPinned(DevicePointer data, uint64_t bytes) const {
  auto block = pinned.upper_bound(data);
  if (block == pinned.begin())
    return false;
  --block;
  const uint64_t offset = data - block->first;
  return offset <= block->second.first && bytes <= block->second.first - offset;
}
