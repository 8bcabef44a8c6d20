//===- VectorBody.cpp - Bodies of linalg ops on vectors -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Nests/VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isVectorElement(Type type) { return type.isIntOrIndexOrFloat(); }

bool mlir::pipe::isVectorizable(linalg::LinalgOp op) {
  return llvm::all_of(
      op.getBlock()->without_terminator(), [](Operation &inner) {
        if (isa<linalg::IndexOp>(inner))
          return true;
        return inner.getNumRegions() == 0 &&
               (isa<arith::ConstantOp>(inner) ||
                OpTrait::hasElementwiseMappableTraits(&inner)) &&
               llvm::all_of(inner.getOperandTypes(), isVectorElement) &&
               llvm::all_of(inner.getResultTypes(), isVectorElement);
      });
}

int64_t mlir::pipe::getVectorWidth(linalg::LinalgOp op, int64_t vectorBytes) {
  unsigned bits = 8;
  auto visit = [&](Type type) {
    if (type.isIntOrFloat())
      bits = std::max(bits, type.getIntOrFloatBitWidth());
  };
  for (Value operand : op->getOperands())
    visit(getElementTypeOrSelf(operand));
  for (Operation &inner : *op.getBlock())
    llvm::for_each(inner.getResultTypes(), visit);
  return vectorBytes * 8 / llvm::PowerOf2Ceil(bits);
}

Value mlir::pipe::broadcast(OpBuilder &builder, Location loc, Value value,
                            int64_t width) {
  if (isa<VectorType>(value.getType()))
    return value;
  auto type = VectorType::get(width, value.getType());
  Attribute constant;
  if (matchPattern(value, m_Constant(&constant)) &&
      isa<IntegerAttr, FloatAttr>(constant))
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(type, constant));
  return vector::BroadcastOp::create(builder, loc, type, value);
}

/// Emits one op of a body on the mapped operands.
static void emitOp(OpBuilder &builder, Operation &op, IRMapping &mapping,
                   int64_t width) {
  auto lookup = [&](Value v) { return mapping.lookupOrDefault(v); };
  if (llvm::none_of(op.getOperands(), [&](Value v) {
        return isa<VectorType>(lookup(v).getType());
      })) {
    builder.clone(op, mapping);
    return;
  }
  OperationState state(op.getLoc(), op.getName());
  for (Value operand : op.getOperands())
    state.operands.push_back(
        broadcast(builder, op.getLoc(), lookup(operand), width));
  for (Type type : op.getResultTypes())
    state.types.push_back(VectorType::get(width, type));
  state.attributes = llvm::to_vector(op.getDiscardableAttrs());
  state.propertiesAttr = op.getPropertiesAsAttribute();
  Operation *emitted = builder.create(state);
  mapping.map(op.getResults(), emitted->getResults());
}

SmallVector<Value>
mlir::pipe::emitVectorBody(OpBuilder &builder, linalg::LinalgOp op,
                           ValueRange arguments, int64_t width,
                           llvm::function_ref<Value(unsigned)> getIndex) {
  Block &body = *op.getBlock();
  IRMapping mapping;
  mapping.map(body.getArguments(), arguments);
  for (Operation &inner : body.without_terminator()) {
    if (auto index = dyn_cast<linalg::IndexOp>(inner))
      mapping.map(index.getResult(), getIndex(index.getDim()));
    else
      emitOp(builder, inner, mapping, width);
  }
  return llvm::map_to_vector(
      body.getTerminator()->getOperands(),
      [&](Value value) { return mapping.lookupOrDefault(value); });
}
