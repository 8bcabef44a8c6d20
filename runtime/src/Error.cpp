//===- Error.cpp - Status and message of a failed call --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Error.h"

#include <cstdarg>
#include <cstdio>

namespace mlir::pipert {

static thread_local char lastError[1024];

pipert_status_t fail(pipert_status_t status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(lastError, sizeof(lastError), format, arguments);
  va_end(arguments);
  return status;
}

const char *getLastError() { return lastError; }

} // namespace mlir::pipert

extern "C" const char *pipert_last_error(void) {
  return mlir::pipert::getLastError();
}

extern "C" const char *pipert_status_name(pipert_status_t status) {
  switch (status) {
  case PIPERT_OK:
    return "ok";
  case PIPERT_INVALID_ARGUMENT:
    return "invalid argument";
  case PIPERT_UNAVAILABLE:
    return "unavailable";
  case PIPERT_DEADLINE:
    return "deadline";
  case PIPERT_PEER_FAILED:
    return "peer failed";
  case PIPERT_INTERNAL:
    return "internal";
  case PIPERT_MISMATCH:
    return "mismatch";
  case PIPERT_OUT_OF_MEMORY:
    return "out of memory";
  case PIPERT_OUT_OF_RANGE:
    return "out of range";
  case PIPERT_ASSERTION:
    return "assertion";
  }
  return "unknown status";
}

extern "C" void pipert_abi_version(int32_t *out_major, int32_t *out_minor) {
  *out_major = PIPERT_ABI_VERSION_MAJOR;
  *out_minor = PIPERT_ABI_VERSION_MINOR;
}
