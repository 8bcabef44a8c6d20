//===- Api.cpp - The functions of the emulated driver ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../../gpu/Emulation.h"
#include "../../gpu/Modules.h"
#include "../../gpu/ReplicaSums.h"
#include "Machine.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

using Lock = std::unique_lock<std::mutex>;

static thread_local GpuContext *current = nullptr;

/// Begins a call that needs a context.
#define PIPERT_ENTER(NAME)                                                     \
  Machine &machine = Machine::get();                                           \
  Lock lock(machine.getMutex());                                               \
  if (Result result = machine.enter(NAME); result != Success)                  \
    return result;                                                             \
  if (!current)                                                                \
  return InvalidContext

template <class T, class Handle>
static T *find(const std::map<void *, std::unique_ptr<T>> &objects,
               Handle handle) {
  auto found = objects.find(handle);
  return found == objects.end() ? nullptr : found->second.get();
}

template <class T, class Handle>
static T *make(std::map<void *, std::unique_ptr<T>> &objects, Handle *handle) {
  auto object = std::make_unique<T>();
  T *result = object.get();
  objects[result] = std::move(object);
  *handle = reinterpret_cast<Handle>(result);
  return result;
}

namespace {

//===----------------------------------------------------------------------===//
// Devices and contexts
//===----------------------------------------------------------------------===//

Result cuInit(uint32_t) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  return machine.enter("cuInit");
}

Result cuDriverGetVersion(int32_t *version) {
  *version = Machine::get().getSetup().version;
  return Success;
}

Result cuGetErrorName(Result error, const char **name) {
  static const std::map<Result, const char *> names = {
      {InvalidValue, "CUDA_ERROR_INVALID_VALUE"},
      {OutOfMemory, "CUDA_ERROR_OUT_OF_MEMORY"},
      {NoDevice, "CUDA_ERROR_NO_DEVICE"},
      {InvalidContext, "CUDA_ERROR_INVALID_CONTEXT"},
      {InvalidPtx, "CUDA_ERROR_INVALID_PTX"},
      {InvalidHandle, "CUDA_ERROR_INVALID_HANDLE"},
      {NotFound, "CUDA_ERROR_NOT_FOUND"},
      {IllegalAddress, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {LaunchFailed, "CUDA_ERROR_LAUNCH_FAILED"}};
  auto found = names.find(error);
  if (found == names.end())
    return InvalidValue;
  *name = found->second;
  return Success;
}

/// What work has failed of says more than a driver would.
Result cuGetErrorString(Result error, const char **text) {
  Machine &machine = Machine::get();
  if (error == machine.getLost() && !machine.getLostText().empty()) {
    *text = machine.getLostText().c_str();
    return Success;
  }
  *text = "the emulated driver refuses";
  return Success;
}

Result cuDeviceGetCount(int32_t *count) {
  *count = Machine::get().getSetup().numGpus;
  return Success;
}

Result cuDeviceGet(DeviceId *device, int32_t ordinal) {
  if (ordinal < 0 || ordinal >= Machine::get().getSetup().numGpus)
    return InvalidDevice;
  *device = ordinal;
  return Success;
}

Result cuDeviceGetName(char *name, int32_t bytes, DeviceId device) {
  const std::string text = "emulated GPU " + std::to_string(device);
  if (bytes <= int32_t(text.size()))
    return InvalidValue;
  std::memcpy(name, text.c_str(), text.size() + 1);
  return Success;
}

Result cuDeviceGetAttribute(int32_t *value, int32_t attribute, DeviceId) {
  const int32_t capability = Machine::get().getSetup().capability;
  if (attribute == attributeComputeMajor)
    *value = capability / 10;
  else if (attribute == attributeComputeMinor)
    *value = capability % 10;
  else
    return InvalidValue;
  return Success;
}

Result cuDeviceCanAccessPeer(int32_t *can, DeviceId device, DeviceId peer) {
  *can = device != peer;
  return Success;
}

Result cuDevicePrimaryCtxRetain(Context *context, DeviceId device) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  if (Result result = machine.enter("cuDevicePrimaryCtxRetain");
      result != Success)
    return result;
  if (device < 0 || device >= machine.getSetup().numGpus)
    return InvalidDevice;
  GpuContext &retained = machine.contexts[size_t(device)];
  ++retained.numRetained;
  *context = reinterpret_cast<Context>(&retained);
  return Success;
}

Result cuDevicePrimaryCtxRelease(DeviceId device) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  if (device < 0 || device >= machine.getSetup().numGpus ||
      machine.contexts[size_t(device)].numRetained == 0)
    return InvalidContext;
  --machine.contexts[size_t(device)].numRetained;
  return Success;
}

GpuContext *findContext(Machine &machine, Context context) {
  for (GpuContext &each : machine.contexts)
    if (reinterpret_cast<Context>(&each) == context && each.numRetained > 0)
      return &each;
  return nullptr;
}

Result cuCtxSetCurrent(Context context) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  current = findContext(machine, context);
  return current || !context ? Success : InvalidContext;
}

Result cuCtxEnablePeerAccess(Context peer, uint32_t flags) {
  PIPERT_ENTER("cuCtxEnablePeerAccess");
  GpuContext *other = findContext(machine, peer);
  if (!other || other == current || flags != 0)
    return InvalidValue;
  return current->peers.insert(other->device).second ? Success
                                                     : PeerAccessAlreadyEnabled;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

uint64_t countUsed(const Machine &machine, int32_t device) {
  uint64_t used = 0;
  for (const auto &[data, block] : machine.blocks)
    used += block.device == device ? block.bytes : 0;
  return used;
}

Result cuMemGetInfo(size_t *free, size_t *total) {
  PIPERT_ENTER("cuMemGetInfo");
  *total = machine.getSetup().memory;
  *free = *total - countUsed(machine, current->device);
  return Success;
}

Result cuMemAlloc(DevicePointer *data, size_t bytes) {
  PIPERT_ENTER("cuMemAlloc");
  if (bytes == 0)
    return InvalidValue;
  const uint64_t room =
      machine.getSetup().memory - countUsed(machine, current->device);
  void *made = bytes > room
                   ? nullptr
                   : machine.memory->allocate(bytes, 256, "memory of a GPU");
  if (!made)
    return OutOfMemory;
  machine.memory->forget(made, bytes);
  *data = toDevice(made);
  machine.blocks[*data] = {bytes, current->device};
  return Success;
}

/// As the driver does it, after all work.
Result cuMemFree(DevicePointer data) {
  PIPERT_ENTER("cuMemFree");
  if (data == 0)
    return Success;
  auto block = machine.blocks.find(data);
  if (block == machine.blocks.end())
    return InvalidValue;
  for (auto &[handle, stream] : machine.streams)
    machine.runUntil(lock,
                     [&stream = *stream] { return stream.works.empty(); });
  machine.memory->free(reinterpret_cast<void *>(data));
  machine.blocks.erase(data);
  return machine.getLost();
}

Result cuMemHostAlloc(void **data, size_t bytes, uint32_t) {
  PIPERT_ENTER("cuMemHostAlloc");
  void *made = nullptr;
  if (bytes == 0 || posix_memalign(&made, 4096, bytes) != 0)
    return OutOfMemory;
  std::memset(made, 0xff, bytes);
  machine.pinned[toDevice(made)] = {bytes, made};
  *data = made;
  return Success;
}

Result cuMemFreeHost(void *data) {
  PIPERT_ENTER("cuMemFreeHost");
  auto block = machine.pinned.find(toDevice(data));
  if (block == machine.pinned.end())
    return InvalidValue;
  machine.pinned.erase(block);
  std::free(data);
  return Success;
}

GpuStream *findStream(Machine &machine, Stream stream) {
  return find(machine.streams, stream);
}

void copyNow(DevicePointer destination, DevicePointer source, size_t bytes) {
  Machine::get().memory->copy(reinterpret_cast<void *>(destination),
                              reinterpret_cast<void *>(source), bytes);
}

/// The host's memory that is not pinned is read before the call returns, and
/// written before it returns; the rest comes later.
Result copy(Machine &machine, Lock &lock, GpuStream &stream,
            DevicePointer destination, DevicePointer source, size_t bytes) {
  int32_t device = 0;
  const bool fromGpu = machine.findMemory(source, bytes, device);
  const bool toGpu = machine.findMemory(destination, bytes, device);
  const bool isStaged = !fromGpu && !machine.isPinned(source, bytes);
  const bool isAwaited = !toGpu && !machine.isPinned(destination, bytes);
  if (isStaged) {
    const auto *bytesNow = reinterpret_cast<const char *>(source);
    auto staged =
        std::make_shared<std::vector<char>>(bytesNow, bytesNow + bytes);
    machine.add(stream, {[=](std::string &) {
                  copyNow(destination, toDevice(staged->data()), bytes);
                  return Success;
                }});
  } else {
    machine.add(stream, {[=](std::string &) {
                  copyNow(destination, source, bytes);
                  return Success;
                }});
  }
  if (!isAwaited)
    return Success;
  return machine.runUntil(lock, [&] { return stream.works.empty(); });
}

Result cuMemcpyAsync(DevicePointer destination, DevicePointer source,
                     size_t bytes, Stream stream) {
  PIPERT_ENTER("cuMemcpyAsync");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  return copy(machine, lock, *target, destination, source, bytes);
}

Result cuMemcpyPeerAsync(DevicePointer destination, Context destinationContext,
                         DevicePointer source, Context sourceContext,
                         size_t bytes, Stream stream) {
  PIPERT_ENTER("cuMemcpyPeerAsync");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  const GpuContext *from = findContext(machine, sourceContext);
  const GpuContext *to = findContext(machine, destinationContext);
  int32_t fromDevice = 0, toDevice = 0;
  if (!from || !to || !machine.findMemory(source, bytes, fromDevice) ||
      !machine.findMemory(destination, bytes, toDevice) ||
      fromDevice != from->device || toDevice != to->device)
    return InvalidValue;
  return copy(machine, lock, *target, destination, source, bytes);
}

Result fill(Machine &machine, Stream stream, DevicePointer data, size_t pitch,
            unsigned char value, size_t width, size_t height) {
  GpuStream *target = findStream(machine, stream);
  int32_t device = 0;
  if (!target)
    return InvalidHandle;
  if (height == 0 || pitch < width ||
      !machine.findMemory(data, pitch * (height - 1) + width, device))
    return InvalidValue;
  machine.add(*target, {[=](std::string &) {
    const std::vector<char> row(width, char(value));
    for (size_t i = 0; i < height; ++i)
      copyNow(data + i * pitch, toDevice(row.data()), width);
    return Success;
  }});
  return Success;
}

Result cuMemsetD8Async(DevicePointer data, unsigned char value, size_t bytes,
                       Stream stream) {
  PIPERT_ENTER("cuMemsetD8Async");
  return fill(machine, stream, data, bytes, value, bytes, 1);
}

Result cuMemsetD2D8Async(DevicePointer data, size_t pitch, unsigned char value,
                         size_t width, size_t height, Stream stream) {
  PIPERT_ENTER("cuMemsetD2D8Async");
  return fill(machine, stream, data, pitch, value, width, height);
}

//===----------------------------------------------------------------------===//
// Streams and events
//===----------------------------------------------------------------------===//

Result cuStreamCreate(Stream *stream, uint32_t) {
  PIPERT_ENTER("cuStreamCreate");
  make(machine.streams, stream)->context = current;
  return Success;
}

/// The work of a stream that is destroyed is done nevertheless.
Result cuStreamDestroy(Stream stream) {
  PIPERT_ENTER("cuStreamDestroy");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  machine.runUntil(lock, [&] { return target->works.empty(); });
  machine.streams.erase(target);
  return Success;
}

Result cuStreamQuery(Stream stream) {
  PIPERT_ENTER("cuStreamQuery");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  if (!target->works.empty())
    machine.runOne();
  if (machine.getLost() != Success)
    return machine.getLost();
  return target->works.empty() ? Success : NotReady;
}

Result cuStreamSynchronize(Stream stream) {
  PIPERT_ENTER("cuStreamSynchronize");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  return machine.runUntil(lock, [&] { return target->works.empty(); });
}

/// Waits for what the event has recorded by now, whatever it records later;
/// for nothing if that is nothing.
Result cuStreamWaitEvent(Stream stream, Event event, uint32_t) {
  PIPERT_ENTER("cuStreamWaitEvent");
  GpuStream *target = findStream(machine, stream);
  GpuEvent *source = find(machine.events, event);
  if (!target || !source)
    return InvalidHandle;
  if (source->latest && !source->latest->isDone)
    machine.add(*target, {{}, source->latest});
  return Success;
}

Result cuEventCreate(Event *event, uint32_t) {
  PIPERT_ENTER("cuEventCreate");
  make(machine.events, event)->context = current;
  return Success;
}

Result cuEventDestroy(Event event) {
  PIPERT_ENTER("cuEventDestroy");
  return machine.events.erase(event) ? Success : InvalidHandle;
}

Result cuEventRecord(Event event, Stream stream) {
  PIPERT_ENTER("cuEventRecord");
  GpuStream *target = findStream(machine, stream);
  GpuEvent *recording = find(machine.events, event);
  if (!target || !recording || target->context != recording->context)
    return InvalidHandle;
  recording->latest = std::make_shared<Record>();
  machine.add(*target, {{}, nullptr, recording->latest});
  return Success;
}

Result cuEventQuery(Event event) {
  PIPERT_ENTER("cuEventQuery");
  GpuEvent *target = find(machine.events, event);
  if (!target)
    return InvalidHandle;
  auto isDone = [&] { return !target->latest || target->latest->isDone; };
  if (!isDone())
    machine.runOne();
  if (machine.getLost() != Success)
    return machine.getLost();
  return isDone() ? Success : NotReady;
}

//===----------------------------------------------------------------------===//
// Modules and launches
//===----------------------------------------------------------------------===//

/// Writes into the buffer that the options name.
void writeLog(uint32_t numOptions, const int32_t *options, void **values,
              const std::string &text) {
  char *buffer = nullptr;
  size_t bytes = 0;
  for (uint32_t i = 0; i < numOptions; ++i) {
    if (options[i] == jitErrorLogBuffer)
      buffer = static_cast<char *>(values[i]);
    if (options[i] == jitErrorLogBytes)
      bytes = size_t(reinterpret_cast<uintptr_t>(values[i]));
  }
  if (buffer && bytes > text.size())
    std::memcpy(buffer, text.c_str(), text.size() + 1);
}

/// The PTX is not read: the module that it belongs to has the same functions
/// for the CPU.
Result cuModuleLoadDataEx(Module *module, const void *image,
                          uint32_t numOptions, const int32_t *options,
                          void **values) {
  PIPERT_ENTER("cuModuleLoadDataEx");
  std::vector<const pipert_gpu_module_t *> sources = getGpuModules();
  sources.push_back(&getReplicaModule());
  for (const pipert_gpu_module_t *source : sources) {
    if (source->ptx != image)
      continue;
    LoadedModule *made = make(machine.modules, module);
    made->context = current;
    made->source = source;
    for (int32_t i = 0; i < source->num_functions; ++i)
      made->functions.push_back({&source->functions[i], made});
    for (LoadedFunction &function : made->functions)
      machine.functions.insert(&function);
    return Success;
  }
  writeLog(numOptions, options, values, "no module has this PTX");
  return InvalidPtx;
}

Result cuModuleUnload(Module module) {
  PIPERT_ENTER("cuModuleUnload");
  LoadedModule *target = find(machine.modules, module);
  if (!target)
    return InvalidHandle;
  for (LoadedFunction &function : target->functions)
    machine.functions.erase(&function);
  machine.modules.erase(target);
  return Success;
}

/// A function is there if the PTX has its entry.
Result cuModuleGetFunction(Function *function, Module module,
                           const char *name) {
  PIPERT_ENTER("cuModuleGetFunction");
  LoadedModule *source = find(machine.modules, module);
  if (!source)
    return InvalidHandle;
  const std::string entry = std::string(".entry ") + name + "(";
  for (LoadedFunction &each : source->functions)
    if (std::strcmp(each.function->name, name) == 0 &&
        std::strstr(source->source->ptx, entry.c_str())) {
      *function = reinterpret_cast<Function>(&each);
      return Success;
    }
  return NotFound;
}

/// Opens the memory that a kernel was given, while it runs.
class OpenMemory {
public:
  explicit OpenMemory(Machine &machine) : machine(machine) {}
  ~OpenMemory() {
    for (void *data : opened)
      machine.memory->close(data);
  }
  /// False if the kernel's GPU does not reach that memory.
  bool open(const GpuContext &context, void *word) {
    int32_t device = 0;
    if (!machine.findMemory(toDevice(word), 0, device))
      return true; // A number, or memory of the host.
    if (device != context.device && !context.peers.count(device))
      return false;
    machine.memory->open(word);
    opened.push_back(word);
    return true;
  }

private:
  Machine &machine;
  std::vector<void *> opened;
};

Result runLaunch(const GpuContext &context,
                 const pipert_gpu_function_t &function, uint32_t blocks,
                 const std::vector<void *> &words, uint64_t seed,
                 std::string &text) {
  Machine &machine = Machine::get();
  OpenMemory memory(machine);
  for (void *word : words)
    if (!memory.open(context, word)) {
      text = std::string("device function '") + function.name +
             "' was given memory of a GPU that it cannot reach";
      return IllegalAddress;
    }
  text = runEmulatedLaunch(function, blocks, words.data(), seed);
  return text.empty() ? Success : LaunchFailed;
}

Result cuLaunchKernel(Function function, uint32_t gridX, uint32_t gridY,
                      uint32_t gridZ, uint32_t blockX, uint32_t blockY,
                      uint32_t blockZ, uint32_t sharedBytes, Stream stream,
                      void **parameters, void **extra) {
  PIPERT_ENTER("cuLaunchKernel");
  GpuStream *target = findStream(machine, stream);
  if (!target || !machine.functions.count(function))
    return InvalidHandle;
  const auto &loaded = *reinterpret_cast<const LoadedFunction *>(function);
  const pipert_gpu_function_t &launched = *loaded.function;
  if (loaded.module->context != target->context || target->context != current)
    return InvalidHandle;
  if (gridX == 0 || gridX > INT32_MAX || gridY != 1 || gridZ != 1 ||
      blockX != uint32_t(launched.threads) || blockY != 1 || blockZ != 1 ||
      sharedBytes != 0 || extra)
    return InvalidValue;
  std::vector<void *> words;
  for (int32_t i = 0; i < launched.num_parameters; ++i)
    words.push_back(*static_cast<void **>(parameters[i]));
  const uint64_t seed = machine.getSetup().seed;
  Work work;
  work.isStalled = machine.takeStall(launched.name);
  work.run = [=, &launched, context = target->context](std::string &text) {
    return runLaunch(*context, launched, gridX, words, seed, text);
  };
  machine.add(*target, std::move(work));
  return Success;
}

} // namespace

Driver &mlir::pipert::cuda::emulated::getDriver() {
  static Driver driver = {
#define PIPERT_CUDA(NAME, SYMBOL, PARAMETERS) NAME,
#include "../Driver.def"
  };
  return driver;
}
