//===- PartitionGradients.cpp - Write parts of gradients ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;

/// Adds `a` and `b` behind the later one of their makers.
static Value createSum(Value a, Value b) {
  Operation *last = a.getDefiningOp();
  Operation *other = b.getDefiningOp();
  if (!last || (other && last->isBeforeInBlock(other)))
    last = other;
  OpBuilder builder(a.getContext());
  if (last)
    builder.setInsertionPointAfter(last);
  else
    builder.setInsertionPointToStart(a.getParentBlock());
  if (isa<FloatType>(getElementTypeOrSelf(a.getType())))
    return arith::AddFOp::create(builder, a.getLoc(), a, b);
  return arith::AddIOp::create(builder, a.getLoc(), a, b);
}

static Value createZeros(OpOperand &operand) {
  Operation *before = operand.getOwner();
  auto type = cast<RankedTensorType>(operand.get().getType());
  OpBuilder builder(before);
  Location loc = before->getLoc();
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getZeroAttr(type.getElementType()));
  Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                        type.getElementType());
  return linalg::FillOp::create(builder, loc, zero, empty).getResult(0);
}

static Value createCopy(Operation *op, const PartValue &part,
                        ArrayRef<Value> written) {
  OpBuilder builder(op);
  Operation *copy = builder.clone(*op);
  for (auto [operand, other] : llvm::zip_equal(part.replaced, part.others))
    copy->setOperand(operand->getOperandNumber(), written[other]);
  return copy->getResult(0);
}

static Value write(const JointGraph &graph, const PartValue &part,
                   ArrayRef<Value> written) {
  switch (part.kind) {
  case PartValue::Kind::Known:
    return graph.values[part.value].value;
  case PartValue::Kind::Zeros:
    return createZeros(*part.replaced.front());
  case PartValue::Kind::Copy:
    return createCopy(graph.values[part.value].value.getDefiningOp(), part,
                      written);
  case PartValue::Kind::Sum:
    return createSum(written[part.others[0]], written[part.others[1]]);
  }
  llvm_unreachable("all kinds are handled");
}

void mlir::pipe::writeGradientParts(const JointGraph &graph,
                                    const GradientParts &parts,
                                    ModelRoots &roots) {
  SmallVector<Value> written;
  for (const PartValue &part : parts.values)
    written.push_back(write(graph, part, written));
  SmallVector<GraphRoot> gradients;
  for (const GradientParts::Part &part : parts.parts)
    gradients.push_back(
        {written[part.value], roots.gradients[part.gradient].name});
  roots.gradients = std::move(gradients);
}
