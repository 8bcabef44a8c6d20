//===- Synchronize.h - Waits for the disk -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_SYNCHRONIZE_H
#define PIPE_TENSORIO_SYNCHRONIZE_H

#include <string>
#include <system_error>

namespace mlir::pipe {

/// Waits until a file, or the names in a folder, are on the disk. A file system
/// that cannot do it is none that fails.
std::error_code synchronize(const std::string &path);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_SYNCHRONIZE_H
