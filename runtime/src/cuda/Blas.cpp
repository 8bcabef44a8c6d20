//===- Blas.cpp - The library cuBLASLt ------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Blas.h"

#include <dlfcn.h>
#include <mutex>
#include <type_traits>

using namespace mlir::pipert::cuda;

bool mlir::pipert::cuda::openBlas(const char *file, Blas &blas,
                                  std::string &error) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    error = std::string("matrix products need cuBLASLt: ") + dlerror();
    return false;
  }
  error.clear();
  auto load = [&](auto &function, const char *symbol) {
    using Pointer = std::remove_reference_t<decltype(function)>;
    function = reinterpret_cast<Pointer>(dlsym(library, symbol));
    if (!function && error.empty())
      error = std::string("cuBLASLt has no function ") + symbol;
  };
#define PIPERT_BLAS(NAME, PARAMETERS) load(blas.NAME, #NAME);
#include "Blas.def"
  if (!error.empty())
    dlclose(library);
  return error.empty();
}

const Blas *mlir::pipert::cuda::openBlas(std::string &error) {
  static std::mutex mutex;
  static Blas blas;
  static bool isOpen = false;
  std::lock_guard lock(mutex);
  for (const char *file : {"libcublasLt.so.13", "libcublasLt.so.12"})
    if (!isOpen)
      isOpen = openBlas(file, blas, error);
  return isOpen ? &blas : nullptr;
}
