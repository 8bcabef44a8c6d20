//===- Driver.cpp - The CUDA driver ---------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Driver.h"

#include <dlfcn.h>
#include <mutex>

using namespace mlir::pipert::cuda;

bool mlir::pipert::cuda::openDriver(const char *file, Driver &driver,
                                    std::string &error) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    error = std::string("there is no CUDA driver: ") + dlerror();
    return false;
  }
  auto load = [&](auto &function, const char *symbol) {
    using Pointer = std::remove_reference_t<decltype(function)>;
    function = reinterpret_cast<Pointer>(dlsym(library, symbol));
    if (!function && error.empty())
      error = std::string("the CUDA driver has no function ") + symbol +
              "; version 12.0 or newer is needed";
  };
  error.clear();
#define PIPERT_CUDA(NAME, SYMBOL, PARAMETERS) load(driver.NAME, SYMBOL);
#include "Driver.def"
  if (!error.empty())
    dlclose(library);
  return error.empty();
}

const Driver *mlir::pipert::cuda::openDriver(std::string &error) {
  static std::mutex mutex;
  static Driver driver;
  static bool isOpen = false;
  std::lock_guard lock(mutex);
  if (!isOpen)
    isOpen = openDriver("libcuda.so.1", driver, error);
  return isOpen ? &driver : nullptr;
}

/// "12.4"
static std::string nameVersion(int32_t version) {
  return std::to_string(version / 1000) + "." +
         std::to_string(version % 1000 / 10);
}

bool mlir::pipert::cuda::startDriver(const Driver &driver, int32_t &count,
                                     std::string &error) {
  count = 0;
  int32_t version = 0;
  if (driver.cuDriverGetVersion(&version) == Success &&
      version < neededVersion) {
    error = "the CUDA driver is of version " + nameVersion(version) + ", but " +
            nameVersion(neededVersion) + " or newer is needed";
    return false;
  }
  Result result = driver.cuInit(0);
  if (result == Success)
    result = driver.cuDeviceGetCount(&count);
  if (result == NoDevice || (result == Success && count == 0)) {
    error = "the CUDA driver finds no GPU";
    return false;
  }
  if (result != Success) {
    error = "the CUDA driver does not start: " + describe(driver, result);
    return false;
  }
  return true;
}

std::string mlir::pipert::cuda::describe(const Driver &driver, Result result) {
  const char *name = nullptr, *text = nullptr;
  if (driver.cuGetErrorName(result, &name) != Success || !name)
    return "error " + std::to_string(result);
  if (driver.cuGetErrorString(result, &text) != Success || !text)
    return name;
  return std::string(text) + " (" + name + ")";
}
