//===- PipeToPipeRT.cpp - Rank programs to runtime calls ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramLowering.h"

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Bundle/Format.h"
#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CONVERTPIPETOPIPERTPASS
#include "pipe/Conversion/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct ConvertPipeToPipeRTPass
    : public pipe::impl::ConvertPipeToPipeRTPassBase<ConvertPipeToPipeRTPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (PipelineOp pipeline :
         llvm::make_early_inc_range(getOperation().getOps<PipelineOp>()))
      if (failed(lower(pipeline, symbols)))
        return signalPassFailure();
  }

  LogicalResult lower(PipelineOp pipeline, SymbolTable &symbols) {
    SmallVector<StringAttr> kernels = getPipelineKernels(pipeline);
    PipelineNumbers numbers(pipeline);
    SmallVector<Attribute> references;
    for (StringAttr kernel : kernels) {
      numbers.kernels[kernel] = static_cast<int32_t>(references.size());
      references.push_back(FlatSymbolRefAttr::get(kernel));
    }
    for (TaskOp task : pipeline.getTasks())
      numbers.tasks[task] = static_cast<int32_t>(numbers.tasks.size());
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      if (failed(ProgramLowering(program, pipeline, numbers, symbols).lower()))
        return failure();
    OpBuilder builder(pipeline);
    symbols.insert(
        pipert::KernelsOp::create(builder, pipeline.getLoc(),
                                  bundle::getKernelTable(pipeline.getSymName()),
                                  builder.getArrayAttr(references)));
    pipeline.erase();
    return success();
  }
};
} // namespace
