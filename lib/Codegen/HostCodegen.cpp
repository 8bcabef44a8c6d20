//===- HostCodegen.cpp - The host code generation as a library ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/HostCodegen.h"
#include "pipe/Codegen/HostObject.h"
#include "pipe/Codegen/Passes.h"

#include "mlir/Dialect/Arith/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Bufferization/Transforms/FuncBufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/ControlFlow/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Linalg/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Linalg/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Dialect/SCF/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/IR/TensorInferTypeOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void mlir::pipe::buildHostCodegenPipeline(OpPassManager &pm,
                                          const HostCodegenOptions &options) {
  pm.addPass(createCheckKernelsPass());
  OpPassManager &kernels = pm.nest<func::FuncOp>();
  kernels.addPass(createExpandGathersPass());
  kernels.addPass(createGuardIndicesPass());
  kernels.addPass(createDropEmptyTensorsPass());
  kernels.addPass(createSplitSlicesPass());
  kernels.addPass(createCanonicalizerPass());
  kernels.addPass(createCSEPass());
  kernels.addPass(createPrepareKernelsPass());
  kernels.addPass(createPassDestinationsPass());
  if (options.fuseElementwise)
    kernels.addPass(createFuseElementwisePass());
  kernels.addPass(createCSEPass());
  kernels.addPass(createYieldInPlacePass());
  pm.addPass(createBufferizeKernelsPass());
  // Erases copies of a buffer to itself.
  pm.addNestedPass<func::FuncOp>(createCanonicalizerPass());
  pm.addNestedPass<func::FuncOp>(createPackWorkspacePass());
  pm.addPass(createLowerContractionsPass());
  pm.addPass(createOutlineLoopsPass());
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

void mlir::pipe::registerCodegenPasses() {
  registerPipeCodegenPasses();
  PassPipelineRegistration<HostCodegenOptions>(
      "pipe-codegen-host", "Turn kernels into LLVM functions for this machine",
      buildHostCodegenPipeline);
}

void mlir::pipe::registerCodegenInterfaces(DialectRegistry &registry) {
  arith::registerBufferizableOpInterfaceExternalModels(registry);
  bufferization::func_ext::registerBufferizableOpInterfaceExternalModels(
      registry);
  cf::registerBufferizableOpInterfaceExternalModels(registry);
  linalg::registerBufferizableOpInterfaceExternalModels(registry);
  linalg::registerSubsetOpInterfaceExternalModels(registry);
  scf::registerBufferizableOpInterfaceExternalModels(registry);
  tensor::registerBufferizableOpInterfaceExternalModels(registry);
  tensor::registerInferTypeOpInterfaceExternalModels(registry);
  tensor::registerSubsetOpInterfaceExternalModels(registry);
}
