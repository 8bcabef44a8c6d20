//===- InitAll.cpp - Registration of dialects and passes ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Pipelines/InitAll.h"

#include "pipe/Codegen/Cuda/CudaCodegen.h"
#include "pipe/Codegen/Host/HostCodegen.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"
#include "pipe/Dialect/TMTensor/IR/TMTensor.h"
#include "pipe/Dialect/Util/IR/Util.h"
#include "pipe/Import/StableHLO/Passes.h"
#include "pipe/Import/Torch/Passes.h"
#include "pipe/Interfaces/ExternalModels.h"
#include "pipe/Pipelines/Pipelines.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void mlir::pipe::registerAllDialects(DialectRegistry &registry) {
  registry.insert<
      PipeDialect, pipert::PipeRTDialect, affine::AffineDialect,
      arith::ArithDialect, bufferization::BufferizationDialect,
      cf::ControlFlowDialect, func::FuncDialect, gpu::GPUDialect,
      LLVM::LLVMDialect, NVVM::NVVMDialect, linalg::LinalgDialect,
      math::MathDialect, memref::MemRefDialect, ml_program::MLProgramDialect,
      scf::SCFDialect, tensor::TensorDialect, tm_tensor::TMTensorDialect,
      tosa::TosaDialect, util::UtilDialect, vector::VectorDialect>();
  func::registerInlinerExtension(registry);
  registerCostModels(registry);
  registerKernelInterfaces(registry);
}

void mlir::pipe::registerAllPasses() {
  registerPipePasses();
  registerPipeConversionPasses();
  registerPipeStableHLOImportPasses();
  registerPipeTorchImportPasses();
  registerCodegenPasses();
  registerCudaCodegenPasses();
  registerPipelines();
  registerTransformsPasses();
}
