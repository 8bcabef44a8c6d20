//===- CudaCodegen.cpp - The tail of the code generation for CUDA ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Cuda/CudaCodegen.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Math/Passes.h"

#include "mlir/Transforms/Passes.h"

using namespace mlir;

void mlir::pipe::buildCudaTailPipeline(OpPassManager &pm,
                                       const CudaCodegenOptions &options) {
  pm.addPass(createLaunchDeviceCodePass());
  pm.addPass(createLaunchProductsPass());
  OpPassManager &loops = pm.nest<func::FuncOp>();
  loops.addPass(createDistributeLoopsPass());
  loops.addPass(createLowerLoopsPass());
  ExpandMathPassOptions math;
  math.hasLibrary = false;
  loops.addPass(createExpandMathPass(math));
  loops.addPass(createCSEPass());
  pm.addPass(createLowerSmallFloatsPass());
  pm.addPass(createWidenIntegersPass());
  pm.addPass(createLowerDeviceChecksPass());
  pm.addPass(createCreateGpuModulePass());
  WritePtxPassOptions ptx;
  ptx.chip = options.chip;
  ptx.file = options.ptxFile;
  pm.addPass(createWritePtxPass(ptx));
  pm.addPass(createEmulateGpuModulePass());
  pm.addPass(createLowerGpuCallsPass());
  pm.addPass(createConvertKernelsToLLVMPass());
  pm.addPass(createExportGpuModulePass());
}

void mlir::pipe::buildCudaCodegenPipeline(OpPassManager &pm,
                                          const CudaCodegenOptions &options) {
  buildKernelPipeline(pm, kCudaKernelTarget);
  buildCudaTailPipeline(pm, options);
}

void mlir::pipe::registerCudaCodegenPasses() {
  registerPipeCudaPasses();
  PassPipelineRegistration<CudaCodegenOptions>(
      "pipe-codegen-cuda",
      "Turn kernels into device code for CUDA and host code that launches it",
      buildCudaCodegenPipeline);
}
