//===- LowerGpuCalls.cpp - Launches become calls of the runtime -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERGPUCALLSPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Lowers what one kernel queues.
class CallLowering {
public:
  CallLowering(func::FuncOp kernel, ModuleOp module, LLVM::GlobalOp functions,
               const llvm::DenseMap<StringAttr, gpu::GPUFuncOp> &kernels,
               const llvm::DenseMap<StringAttr, int32_t> &numbers)
      : kernel(kernel), module(module), functions(functions), kernels(kernels),
        numbers(numbers), builder(kernel.getLoc(), kernel.getContext()),
        pointer(LLVM::LLVMPointerType::get(kernel.getContext())) {}

  LogicalResult lower() {
    SmallVector<Operation *> calls;
    kernel.walk([&](Operation *op) {
      if (isa<pipert::GpuLaunchOp, pipert::GpuMultiplyOp, pipert::GpuCopyOp,
              pipert::GpuFaultOp>(op))
        calls.push_back(op);
    });
    createRoom(calls);
    for (Operation *op : calls) {
      builder.setInsertionPoint(op);
      builder.setLoc(op->getLoc());
      LogicalResult lowered =
          llvm::TypeSwitch<Operation *, LogicalResult>(op)
              .Case([&](pipert::GpuLaunchOp launch) { return lower(launch); })
              .Case(
                  [&](pipert::GpuMultiplyOp product) { return lower(product); })
              .Case([&](pipert::GpuCopyOp copy) { return lower(copy); })
              .Default([&](Operation *fault) {
                return lower(cast<pipert::GpuFaultOp>(fault));
              });
      if (failed(lowered))
        return failure();
    }
    return success();
  }

private:
  /// Room on the stack for the arguments of any launch and for an address.
  void createRoom(ArrayRef<Operation *> calls) {
    size_t most = 0;
    bool faults = false;
    for (Operation *op : calls) {
      if (auto launch = dyn_cast<pipert::GpuLaunchOp>(op))
        most = std::max<size_t>(most, launch.getArguments().size());
      faults |= isa<pipert::GpuFaultOp>(op);
    }
    builder.setInsertionPointToStart(&kernel.getBody().front());
    if (most > 0)
      room = createAlloca(most);
    if (faults)
      word = createAlloca(1);
  }
  Value createAlloca(size_t words) {
    return LLVM::AllocaOp::create(builder, pointer, pointer,
                                  i64(static_cast<int64_t>(words)),
                                  /*alignment=*/8);
  }

  Value i64(int64_t value) {
    return LLVM::ConstantOp::create(builder, builder.getI64Type(), value);
  }
  Value i32(int64_t value) {
    return LLVM::ConstantOp::create(builder, builder.getI32Type(), value);
  }

  void call(StringRef name, ValueRange operands) {
    auto function = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
    if (!function) {
      auto top = OpBuilder::atBlockBegin(module.getBody());
      function = LLVM::LLVMFuncOp::create(
          top, module.getLoc(), name,
          LLVM::LLVMFunctionType::get(
              LLVM::LLVMVoidType::get(module.getContext()),
              llvm::to_vector(operands.getTypes())));
    }
    LLVM::CallOp::create(builder, function, operands);
  }

  /// Returns `value` as a word of 64 bits, in the form of an address.
  Value getWord(Value value) {
    Type type = value.getType(), i64Type = builder.getI64Type();
    if (type == pointer)
      return value;
    if (isa<MemRefType>(type)) {
      type = builder.getIndexType();
      value =
          memref::ExtractAlignedPointerAsIndexOp::create(builder, type, value);
    }
    if (isa<FloatType>(type)) {
      type = builder.getIntegerType(type.getIntOrFloatBitWidth());
      value = arith::BitcastOp::create(builder, type, value);
    }
    if (isa<IndexType>(type))
      value = arith::IndexCastOp::create(builder, i64Type, value);
    else if (type != i64Type)
      value = arith::ExtUIOp::create(builder, i64Type, value);
    return LLVM::IntToPtrOp::create(builder, pointer, value);
  }

  LogicalResult lower(pipert::GpuLaunchOp launch) {
    StringAttr name = launch.getFunction().getLeafReference();
    auto found = kernels.find(name);
    if (found == kernels.end())
      return launch.emitOpError("launches a function that is not in the "
                                "gpu.module; run pipe-create-gpu-module first");
    for (auto [index, argument] : llvm::enumerate(launch.getArguments())) {
      Value place = LLVM::GEPOp::create(
          builder, pointer, pointer, room,
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(index)});
      LLVM::StoreOp::create(builder, getWord(argument), place);
    }
    auto type = cast<LLVM::LLVMArrayType>(functions.getType());
    Value function = LLVM::GEPOp::create(
        builder, pointer, type, LLVM::AddressOfOp::create(builder, functions),
        ArrayRef<LLVM::GEPArg>{0, numbers.lookup(name)});
    auto blocks = found->second->getAttrOfType<IntegerAttr>(kBlocksAttr);
    Value parameters =
        room ? room : LLVM::ZeroOp::create(builder, pointer).getResult();
    call("pipert_gpu_launch", {function, i64(blocks.getInt()), parameters});
    launch.erase();
    return success();
  }

  LogicalResult lower(pipert::GpuMultiplyOp product) {
    int32_t element = product.getElement().isF64() ? 1 : 0; // pipert_element_t
    call("pipert_gpu_multiply",
         {i32(element), i64(product.getM()), i64(product.getN()),
          i64(product.getK()), product.getA(), i64(product.getLda()),
          i32(product.getTransA()), product.getB(), i64(product.getLdb()),
          i32(product.getTransB()), i32(product.getAccumulate()),
          product.getC(), i64(product.getLdc()), i64(product.getCount()),
          i64(product.getStrideA()), i64(product.getStrideB()),
          i64(product.getStrideC())});
    product.erase();
    return success();
  }

  LogicalResult lower(pipert::GpuCopyOp copy) {
    call("pipert_gpu_copy",
         {copy.getDestination(), copy.getSource(), i64(copy.getBytes())});
    copy.erase();
    return success();
  }

  LogicalResult lower(pipert::GpuFaultOp fault) {
    call("pipert_gpu_fault", word);
    Value address = LLVM::LoadOp::create(builder, pointer, word);
    fault.replaceAllUsesWith(address);
    fault.erase();
    return success();
  }

  func::FuncOp kernel;
  ModuleOp module;
  LLVM::GlobalOp functions;
  const llvm::DenseMap<StringAttr, gpu::GPUFuncOp> &kernels;
  const llvm::DenseMap<StringAttr, int32_t> &numbers;
  ImplicitLocOpBuilder builder;
  Type pointer;
  Value room, word;
};

struct LowerGpuCallsPass
    : public pipe::impl::LowerGpuCallsPassBase<LowerGpuCallsPass> {
  using Base::Base;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto gpuModule = module.lookupSymbol<gpu::GPUModuleOp>(kGpuModule);
    if (!gpuModule) {
      module.emitError("has no gpu.module; run pipe-create-gpu-module first");
      return signalPassFailure();
    }
    llvm::DenseMap<StringAttr, gpu::GPUFuncOp> kernels;
    llvm::DenseMap<StringAttr, int32_t> numbers;
    for (auto kernel : gpuModule.getOps<gpu::GPUFuncOp>()) {
      int32_t next = static_cast<int32_t>(numbers.size());
      numbers[kernel.getNameAttr()] = next;
      kernels[kernel.getNameAttr()] = kernel;
    }
    LLVM::GlobalOp functions = declareFunctions(module, numbers.size());
    for (func::FuncOp kernel : getLaunchingKernels(module))
      if (failed(CallLowering(kernel, module, functions, kernels, numbers)
                     .lower()))
        return signalPassFailure();
  }

  /// Declares the table of device functions, which pipe-export-gpu-module
  /// fills.
  static LLVM::GlobalOp declareFunctions(ModuleOp module, size_t count) {
    auto builder = OpBuilder::atBlockBegin(module.getBody());
    return LLVM::GlobalOp::create(
        builder, module.getLoc(),
        LLVM::LLVMArrayType::get(getFunctionEntryType(module.getContext()),
                                 count),
        /*isConstant=*/true, LLVM::Linkage::External, kFunctionTable,
        Attribute());
  }
};
} // namespace
