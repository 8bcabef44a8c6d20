//===- BackendFiles.h - What back ends add to bundles -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_TARGET_BACKENDFILES_H
#define PIPE_LIB_TARGET_BACKENDFILES_H

#include "pipe/Backend/Backend.h"

#include "llvm/Support/Error.h"

namespace mlir::pipe {

/// Tells whether a bundle can hold `files` beside its own, under the names
/// that `backend` gives them.
llvm::Error checkBackendFiles(const Backend &backend,
                              ArrayRef<BackendFile> files);

} // namespace mlir::pipe

#endif // PIPE_LIB_TARGET_BACKENDFILES_H
