//===- WritePtx.cpp - The gpu.module as PTX -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "PtxTarget.h"
#include "pipe/Codegen/Cuda/Passes.h"

#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/GPUToNVVM/GPUToNVVMPass.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/GPU/Transforms/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/Support/FileSystem.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_WRITEPTXPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Turns views into arithmetic, and shuffles of 64 bits into two of 32.
static LogicalResult expand(gpu::GPUModuleOp module) {
  RewritePatternSet patterns(module.getContext());
  memref::populateExpandStridedMetadataPatterns(patterns);
  populateGpuShufflePatterns(patterns);
  return applyPatternsGreedily(module, std::move(patterns));
}

static void populatePatterns(RewritePatternSet &patterns,
                             LLVMTypeConverter &converter) {
  populateAffineToStdConversionPatterns(patterns);
  populateSCFToControlFlowConversionPatterns(patterns);
  arith::populateArithToLLVMConversionPatterns(converter, patterns);
  populateMathToLLVMConversionPatterns(converter, patterns,
                                       /*approximateLog1p=*/false,
                                       /*benefit=*/2);
  populateVectorToLLVMConversionPatterns(converter, patterns);
  populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns);
  cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
  populateGpuToNVVMConversionPatterns(converter, patterns);
}

/// Converts a gpu.module to the LLVM and NVVM dialects.
static LogicalResult convert(gpu::GPUModuleOp module) {
  MLIRContext *context = module.getContext();
  LowerToLLVMOptions options(context);
  options.useBarePtrCallConv = true;
  options.overrideIndexBitwidth(64);
  LLVMTypeConverter converter(context, options);
  configureGpuToNVVMTypeConverter(converter);
  RewritePatternSet patterns(context);
  populatePatterns(patterns, converter);
  LLVMConversionTarget target(*context);
  target.addLegalDialect<NVVM::NVVMDialect>();
  target.addLegalOp<gpu::GPUModuleOp>();
  SmallVector<Operation *> roots;
  for (Operation &op : *module.getBody())
    roots.push_back(&op);
  return applyFullConversion(roots, target, std::move(patterns));
}

namespace {
struct WritePtxPass : public pipe::impl::WritePtxPassBase<WritePtxPass> {
  using Base::Base;

  void runOnOperation() override {
    auto gpuModule = getOperation().lookupSymbol<gpu::GPUModuleOp>(kGpuModule);
    if (!gpuModule) {
      getOperation().emitError(
          "has no gpu.module; run pipe-create-gpu-module first");
      return signalPassFailure();
    }
    OwningOpRef<gpu::GPUModuleOp> copy = gpuModule.clone();
    if (failed(expand(*copy)) || failed(convert(*copy)))
      return signalPassFailure();
    llvm::Expected<std::string> ptx = writePtx(*copy, chip);
    if (!ptx) {
      gpuModule.emitError(llvm::toString(ptx.takeError()));
      return signalPassFailure();
    }
    if (!file.empty() && failed(writeFile(*ptx)))
      return signalPassFailure();
    gpuModule->setAttr(kPtxAttr, StringAttr::get(&getContext(), *ptx));
  }

  LogicalResult writeFile(StringRef ptx) {
    std::error_code code;
    llvm::raw_fd_ostream stream(file, code);
    if (!code) {
      stream << ptx;
      stream.close();
      code = stream.error();
      stream.clear_error();
    }
    if (code)
      return getOperation().emitError("cannot write '")
             << file << "': " << code.message();
    return success();
  }
};
} // namespace
