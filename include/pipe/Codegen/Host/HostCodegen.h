//===- HostCodegen.h - The host code generation as a library ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_HOST_HOSTCODEGEN_H
#define PIPE_CODEGEN_HOST_HOSTCODEGEN_H

#include "pipe/Codegen/Kernels/KernelPipeline.h"

#include "mlir/Pass/PassOptions.h"

namespace mlir::pipe {

/// What the host says of itself: vectors of AVX-512, also where the processor
/// has smaller ones, so that sums are the same on all; and a cache line.
inline constexpr KernelTarget kHostKernelTarget = {"the host", 64, 64};

/// Options of `pipe-codegen-host`. Flags and C++ callers share it.
struct HostCodegenOptions : public PassPipelineOptions<HostCodegenOptions> {
  Option<bool> fuseElementwise{
      *this, "fuse-elementwise",
      llvm::cl::desc("Fuse elementwise ops into their users."),
      llvm::cl::init(true)};
  Option<int64_t> vectorBytes{
      *this, "vector-bytes",
      llvm::cl::desc("Bytes of a vector; decides the order of sums."),
      llvm::cl::init(kHostKernelTarget.vectorBytes)};
  Option<int64_t> alignment{
      *this, "alignment",
      llvm::cl::desc("Bytes at whose multiples buffers begin."),
      llvm::cl::init(kHostKernelTarget.alignment)};
};

/// Appends the passes that turn what buildKernelPipeline leaves into an
/// `llvm.func` of the same name on bare pointers
///
///   void name(inputs..., outputs..., workspace)
///
/// with one pointer an argument, one a result and the workspace last; its size
/// in bytes is the attribute `pipe.workspace_bytes`. Matrix products are calls
/// of the runtime. All other ops of the module, and symbols, stay as they are.
void buildHostTailPipeline(OpPassManager &pm);

/// Appends both: from `func.func` on static tensors to the host's `llvm.func`.
void buildHostCodegenPipeline(OpPassManager &pm,
                              const HostCodegenOptions &options);

/// Registers the passes of both and `pipe-codegen-host`.
void registerCodegenPasses();

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_HOST_HOSTCODEGEN_H
