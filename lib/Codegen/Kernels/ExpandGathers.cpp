//===- ExpandGathers.cpp - Gathers and scatters become loops --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexCheck.h"
#include "IndexRanges.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_EXPANDGATHERSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns `value` as an index below `bound`; `op` is named if it is none.
static Value getIndex(OpBuilder &builder, Operation *op, Value value,
                      int64_t bound, unsigned dimension) {
  if (!value.getType().isIndex())
    value = arith::IndexCastOp::create(builder, op->getLoc(),
                                       builder.getIndexType(), value);
  if (IndexRanges().isInRange(value, bound))
    return value;
  return createIndexCheck(builder, op, value, bound, "index", dimension);
}

static void expandGather(RewriterBase &rewriter, tensor::GatherOp gather) {
  RankedTensorType source = gather.getSourceType();
  RankedTensorType result = gather.getResultType();
  ArrayRef<int64_t> dims = gather.getGatherDims();
  int64_t rank = result.getRank();
  int64_t batchRank = gather.getIndicesType().getRank() - 1;
  bool isReduced = rank != batchRank + source.getRank();
  MLIRContext *context = rewriter.getContext();

  // One input for each coordinate, and no loop along them.
  SmallVector<AffineMap> maps;
  for (size_t number = 0; number < dims.size(); ++number) {
    SmallVector<AffineExpr> exprs;
    for (int64_t i = 0; i < batchRank; ++i)
      exprs.push_back(rewriter.getAffineDimExpr(i));
    exprs.push_back(rewriter.getAffineConstantExpr(number));
    maps.push_back(AffineMap::get(rank, 0, exprs, context));
  }
  maps.push_back(rewriter.getMultiDimIdentityMap(rank));
  rewriter.setInsertionPoint(gather);
  Location loc = gather.getLoc();
  Value empty = tensor::EmptyOp::create(rewriter, loc, result.getShape(),
                                        result.getElementType());
  auto generic = linalg::GenericOp::create(
      rewriter, loc, result,
      SmallVector<Value>(dims.size(), gather.getIndices()), empty, maps,
      SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel));
  Block *block = rewriter.createBlock(&generic.getRegion());
  for (Value operand : generic->getOperands())
    block->addArgument(getElementTypeOrSelf(operand), loc);

  SmallVector<Value> indices;
  int64_t next = batchRank; // The loop of the next dimension of the slice.
  for (int64_t dim = 0; dim < source.getRank(); ++dim) {
    const int64_t *found = llvm::find(dims, dim);
    if (found == dims.end()) {
      indices.push_back(linalg::IndexOp::create(rewriter, loc, next++));
      continue;
    }
    indices.push_back(getIndex(rewriter, gather,
                               block->getArgument(found - dims.begin()),
                               source.getDimSize(dim), dim));
    next += !isReduced;
  }
  Value value =
      tensor::ExtractOp::create(rewriter, loc, gather.getSource(), indices);
  linalg::YieldOp::create(rewriter, loc, value);
  rewriter.replaceOp(gather, generic);
}

namespace {
/// Expands one scatter into loops over its slices, one after the other.
class ScatterExpander {
public:
  ScatterExpander(RewriterBase &rewriter, tensor::ScatterOp scatter)
      : rewriter(rewriter), builder(scatter.getLoc(), rewriter),
        scatter(scatter),
        batch(cast<RankedTensorType>(scatter.getIndices().getType())
                  .getShape()
                  .drop_back()) {}

  void expand() {
    builder.setInsertionPoint(scatter);
    rewriter.replaceOp(scatter, enterLoops(scatter.getDest(), {}));
  }

private:
  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(builder, value);
  }

  /// Emits the loops inside of those with the indices `outer`; returns `dest`
  /// after them.
  Value enterLoops(Value dest, SmallVector<Value> outer) {
    if (outer.size() == batch.size())
      return insertSlice(dest, outer);
    auto loop = scf::ForOp::create(
        builder, constant(0), constant(batch[outer.size()]), constant(1), dest);
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    outer.push_back(loop.getInductionVar());
    Value inner = enterLoops(loop.getRegionIterArg(0), outer);
    scf::YieldOp::create(builder, inner);
    return loop.getResult(0);
  }

  Value insertSlice(Value dest, ArrayRef<Value> position) {
    auto type = cast<RankedTensorType>(dest.getType());
    auto source = cast<RankedTensorType>(scatter.getSource().getType());
    OpFoldResult zero = builder.getIndexAttr(0), one = builder.getIndexAttr(1);
    SmallVector<OpFoldResult> offsets(type.getRank(), zero);
    SmallVector<OpFoldResult> sizes(type.getRank(), one);
    SmallVector<int64_t> shape;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      const int64_t *found = llvm::find(scatter.getScatterDims(), dim);
      if (found != scatter.getScatterDims().end()) {
        offsets[dim] = getCoordinate(
            position, found - scatter.getScatterDims().begin(), dim);
        continue;
      }
      sizes[dim] = builder.getIndexAttr(type.getDimSize(dim));
      shape.push_back(type.getDimSize(dim));
    }
    SmallVector<OpFoldResult> from(position.begin(), position.end());
    SmallVector<OpFoldResult> extent(position.size(), one);
    for (int64_t size : source.getShape().drop_front(batch.size())) {
      from.push_back(zero);
      extent.push_back(builder.getIndexAttr(size));
    }
    Value slice = tensor::ExtractSliceOp::create(
        builder, RankedTensorType::get(shape, type.getElementType()),
        scatter.getSource(), from, extent,
        SmallVector<OpFoldResult>(from.size(), one));
    return tensor::InsertSliceOp::create(
        builder, slice, dest, offsets, sizes,
        SmallVector<OpFoldResult>(offsets.size(), one));
  }

  /// Reads where the slice at `position` goes along dimension `dim`.
  Value getCoordinate(ArrayRef<Value> position, int64_t number, int64_t dim) {
    SmallVector<Value> indices(position);
    indices.push_back(constant(number));
    Value value =
        tensor::ExtractOp::create(builder, scatter.getIndices(), indices);
    int64_t size =
        cast<RankedTensorType>(scatter.getDest().getType()).getDimSize(dim);
    return getIndex(builder, scatter, value, size, dim);
  }

  RewriterBase &rewriter;
  ImplicitLocOpBuilder builder;
  tensor::ScatterOp scatter;
  SmallVector<int64_t> batch; ///< Sizes of the loops over slices.
};

struct ExpandGathersPass
    : public pipe::impl::ExpandGathersPassBase<ExpandGathersPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<Operation *> ops;
    getOperation().walk([&](Operation *op) {
      if (isa<tensor::GatherOp, tensor::ScatterOp>(op))
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (Operation *op : ops)
      if (auto gather = dyn_cast<tensor::GatherOp>(op))
        expandGather(rewriter, gather);
      else
        ScatterExpander(rewriter, cast<tensor::ScatterOp>(op)).expand();
  }
};
} // namespace
