//===- Workspace.h - Scratch memory of the uncut model ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_WORKSPACE_H
#define PIPE_TOOLS_PIPERUN_WORKSPACE_H

#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <cstdint>

namespace mlir::pipe {

/// The scratch memory that the uncut model needs, aligned as its code wants it.
class Workspace {
public:
  explicit Workspace(const Reference &reference)
      : alignment(size_t(reference.workspaceAlignment)),
        memory(size_t(reference.workspaceBytes) + alignment) {}

  void *data() {
    size_t behind = reinterpret_cast<uintptr_t>(memory.data()) % alignment;
    return memory.data() + (alignment - behind) % alignment;
  }

private:
  size_t alignment;
  Bytes memory;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_WORKSPACE_H
