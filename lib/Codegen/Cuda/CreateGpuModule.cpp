//===- CreateGpuModule.cpp - Device functions become a gpu.module ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CREATEGPUMODULEPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns true if a device has an instruction, or a few, for `op` that give
/// the bits of the host.
static bool hasInstruction(Operation *op) {
  return isa<math::AbsFOp, math::AbsIOp, math::CeilOp, math::CopySignOp,
             math::CountLeadingZerosOp, math::CountTrailingZerosOp,
             math::CtPopOp, math::FloorOp, math::FmaOp, math::RoundEvenOp,
             math::RoundOp, math::SqrtOp, math::TruncOp>(op);
}

/// Says which functions are left to a library that devices do not have.
static LogicalResult checkFunctions(func::FuncOp function) {
  WalkResult result = function.walk([](Operation *op) {
    if (!isa_and_nonnull<math::MathDialect>(op->getDialect()) ||
        hasInstruction(op))
      return WalkResult::advance();
    op->emitOpError("on ") << op->getOperand(0).getType() << " "
                           << sayNoCode(op);
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

namespace {
struct CreateGpuModulePass
    : public pipe::impl::CreateGpuModulePassBase<CreateGpuModulePass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    OpBuilder builder(module.getBody(), module.getBody()->end());
    auto gpuModule =
        gpu::GPUModuleOp::create(builder, module.getLoc(), kGpuModule);
    if (Attribute places = module->removeAttr(kPlacesAttr))
      gpuModule->setAttr(kPlacesAttr, places);
    builder.setInsertionPointToEnd(gpuModule.getBody());
    SymbolTable symbols(module);
    llvm::DenseSet<StringAttr> globals;
    for (func::FuncOp function : getDeviceFunctions(module)) {
      if (failed(checkFunctions(function)))
        return signalPassFailure();
      copyGlobals(builder, function, symbols, globals);
      move(builder, function);
    }
    module.walk([&](pipert::GpuLaunchOp launch) {
      launch.setFunctionAttr(SymbolRefAttr::get(
          gpuModule.getSymNameAttr(),
          {FlatSymbolRefAttr::get(launch.getFunction().getLeafReference())}));
    });
  }

  /// Copies the constants that `function` reads. Those on the host stay, for
  /// its twin there.
  void copyGlobals(OpBuilder &builder, func::FuncOp function,
                   SymbolTable &symbols, llvm::DenseSet<StringAttr> &globals) {
    function.walk([&](memref::GetGlobalOp get) {
      auto name = get.getNameAttr().getAttr();
      if (globals.insert(name).second)
        builder.clone(*symbols.lookup(name));
    });
  }

  void move(OpBuilder &builder, func::FuncOp function) {
    auto kernel =
        gpu::GPUFuncOp::create(builder, function.getLoc(), function.getName(),
                               function.getFunctionType());
    kernel->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
    for (unsigned i = 0; i < function.getNumArguments(); ++i)
      kernel.setArgAttrs(i, function.getArgAttrDict(i));
    for (StringRef name : {kThreadsAttr, kBlocksAttr})
      kernel->setAttr(name, function->getAttr(name));
    auto threads = function->getAttrOfType<IntegerAttr>(kThreadsAttr);
    kernel.setKnownBlockSize(
        ArrayRef<int32_t>{static_cast<int32_t>(threads.getInt()), 1, 1});
    Block &entry = kernel.getBody().front();
    Block &body = function.getBody().front();
    for (auto [argument, old] :
         llvm::zip_equal(entry.getArguments(), body.getArguments()))
      old.replaceAllUsesWith(argument);
    entry.getOperations().splice(entry.end(), body.getOperations());
    Operation *end = entry.getTerminator();
    OpBuilder atEnd(end);
    gpu::ReturnOp::create(atEnd, end->getLoc());
    end->erase();
    function.erase();
  }
};
} // namespace
