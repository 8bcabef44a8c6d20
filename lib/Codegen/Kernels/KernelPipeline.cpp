//===- KernelPipeline.cpp - What all back ends do with kernels ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/KernelPipeline.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Bufferization/Transforms/FuncBufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/ControlFlow/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Linalg/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Linalg/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Dialect/SCF/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/IR/TensorInferTypeOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void mlir::pipe::buildKernelPipeline(OpPassManager &pm,
                                     const KernelTarget &target,
                                     const KernelPipelineOptions &options) {
  SetKernelTargetPassOptions say;
  say.name = target.name.str();
  say.vectorBytes = target.vectorBytes;
  say.alignment = target.alignment;
  pm.addPass(createSetKernelTargetPass(say));
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
  pm.addPass(createOutlineLoopsPass());
}

void mlir::pipe::registerKernelInterfaces(DialectRegistry &registry) {
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
