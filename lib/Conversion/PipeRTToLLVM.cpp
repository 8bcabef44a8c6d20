//===- PipeRTToLLVM.cpp - Runtime calls to LLVM ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Conversion/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CONVERTPIPERTTOLLVMPASS
#include "pipe/Conversion/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

namespace {
/// The words of pipert_functions.def.
enum class Word {
  VOID,
  STATUS,
  CONTEXT,
  IN,
  TEXT,
  BUFFER,
  POINTERS,
  OUT_POINTER,
  OUT_REQUEST,
  REQUEST,
  I32,
  I64,
  U64,
  F32,
  F64,
  IN_F32,
  IN_F64,
  BUFFER_F32,
  BUFFER_F64
};

struct RuntimeFunction {
  StringRef name;
  Word result;
  SmallVector<Word> parameters;
};
} // namespace

static ArrayRef<RuntimeFunction> getRuntimeFunctions() {
  static const RuntimeFunction functions[] = {
#define PIPERT_PARAMETER(TYPE, NAME) Word::TYPE
#define PIPERT_FUNCTION(NAME, RESULT, ...)                                     \
  {"pipert_" #NAME, Word::RESULT, {__VA_ARGS__}},
#include "pipert/pipert_functions.def"
  };
  return functions;
}

static Type getType(Word word, MLIRContext *context) {
  switch (word) {
  case Word::VOID:
    return LLVM::LLVMVoidType::get(context);
  case Word::STATUS:
  case Word::I32:
    return IntegerType::get(context, 32);
  case Word::REQUEST:
  case Word::I64:
  case Word::U64:
    return IntegerType::get(context, 64);
  case Word::F32:
    return Float32Type::get(context);
  case Word::F64:
    return Float64Type::get(context);
  default:
    return LLVM::LLVMPointerType::get(context);
  }
}

/// Returns the declaration of `name` in `module`, made on first use.
static LLVM::LLVMFuncOp getDeclaration(ModuleOp module, StringRef name) {
  if (auto func = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return func;
  auto *entry = llvm::find_if(getRuntimeFunctions(),
                              [&](auto &f) { return f.name == name; });
  SmallVector<Type> parameters;
  for (Word word : entry->parameters)
    parameters.push_back(getType(word, module.getContext()));
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  return LLVM::LLVMFuncOp::create(
      builder, module.getLoc(), name,
      LLVM::LLVMFunctionType::get(getType(entry->result, module.getContext()),
                                  parameters));
}

//===----------------------------------------------------------------------===//
// Lowering
//===----------------------------------------------------------------------===//

namespace {
/// Lowers the runtime calls of one function.
class CallLowering {
public:
  CallLowering(func::FuncOp func, ModuleOp module)
      : func(func), module(module), builder(func.getLoc(), func.getContext()) {}

  void lower() {
    SmallVector<Operation *> calls;
    func.walk([&](Operation *op) {
      if (isa_and_nonnull<pipert::PipeRTDialect>(op->getDialect()))
        calls.push_back(op);
    });
    if (calls.empty())
      return;
    createExit(calls);
    for (Operation *op : calls)
      lowerCall(op);
  }

private:
  /// The block that returns its argument, a word on the stack for results, and
  /// room for the arguments of any launch.
  void createExit(ArrayRef<Operation *> calls) {
    failed = builder.createBlock(&func.getBody(), func.getBody().end(),
                                 builder.getI32Type(), func.getLoc());
    func::ReturnOp::create(builder, failed->getArgument(0));
    builder.setInsertionPointToStart(&func.getBody().front());
    Value one = LLVM::ConstantOp::create(builder, builder.getI64Type(), 1);
    word = LLVM::AllocaOp::create(
        builder, LLVM::LLVMPointerType::get(builder.getContext()),
        builder.getI64Type(), one, /*alignment=*/8);
    size_t most = 0;
    for (Operation *op : calls)
      if (auto launch = dyn_cast<pipert::LaunchOp>(op))
        most = std::max<size_t>(most, launch.getArguments().size());
    if (most == 0)
      return;
    auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
    Value count = LLVM::ConstantOp::create(builder, builder.getI64Type(),
                                           static_cast<int64_t>(most));
    room = LLVM::AllocaOp::create(builder, pointer, pointer, count,
                                  /*alignment=*/8);
  }

  /// Writes the arguments of a launch into the room for them.
  Value storeArguments(ValueRange arguments) {
    auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
    if (arguments.empty())
      return LLVM::ZeroOp::create(builder, pointer);
    for (auto [index, argument] : llvm::enumerate(arguments)) {
      Value place = LLVM::GEPOp::create(
          builder, pointer, pointer, room,
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(index)});
      LLVM::StoreOp::create(builder, argument, place);
    }
    return room;
  }

  Value getConstant(Type type, int64_t value) {
    return LLVM::ConstantOp::create(builder, type,
                                    builder.getIntegerAttr(type, value));
  }
  Value getI32(int64_t value) {
    return getConstant(builder.getI32Type(), value);
  }
  Value getI64(int64_t value) {
    return getConstant(builder.getI64Type(), value);
  }

  /// The C arguments of `op` in the order of pipert_functions.def.
  SmallVector<Value> getArguments(Operation *op) {
    return llvm::TypeSwitch<Operation *, SmallVector<Value>>(op)
        .Case<pipert::SendOp>([&](auto send) -> SmallVector<Value> {
          return {send.getContext(),
                  getI32(send.getChannel()),
                  send.getData(),
                  getI64(send.getBytes()),
                  send.getMicroBatch(),
                  getI32(0),
                  word};
        })
        .Case<pipert::RecvOp>([&](auto recv) -> SmallVector<Value> {
          return {recv.getContext(),
                  getI32(recv.getChannel()),
                  recv.getBuffer(),
                  getI64(recv.getBytes()),
                  recv.getMicroBatch(),
                  getI32(0),
                  word};
        })
        .Case<pipert::WaitRecvOp>([&](auto wait) -> SmallVector<Value> {
          return {wait.getContext(), wait.getRequest(), word};
        })
        .Case<pipert::AllReduceOp>([&](auto reduce) -> SmallVector<Value> {
          bool isDouble = reduce.getElement().isF64();
          return {reduce.getContext(),      getI32(reduce.getReduction()),
                  reduce.getData(),         getI64(reduce.getCount()),
                  getI32(isDouble ? 1 : 0), // A pipert_element_t.
                  getI32(reduce.getMean()), getI32(0)};
        })
        .Case<pipert::AwaitReducedOp>([&](auto await) -> SmallVector<Value> {
          return {await.getContext(), getI32(await.getReduction()), getI32(0)};
        })
        .Case<pipert::LaunchOp>([&](auto launch) -> SmallVector<Value> {
          auto task = static_cast<int32_t>(launch.getTask());
          return {launch.getContext(),
                  getI32(launch.getKernel()),
                  storeArguments(launch.getArguments()),
                  getI32(launch.getArguments().size()),
                  getI32(task),
                  launch.getMicroBatch(),
                  getI32(0)};
        })
        .Default([](Operation *other) {
          return SmallVector<Value>(other->getOperands());
        });
  }

  void lowerCall(Operation *op) {
    builder.setLoc(op->getLoc());
    Block *block = op->getBlock();
    Block *next = block->splitBlock(op->getNextNode());
    builder.setInsertionPoint(op);
    std::string name = ("pipert_" + op->getName().stripDialect()).str();
    Value status = LLVM::CallOp::create(builder, getDeclaration(module, name),
                                        getArguments(op))
                       .getResult();
    Value ok = arith::CmpIOp::create(builder, arith::CmpIPredicate::eq, status,
                                     getI32(0));
    cf::CondBranchOp::create(builder, ok, next, ValueRange(), failed,
                             ValueRange(status));
    if (op->getNumResults() == 1) {
      builder.setInsertionPointToStart(next);
      Value result =
          LLVM::LoadOp::create(builder, op->getResult(0).getType(), word);
      op->getResult(0).replaceAllUsesWith(result);
    }
    op->erase();
  }

  func::FuncOp func;
  ModuleOp module;
  ImplicitLocOpBuilder builder;
  Block *failed = nullptr;
  Value word, room;
};

//===----------------------------------------------------------------------===//
// The table of kernels
//===----------------------------------------------------------------------===//

/// Writes the array of functions that a `pipert.kernels` stands for.
class KernelTable {
public:
  KernelTable(pipert::KernelsOp op, SymbolTable &symbols)
      : op(op), symbols(symbols), builder(op.getLoc(), op.getContext()),
        pointer(LLVM::LLVMPointerType::get(op.getContext())) {}

  LogicalResult lower() {
    SmallVector<StringAttr> entries;
    for (auto kernel : op.getKernels().getAsRange<FlatSymbolRefAttr>()) {
      Operation *function = symbols.lookup(kernel.getAttr());
      if (function && !isa<LLVM::LLVMFuncOp>(function)) {
        InFlightDiagnostic diag = op.emitError("the kernel '")
                                  << kernel.getValue()
                                  << "' is not lowered; run pipe-codegen-host "
                                     "first, or leave its code to the caller";
        diag.attachNote(function->getLoc()) << "it is here";
        return diag;
      }
      entries.push_back(createEntry(kernel));
    }
    builder.setInsertionPointAfter(op);
    // How many there are comes first.
    auto type = LLVM::LLVMArrayType::get(pointer, entries.size() + 1);
    auto name = op.getSymNameAttr();
    symbols.erase(op);
    auto table = LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                        LLVM::Linkage::External,
                                        name.getValue(), Attribute());
    symbols.insert(table);
    builder.createBlock(&table.getInitializerRegion());
    Value count = LLVM::ConstantOp::create(
        builder, builder.getI64Type(), static_cast<int64_t>(entries.size()));
    Value values = LLVM::InsertValueOp::create(
        builder, LLVM::UndefOp::create(builder, type),
        LLVM::IntToPtrOp::create(builder, pointer, count),
        ArrayRef<int64_t>{0});
    for (auto [index, entry] : llvm::enumerate(entries)) {
      Value address =
          entry ? LLVM::AddressOfOp::create(builder, pointer, entry.getValue())
                      .getResult()
                : LLVM::ZeroOp::create(builder, pointer).getResult();
      values = LLVM::InsertValueOp::create(
          builder, values, address,
          ArrayRef<int64_t>{static_cast<int64_t>(index) + 1});
    }
    LLVM::ReturnOp::create(builder, values);
    return success();
  }

private:
  /// Returns the function `void entry(user_data, arguments)` of the kernel, or
  /// null if the module does not have its code.
  StringAttr createEntry(FlatSymbolRefAttr symbol) {
    auto kernel = symbols.lookup<LLVM::LLVMFuncOp>(symbol.getAttr());
    if (!kernel)
      return {};
    builder.setInsertionPointAfter(kernel);
    auto type = LLVM::LLVMFunctionType::get(
        LLVM::LLVMVoidType::get(op.getContext()), {pointer, pointer});
    auto entry =
        LLVM::LLVMFuncOp::create(builder, (symbol.getValue() + "_entry").str(),
                                 type, LLVM::Linkage::Internal);
    symbols.insert(entry);
    Block *block = entry.addEntryBlock(builder);
    builder.setInsertionPointToStart(block);
    SmallVector<Value> arguments;
    for (unsigned i = 0; i < kernel.getNumArguments(); ++i) {
      Value place =
          LLVM::GEPOp::create(builder, pointer, pointer, block->getArgument(1),
                              ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(i)});
      arguments.push_back(LLVM::LoadOp::create(builder, pointer, place));
    }
    LLVM::CallOp::create(builder, kernel, arguments);
    LLVM::ReturnOp::create(builder, ValueRange());
    return entry.getSymNameAttr();
  }

  pipert::KernelsOp op;
  SymbolTable &symbols;
  ImplicitLocOpBuilder builder;
  Type pointer;
};

struct ConvertPipeRTToLLVMPass
    : public pipe::impl::ConvertPipeRTToLLVMPassBase<ConvertPipeRTToLLVMPass> {
  using Base::Base;

  void runOnOperation() override {
    for (func::FuncOp func : getOperation().getOps<func::FuncOp>()) {
      WalkResult nested = func.walk([&](Operation *op) {
        if (!isa_and_nonnull<pipert::PipeRTDialect>(op->getDialect()) ||
            op->getParentOp() == func)
          return WalkResult::advance();
        op->emitError("stands in structured control flow; run "
                      "convert-scf-to-cf first");
        return WalkResult::interrupt();
      });
      if (nested.wasInterrupted())
        return signalPassFailure();
      CallLowering(func, getOperation()).lower();
    }
    SymbolTable symbols(getOperation());
    for (pipert::KernelsOp kernels :
         llvm::make_early_inc_range(getOperation().getOps<pipert::KernelsOp>()))
      if (failed(KernelTable(kernels, symbols).lower()))
        return signalPassFailure();
  }
};
} // namespace
