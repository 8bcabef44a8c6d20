//===- SplitSlices.cpp - Slices that drop dimensions in two steps ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_SPLITSLICESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Each dimension that stays begins a group; those that go stand in the group
/// before them, or in the first one.
static SmallVector<ReassociationIndices>
getGroups(const llvm::SmallBitVector &dropped) {
  SmallVector<ReassociationIndices> groups;
  ReassociationIndices leading;
  for (unsigned dim = 0; dim < dropped.size(); ++dim) {
    if (!dropped[dim])
      groups.push_back(groups.empty() ? std::move(leading)
                                      : ReassociationIndices());
    (groups.empty() ? leading : groups.back()).push_back(dim);
  }
  // Without a dimension that stays, the result is 0-d and has no group.
  return groups;
}

namespace {
struct SplitSlicesPass
    : public pipe::impl::SplitSlicesPassBase<SplitSlicesPass> {
  using Base::Base;

  void runOnOperation() override {
    bool isChanged = false;
    getOperation().walk([&](tensor::ExtractSliceOp slice) {
      llvm::SmallBitVector dropped = slice.getDroppedDims();
      if (dropped.none())
        return;
      OpBuilder builder(slice);
      Value whole = tensor::ExtractSliceOp::create(
          builder, slice.getLoc(), slice.getSource(), slice.getMixedOffsets(),
          slice.getMixedSizes(), slice.getMixedStrides());
      Value collapsed = tensor::CollapseShapeOp::create(
          builder, slice.getLoc(), slice.getType(), whole, getGroups(dropped));
      slice.replaceAllUsesWith(collapsed);
      slice.erase();
      isChanged = true;
    });
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};
} // namespace
