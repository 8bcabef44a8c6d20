//===- Backends.cpp - Back ends by name -----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Backend/Backend.h"

#include "llvm/ADT/STLExtras.h"

namespace mlir::pipe {
#define PIPE_BACKEND(NAME) extern const Backend backend_##NAME;
#include "Backends.def"
} // namespace mlir::pipe

using namespace mlir::pipe;

llvm::ArrayRef<Backend> mlir::pipe::getBackends() {
  static const Backend backends[] = {
#define PIPE_BACKEND(NAME) backend_##NAME,
#include "Backends.def"
  };
  return backends;
}

const Backend *mlir::pipe::findBackend(llvm::StringRef name) {
  llvm::ArrayRef<Backend> backends = getBackends();
  const auto *found = llvm::find_if(
      backends, [&](const Backend &backend) { return backend.name == name; });
  return found == backends.end() ? nullptr : found;
}
