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
    createExit();
    for (Operation *op : calls)
      lowerCall(op);
  }

private:
  /// The block that returns its argument, and a word on the stack for results.
  void createExit() {
    failed = builder.createBlock(&func.getBody(), func.getBody().end(),
                                 builder.getI32Type(), func.getLoc());
    func::ReturnOp::create(builder, failed->getArgument(0));
    builder.setInsertionPointToStart(&func.getBody().front());
    Value one = LLVM::ConstantOp::create(builder, builder.getI64Type(), 1);
    word = LLVM::AllocaOp::create(
        builder, LLVM::LLVMPointerType::get(builder.getContext()),
        builder.getI64Type(), one, /*alignment=*/8);
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
        .Case<pipert::TaskBeginOp, pipert::TaskEndOp>(
            [&](auto task) -> SmallVector<Value> {
              return {task.getContext(), getI32(task.getTask()),
                      task.getMicroBatch()};
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
  Value word;
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
  }
};
} // namespace
