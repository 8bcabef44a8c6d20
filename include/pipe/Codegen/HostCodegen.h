//===- HostCodegen.h - The host code generation as a library ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_HOSTCODEGEN_H
#define PIPE_CODEGEN_HOSTCODEGEN_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace mlir::pipe {

/// Options of `pipe-codegen-host`. The only place defaults are written: flags
/// and C++ callers share it.
struct HostCodegenOptions : public PassPipelineOptions<HostCodegenOptions> {
  Option<bool> fuseElementwise{
      *this, "fuse-elementwise",
      llvm::cl::desc("Fuse elementwise ops into their users."),
      llvm::cl::init(true)};
};

/// Appends the passes that turn every `func.func` of a module, on static
/// tensors, into an `llvm.func` of the same name on bare pointers
///
///   void name(inputs..., outputs..., workspace)
///
/// with one pointer an argument, one a result and the workspace last; its size
/// in bytes is the attribute `pipe.workspace_bytes`. Results listed in
/// `pipe.accumulate` are added to what their destination holds. All other ops
/// of the module, and symbols, stay as they are.
void buildHostCodegenPipeline(OpPassManager &pm,
                              const HostCodegenOptions &options);

/// Registers the passes of the code generation and `pipe-codegen-host`.
void registerCodegenPasses();

/// Registers the interface models that the code generation needs, such as those
/// of bufferization.
void registerCodegenInterfaces(DialectRegistry &registry);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_HOSTCODEGEN_H
