//===- IndexRanges.cpp - Values that an integer can have ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexRanges.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::pipe;

/// Longer chains of ops than this are not followed.
static constexpr int kMaxDepth = 256;

static ConstantIntRanges getMaxRange(Type type) {
  return ConstantIntRanges::maxRange(
      ConstantIntRanges::getStorageBitwidth(type));
}

static bool isInteger(Type type) {
  return getElementTypeOrSelf(type).isIntOrIndex();
}

/// The indices of something with `size` places.
static ConstantIntRanges getIndices(int64_t size) {
  if (ShapedType::isDynamic(size) || size < 1)
    return ConstantIntRanges::maxRange(IndexType::kInternalStorageBitWidth);
  return ConstantIntRanges::fromSigned(APInt(64, 0), APInt(64, size - 1));
}

static std::optional<ConstantIntRanges> getConstant(Value value) {
  Attribute constant;
  if (!matchPattern(value, m_Constant(&constant)))
    return std::nullopt;
  if (auto integer = dyn_cast<IntegerAttr>(constant))
    return ConstantIntRanges::constant(integer.getValue());
  auto dense = dyn_cast<DenseIntElementsAttr>(constant);
  if (!dense || dense.empty())
    return std::nullopt;
  ConstantIntRanges range =
      ConstantIntRanges::constant(*dense.value_begin<APInt>());
  if (!dense.isSplat())
    for (const APInt &element : dense.getValues<APInt>())
      range = range.rangeUnion(ConstantIntRanges::constant(element));
  return range;
}

ConstantIntRanges IndexRanges::get(Value value) {
  if (auto it = known.find(value); it != known.end())
    return it->second;
  if (!isInteger(value.getType()) || depth == kMaxDepth)
    return getMaxRange(value.getType());
  ++depth;
  ConstantIntRanges range = compute(value);
  --depth;
  known.insert({value, range});
  return range;
}

bool IndexRanges::isInRange(Value index, int64_t bound) {
  ConstantIntRanges range = get(index);
  return range.smin().sge(0) && range.smax().slt(bound);
}

ConstantIntRanges IndexRanges::getUnion(ValueRange values) {
  std::optional<ConstantIntRanges> range;
  for (Value value : values) {
    ConstantIntRanges one = get(value);
    range = range ? range->rangeUnion(one) : one;
  }
  return *range;
}

/// What the iterations of `loop` see as its induction variable.
static ConstantIntRanges getInduction(scf::ForOp loop, IndexRanges &ranges) {
  APInt first = ranges.get(loop.getLowerBound()).smin();
  APInt end = ranges.get(loop.getUpperBound()).smax();
  bool reads = loop.getUnsignedCmp() && first.isNegative();
  if (reads || end.isMinSignedValue() || (end - 1).slt(first))
    return getMaxRange(loop.getInductionVar().getType());
  return ConstantIntRanges::fromSigned(first, end - 1);
}

ConstantIntRanges IndexRanges::getArgument(BlockArgument argument) {
  Operation *parent = argument.getOwner()->getParentOp();
  if (!parent) // An op that is being made.
    return getMaxRange(argument.getType());
  if (auto loop = dyn_cast<scf::ForOp>(parent);
      loop && argument == loop.getInductionVar())
    return getInduction(loop, *this);
  if (isa<tensor::GenerateOp, tensor::PadOp>(parent)) {
    auto type = cast<RankedTensorType>(parent->getResult(0).getType());
    return getIndices(type.getDimSize(argument.getArgNumber()));
  }
  auto op = dyn_cast<linalg::LinalgOp>(parent);
  if (!op || argument.getArgNumber() >= op->getNumOperands())
    return getMaxRange(argument.getType());
  OpOperand &operand = op->getOpOperand(argument.getArgNumber());
  if (op.isDpsInit(&operand) && op.getNumReductionLoops() > 0)
    return getMaxRange(argument.getType());
  return get(operand.get());
}

ConstantIntRanges IndexRanges::getLinalgResult(OpResult result) {
  auto op = cast<linalg::LinalgOp>(result.getOwner());
  OpOperand *init = op.getDpsInitOperand(result.getResultNumber());
  ConstantIntRanges range = get(op.getMatchingYieldValue(init)->get());
  bool writesAll = op.getMatchingIndexingMap(init).isPermutation() &&
                   !llvm::is_contained(op.getStaticLoopRanges(), 0);
  return writesAll ? range : range.rangeUnion(get(init->get()));
}

/// Asks the op itself what it makes of the ranges of its operands.
ConstantIntRanges IndexRanges::infer(OpResult result) {
  ConstantIntRanges range = getMaxRange(result.getType());
  auto op = dyn_cast<InferIntRangeInterface>(result.getOwner());
  if (!op || op->getNumRegions() > 0)
    return range;
  SmallVector<ConstantIntRanges> operands;
  for (Value operand : op->getOperands())
    operands.push_back(get(operand));
  op.inferResultRanges(operands, [&](Value value, const ConstantIntRanges &r) {
    if (value == result)
      range = r;
  });
  return range;
}

ConstantIntRanges IndexRanges::compute(Value value) {
  if (std::optional<ConstantIntRanges> constant = getConstant(value))
    return *constant;
  if (auto argument = dyn_cast<BlockArgument>(value))
    return getArgument(argument);
  return llvm::TypeSwitch<Operation *, ConstantIntRanges>(value.getDefiningOp())
      .Case<linalg::IndexOp>([](linalg::IndexOp index) {
        auto parent = dyn_cast<linalg::LinalgOp>(index->getParentOp());
        return getIndices(parent ? parent.getStaticLoopRanges()[index.getDim()]
                                 : ShapedType::kDynamic);
      })
      .Case<pipert::CheckIndexOp>(
          [](auto check) { return getIndices(check.getBound()); })
      .Case<linalg::LinalgOp>(
          [&](auto) { return getLinalgResult(cast<OpResult>(value)); })
      .Case<tensor::ExtractOp>([&](auto op) { return get(op.getTensor()); })
      .Case<tensor::ExtractSliceOp, tensor::CastOp, tensor::CollapseShapeOp,
            tensor::ExpandShapeOp, tensor::GatherOp>(
          [&](Operation *op) { return get(op->getOperand(0)); })
      .Case<tensor::InsertOp, tensor::InsertSliceOp, tensor::ScatterOp>(
          [&](Operation *op) {
            return getUnion(op->getOperands().take_front(2));
          })
      .Case<tensor::PadOp>([&](tensor::PadOp pad) {
        Value filler = pad.getBody()->getTerminator()->getOperand(0);
        return getUnion({pad.getSource(), filler});
      })
      .Case<tensor::GenerateOp>([&](tensor::GenerateOp op) {
        return get(op.getBody().front().getTerminator()->getOperand(0));
      })
      .Case<tensor::ConcatOp, tensor::FromElementsOp, tensor::SplatOp>(
          [&](Operation *op) {
            return op->getNumOperands() > 0 ? getUnion(op->getOperands())
                                            : getMaxRange(value.getType());
          })
      .Case<scf::IfOp>([&](scf::IfOp op) {
        unsigned number = cast<OpResult>(value).getResultNumber();
        return getUnion({op.thenYield().getOperand(number),
                         op.elseYield().getOperand(number)});
      })
      .Default([&](Operation *) { return infer(cast<OpResult>(value)); });
}
