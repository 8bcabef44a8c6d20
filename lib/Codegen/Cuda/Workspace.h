//===- Workspace.h - Room that a kernel needs on top ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_CUDA_WORKSPACE_H
#define PIPE_LIB_CODEGEN_CUDA_WORKSPACE_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::pipe {

/// The workspace of a kernel, which grows.
class Workspace {
public:
  /// \errors  At `kernel` if it has none.
  static FailureOr<Workspace> get(func::FuncOp kernel, int64_t alignment);

  /// Returns new memory for a buffer of `type`, a view at the start of the
  /// kernel, at a multiple of the target's alignment, or of 8 bytes if
  /// `isSmall`; failure if no workspace is as large.
  FailureOr<Value> add(MemRefType type, bool isSmall);

private:
  Workspace(func::FuncOp kernel, int64_t alignment, int64_t bytes)
      : kernel(kernel), alignment(alignment), bytes(bytes) {}

  func::FuncOp kernel;
  int64_t alignment;
  int64_t bytes;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_CUDA_WORKSPACE_H
