//===- Cuda.cpp - Kernels as launches on CUDA devices ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Backend/Backend.h"
#include "pipe/Codegen/Cuda/CudaCodegen.h"

using namespace mlir;
using namespace mlir::pipe;

static void buildCodegen(OpPassManager &pm, const KernelTarget &target) {
  buildKernelPipeline(pm, target);
  buildCudaTailPipeline(pm, CudaCodegenOptions());
}

namespace mlir::pipe {
extern const Backend backend_cuda;
const Backend backend_cuda = {
    "cuda",
    "launches of device functions in PTX, and the same functions for the host",
    /*compilesReference=*/true,
    kCudaKernelTarget,
    /*takeKernels=*/nullptr,
    buildCodegen};
} // namespace mlir::pipe
