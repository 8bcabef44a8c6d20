//===- WriteSlabs.cpp - Slices and reshapes of slabs ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteSlabs.h"

#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

using namespace mlir;
using namespace mlir::pipe;

/// Reshapes behind each other that reshapeTo looks through.
static constexpr int kMaxReshapes = 8;

Value mlir::pipe::reshapeTo(OpBuilder &builder, Value value,
                            RankedTensorType type) {
  Value source = value;
  for (int i = 0; i < kMaxReshapes && source.getType() != type; ++i) {
    Operation *op = source.getDefiningOp();
    if (!isa_and_nonnull<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
      break;
    source = op->getOperand(0);
  }
  if (source.getType() == type)
    return source;
  auto from = cast<RankedTensorType>(value.getType());
  auto groups = getReassociationIndicesForReshape(from, type);
  if (!groups)
    return {};
  if (from.getRank() > type.getRank())
    return tensor::CollapseShapeOp::create(builder, value.getLoc(), type, value,
                                           *groups);
  return tensor::ExpandShapeOp::create(builder, value.getLoc(), type, value,
                                       *groups);
}

Value mlir::pipe::extractSlab(OpBuilder &builder, Value value,
                              const Slab &slab) {
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<OpFoldResult> offsets(type.getRank(), builder.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(type.getRank(), builder.getIndexAttr(1));
  RankedTensorType result = getSlabType(type, slab);
  SmallVector<OpFoldResult> sizes;
  for (int64_t size : result.getShape())
    sizes.push_back(builder.getIndexAttr(size));
  offsets[slab.dimension] = builder.getIndexAttr(slab.begin);
  return tensor::ExtractSliceOp::create(builder, value.getLoc(), result, value,
                                        offsets, sizes, strides);
}
