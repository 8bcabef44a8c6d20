//===- WidenIntegers.cpp - Integers in memory fill whole bytes ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_WIDENINTEGERSPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns the type in memory of an integer whose width is not 8, 16, 32 or 64
/// bits; null for all other types.
static IntegerType getStorage(Type type) {
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer)
    return nullptr;
  unsigned width =
      std::max<unsigned>(8, llvm::PowerOf2Ceil(integer.getWidth()));
  return width == integer.getWidth()
             ? nullptr
             : IntegerType::get(type.getContext(), width);
}

/// Returns `type` with elements as they lie in memory.
static Type widen(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  IntegerType storage = shaped ? getStorage(shaped.getElementType()) : nullptr;
  if (!storage)
    return type;
  if (auto buffer = dyn_cast<MemRefType>(type))
    return MemRefType(MemRefType::Builder(buffer).setElementType(storage));
  return shaped.clone(storage);
}

/// Returns the type in memory of a number or vector of numbers; null if it is
/// the same.
static Type getStoredType(Type type) {
  if (isa<VectorType>(type)) {
    Type wide = widen(type);
    return wide == type ? Type() : wide;
  }
  return getStorage(type);
}

/// Returns `value` as it lies in memory.
static Value toStorage(OpBuilder &builder, Value value, Type type) {
  return arith::ExtUIOp::create(builder, value.getLoc(), type, value);
}

/// Lets `op` load numbers as they lie in memory. Any bit of a byte makes a
/// boolean true.
static void widenLoad(Operation *op) {
  Value result = op->getResult(0);
  Type type = result.getType(), storage = getStoredType(type);
  if (!storage)
    return;
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  result.setType(storage);
  Value value;
  if (getElementTypeOrSelf(type).isInteger(1)) {
    Value zero = arith::ConstantOp::create(builder, op->getLoc(),
                                           builder.getZeroAttr(storage));
    value = arith::CmpIOp::create(builder, op->getLoc(),
                                  arith::CmpIPredicate::ne, result, zero);
  } else {
    value = arith::TruncIOp::create(builder, op->getLoc(), type, result);
  }
  result.replaceAllUsesExcept(value, value.getDefiningOp());
}

/// Lets `operand`, a number or vector of numbers, be one as it lies in memory.
static void widenOperand(OpOperand &operand) {
  if (Type storage = getStoredType(operand.get().getType())) {
    OpBuilder builder(operand.getOwner());
    operand.set(toStorage(builder, operand.get(), storage));
  }
}

static void widenAccess(Operation *op) {
  llvm::TypeSwitch<Operation *>(op)
      .Case<memref::LoadOp, vector::LoadOp>([](auto load) { widenLoad(load); })
      .Case<vector::MaskedLoadOp, vector::GatherOp>([](auto load) {
        widenOperand(load.getPassThruMutable());
        widenLoad(load);
      })
      .Case<memref::StoreOp>(
          [](auto store) { widenOperand(store.getValueMutable()); })
      .Case<vector::StoreOp, vector::MaskedStoreOp>(
          [](auto store) { widenOperand(store.getValueToStoreMutable()); });
}

static void widenGlobal(memref::GlobalOp global) {
  auto type = cast<MemRefType>(widen(global.getType()));
  if (type == global.getType())
    return;
  auto storage = cast<IntegerType>(type.getElementType());
  if (auto value =
          dyn_cast_or_null<DenseIntElementsAttr>(global.getInitialValueAttr()))
    global.setInitialValueAttr(
        value.mapValues(storage, [&](const APInt &number) {
          return number.zext(storage.getWidth());
        }));
  global.setType(type);
}

static void widenBuffer(Value value) {
  if (isa<MemRefType>(value.getType()))
    value.setType(widen(value.getType()));
}

namespace {
struct WidenIntegersPass
    : public pipe::impl::WidenIntegersPassBase<WidenIntegersPass> {
  using Base::Base;

  void runOnOperation() override {
    for (auto global : getOperation().getOps<memref::GlobalOp>())
      widenGlobal(global);
    for (func::FuncOp kernel : getKernels(getOperation())) {
      kernel.walk(widenAccess);
      kernel.walk([](Operation *op) {
        for (Region &region : op->getRegions())
          for (Block &block : region)
            llvm::for_each(block.getArguments(), widenBuffer);
        llvm::for_each(op->getResults(), widenBuffer);
      });
      kernel.setFunctionType(
          FunctionType::get(&getContext(), kernel.getBody().getArgumentTypes(),
                            kernel.getResultTypes()));
    }
  }
};
} // namespace
