//===- Devices.cpp - Devices and contexts of the emulated driver ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Api.h"

#include <cstring>

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

GpuContext *mlir::pipert::cuda::emulated::findContext(Machine &machine,
                                                      Context context) {
  for (GpuContext &each : machine.contexts)
    if (reinterpret_cast<Context>(&each) == context && each.numRetained > 0)
      return &each;
  return nullptr;
}

Result api::cuInit(uint32_t) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  return machine.enter("cuInit");
}

Result api::cuDriverGetVersion(int32_t *version) {
  *version = Machine::get().getSetup().version;
  return Success;
}

Result api::cuGetErrorName(Result error, const char **name) {
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
Result api::cuGetErrorString(Result error, const char **text) {
  Machine &machine = Machine::get();
  if (error == machine.getLost() && !machine.getLostText().empty()) {
    *text = machine.getLostText().c_str();
    return Success;
  }
  *text = "the emulated driver refuses";
  return Success;
}

Result api::cuDeviceGetCount(int32_t *count) {
  *count = Machine::get().getSetup().numGpus;
  return Success;
}

Result api::cuDeviceGet(DeviceId *device, int32_t ordinal) {
  if (ordinal < 0 || ordinal >= Machine::get().getSetup().numGpus)
    return InvalidDevice;
  *device = ordinal;
  return Success;
}

Result api::cuDeviceGetName(char *name, int32_t bytes, DeviceId device) {
  const std::string text = "emulated GPU " + std::to_string(device);
  if (bytes <= int32_t(text.size()))
    return InvalidValue;
  std::memcpy(name, text.c_str(), text.size() + 1);
  return Success;
}

Result api::cuDeviceGetAttribute(int32_t *value, int32_t attribute, DeviceId) {
  const int32_t capability = Machine::get().getSetup().capability;
  if (attribute == attributeComputeMajor)
    *value = capability / 10;
  else if (attribute == attributeComputeMinor)
    *value = capability % 10;
  else
    return InvalidValue;
  return Success;
}

Result api::cuDeviceCanAccessPeer(int32_t *can, DeviceId device,
                                  DeviceId peer) {
  *can = device != peer;
  return Success;
}

Result api::cuDevicePrimaryCtxRetain(Context *context, DeviceId device) {
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

Result api::cuDevicePrimaryCtxRelease(DeviceId device) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  if (device < 0 || device >= machine.getSetup().numGpus ||
      machine.contexts[size_t(device)].numRetained == 0)
    return InvalidContext;
  --machine.contexts[size_t(device)].numRetained;
  return Success;
}

Result api::cuCtxSetCurrent(Context context) {
  Machine &machine = Machine::get();
  Lock lock(machine.getMutex());
  current = findContext(machine, context);
  return current || !context ? Success : InvalidContext;
}

Result api::cuCtxEnablePeerAccess(Context peer, uint32_t flags) {
  PIPERT_ENTER("cuCtxEnablePeerAccess");
  GpuContext *other = findContext(machine, peer);
  if (!other || other == current || flags != 0)
    return InvalidValue;
  return current->peers.insert(other->device).second ? Success
                                                     : PeerAccessAlreadyEnabled;
}

Driver &mlir::pipert::cuda::emulated::getDriver() {
  static Driver driver = {
#define PIPERT_CUDA(NAME, SYMBOL, PARAMETERS) api::NAME,
#include "../Driver.def"
  };
  return driver;
}
