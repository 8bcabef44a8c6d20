//===- HostCodegen.cpp - The host's tail of the code generation -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/HostCodegen.h"
#include "pipe/Codegen/Host/HostObject.h"
#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Codegen/Math/Passes.h"

#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void mlir::pipe::buildHostTailPipeline(OpPassManager &pm) {
  pm.addPass(createLowerContractionsPass());
  OpPassManager &loops = pm.nest<func::FuncOp>();
  loops.addPass(createLowerLoopsPass());
  ExpandMathPassOptions math;
  math.nativeHalf = convertsHalf(getHostTarget());
  loops.addPass(createExpandMathPass(math));
  loops.addPass(createCSEPass());
  pm.addPass(createLowerSmallFloatsPass());
  pm.addPass(createWidenIntegersPass());
  pm.addPass(createLowerIndexChecksPass());
  pm.addPass(createConvertKernelsToLLVMPass());
}

void mlir::pipe::buildHostCodegenPipeline(OpPassManager &pm,
                                          const HostCodegenOptions &options) {
  KernelPipelineOptions kernels;
  kernels.fuseElementwise = options.fuseElementwise;
  buildKernelPipeline(
      pm, {kHostKernelTarget.name, options.vectorBytes, options.alignment},
      kernels);
  buildHostTailPipeline(pm);
}

void mlir::pipe::registerCodegenPasses() {
  registerPipeKernelsPasses();
  registerPipeMathPasses();
  registerPipeHostPasses();
  PassPipelineRegistration<HostCodegenOptions>(
      "pipe-codegen-host", "Turn kernels into LLVM functions for this machine",
      buildHostCodegenPipeline);
}
