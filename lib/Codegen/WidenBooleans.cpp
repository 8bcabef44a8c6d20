//===- WidenBooleans.cpp - Booleans in memory become bytes ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "pipe/Codegen/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_WIDENBOOLEANSPASS
#include "pipe/Codegen/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isBooleanBuffer(Type type) {
  auto buffer = dyn_cast<MemRefType>(type);
  return buffer && buffer.getElementType().isInteger(1);
}

/// Returns `type` with bytes in place of booleans.
static Type widen(Type type) {
  if (!isBooleanBuffer(type))
    return type;
  Type byte = IntegerType::get(type.getContext(), 8);
  return MemRefType(
      MemRefType::Builder(cast<MemRefType>(type)).setElementType(byte));
}

static Value toByte(OpBuilder &builder, Value boolean) {
  return arith::ExtUIOp::create(builder, boolean.getLoc(), builder.getI8Type(),
                                boolean);
}

static Value toBoolean(OpBuilder &builder, Value byte) {
  return arith::TruncIOp::create(builder, byte.getLoc(), builder.getI1Type(),
                                 byte);
}

/// Reads bytes as booleans in the body of `op` and yields booleans as bytes.
static void widenBody(linalg::LinalgOp op) {
  Block &body = *op.getBlock();
  Operation *yield = body.getTerminator();
  auto atStart = OpBuilder::atBlockBegin(&body);
  OpBuilder atEnd(yield);
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    if (!isa<MemRefType>(operand.get().getType()) ||
        !argument.getType().isInteger(1))
      continue;
    argument.setType(atStart.getI8Type());
    if (!argument.use_empty()) {
      Value boolean = toBoolean(atStart, argument);
      argument.replaceAllUsesExcept(boolean, boolean.getDefiningOp());
    }
    if (op.isDpsInit(&operand)) {
      OpOperand *yielded = op.getMatchingYieldValue(&operand);
      yielded->set(toByte(atEnd, yielded->get()));
    }
  }
}

/// Lets a load or store of a boolean use a byte.
static void widenElementAccess(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op);
      load && load.getType().isInteger(1)) {
    OpBuilder builder(op->getContext());
    builder.setInsertionPointAfter(op);
    load.getResult().setType(builder.getI8Type());
    Value boolean = toBoolean(builder, load);
    load.getResult().replaceAllUsesExcept(boolean, boolean.getDefiningOp());
  } else if (auto store = dyn_cast<memref::StoreOp>(op);
             store && store.getValue().getType().isInteger(1)) {
    OpBuilder builder(op);
    store.getValueMutable().set(toByte(builder, store.getValue()));
  }
}

static void widenGlobal(memref::GlobalOp global) {
  if (!isBooleanBuffer(global.getType()))
    return;
  if (auto value =
          dyn_cast_or_null<DenseIntElementsAttr>(global.getInitialValueAttr()))
    global.setInitialValueAttr(
        value.mapValues(IntegerType::get(global.getContext(), 8),
                        [](const APInt &bit) { return bit.zext(8); }));
  global.setType(cast<MemRefType>(widen(global.getType())));
}

namespace {
struct WidenBooleansPass
    : public pipe::impl::WidenBooleansPassBase<WidenBooleansPass> {
  using Base::Base;

  void runOnOperation() override {
    for (auto global : getOperation().getOps<memref::GlobalOp>())
      widenGlobal(global);
    for (func::FuncOp kernel : getKernels(getOperation())) {
      kernel.walk([](Operation *op) {
        if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
            linalgOp && llvm::any_of(op->getOperandTypes(), isBooleanBuffer))
          widenBody(linalgOp);
        else
          widenElementAccess(op);
      });
      kernel.walk([](Block *block) {
        for (BlockArgument argument : block->getArguments())
          argument.setType(widen(argument.getType()));
      });
      kernel.walk([](Operation *op) {
        for (OpResult result : op->getResults())
          result.setType(widen(result.getType()));
      });
      kernel.setFunctionType(
          FunctionType::get(&getContext(), kernel.getBody().getArgumentTypes(),
                            kernel.getResultTypes()));
    }
  }
};
} // namespace
