//===- LowerSmallFloats.cpp - 16-bit floats become integers ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Math/SmallFloats.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/DialectResourceBlobManager.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERSMALLFLOATSPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns `type` with i16 in place of a 16-bit float.
static Type toInteger(Type type) {
  if (!isSmallFloat(type))
    return type;
  Type integer = IntegerType::get(type.getContext(), 16);
  if (auto buffer = dyn_cast<MemRefType>(type))
    return MemRefType(MemRefType::Builder(buffer).setElementType(integer));
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped ? Type(shaped.clone(integer)) : integer;
}

/// Returns a constant with the bits of `value`; null for an unknown form.
static Attribute toInteger(Attribute value) {
  if (auto number = dyn_cast<FloatAttr>(value))
    return IntegerAttr::get(toInteger(number.getType()),
                            number.getValue().bitcastToAPInt());
  if (auto dense = dyn_cast<DenseElementsAttr>(value))
    return dense.bitcast(IntegerType::get(value.getContext(), 16));
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    return DenseResourceElementsAttr::get(
        cast<ShapedType>(toInteger(resource.getType())),
        resource.getRawHandle());
  return {};
}

static bool hasSmallFloat(Operation *op) {
  return llvm::any_of(op->getOperandTypes(), isSmallFloat) ||
         llvm::any_of(op->getResultTypes(), isSmallFloat);
}

/// The processor's own conversions read and give f16.
static void bitcastHalf(Operation *op) {
  OpBuilder builder(op);
  Type half = Float16Type::get(op->getContext());
  auto withHalf = [&](Type type) {
    auto vector = dyn_cast<VectorType>(type);
    return vector ? Type(vector.clone(half)) : half;
  };
  if (isa<arith::ExtFOp>(op)) {
    Value bits = op->getOperand(0);
    op->setOperand(0, arith::BitcastOp::create(builder, op->getLoc(),
                                               withHalf(bits.getType()), bits));
    return;
  }
  builder.setInsertionPointAfter(op);
  Value value = op->getResult(0);
  Type integer = value.getType();
  value.setType(withHalf(integer));
  Value bits = arith::BitcastOp::create(builder, op->getLoc(), integer, value);
  value.replaceAllUsesExcept(bits, bits.getDefiningOp());
}

/// Returns true if `op` is a conversion that the processor does.
static bool isNative(Operation *op) {
  if (!isa<arith::ExtFOp, arith::TruncFOp>(op))
    return false;
  Type from = getElementTypeOrSelf(op->getOperand(0).getType());
  Type to = getElementTypeOrSelf(op->getResult(0).getType());
  return (from.isF16() && to.isF32()) || (from.isF32() && to.isF16());
}

static LogicalResult lowerGlobal(memref::GlobalOp global) {
  if (!isSmallFloat(global.getType()))
    return success();
  if (Attribute value = global.getInitialValueAttr();
      value && !isa<UnitAttr>(value)) {
    Attribute bits = toInteger(value);
    if (!bits)
      return global.emitOpError("holds 16-bit floats in a form that ")
             << sayNoCode(global);
    global.setInitialValueAttr(bits);
  }
  global.setType(cast<MemRefType>(toInteger(global.getType())));
  return success();
}

namespace {
struct LowerSmallFloatsPass
    : public pipe::impl::LowerSmallFloatsPassBase<LowerSmallFloatsPass> {
  using Base::Base;

  void runOnOperation() override {
    for (auto global : getOperation().getOps<memref::GlobalOp>())
      if (failed(lowerGlobal(global)))
        return signalPassFailure();
    for (func::FuncOp kernel : getKernels(getOperation()))
      if (failed(lowerKernel(kernel)))
        return signalPassFailure();
  }

  LogicalResult lowerKernel(func::FuncOp kernel) {
    SmallVector<Operation *> conversions, bitcasts;
    auto result = kernel.walk([&](Operation *op) {
      if (!hasSmallFloat(op))
        return WalkResult::advance();
      if (isa<arith::BitcastOp>(op))
        bitcasts.push_back(op);
      else if (isNative(op))
        conversions.push_back(op);
      else if (failed(checkMoves(op)))
        return WalkResult::interrupt();
      if (auto constant = dyn_cast<arith::ConstantOp>(op))
        constant.setValueAttr(cast<TypedAttr>(toInteger(constant.getValue())));
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return failure();
    convertTypes(kernel);
    for (Operation *op : conversions)
      bitcastHalf(op);
    for (Operation *op : bitcasts) {
      op->getResult(0).replaceAllUsesWith(op->getOperand(0));
      op->erase();
    }
    return success();
  }

  /// Fails if `op` computes with 16-bit floats.
  static LogicalResult checkMoves(Operation *op) {
    bool computes = isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
        op->getDialect());
    if (!computes || isa<arith::ConstantOp, arith::SelectOp>(op))
      return success();
    return op->emitOpError("on 16-bit floats ") << sayNoCode(op);
  }

  void convertTypes(func::FuncOp kernel) {
    kernel.walk([](Block *block) {
      for (BlockArgument argument : block->getArguments())
        argument.setType(toInteger(argument.getType()));
    });
    kernel.walk([](Operation *op) {
      for (OpResult result : op->getResults())
        result.setType(toInteger(result.getType()));
    });
    kernel.setFunctionType(
        FunctionType::get(&getContext(), kernel.getBody().getArgumentTypes(),
                          kernel.getResultTypes()));
  }
};
} // namespace
