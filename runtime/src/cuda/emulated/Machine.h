//===- Machine.h - GPUs that are not there ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What the CUDA driver does, in memory of the process: the rules of its
// documentation, and of what it leaves open any legal answer. Work that was
// queued runs on the thread of whoever calls the driver, at the latest when the
// caller needs it, and streams go on in an order of a seed. So what a program
// forgot to order shows: as a wrong result, or as a touch of memory that no
// kernel was given.
//
// Memory of the GPUs is closed to the host; it is open while a kernel runs that
// was given it, and filled with NaN when it is new.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_EMULATED_MACHINE_H
#define PIPERT_SRC_CUDA_EMULATED_MACHINE_H

#include "../../guarded/GuardedMemory.h"
#include "../Driver.h"
#include "pipert/gpu.h"

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace mlir::pipert::cuda::emulated {

/// What an event has recorded: whether the work before it is done.
struct Record {
  bool isDone = false;
};

/// Something that a stream does.
struct Work {
  /// Done by the machine's thread; sets `text` where it fails.
  std::function<Result(std::string &text)> run = {};
  std::shared_ptr<Record> waitsFor = {}; ///< Not before this one is done.
  std::shared_ptr<Record> records = {};
  bool isStalled = false; ///< Never comes to its end.
};

struct GpuContext {
  int32_t device = 0;
  int32_t numRetained = 0;
  std::set<int32_t> peers; ///< Devices whose memory its kernels may use.
};

struct GpuStream {
  GpuContext *context = nullptr;
  uint64_t rank = 0; ///< In the order of the seed.
  std::deque<Work> works;
};

struct GpuEvent {
  GpuContext *context = nullptr;
  std::shared_ptr<Record> latest;
};

struct LoadedModule;

struct LoadedFunction {
  const pipert_gpu_function_t *function = nullptr;
  LoadedModule *module = nullptr;
};

struct LoadedModule {
  GpuContext *context = nullptr;
  const pipert_gpu_module_t *source = nullptr;
  std::vector<LoadedFunction> functions;
};

/// What the machine is made of, for tests; see configure().
struct MachineSetup {
  int32_t numGpus = 1; ///< 8 at most.
  /// 0: all work is done at once, in the order of the calls. Else one of many
  /// orders: odd ones prefer some streams to others as long as they can.
  uint64_t seed = 0;
  int32_t version = 12080;      ///< Of the driver.
  int32_t capability = 90;      ///< Of the GPUs: 9.0.
  uint64_t memory = 1ull << 34; ///< Bytes of a GPU.
};

/// All GPUs of the process, and what is on them. One lock guards it, also while
/// kernels run.
class Machine {
public:
  static Machine &get();

  /// Makes the machine anew. What is still on it is forgotten.
  void configure(const MachineSetup &setup);
  /// The same with what is asked for, if nothing is on it: GPUs are as they are
  /// while a world uses them.
  void configure(int32_t numGpus, uint64_t seed);
  const MachineSetup &getSetup() const { return setup; }

  /// For tests: the call of driver function `name` that comes after `skipped`
  /// others fails with `result`.
  void failCall(const std::string &name, uint64_t skipped, Result result);
  /// For tests: the launch of device function `name` that comes after `skipped`
  /// others never ends.
  void stallLaunch(const std::string &name, uint64_t skipped);

  // Of the calls of the driver, which hold the lock.
  std::mutex &getMutex() { return mutex; }
  /// At the start of a call: work that may run now, or the error of an earlier
  /// one that has spoilt the context.
  Result enter(const char *name);
  /// Queues work; at once or later, it is done.
  void add(GpuStream &stream, Work work);
  /// Runs work until `isDone`; it sleeps, without the lock, while none can run.
  template <class Condition>
  Result runUntil(std::unique_lock<std::mutex> &lock, Condition isDone) {
    while (!isDone() && lost == Success)
      if (!runOne())
        sleep(lock);
    return lost;
  }
  /// Runs one piece of work, if any can run.
  bool runOne();
  bool takeStall(const std::string &function);
  Result getLost() const { return lost; }
  const std::string &getLostText() const { return lostText; }
  /// Checks that `bytes` bytes at `data` are memory of one GPU; sets `device`.
  bool findMemory(DevicePointer data, uint64_t bytes, int32_t &device) const;
  bool isPinned(DevicePointer data, uint64_t bytes) const;

  std::array<GpuContext, 8> contexts; ///< By device.
  std::map<void *, std::unique_ptr<GpuStream>> streams;
  std::map<void *, std::unique_ptr<GpuEvent>> events;
  std::map<void *, std::unique_ptr<LoadedModule>> modules;
  std::set<void *> functions;
  struct Block {
    uint64_t bytes = 0;
    int32_t device = 0;
  };
  std::map<DevicePointer, Block> blocks;
  std::map<DevicePointer, std::pair<uint64_t, void *>> pinned;
  std::unique_ptr<GuardedMemory> memory;

private:
  Machine() { configure({}); }
  static void sleep(std::unique_lock<std::mutex> &lock);
  uint64_t random();
  void run(GpuStream &stream);

  std::mutex mutex;
  MachineSetup setup;
  uint64_t state = 0;
  std::vector<GpuStream *> busy; ///< Streams with work.
  Result lost = Success;
  std::string lostText;
  std::map<std::string, std::pair<uint64_t, Result>> failing;
  std::map<std::string, uint64_t> stalling;
};

/// The table of the machine's functions. Tests may change it to leave a call
/// out.
Driver &getDriver();

} // namespace mlir::pipert::cuda::emulated

#endif // PIPERT_SRC_CUDA_EMULATED_MACHINE_H
