//===- Modules.cpp - Device code that is known ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Modules.h"
#include "../Error.h"
#include "../KernelStatus.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <string>

using namespace mlir::pipert;

static std::mutex modulesMutex;
static std::vector<const pipert_gpu_module_t *> modules;

std::vector<const pipert_gpu_module_t *> mlir::pipert::getGpuModules() {
  std::lock_guard lock(modulesMutex);
  return modules;
}

const pipert_gpu_module_t *
mlir::pipert::findGpuModule(const pipert_gpu_function_t &function) {
  std::lock_guard lock(modulesMutex);
  const std::less<const pipert_gpu_function_t *> isBefore;
  for (const pipert_gpu_module_t *module : modules)
    if (!isBefore(&function, module->functions) &&
        isBefore(&function, module->functions + module->num_functions))
      return module;
  return nullptr;
}

void mlir::pipert::reportDeviceFault(const pipert_gpu_fault_t &fault,
                                     const pipert_gpu_module_t *module) {
  if (fault.state == 0)
    return;
  if (!module || fault.place < 0 || fault.place >= module->num_places)
    return reportKernelFailure("device code reports place " +
                               std::to_string(fault.place) +
                               ", which no module names");
  const char *place = module->places[fault.place];
  if (fault.bound < 0)
    return pipert_assertion_failed(place);
  pipert_index_out_of_range(place, fault.index, fault.bound);
}

//===----------------------------------------------------------------------===//
// The C interface
//===----------------------------------------------------------------------===//

static pipert_status_t checkFunction(const pipert_gpu_function_t &function) {
  if (!function.name || !*function.name || !function.emulated)
    return fail(PIPERT_INVALID_ARGUMENT,
                "a device function has no name, or no code for the CPU");
  if (function.threads < 1 || function.threads > 1024 ||
      function.num_parameters < 0 || function.shared_bytes < 0)
    return fail(PIPERT_INVALID_ARGUMENT,
                "device function '%s' has %d threads a block, %d parameters "
                "and %d bytes of shared memory",
                function.name, function.threads, function.num_parameters,
                function.shared_bytes);
  return PIPERT_OK;
}

static pipert_status_t checkModule(const pipert_gpu_module_t *module) {
  if (!module || module->struct_size < sizeof(pipert_gpu_module_t) ||
      module->num_functions < 0 || module->num_places < 0 ||
      (!module->functions && module->num_functions != 0) ||
      (!module->places && module->num_places != 0) || !module->ptx ||
      module->ptx[module->ptx_bytes] != 0)
    return fail(PIPERT_INVALID_ARGUMENT,
                "a module of device code is cut short");
  for (int32_t i = 0; i < module->num_functions; ++i)
    if (pipert_status_t status = checkFunction(module->functions[i]))
      return status;
  return PIPERT_OK;
}

extern "C" pipert_status_t
pipert_gpu_add_module(const pipert_gpu_module_t *module) {
  if (pipert_status_t status = checkModule(module))
    return status;
  std::lock_guard lock(modulesMutex);
  if (std::find(modules.begin(), modules.end(), module) == modules.end())
    modules.push_back(module);
  return PIPERT_OK;
}

extern "C" void pipert_gpu_remove_module(const pipert_gpu_module_t *module) {
  std::lock_guard lock(modulesMutex);
  std::erase(modules, module);
}
