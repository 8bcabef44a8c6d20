//===- InitAll.h - Registration of dialects and passes ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_PIPELINES_INITALL_H
#define PIPE_PIPELINES_INITALL_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace mlir::pipe {
/// Registers the project's dialects, the upstream dialects that its inputs and
/// lowerings use, and the interface models that its passes need.
void registerAllDialects(DialectRegistry &registry);

/// Registers the project's passes and pipelines, and the upstream passes that
/// are useful between them.
void registerAllPasses();
} // namespace mlir::pipe

#endif // PIPE_PIPELINES_INITALL_H
