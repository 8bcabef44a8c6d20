//===- Reduction.cpp - The order of the sums of a reduction ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Reduction.h"
#include "pipe/Analysis/OpFacts/ElementTypes.h"
#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::pipe;

/// From here on a row has the partial results of four vectors: enough that an
/// addition need not wait for the one before.
static constexpr int64_t kLongRow = 256;
static constexpr int64_t kShortestRow = 8;

TypedAttr mlir::pipe::getNeutralElement(Operation *combiner) {
  Type type = combiner->getResult(0).getType();
  if (auto floatType = dyn_cast<FloatType>(type)) {
    const llvm::fltSemantics &semantics = floatType.getFloatSemantics();
    auto get = [&](const APFloat &value) {
      return FloatAttr::get(floatType, value);
    };
    if (isa<arith::AddFOp>(combiner)) // x + -0 is x, also for x = -0.
      return get(APFloat::getZero(semantics, /*Negative=*/true));
    if (isa<arith::MulFOp>(combiner))
      return get(APFloat::getOne(semantics));
    if (isa<arith::MaximumFOp>(combiner))
      return get(APFloat::getInf(semantics, /*Negative=*/true));
    if (isa<arith::MinimumFOp>(combiner))
      return get(APFloat::getInf(semantics));
    if (isa<arith::MaxNumFOp, arith::MinNumFOp>(combiner))
      return get(APFloat::getNaN(semantics));
    return nullptr;
  }
  auto integerType = dyn_cast<IntegerType>(type);
  if (!integerType)
    return nullptr;
  unsigned width = integerType.getWidth();
  auto get = [&](const APInt &value) {
    return IntegerAttr::get(integerType, value);
  };
  if (isa<arith::AddIOp, arith::OrIOp, arith::XOrIOp, arith::MaxUIOp>(combiner))
    return get(APInt::getZero(width));
  if (isa<arith::MulIOp>(combiner))
    return get(APInt(width, 1));
  if (isa<arith::AndIOp, arith::MinUIOp>(combiner))
    return get(APInt::getAllOnes(width));
  if (isa<arith::MaxSIOp>(combiner))
    return get(APInt::getSignedMinValue(width));
  if (isa<arith::MinSIOp>(combiner))
    return get(APInt::getSignedMaxValue(width));
  return nullptr;
}

Operation *mlir::pipe::getCombiner(linalg::LinalgOp op, unsigned index) {
  SmallVector<Operation *> combiners;
  if (!matchReduction(op.getRegionOutputArgs(), index, combiners) ||
      combiners.size() != 1 || !getNeutralElement(combiners.front()))
    return nullptr;
  return combiners.front();
}

/// Returns the bytes in which the widest output element is computed, at least
/// one: 16-bit floats are in f32.
static int64_t getOutputBytes(linalg::LinalgOp op) {
  unsigned bits = 8;
  for (Value init : op.getDpsInits()) {
    Type type = getElementTypeOrSelf(init);
    unsigned width = type.isIntOrFloat() ? type.getIntOrFloatBitWidth() : 64u;
    bits = std::max(bits, isSmallFloat(type) ? 32u : width);
  }
  return bits / 8;
}

/// Returns the loop that walks the innermost dimension of the op's first input
/// that has more than one element.
static std::optional<unsigned> getInnermostInputLoop(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() == 0)
    return std::nullopt;
  OpOperand *input = op.getDpsInputOperand(0);
  ArrayRef<int64_t> shape = op.getShape(input);
  AffineMap map = op.getMatchingIndexingMap(input);
  for (auto [size, expr] : llvm::reverse(llvm::zip(shape, map.getResults()))) {
    if (size == 1)
      continue;
    auto dim = dyn_cast<AffineDimExpr>(expr);
    return dim ? std::optional<unsigned>(dim.getPosition()) : std::nullopt;
  }
  return std::nullopt;
}

int64_t mlir::pipe::getReductionLanes(linalg::LinalgOp op,
                                      int64_t vectorBytes) {
  if (auto lanes = op->getAttrOfType<IntegerAttr>(kLanesAttr))
    return lanes.getInt();
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
  std::optional<unsigned> last;
  for (unsigned loop = 0; loop < sizes.size(); ++loop)
    if (kinds[loop] == utils::IteratorType::reduction && sizes[loop] != 1)
      last = loop;
  if (!last || sizes[*last] < kShortestRow || getInnermostInputLoop(op) != last)
    return 1;
  for (unsigned i = 0; i < op.getNumDpsInits(); ++i)
    if (!getCombiner(op, i))
      return 1;
  int64_t lanes = vectorBytes / getOutputBytes(op);
  return sizes[*last] >= kLongRow ? 4 * lanes : lanes;
}

void mlir::pipe::makeLoopNest(linalg::LinalgOp op, KernelTargetAttr target) {
  OpBuilder builder(op);
  op->removeAttr(kContractionAttr);
  op->setAttr(kLanesAttr, builder.getI64IntegerAttr(
                              getReductionLanes(op, target.getVectorBytes())));
  if (!op->removeAttr(kOverwriteAttr))
    return;
  Value init = op.getDpsInits()[0];
  Value zero = arith::ConstantOp::create(
      builder, op.getLoc(), builder.getZeroAttr(getElementTypeOrSelf(init)));
  linalg::FillOp::create(builder, op.getLoc(), zero, init);
}
