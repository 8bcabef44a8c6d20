//===- Relay.cpp - A pipeline of ranks on GPUs, with its code -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Relay.h"

namespace relay {

//===----------------------------------------------------------------------===//
// Device code
//===----------------------------------------------------------------------===//

static int64_t getNumber(const pipert_gpu_thread_t *thread) {
  return int64_t(thread->block) * thread->threads + thread->thread;
}

static float *getFloats(void *const *parameters, int place) {
  return static_cast<float *>(parameters[place]);
}

static int64_t getWord(void *const *parameters, int place) {
  return reinterpret_cast<intptr_t>(parameters[place]);
}

static void make(const pipert_gpu_thread_t *thread, void *const *parameters) {
  const int64_t i = getNumber(thread);
  if (i < numNumbers)
    getFloats(parameters, 0)[i] = float(i + getWord(parameters, 1));
}

static void change(const pipert_gpu_thread_t *thread, void *const *parameters) {
  const int64_t i = getNumber(thread);
  if (i < numNumbers)
    getFloats(parameters, 0)[i] = 2 * getFloats(parameters, 1)[i] + 1;
}

static void add(const pipert_gpu_thread_t *thread, void *const *parameters) {
  const int64_t i = getNumber(thread);
  if (i < numNumbers)
    getFloats(parameters, 0)[i] += getFloats(parameters, 1)[i];
}

static void check(const pipert_gpu_thread_t *thread, void *const *parameters) {
  auto *fault = static_cast<pipert_gpu_fault_t *>(parameters[0]);
  if (getNumber(thread) == 0 && getWord(parameters, 1) != 0 &&
      fault->state == 0)
    *fault = {1, 0, 12, 10};
}

static const pipert_gpu_function_t functions[numFunctions] = {
    {"make", make, 2, 32, 0, 0},
    {"change", change, 2, 32, 0, 0},
    {"add", add, 2, 32, 0, 0},
    {"check", check, 2, 32, 0, 0}};
static const char ptx[] = ".version 7.0\n.target sm_80\n.entry make(\n"
                          ".entry change(\n.entry add(\n.entry check(\n";
static const char *const places[] = {"the index of a test"};
const pipert_gpu_module_t module = {sizeof(pipert_gpu_module_t),
                                    numFunctions,
                                    functions,
                                    ptx,
                                    sizeof(ptx) - 1,
                                    places,
                                    1};

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

static void queue(FunctionIndex function, std::vector<void *> parameters) {
  pipert_gpu_launch(&functions[function], 2, parameters.data());
  // The array is not used after the call.
  std::fill(parameters.begin(), parameters.end(), nullptr);
}

/// Argument 1 of `make` and `check` is a number.
static void runMake(void *, void *const *arguments) {
  queue(Make, {arguments[0], arguments[1]});
}
static void runChange(void *, void *const *arguments) {
  queue(Change, {arguments[0], arguments[1]});
}
/// A kernel of the host that follows an address of the device.
static void runTouch(void *, void *const *arguments) {
  *static_cast<float *>(arguments[0]) = 1;
}
static void runAdd(void *, void *const *arguments) {
  queue(Add, {arguments[0], arguments[1]});
}
static void runCopy(void *, void *const *arguments) {
  pipert_gpu_copy(arguments[0], arguments[1], messageBytes);
}
static void runCheck(void *, void *const *arguments) {
  void *fault = nullptr;
  pipert_gpu_fault(&fault);
  queue(Check, {fault, arguments[1]});
}

enum KernelIndex {
  MakeKernel,
  ChangeKernel,
  AddKernel,
  CopyKernel,
  CheckKernel,
  TouchKernel
};
static const pipert_kernel_desc_t kernels[] = {
    {sizeof(pipert_kernel_desc_t), "make", runMake, nullptr},
    {sizeof(pipert_kernel_desc_t), "change", runChange, nullptr},
    {sizeof(pipert_kernel_desc_t), "add", runAdd, nullptr},
    {sizeof(pipert_kernel_desc_t), "copy", runCopy, nullptr},
    {sizeof(pipert_kernel_desc_t), "check", runCheck, nullptr},
    {sizeof(pipert_kernel_desc_t), "touch", runTouch, nullptr}};

//===----------------------------------------------------------------------===//
// The program of a rank
//===----------------------------------------------------------------------===//

namespace {
/// One rank in one step. Task 0 is the way down, 1 the way up.
class Rank {
public:
  Rank(const Plan &plan, pipert_context_t *context)
      : plan(plan), context(context), rank(pipert_context_rank(context)),
        isLast(rank == plan.numRanks - 1) {
    local = getSegment(PIPERT_SEGMENT_LOCAL);
    received = getSegment(PIPERT_SEGMENT_RECEIVED);
    sums = getSegment(PIPERT_SEGMENT_GRADIENTS);
  }

  int32_t run() {
    for (int64_t m = 0; m < plan.numMicroBatches; ++m)
      TRY(goDown(m));
    for (int64_t m = 0; m < plan.numMicroBatches; ++m)
      TRY(goUp(m));
    for (uint64_t request : requests)
      TRY(pipert_wait(context, request));
    return PIPERT_OK;
  }

private:
  static constexpr int32_t down = 0, up = 1;

  char *getSegment(int32_t kind) {
    void *data = nullptr;
    EXPECT_EQ(pipert_context_segment(context, kind, &data), PIPERT_OK);
    return static_cast<char *>(data);
  }
  /// Channels come in this order: to and from the rank below, then above.
  int32_t getSend(int32_t way) const {
    return way == down ? 0 : (isLast ? 0 : 2);
  }
  int32_t getReceive(int32_t way) const {
    return way == up ? 1 : (isLast ? 1 : 3);
  }
  int32_t launch(KernelIndex kernel, int32_t way, int64_t m, void *out,
                 void *in) {
    void *arguments[] = {out, in};
    return pipert_launch(context, kernel, arguments, 2, way, m, 0);
  }
  /// The slot that a message is made in, once its last one is gone.
  int32_t takeSlot(int32_t way, int64_t m, char *&slot) {
    const int64_t number = way * numSlots + m % numSlots;
    slot = local + number * messageBytes;
    return pipert_wait(context, requests[number]);
  }
  int32_t send(int32_t way, int64_t m, char *slot) {
    return pipert_send(context, getSend(way), slot, messageBytes, m, 0,
                       &requests[way * numSlots + m % numSlots]);
  }
  int32_t receive(int32_t way, int64_t m, uint64_t &request, void *&data) {
    char *buffer =
        received ? received + (way * numSlots + m % numSlots) * messageBytes
                 : nullptr;
    TRY(pipert_recv(context, getReceive(way), buffer, messageBytes, m, 0,
                    &request));
    return pipert_wait_recv(context, request, &data);
  }

  int32_t goDown(int64_t m) {
    char *slot = nullptr;
    if (rank == 0) {
      TRY(takeSlot(down, m, slot));
      TRY(launch(MakeKernel, down, m, slot, reinterpret_cast<void *>(m)));
      return send(down, m, slot);
    }
    uint64_t request = 0;
    void *data = nullptr;
    TRY(receive(down, m, request, data));
    if (isLast) {
      TRY(launch(AddKernel, down, m, sums, data));
      return pipert_release(context, request);
    }
    const Mistake mistake = rank == 1 ? plan.mistake : Mistake::None;
    if (mistake == Mistake::TakesSlotEarly)
      slot = local + m % numSlots * messageBytes;
    else
      TRY(takeSlot(down, m, slot));
    if (mistake == Mistake::TouchesData)
      TRY(launch(TouchKernel, down, m, slot, nullptr));
    if (mistake == Mistake::ReleasesEarly)
      TRY(pipert_release(context, request));
    if (mistake == Mistake::SendsEarly)
      TRY(send(down, m, slot));
    TRY(launch(ChangeKernel, down, m, slot, data));
    if (rank == 1)
      TRY(launch(CheckKernel, down, m, nullptr,
                 reinterpret_cast<void *>(intptr_t(m == plan.wrongIndex))));
    if (mistake != Mistake::ReleasesEarly)
      TRY(pipert_release(context, request));
    if (mistake == Mistake::TakesSlotEarly)
      TRY(takeSlot(down, m, slot));
    return mistake == Mistake::SendsEarly ? PIPERT_OK : send(down, m, slot);
  }

  int32_t goUp(int64_t m) {
    char *slot = nullptr;
    if (isLast) {
      TRY(takeSlot(up, m, slot));
      TRY(launch(CopyKernel, up, m, slot, sums));
      TRY(send(up, m, slot));
      return launch(ChangeKernel, up, m, sums, sums);
    }
    uint64_t request = 0;
    void *data = nullptr;
    TRY(receive(up, m, request, data));
    if (rank == 0) {
      TRY(launch(AddKernel, up, m, sums, data));
      return pipert_release(context, request);
    }
    TRY(takeSlot(up, m, slot));
    TRY(launch(ChangeKernel, up, m, slot, data));
    TRY(pipert_release(context, request));
    return send(up, m, slot);
  }

  const Plan &plan;
  pipert_context_t *const context;
  const int32_t rank;
  const bool isLast;
  char *local, *received, *sums;
  uint64_t requests[2 * numSlots] = {};
};

/// A world with its contexts.
class World {
public:
  explicit World(const Plan &plan) : plan(plan) {
    pipert_world_options_t options = {};
    const char *const tasks[] = {"way down", "way up"};
    options.struct_size = sizeof(options);
    options.abi_major = PIPERT_ABI_VERSION_MAJOR;
    options.abi_minor = PIPERT_ABI_VERSION_MINOR;
    options.num_ranks = plan.numRanks;
    options.transport = "cuda";
    options.timeout_ns = int64_t(plan.timeoutSeconds * 1e9);
    options.device = plan.device;
    options.device_seed = plan.seed;
    options.num_tasks = 2;
    options.task_names = tasks;
    status = pipert_world_create(&options, &world);
    for (int32_t rank = 0; rank < plan.numRanks && status == PIPERT_OK; ++rank)
      status = addRank(rank);
  }
  ~World() { pipert_world_destroy(world); }

  pipert_status_t step() {
    std::vector<const void *> inputs(size_t(plan.numRanks), &plan);
    std::vector<pipert_call_t> calls;
    for (int32_t rank = 0; rank < plan.numRanks; ++rank)
      calls.push_back({sizeof(pipert_call_t), rank, runRank,
                       &inputs[size_t(rank)], nullptr});
    return pipert_world_run(world, calls.data(), plan.numRanks);
  }
  std::string getReport() const { return pipert_world_report(world); }
  /// Copies sums from or to a rank.
  pipert_status_t copySums(int32_t rank, float *numbers, bool isOut) {
    void *sums = nullptr;
    pipert_context_t *context = contexts[size_t(rank)];
    pipert_context_segment(context, PIPERT_SEGMENT_GRADIENTS, &sums);
    return isOut ? pipert_copy(context, numbers, PIPERT_MEMORY_HOST, sums,
                               PIPERT_MEMORY_DEVICE, messageBytes, 0)
                 : pipert_copy(context, sums, PIPERT_MEMORY_DEVICE, numbers,
                               PIPERT_MEMORY_HOST, messageBytes, 0);
  }

  pipert_status_t status;

private:
  pipert_status_t addRank(int32_t rank) {
    std::vector<pipert_channel_desc_t> channels;
    auto connect = [&](int32_t peer, int32_t sent, int32_t received) {
      channels.push_back({sizeof(pipert_channel_desc_t), peer, sent,
                          PIPERT_SEND, int32_t(numSlots)});
      channels.push_back({sizeof(pipert_channel_desc_t), peer, received,
                          PIPERT_RECV, int32_t(numSlots)});
    };
    if (rank + 1 < plan.numRanks)
      connect(rank + 1, PIPERT_CHANNEL_ACTIVATION, PIPERT_CHANNEL_GRADIENT);
    if (rank > 0)
      connect(rank - 1, PIPERT_CHANNEL_GRADIENT, PIPERT_CHANNEL_ACTIVATION);
    std::vector<pipert_segment_desc_t> segments;
    for (int32_t kind : {PIPERT_SEGMENT_LOCAL, PIPERT_SEGMENT_RECEIVED})
      segments.push_back({sizeof(pipert_segment_desc_t), kind,
                          PIPERT_MEMORY_DEVICE, 128,
                          uint64_t(2 * numSlots * messageBytes)});
    segments.push_back({sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_GRADIENTS,
                        PIPERT_MEMORY_DEVICE, 128, uint64_t(messageBytes)});
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    desc.rank = rank;
    desc.channels = channels.data();
    desc.num_channels = int32_t(channels.size());
    desc.segments = segments.data();
    desc.num_segments = int32_t(segments.size());
    desc.kernels = kernels;
    desc.num_kernels = int32_t(std::size(kernels));
    return pipert_context_create(world, &desc, &contexts.emplace_back());
  }
  static int32_t runRank(pipert_context_t *context, void *const *,
                         const void *const *inputs, void *const *) {
    return Rank(*static_cast<const Plan *>(inputs[0]), context).run();
  }

  const Plan &plan;
  pipert_world_t *world = nullptr;
  std::vector<pipert_context_t *> contexts;
};
} // namespace

Outcome run(const Plan &plan, int numSteps) {
  Outcome outcome;
  World world(plan);
  outcome.status = world.status;
  if (world.status != PIPERT_OK) {
    outcome.report = pipert_last_error();
    return outcome;
  }
  const int32_t ends[] = {plan.numRanks - 1, 0};
  std::vector<float> numbers(size_t(numNumbers), 0.0f);
  for (int32_t rank : ends)
    if (pipert_status_t status = world.copySums(rank, numbers.data(), false))
      return {status, pipert_last_error(), {}};
  for (int step = 0; step < numSteps; ++step)
    if (pipert_status_t status = world.step())
      return {status, world.getReport(), {}};
  for (int32_t rank : ends) {
    if (pipert_status_t status = world.copySums(rank, numbers.data(), true))
      return {status, pipert_last_error(), {}};
    outcome.sums.insert(outcome.sums.end(), numbers.begin(), numbers.end());
  }
  return outcome;
}

std::vector<float> getSums(const Plan &plan, int numSteps) {
  std::vector<float> last(size_t(numNumbers), 0.0f), first = last;
  for (int64_t i = 0; i < numNumbers; ++i)
    for (int step = 0; step < numSteps; ++step) {
      auto changeAll = [&](float value) {
        for (int32_t rank = 1; rank + 1 < plan.numRanks; ++rank)
          value = 2 * value + 1;
        return value;
      };
      float &sum = last[size_t(i)];
      for (int64_t m = 0; m < plan.numMicroBatches; ++m)
        sum += changeAll(float(i + m));
      for (int64_t m = 0; m < plan.numMicroBatches; ++m) {
        first[size_t(i)] += changeAll(sum);
        sum = 2 * sum + 1;
      }
    }
  last.insert(last.end(), first.begin(), first.end());
  return last;
}

} // namespace relay
