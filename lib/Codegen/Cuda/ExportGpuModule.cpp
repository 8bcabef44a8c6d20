//===- ExportGpuModule.cpp - Device code as data of the bundle ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Codegen/Cuda/Passes.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_EXPORTGPUMODULEPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Writes a pipert_gpu_module_t.
class ModuleTable {
public:
  ModuleTable(ModuleOp module, gpu::GPUModuleOp gpuModule)
      : module(module), gpuModule(gpuModule), symbols(module),
        builder(module.getLoc(), module.getContext()),
        pointer(LLVM::LLVMPointerType::get(module.getContext())) {
    builder.setInsertionPointToEnd(module.getBody());
  }

  LogicalResult write() {
    auto ptx = gpuModule->getAttrOfType<StringAttr>(kPtxAttr);
    auto functions = module.lookupSymbol<LLVM::GlobalOp>(kFunctionTable);
    if (!ptx || !functions)
      return gpuModule.emitError("has no PTX or no table of functions; run "
                                 "pipe-write-ptx and pipe-lower-gpu-calls "
                                 "first");
    SmallVector<gpu::GPUFuncOp> kernels(gpuModule.getOps<gpu::GPUFuncOp>());
    if (failed(writeFunctions(functions, kernels)))
      return failure();
    LLVM::GlobalOp text = createText(ptx.getValue(), "pipe_gpu_ptx");
    ArrayAttr texts = gpuModule->getAttrOfType<ArrayAttr>(kPlacesAttr);
    size_t numPlaces = texts ? texts.size() : 0;
    LLVM::GlobalOp places = writePlaces(texts);
    Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
    auto type = LLVM::LLVMStructType::getLiteral(
        module.getContext(), {i32, i32, pointer, pointer, i64, pointer, i32});
    createGlobal(type, "pipe_gpu_module", LLVM::Linkage::External, [&] {
      return getStruct(type, {getI32(kModuleBytes), getI32(kernels.size()),
                              getAddress(functions), getAddress(text),
                              getI64(ptx.getValue().size()), getAddress(places),
                              getI32(numPlaces)});
    });
    return success();
  }

private:
  /// sizeof(pipert_gpu_module_t).
  static constexpr int64_t kModuleBytes = 48;

  LogicalResult writeFunctions(LLVM::GlobalOp functions,
                               ArrayRef<gpu::GPUFuncOp> kernels) {
    SmallVector<LLVM::GlobalOp> names;
    SmallVector<LLVM::LLVMFuncOp> entries;
    for (gpu::GPUFuncOp kernel : kernels) {
      names.push_back(createText(kernel.getName(), "pipe_gpu_name"));
      FailureOr<LLVM::LLVMFuncOp> entry = createEntry(kernel);
      if (failed(entry))
        return failure();
      entries.push_back(*entry);
    }
    functions.setLinkage(LLVM::Linkage::Internal);
    OpBuilder::InsertionGuard guard(builder);
    builder.createBlock(&functions.getInitializerRegion());
    Value table = LLVM::UndefOp::create(builder, functions.getType());
    Type type = getFunctionEntryType(module.getContext());
    for (size_t index = 0; index < kernels.size(); ++index) {
      gpu::GPUFuncOp kernel = kernels[index];
      auto threads = kernel->getAttrOfType<IntegerAttr>(kThreadsAttr).getInt();
      Value entry =
          getStruct(type, {getAddress(names[index]),
                           LLVM::AddressOfOp::create(builder, entries[index]),
                           getI32(kernel.getNumArguments()), getI32(threads),
                           getI32(0), getI32(meets(kernel))});
      table = LLVM::InsertValueOp::create(
          builder, table, entry,
          ArrayRef<int64_t>{static_cast<int64_t>(index)});
    }
    LLVM::ReturnOp::create(builder, table);
    return success();
  }

  /// Returns true if the threads of `kernel` wait for one another.
  static bool meets(gpu::GPUFuncOp kernel) {
    return kernel
        .walk([](Operation *op) {
          return isa<gpu::ShuffleOp, gpu::BarrierOp>(op)
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  }

  /// Returns the function `void entry(thread, parameters)` that does what one
  /// thread does.
  FailureOr<LLVM::LLVMFuncOp> createEntry(gpu::GPUFuncOp kernel) {
    std::string name = (kernel.getName() + kEmulatedSuffix).str();
    auto twin = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
    if (!twin)
      return kernel.emitError("has no twin on the host; run "
                              "pipe-emulate-gpu-module and "
                              "pipe-convert-kernels-to-llvm first");
    OpBuilder::InsertionGuard guard(builder);
    auto type = LLVM::LLVMFunctionType::get(
        LLVM::LLVMVoidType::get(module.getContext()), {pointer, pointer});
    auto entry = LLVM::LLVMFuncOp::create(builder, name + "_entry", type,
                                          LLVM::Linkage::Internal);
    symbols.insert(entry);
    Block *block = entry.addEntryBlock(builder);
    builder.setInsertionPointToStart(block);
    SmallVector<Value> arguments{block->getArgument(0)};
    for (unsigned i = 1; i < twin.getNumArguments(); ++i) {
      Value place = LLVM::GEPOp::create(
          builder, pointer, pointer, block->getArgument(1),
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(i - 1)});
      arguments.push_back(loadWord(place, twin.getArgumentTypes()[i]));
    }
    LLVM::CallOp::create(builder, twin, arguments);
    LLVM::ReturnOp::create(builder, ValueRange());
    return entry;
  }

  /// Loads what pipe-lower-gpu-calls has made a word of.
  Value loadWord(Value place, Type type) {
    Type i64 = builder.getI64Type();
    if (type == pointer || type == i64)
      return LLVM::LoadOp::create(builder, type, place);
    Value word = LLVM::LoadOp::create(builder, i64, place);
    Type integer = builder.getIntegerType(type.getIntOrFloatBitWidth());
    if (integer != i64)
      word = LLVM::TruncOp::create(builder, integer, word);
    return isa<FloatType>(type)
               ? LLVM::BitcastOp::create(builder, type, word).getResult()
               : word;
  }

  LLVM::GlobalOp writePlaces(ArrayAttr texts) {
    SmallVector<LLVM::GlobalOp> globals;
    if (texts)
      for (auto text : texts.getAsRange<StringAttr>())
        globals.push_back(createText(text.getValue(), "pipe_gpu_place"));
    auto type = LLVM::LLVMArrayType::get(pointer, globals.size());
    return createGlobal(type, "pipe_gpu_places", LLVM::Linkage::Internal, [&] {
      Value table = LLVM::UndefOp::create(builder, type);
      for (auto [index, global] : llvm::enumerate(globals))
        table = LLVM::InsertValueOp::create(
            builder, table, getAddress(global),
            ArrayRef<int64_t>{static_cast<int64_t>(index)});
      return table;
    });
  }

  LLVM::GlobalOp createGlobal(Type type, StringRef name, LLVM::Linkage linkage,
                              llvm::function_ref<Value()> getValue) {
    auto global = LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                         linkage, name, Attribute());
    symbols.insert(global);
    OpBuilder::InsertionGuard guard(builder);
    builder.createBlock(&global.getInitializerRegion());
    LLVM::ReturnOp::create(builder, getValue());
    return global;
  }

  /// Returns a global that holds `text`, which ends in 0.
  LLVM::GlobalOp createText(StringRef text, StringRef name) {
    std::string value = text.str() + '\0';
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), value.size());
    auto global = LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                         LLVM::Linkage::Internal, name,
                                         builder.getStringAttr(value));
    symbols.insert(global); // Gives it a name of its own.
    return global;
  }

  Value getAddress(LLVM::GlobalOp global) {
    return LLVM::AddressOfOp::create(builder, global);
  }
  Value getI32(int64_t value) {
    return LLVM::ConstantOp::create(builder, builder.getI32Type(), value);
  }
  Value getI64(int64_t value) {
    return LLVM::ConstantOp::create(builder, builder.getI64Type(), value);
  }
  Value getStruct(Type type, ArrayRef<Value> fields) {
    Value value = LLVM::UndefOp::create(builder, type);
    for (auto [index, field] : llvm::enumerate(fields))
      value = LLVM::InsertValueOp::create(
          builder, value, field,
          ArrayRef<int64_t>{static_cast<int64_t>(index)});
    return value;
  }

  ModuleOp module;
  gpu::GPUModuleOp gpuModule;
  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  Type pointer;
};

struct ExportGpuModulePass
    : public pipe::impl::ExportGpuModulePassBase<ExportGpuModulePass> {
  using Base::Base;

  void runOnOperation() override {
    auto gpuModule = getOperation().lookupSymbol<gpu::GPUModuleOp>(kGpuModule);
    if (!gpuModule) {
      getOperation().emitError(
          "has no gpu.module; run pipe-create-gpu-module first");
      return signalPassFailure();
    }
    if (failed(ModuleTable(getOperation(), gpuModule).write()))
      return signalPassFailure();
    gpuModule.erase();
  }
};
} // namespace
