//===- Gpu.cpp - One GPU, as a world uses it ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Gpu.h"
#include "../gpu/Modules.h"
#include "../gpu/ReplicaSums.h"
#include "emulated/Blas.h"
#include "emulated/Machine.h"

#include <atomic>
#include <charconv>
#include <cstring>
#include <functional>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

//===----------------------------------------------------------------------===//
// Platforms
//===----------------------------------------------------------------------===//

static const Blas *getEmulatedBlas(std::string &) {
  return &emulated::getBlas();
}

/// The N of "emulated:N", or 1; 0: it is none.
static int32_t countEmulated(const std::string &device) {
  const std::string word = "emulated";
  if (device == word)
    return 1;
  int32_t count = 0;
  const char *begin = device.data() + word.size() + 1;
  const char *end = device.data() + device.size();
  if (device.compare(0, word.size() + 1, word + ":") != 0 ||
      std::from_chars(begin, end, count).ptr != end || count > 8)
    return 0;
  return count;
}

Platform mlir::pipert::cuda::openPlatform(const std::string &device,
                                          uint64_t seed, std::string &error) {
  Platform platform;
  if (device == "cuda") {
    platform = {openDriver(error), openBlas, 0};
  } else if (int32_t count = countEmulated(device); count > 0) {
    emulated::Machine::get().configure(count, seed);
    platform = {&emulated::getDriver(), getEmulatedBlas, 0};
  } else {
    error = "there is no device '" + device +
            "', only cuda, emulated and emulated:N with 2 to 8 GPUs";
  }
  if (!platform.driver ||
      !startDriver(*platform.driver, platform.numGpus, error))
    return {};
  return platform;
}

//===----------------------------------------------------------------------===//
// Gpu
//===----------------------------------------------------------------------===//

static uint64_t getNumber() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

Gpu::Gpu(const Platform &platform, int32_t ordinal)
    : driver(*platform.driver), platform(platform), ordinal(ordinal),
      name("GPU " + std::to_string(ordinal)), number(getNumber()) {}

Gpu::~Gpu() {
  if (!context)
    return;
  makeCurrent();
  for (const Loaded &loaded : modules)
    driver.cuModuleUnload(loaded.module);
  driver.cuDevicePrimaryCtxRelease(device);
}

std::unique_ptr<Gpu> Gpu::open(const Platform &platform, int32_t ordinal,
                               std::string &error) {
  std::unique_ptr<Gpu> gpu(new Gpu(platform, ordinal));
  error = gpu->start();
  std::vector<const pipert_gpu_module_t *> sources = getGpuModules();
  if (!sources.empty())
    sources.push_back(&getReplicaModule());
  for (const pipert_gpu_module_t *source : sources)
    if (error.empty())
      error = gpu->load(*source);
  return error.empty() ? std::move(gpu) : nullptr;
}

std::string Gpu::check(const char *what, Result result) const {
  return result == Success
             ? ""
             : name + " " + what + ": " + describe(driver, result);
}

std::string Gpu::start() {
  int32_t major = 0, minor = 0;
  char text[256] = {};
  Result result = driver.cuDeviceGet(&device, ordinal);
  if (result == Success)
    result = driver.cuDeviceGetName(text, sizeof(text), device);
  if (result == Success)
    result = driver.cuDeviceGetAttribute(&major, attributeComputeMajor, device);
  if (result == Success)
    result = driver.cuDeviceGetAttribute(&minor, attributeComputeMinor, device);
  if (*text)
    name += std::string(" (") + text + ")";
  capability = major * 10 + minor;
  if (result == Success)
    result = driver.cuDevicePrimaryCtxRetain(&context, device);
  if (result == Success)
    result = makeCurrent();
  return check("does not start", result);
}

void Gpu::connect(Gpu &other) {
  for (auto [from, to] : {std::pair(this, &other), std::pair(&other, this)}) {
    int32_t can = 0;
    if (driver.cuDeviceCanAccessPeer(&can, from->device, to->device) ==
            Success &&
        can && from->makeCurrent() == Success)
      driver.cuCtxEnablePeerAccess(to->context, 0);
  }
}

Result Gpu::makeCurrent() {
  // The number of the Gpu: a context may get the address of an earlier one.
  static thread_local uint64_t current = 0;
  if (current == number)
    return Success;
  const Result result = driver.cuCtxSetCurrent(context);
  current = result == Success ? number : 0;
  return result;
}

//===----------------------------------------------------------------------===//
// Code
//===----------------------------------------------------------------------===//

/// The capability that PTX is for, as 80 of ".target sm_80"; 0: it says none.
static int32_t getTarget(const char *ptx) {
  const char *target = std::strstr(ptx, ".target sm_");
  return target ? std::atoi(target + std::strlen(".target sm_")) : 0;
}

static std::string nameCapability(int32_t capability) {
  return std::to_string(capability / 10) + "." +
         std::to_string(capability % 10);
}

std::string Gpu::load(const pipert_gpu_module_t &source) {
  if (getTarget(source.ptx) > capability)
    return name + " has compute capability " + nameCapability(capability) +
           ", but the device code needs " +
           nameCapability(getTarget(source.ptx)) + " or newer";
  Loaded loaded = {&source, nullptr, {}};
  char log[2048] = {};
  const int32_t options[] = {jitErrorLogBuffer, jitErrorLogBytes};
  void *values[] = {log, reinterpret_cast<void *>(sizeof(log))};
  const Result result =
      driver.cuModuleLoadDataEx(&loaded.module, source.ptx, 2, options, values);
  if (result != Success)
    return check("cannot load the device code", result) +
           (*log ? std::string(": ") + log : "");
  modules.push_back(loaded);
  for (int32_t i = 0; i < source.num_functions; ++i) {
    Function function = nullptr;
    const char *entry = source.functions[i].name;
    if (driver.cuModuleGetFunction(&function, loaded.module, entry) != Success)
      return std::string("the device code has no function '") + entry + "'";
    modules.back().functions.push_back(function);
  }
  return "";
}

Function Gpu::find(const pipert_gpu_function_t &function) const {
  const std::less<const pipert_gpu_function_t *> isBefore;
  for (const Loaded &loaded : modules) {
    const pipert_gpu_function_t *first = loaded.source->functions;
    if (!isBefore(&function, first) &&
        isBefore(&function, first + loaded.functions.size()))
      return loaded.functions[size_t(&function - first)];
  }
  return nullptr;
}
