//===- VectorAccess.cpp - Vectors in and out of buffers -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Nests/VectorAccess.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns the number of elements from the buffer's first to behind its last.
static int64_t getExtent(MemRefType type) {
  auto [strides, offset] = type.getStridesAndOffset();
  int64_t extent = ShapedType::isDynamic(offset) ? 1 : offset + 1;
  for (auto [size, stride] : llvm::zip_equal(type.getShape(), strides))
    extent += (size - 1) * stride;
  return std::max<int64_t>(extent, 0);
}

Value mlir::pipe::makeFlatBuffer(OpBuilder &builder, Location loc,
                                 const NestAccess &access) {
  if (access.isScalar())
    return access.value;
  auto type = cast<MemRefType>(access.value.getType());
  Value base = access.value;
  if (ShapedType::isDynamic(access.offset))
    base = memref::ExtractStridedMetadataOp::create(builder, loc, base)
               .getBaseBuffer();
  auto flat = MemRefType::get({getExtent(type)}, type.getElementType());
  return memref::ReinterpretCastOp::create(
      builder, loc, flat, base, /*offset=*/0,
      /*sizes=*/ArrayRef<int64_t>{getExtent(type)},
      /*strides=*/ArrayRef<int64_t>{1});
}

Value mlir::pipe::getOrigin(OpBuilder &builder, Location loc,
                            const NestAccess &access) {
  if (!access.isScalar() && ShapedType::isDynamic(access.offset))
    return memref::ExtractStridedMetadataOp::create(builder, loc, access.value)
        .getOffset();
  return arith::ConstantIndexOp::create(builder, loc, access.offset);
}

Value mlir::pipe::addScaled(OpBuilder &builder, Location loc, Value base,
                            Value index, int64_t scale) {
  std::optional<int64_t> constant = getConstantIntValue(index);
  if (constant && *constant * scale == 0)
    return base;
  if (std::optional<int64_t> start = getConstantIntValue(base);
      start && constant)
    return arith::ConstantIndexOp::create(builder, loc,
                                          *start + *constant * scale);
  if (constant) {
    index = arith::ConstantIndexOp::create(builder, loc, *constant * scale);
  } else if (scale != 1) {
    Value factor = arith::ConstantIndexOp::create(builder, loc, scale);
    index = arith::MulIOp::create(builder, loc, index, factor,
                                  arith::IntegerOverflowFlags::nsw);
  }
  if (isConstantIntValue(base, 0))
    return index;
  return arith::AddIOp::create(builder, loc, base, index,
                               arith::IntegerOverflowFlags::nsw);
}

Value mlir::pipe::getMask(OpBuilder &builder, Location loc, int64_t width,
                          int64_t active) {
  SmallVector<bool> bits(width, false);
  std::fill_n(bits.begin(), active, true);
  auto type = VectorType::get(width, builder.getI1Type());
  return arith::ConstantOp::create(builder, loc,
                                   DenseElementsAttr::get(type, bits));
}

/// Loads elements at distance `stride`.
static Value gather(OpBuilder &builder, Location loc, VectorType type,
                    Value buffer, Value offset, int64_t stride, Value mask,
                    Value rest) {
  SmallVector<int64_t> steps;
  for (int64_t i = 0; i < type.getNumElements(); ++i)
    steps.push_back(i * stride);
  auto indexType =
      VectorType::get(type.getNumElements(), builder.getIndexType());
  Value indices = arith::ConstantOp::create(
      builder, loc, DenseIntElementsAttr::get(indexType, steps));
  return vector::GatherOp::create(builder, loc, type, buffer, offset, indices,
                                  mask, rest);
}

Value mlir::pipe::loadVector(OpBuilder &builder, Location loc,
                             const NestAccess &access, Value buffer,
                             Value offset, int64_t stride, int64_t width,
                             int64_t active) {
  if (access.isScalar() || stride == 0)
    return loadScalar(builder, loc, access, buffer, offset);
  auto type = VectorType::get(width, access.elementType);
  if (stride == 1 && active == width)
    return vector::LoadOp::create(builder, loc, type, buffer, offset);
  Value mask = getMask(builder, loc, width, active);
  Value rest =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
  if (stride == 1)
    return vector::MaskedLoadOp::create(builder, loc, type, buffer, offset,
                                        mask, rest);
  return gather(builder, loc, type, buffer, offset, stride, mask, rest);
}

void mlir::pipe::storeVector(OpBuilder &builder, Location loc, Value buffer,
                             Value offset, Value vector, int64_t active) {
  int64_t width = cast<VectorType>(vector.getType()).getNumElements();
  if (active == width)
    vector::StoreOp::create(builder, loc, vector, buffer, offset);
  else
    vector::MaskedStoreOp::create(builder, loc, buffer, offset,
                                  getMask(builder, loc, width, active), vector);
}

Value mlir::pipe::loadScalar(OpBuilder &builder, Location loc,
                             const NestAccess &access, Value buffer,
                             Value offset) {
  if (access.isScalar())
    return buffer;
  return memref::LoadOp::create(builder, loc, buffer, offset);
}

void mlir::pipe::storeScalar(OpBuilder &builder, Location loc, Value buffer,
                             Value offset, Value value) {
  memref::StoreOp::create(builder, loc, value, buffer, offset);
}
