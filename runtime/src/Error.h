//===- Error.h - Status and message of a failed call ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_ERROR_H
#define PIPERT_SRC_ERROR_H

#include "pipert/pipert.h"

namespace mlir::pipert {

/// Keeps a printf-style message for pipert_last_error() of this thread and
/// returns `status`. Does not allocate; longer messages are cut at 1 KiB.
pipert_status_t fail(pipert_status_t status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// Returns what pipert_last_error() returns.
const char *getLastError();

} // namespace mlir::pipert

#endif // PIPERT_SRC_ERROR_H
