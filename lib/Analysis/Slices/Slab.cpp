//===- Slab.cpp - Slices along one dimension ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Slices/Slab.h"

using namespace mlir;
using namespace mlir::pipe;

static std::optional<Slab> matchSlab(OffsetSizeAndStrideOpInterface op,
                                     RankedTensorType whole) {
  if (!whole.hasStaticShape() || whole.getRank() == 0 ||
      ShapedType::isDynamicShape(op.getStaticOffsets()) ||
      ShapedType::isDynamicShape(op.getStaticSizes()) ||
      !llvm::all_of(op.getStaticStrides(), [](int64_t s) { return s == 1; }))
    return std::nullopt;
  std::optional<Slab> slab;
  for (int64_t i = 0; i < whole.getRank(); ++i) {
    int64_t begin = op.getStaticOffsets()[i], size = op.getStaticSizes()[i];
    if (size == whole.getDimSize(i))
      continue;
    if (slab || size == 0)
      return std::nullopt;
    slab = Slab{i, begin, begin + size};
  }
  return slab ? slab : Slab{0, 0, whole.getDimSize(0)};
}

std::optional<Slab> mlir::pipe::matchSlab(tensor::ExtractSliceOp op) {
  return ::matchSlab(op, op.getSourceType());
}

std::optional<Slab> mlir::pipe::matchSlab(tensor::InsertSliceOp op) {
  return ::matchSlab(op, op.getDestType());
}

RankedTensorType mlir::pipe::getSlabType(RankedTensorType type,
                                         const Slab &slab) {
  SmallVector<int64_t> shape(type.getShape());
  shape[slab.dimension] = slab.size();
  return RankedTensorType::get(shape, type.getElementType());
}
