//===- WorkspaceLayout.h - Offsets of buffers -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_WORKSPACELAYOUT_H
#define PIPE_LIB_CODEGEN_KERNELS_WORKSPACELAYOUT_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::pipe {

/// One buffer: alive from step `first` to step `last`, both inclusive.
struct WorkspaceBuffer {
  int64_t bytes;
  int64_t first;
  int64_t last;
};

struct WorkspaceLayout {
  SmallVector<int64_t> offsets; ///< In bytes, one a buffer.
  int64_t bytes = 0;            ///< The whole workspace.
};

/// Places `buffers` so that those alive at the same step do not overlap:
/// largest first, each at the lowest multiple of `alignment` that is free. A
/// buffer of 0 bytes lies at 0.
WorkspaceLayout layOutWorkspace(ArrayRef<WorkspaceBuffer> buffers,
                                int64_t alignment);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_WORKSPACELAYOUT_H
