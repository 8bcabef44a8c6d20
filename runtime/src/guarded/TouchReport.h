//===- TouchReport.h - Says whose memory was touched ---------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GUARDED_TOUCHREPORT_H
#define PIPERT_SRC_GUARDED_TOUCHREPORT_H

#include <cstdint>
#include <string>

namespace mlir::pipert {

/// From now on a fault in these bytes, which are called `name`, writes a line
/// to the standard error stream before the process ends as it would have.
/// Returns a handle for `unwatch`.
void *watch(void *data, uint64_t bytes, const std::string &name);
void unwatch(void *handle);

} // namespace mlir::pipert

#endif // PIPERT_SRC_GUARDED_TOUCHREPORT_H
