//===- ConvertKernelsToLLVM.cpp - Kernels on buffers become LLVM functions ===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/DialectConversion.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CONVERTKERNELSTOLLVMPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Says of every pointer that nothing else points to its memory, and how the
/// workspace, the last one, is aligned. The slices of a batch follow each other
/// without gaps, so the others have no more than their elements' alignment.
static void annotateArguments(func::FuncOp kernel, int64_t alignment) {
  OpBuilder builder(kernel.getContext());
  for (unsigned i = 0; i < kernel.getNumArguments(); ++i)
    kernel.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                      builder.getUnitAttr());
  kernel.setArgAttr(kernel.getNumArguments() - 1,
                    LLVM::LLVMDialect::getAlignAttrName(),
                    builder.getI64IntegerAttr(alignment));
}

/// Adds the conversions of every op that a kernel on loops may hold.
static void populatePatterns(RewritePatternSet &patterns,
                             LLVMTypeConverter &converter) {
  populateAffineToStdConversionPatterns(patterns);
  populateSCFToControlFlowConversionPatterns(patterns);
  arith::populateArithToLLVMConversionPatterns(converter, patterns);
  populateMathToLLVMConversionPatterns(converter, patterns,
                                       /*approximateLog1p=*/false,
                                       /*benefit=*/2);
  populateMathToLibmConversionPatterns(patterns);
  populateVectorToLLVMConversionPatterns(converter, patterns);
  populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns);
  cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
  populateFuncToLLVMConversionPatterns(converter, patterns);
}

namespace {
struct ConvertKernelsToLLVMPass
    : public pipe::impl::ConvertKernelsToLLVMPassBase<
          ConvertKernelsToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    FailureOr<KernelTargetAttr> kernelTarget =
        requireKernelTarget(getOperation());
    if (failed(kernelTarget))
      return signalPassFailure();
    SmallVector<Operation *> roots;
    for (func::FuncOp kernel : getKernels(getOperation())) {
      if (!kernel->hasAttr(kLoopAttr))
        annotateArguments(kernel, kernelTarget->getAlignment());
      if (failed(expandViews(kernel)))
        return signalPassFailure();
      roots.push_back(kernel);
    }
    for (auto global : getOperation().getOps<memref::GlobalOp>())
      roots.push_back(global);

    LowerToLLVMOptions options(&getContext());
    options.useBarePtrCallConv = true;
    options.overrideIndexBitwidth(64);
    LLVMTypeConverter converter(&getContext(), options);
    RewritePatternSet patterns(&getContext());
    populatePatterns(patterns, converter);
    LLVMConversionTarget target(getContext());
    if (failed(applyFullConversion(roots, target, std::move(patterns))))
      return signalPassFailure();
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>())
      if (function->hasAttr(kLoopAttr)) {
        function.setLinkage(LLVM::Linkage::Internal);
        function.setNoInline(true);
      }
  }

  /// Turns views into arithmetic on the strides of the buffer they look at.
  LogicalResult expandViews(func::FuncOp kernel) {
    RewritePatternSet patterns(&getContext());
    memref::populateExpandStridedMetadataPatterns(patterns);
    return applyPatternsGreedily(kernel, std::move(patterns));
  }
};
} // namespace
