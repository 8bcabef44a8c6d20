//===- Modules.cpp - Modules and launches of the emulated driver ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../../gpu/Modules.h"
#include "../../gpu/Emulation.h"
#include "../../gpu/ReplicaSums.h"
#include "Api.h"

#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

/// Writes into the buffer that the options name.
static void writeLog(uint32_t numOptions, const int32_t *options, void **values,
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
Result api::cuModuleLoadDataEx(Module *module, const void *image,
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

Result api::cuModuleUnload(Module module) {
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
Result api::cuModuleGetFunction(Function *function, Module module,
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

namespace {
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
} // namespace

static Result runLaunch(const GpuContext &context,
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

Result api::cuLaunchKernel(Function function, uint32_t gridX, uint32_t gridY,
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
