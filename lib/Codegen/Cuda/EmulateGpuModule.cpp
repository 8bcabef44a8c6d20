//===- EmulateGpuModule.cpp - What a thread of a device does, on the host -===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Codegen/Cuda/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_EMULATEGPUMODULEPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Places in a pipert_gpu_thread_t.
static constexpr int32_t kThread = 0, kThreads = 4, kBlock = 8, kBlocks = 12;

namespace {
/// Replaces what a device gives its threads.
class ThreadOps {
public:
  ThreadOps(ModuleOp module, func::FuncOp function)
      : module(module), function(function), thread(function.getArgument(0)) {}

  LogicalResult replace() {
    SmallVector<Operation *> ops;
    function.walk([&](Operation *op) {
      if (isa_and_nonnull<gpu::GPUDialect>(op->getDialect()))
        ops.push_back(op);
    });
    for (Operation *op : ops)
      if (failed(replace(op)))
        return failure();
    return success();
  }

private:
  LogicalResult replace(Operation *op) {
    ImplicitLocOpBuilder builder(op->getLoc(), op);
    return llvm::TypeSwitch<Operation *, LogicalResult>(op)
        .Case([&](gpu::ThreadIdOp) { return replace(op, kThread); })
        .Case([&](gpu::BlockDimOp) { return replace(op, kThreads); })
        .Case([&](gpu::BlockIdOp) { return replace(op, kBlock); })
        .Case([&](gpu::GridDimOp) { return replace(op, kBlocks); })
        .Case([&](gpu::ShuffleOp shuffle) { return replace(shuffle); })
        .Case([&](gpu::ReturnOp end) {
          func::ReturnOp::create(builder);
          end.erase();
          return success();
        })
        .Default([](Operation *other) {
          return other->emitOpError("has no twin on the host");
        });
  }

  LogicalResult replace(Operation *op, int32_t offset) {
    ImplicitLocOpBuilder builder(op->getLoc(), op);
    Value field =
        LLVM::GEPOp::create(builder, thread.getType(), builder.getI8Type(),
                            thread, ArrayRef<LLVM::GEPArg>{offset});
    Value number = LLVM::LoadOp::create(builder, builder.getI32Type(), field);
    Value index =
        arith::IndexCastUIOp::create(builder, builder.getIndexType(), number);
    op->getResult(0).replaceAllUsesWith(index);
    op->erase();
    return success();
  }

  LogicalResult replace(gpu::ShuffleOp shuffle) {
    if (!shuffle.getValid().use_empty())
      return shuffle.emitOpError("has no twin on the host that says which "
                                 "lanes are valid");
    ImplicitLocOpBuilder builder(shuffle.getLoc(), shuffle);
    Type i64 = builder.getI64Type(), type = shuffle.getValue().getType();
    Value word = shuffle.getValue();
    if (type != i64)
      word = arith::ExtUIOp::create(builder, i64, word);
    // The modes have the numbers of pipert_gpu_shuffle_t.
    auto mode = static_cast<int32_t>(shuffle.getMode());
    Value modeValue =
        arith::ConstantOp::create(builder, builder.getI32IntegerAttr(mode));
    Value result = LLVM::CallOp::create(
                       builder,
                       getFunction("pipert_gpu_shuffle", i64,
                                   {thread.getType(), i64, builder.getI32Type(),
                                    builder.getI32Type()}),
                       ValueRange{thread, word, modeValue, shuffle.getOffset()})
                       .getResult();
    if (type != i64)
      result = arith::TruncIOp::create(builder, type, result);
    shuffle.getShuffleResult().replaceAllUsesWith(result);
    shuffle.erase();
    return success();
  }

  LLVM::LLVMFuncOp getFunction(StringRef name, Type result,
                               ArrayRef<Type> types) {
    if (auto found = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
      return found;
    auto builder = OpBuilder::atBlockBegin(module.getBody());
    return LLVM::LLVMFuncOp::create(builder, module.getLoc(), name,
                                    LLVM::LLVMFunctionType::get(result, types));
  }

  ModuleOp module;
  func::FuncOp function;
  Value thread;
};

struct EmulateGpuModulePass
    : public pipe::impl::EmulateGpuModulePassBase<EmulateGpuModulePass> {
  using Base::Base;

  void runOnOperation() override {
    auto gpuModule = getOperation().lookupSymbol<gpu::GPUModuleOp>(kGpuModule);
    if (!gpuModule)
      return;
    OpBuilder builder(gpuModule);
    for (auto kernel : gpuModule.getOps<gpu::GPUFuncOp>()) {
      auto pointer = LLVM::LLVMPointerType::get(&getContext());
      SmallVector<Type> types{pointer};
      llvm::append_range(types, kernel.getArgumentTypes());
      auto twin = func::FuncOp::create(
          builder, kernel.getLoc(), (kernel.getName() + kEmulatedSuffix).str(),
          builder.getFunctionType(types, {}));
      twin.setPrivate();
      twin->setAttr(kLoopAttr, builder.getUnitAttr());
      IRMapping mapping;
      kernel.getBody().cloneInto(&twin.getBody(), mapping);
      twin.getBody().front().insertArgument(0u, pointer, twin.getLoc());
      for (unsigned i = 0; i < kernel.getNumArguments(); ++i)
        twin.setArgAttrs(i + 1, kernel.getArgAttrDict(i));
      if (failed(ThreadOps(getOperation(), twin).replace()))
        return signalPassFailure();
    }
  }
};
} // namespace
