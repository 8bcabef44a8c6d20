//===- LowerSort.cpp - A sort becomes a merge sort ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LowerTMTensor.h"

#include "../Support/Loops.h"
#include "../Support/MergeSort.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::pipe;

/// Whether the right elements must stand before the left ones. The region also
/// says yes to equal ones (`>=`), so it is asked both ways.
static Value mustSwap(ImplicitLocOpBuilder &builder, Region &region,
                      ValueRange left, ValueRange right) {
  auto isOrdered = [&](ValueRange first, ValueRange second) {
    SmallVector<Value> arguments;
    for (auto [a, b] : llvm::zip_equal(first, second))
      arguments.append({a, b});
    return inlineScalars(builder, region, arguments);
  };
  Value keeps = isOrdered(left, right), swaps = isOrdered(right, left);
  Value yes = arith::ConstantIntOp::create(builder, 1, 1);
  Value forbids = arith::XOrIOp::create(builder, keeps, yes);
  return arith::AndIOp::create(builder, swaps, forbids);
}

SmallVector<Value> mlir::pipe::lowerSort(ImplicitLocOpBuilder &builder,
                                         tm_tensor::SortOp op) {
  return createMergeSort(
      builder, builder.getLoc(), op.getOutputs(), op.getDimension(),
      [&](ValueRange left, ValueRange right) {
        return mustSwap(builder, op.getRegion(), left, right);
      });
}
