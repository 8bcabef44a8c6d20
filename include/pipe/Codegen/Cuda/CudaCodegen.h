//===- CudaCodegen.h - The CUDA code generation as a library ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_CUDA_CUDACODEGEN_H
#define PIPE_CODEGEN_CUDA_CUDACODEGEN_H

#include "pipe/Codegen/Kernels/KernelPipeline.h"

#include "mlir/Pass/PassOptions.h"

namespace mlir::pipe {

/// What CUDA devices say of themselves: a row of f32 has one partial result a
/// thread of a warp, and buffers begin where memory is read at once.
inline constexpr KernelTarget kCudaKernelTarget = {"CUDA devices", 128, 256};

/// Options of `pipe-codegen-cuda`. Flags and C++ callers share it.
struct CudaCodegenOptions : public PassPipelineOptions<CudaCodegenOptions> {
  Option<std::string> chip{*this, "chip",
                           llvm::cl::desc("The oldest chip that runs the PTX."),
                           llvm::cl::init("sm_80")};
  Option<std::string> ptxFile{
      *this, "ptx-file", llvm::cl::desc("Write the PTX to this file, too."),
      llvm::cl::init("")};
};

/// Appends the passes that turn what buildKernelPipeline leaves into an
/// `llvm.func` of the same name, as buildHostTailPipeline does. It queues
/// launches of device functions, products and copies; what it launches is the
/// global `pipe_gpu_module`, a pipert_gpu_module_t.
void buildCudaTailPipeline(OpPassManager &pm,
                           const CudaCodegenOptions &options);

/// Appends both: from `func.func` on static tensors to `llvm.func`.
void buildCudaCodegenPipeline(OpPassManager &pm,
                              const CudaCodegenOptions &options);

/// Registers the passes of both and `pipe-codegen-cuda`.
void registerCudaCodegenPasses();

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_CUDA_CUDACODEGEN_H
