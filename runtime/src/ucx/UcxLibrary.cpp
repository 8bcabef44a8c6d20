//===- UcxLibrary.cpp - UCX, where it is installed ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UcxLibrary.h"

#include <cstdlib>
#include <dlfcn.h>

using namespace mlir::pipert;

/// UCX reads these when it is loaded. Failures are told by this library alone:
/// without them UCX writes to the standard output, and catches signals.
static void setQuiet() {
  for (auto [name, value] : {std::pair{"UCX_LOG_LEVEL", "fatal"},
                             {"UCX_HANDLE_ERRORS", "none"},
                             {"UCX_WARN_UNUSED_ENV_VARS", "n"}})
    setenv(name, value, /*overwrite=*/0);
}

static UcxLibrary load(std::string &error) {
  // For tests: another name, as that of a library that is not there.
  const char *given = getenv("PIPERT_TEST_UCX");
  UcxLibrary library;
  setQuiet();
  // It cannot be unloaded: it has threads and hooks.
  void *handle = dlopen(given ? given : "libucp.so.0",
                        RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!handle) {
    error = dlerror();
    return {};
  }
  const char *missing = nullptr;
  auto find = [&](auto &function, const char *name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(
        dlsym(handle, name));
    if (!function)
      missing = name;
  };
#define PIPERT_UCX_FIND(NAME) find(library.NAME, #NAME);
  PIPERT_UCX_FUNCTIONS(PIPERT_UCX_FIND)
#undef PIPERT_UCX_FIND
  if (!missing)
    return library;
  error = std::string("it has no function '") + missing + "'";
  return {};
}

const UcxLibrary *UcxLibrary::open(std::string &error) {
  static std::string reason;
  static const UcxLibrary library = load(reason);
  error = reason;
  return library.ucp_init_version ? &library : nullptr;
}
