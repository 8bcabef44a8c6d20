//===- GuardIndices.cpp - Indices that data could make wrong are checked --===//
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
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_GUARDINDICESPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct GuardIndicesPass
    : public pipe::impl::GuardIndicesPassBase<GuardIndicesPass> {
  using Base::Base;

  void runOnOperation() override {
    IndexRanges found;
    ranges = &found;
    checks.clear();
    SmallVector<Operation *> ops;
    getOperation().walk([&](Operation *op) { ops.push_back(op); });
    bool failed = false;
    for (Operation *op : ops) {
      if (auto extract = dyn_cast<tensor::ExtractOp>(op))
        guardExtract(extract);
      else if (auto insert = dyn_cast<tensor::InsertOp>(op))
        failed |= mlir::failed(guardInsert(insert));
      else if (auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op))
        failed |= mlir::failed(guardSlice(slice));
    }
    if (failed)
      signalPassFailure();
  }

  /// Makes `operand` an index of something with `bound` places.
  void guard(OpOperand &operand, int64_t bound, StringRef word,
             unsigned dimension) {
    if (ranges->isInRange(operand.get(), bound))
      return;
    Operation *op = operand.getOwner();
    Value &check = checks[{op->getBlock(), operand.get(), bound}];
    if (!check) {
      OpBuilder builder(op);
      check =
          createIndexCheck(builder, op, operand.get(), bound, word, dimension);
    }
    operand.set(check);
  }

  void guardExtract(tensor::ExtractOp extract) {
    auto type = cast<RankedTensorType>(extract.getTensor().getType());
    MutableOperandRange indices = extract.getIndicesMutable();
    for (auto [dimension, operand] : llvm::enumerate(indices))
      guard(operand, type.getDimSize(dimension), "index", dimension);
    if (type.getNumElements() > 0)
      return;
    // Nothing can be read; a constant stands for it, so that the check is used.
    OpBuilder builder(extract);
    auto one = RankedTensorType::get(SmallVector<int64_t>(type.getRank(), 1),
                                     type.getElementType());
    extract.getTensorMutable().assign(arith::ConstantOp::create(
        builder, extract.getLoc(), builder.getZeroAttr(one)));
    Value zero = arith::ConstantIndexOp::create(builder, extract.getLoc(), 0);
    for (auto [dimension, operand] : llvm::enumerate(indices))
      if (type.getDimSize(dimension) > 0)
        operand.set(zero);
  }

  LogicalResult guardInsert(tensor::InsertOp insert) {
    auto type = cast<RankedTensorType>(insert.getDest().getType());
    if (type.getNumElements() == 0)
      return insert.emitOpError("writes into a tensor that holds no element: ")
             << type;
    for (auto [dimension, operand] :
         llvm::enumerate(insert.getIndicesMutable()))
      guard(operand, type.getDimSize(dimension), "index", dimension);
    return success();
  }

  LogicalResult guardSlice(OffsetSizeAndStrideOpInterface slice) {
    auto insert = dyn_cast<tensor::InsertSliceOp>(*slice);
    if (!insert && !isa<tensor::ExtractSliceOp>(*slice))
      return success();
    Value whole = insert ? insert.getDest() : slice->getOperand(0);
    auto type = cast<RankedTensorType>(whole.getType());
    if (llvm::is_contained(slice.getStaticSizes(), 0))
      return success(); // Touches nothing.
    for (unsigned dimension = 0; dimension < type.getRank(); ++dimension) {
      if (!slice.isDynamicOffset(dimension))
        continue;
      int64_t extent = (slice.getStaticSize(dimension) - 1) *
                           slice.getStaticStride(dimension) +
                       1;
      int64_t places = type.getDimSize(dimension) - extent + 1;
      if (places < 1)
        return slice->emitOpError("reaches over ")
               << extent << " elements of dimension " << dimension
               << ", which has " << type.getDimSize(dimension);
      OpOperand &operand =
          slice->getOpOperand(slice.getIndexOfDynamicOffset(dimension));
      guard(operand, places, "offset", dimension);
    }
    return success();
  }

  using Key = std::tuple<Block *, Value, int64_t>;
  IndexRanges *ranges = nullptr;
  /// Checks in a block, which stand before what is still to be guarded there.
  llvm::DenseMap<Key, Value> checks;
};
} // namespace
