//===- Tensors.cpp - Tensors that lowerings are made of -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tensors.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

RankedTensorType mlir::pipe::hlo::getType(Value source) {
  return cast<RankedTensorType>(toSignless(source.getType()));
}

Value mlir::pipe::hlo::createEmpty(OpBuilder &builder, Location loc,
                                   RankedTensorType type) {
  return tensor::EmptyOp::create(builder, loc, type.getShape(),
                                 type.getElementType());
}

Value mlir::pipe::hlo::createFilled(OpBuilder &builder, Location loc,
                                    RankedTensorType type, Value scalar) {
  Value empty = createEmpty(builder, loc, type);
  return linalg::FillOp::create(builder, loc, scalar, empty).getResult(0);
}

Value mlir::pipe::hlo::extractScalar(Importer &importer, Location loc,
                                     Value tensor) {
  if (Value splat = importer.getSplat(loc, tensor))
    return splat;
  return tensor::ExtractOp::create(importer.builder, loc, tensor, ValueRange());
}

Value mlir::pipe::hlo::createScalarTensor(OpBuilder &builder, Location loc,
                                          Value scalar) {
  auto type = RankedTensorType::get({}, scalar.getType());
  return tensor::FromElementsOp::create(builder, loc, type, scalar);
}

Value mlir::pipe::hlo::toIndex(OpBuilder &builder, Location loc, Value scalar,
                               Type sourceElement) {
  Type index = builder.getIndexType();
  if (!isUnsigned(sourceElement))
    return arith::IndexCastOp::create(builder, loc, index, scalar);
  if (sourceElement.getIntOrFloatBitWidth() == 64) {
    Value largest = arith::ConstantOp::create(
        builder, loc,
        builder.getI64IntegerAttr(std::numeric_limits<int64_t>::max()));
    scalar = arith::MinUIOp::create(builder, loc, scalar, largest);
  }
  return arith::IndexCastUIOp::create(builder, loc, index, scalar);
}

Value mlir::pipe::hlo::clampIndex(OpBuilder &builder, Location loc, Value index,
                                  int64_t last) {
  Value zero = createIndex(builder, loc, 0);
  if (last <= 0)
    return zero;
  Value atLeast = arith::MaxSIOp::create(builder, loc, index, zero);
  return arith::MinSIOp::create(builder, loc, atLeast,
                                createIndex(builder, loc, last));
}

Value mlir::pipe::hlo::createElementwise(
    OpBuilder &builder, Location loc, RankedTensorType type,
    ArrayRef<View> inputs,
    llvm::function_ref<Value(OpBuilder &, Location, ValueRange)> body) {
  SmallVector<Value> sources;
  SmallVector<AffineMap> maps;
  for (const View &input : inputs) {
    sources.push_back(input.source);
    maps.push_back(input.map);
  }
  maps.push_back(builder.getMultiDimIdentityMap(type.getRank()));
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  Value empty = createEmpty(builder, loc, type);
  auto generic = linalg::GenericOp::create(
      builder, loc, type, sources, empty, maps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        Value element = body(nested, nestedLoc, arguments.drop_back());
        linalg::YieldOp::create(nested, nestedLoc, element);
      });
  return generic.getResult(0);
}

AffineMap mlir::pipe::hlo::getLeadingLoops(MLIRContext *context, unsigned loops,
                                           unsigned count) {
  SmallVector<AffineExpr> places;
  for (unsigned i = 0; i < count; ++i)
    places.push_back(getAffineDimExpr(i, context));
  return AffineMap::get(loops, 0, places, context);
}

Value mlir::pipe::hlo::createSlice(OpBuilder &builder, Location loc,
                                   Value tensor, ArrayRef<int64_t> offsets,
                                   ArrayRef<int64_t> sizes,
                                   ArrayRef<int64_t> strides) {
  // One without elements may start at the end, where the op allows none.
  auto source = cast<RankedTensorType>(tensor.getType());
  if (llvm::is_contained(sizes, 0))
    return createEmpty(builder, loc, source.clone(sizes));
  auto attributes = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  return tensor::ExtractSliceOp::create(builder, loc, tensor,
                                        attributes(offsets), attributes(sizes),
                                        attributes(strides));
}

Value mlir::pipe::hlo::createReshape(OpBuilder &builder, Location loc,
                                     Value tensor, ArrayRef<int64_t> shape) {
  auto source = cast<RankedTensorType>(tensor.getType());
  if (source.getShape() == shape)
    return tensor;
  auto target = RankedTensorType::get(shape, source.getElementType());
  auto collapse = [&](Value value, RankedTensorType type,
                      ArrayRef<ReassociationIndices> groups) -> Value {
    return tensor::CollapseShapeOp::create(builder, loc, type, value, groups);
  };
  auto expand = [&](Value value, RankedTensorType type,
                    ArrayRef<ReassociationIndices> groups) -> Value {
    return tensor::ExpandShapeOp::create(builder, loc, type, value, groups);
  };
  bool isEmpty = source.getNumElements() == 0;
  std::optional<SmallVector<ReassociationIndices>> groups;
  if (!isEmpty)
    groups = getReassociationIndicesForReshape(source, target);
  if (groups)
    return source.getRank() > target.getRank()
               ? collapse(tensor, target, *groups)
               : expand(tensor, target, *groups);
  if (isEmpty)
    return createEmpty(builder, loc, target);
  // Through one dimension. A 0-d tensor is never here: it expands.
  auto all = [](RankedTensorType type) {
    ReassociationIndices group;
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      group.push_back(dim);
    return SmallVector<ReassociationIndices>{group};
  };
  auto flat =
      RankedTensorType::get({source.getNumElements()}, source.getElementType());
  Value line =
      source.getRank() == 1 ? tensor : collapse(tensor, flat, all(source));
  return target.getRank() == 1 ? line : expand(line, target, all(target));
}

Value mlir::pipe::hlo::createTranspose(OpBuilder &builder, Location loc,
                                       Value tensor,
                                       ArrayRef<int64_t> permutation) {
  auto source = cast<RankedTensorType>(tensor.getType());
  SmallVector<int64_t> shape;
  bool isIdentity = true;
  for (auto [place, dim] : llvm::enumerate(permutation)) {
    shape.push_back(source.getDimSize(dim));
    isIdentity &= static_cast<int64_t>(place) == dim;
  }
  if (isIdentity)
    return tensor;
  Value empty = createEmpty(builder, loc, source.clone(shape));
  return linalg::TransposeOp::create(builder, loc, tensor, empty, permutation)
      ->getResult(0);
}

Value mlir::pipe::hlo::createReverse(OpBuilder &builder, Location loc,
                                     Value tensor, ArrayRef<int64_t> dims) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<AffineExpr> places;
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    AffineExpr place = builder.getAffineDimExpr(dim);
    if (llvm::is_contained(dims, dim) && type.getDimSize(dim) > 1)
      place = builder.getAffineConstantExpr(type.getDimSize(dim) - 1) - place;
    places.push_back(place);
  }
  AffineMap map =
      AffineMap::get(type.getRank(), 0, places, builder.getContext());
  if (map.isIdentity() || type.getNumElements() == 0)
    return tensor;
  return createElementwise(
      builder, loc, type, View{tensor, map},
      [](OpBuilder &, Location, ValueRange in) { return in[0]; });
}

bool Padding::isSane(int64_t size) const {
  const int64_t limit = int64_t(1) << 40;
  auto isSmall = [&](int64_t number) {
    return -limit <= number && number <= limit;
  };
  if (!isSmall(low) || !isSmall(high) || !isSmall(interior) || interior < 0 ||
      !isSmall(size))
    return false;
  std::optional<int64_t> inner =
      llvm::checkedMul(std::max<int64_t>(size - 1, 0), interior);
  return inner && isSmall(*inner) && getSize(size) >= 0;
}

int64_t Padding::getSize(int64_t size) const {
  return low + high + (size > 0 ? size + (size - 1) * interior : 0);
}

/// Which elements of one dimension stay, and where the first of them goes.
static std::pair<Padding, std::pair<int64_t, int64_t>>
getKept(const Padding &padding, int64_t size) {
  int64_t step = padding.interior + 1;
  int64_t first = padding.low < 0 ? llvm::divideCeil(-padding.low, step) : 0;
  // The last place is below the result's size: low + step * i < result.
  int64_t room = padding.getSize(size) - padding.low - 1;
  int64_t last = room < 0 ? -1 : std::min(size - 1, room / step);
  return {Padding{padding.low + first * step, 0, padding.interior},
          {first, std::max<int64_t>(0, last - first + 1)}};
}

FailureOr<Value> mlir::pipe::hlo::createPad(OpBuilder &builder, Location loc,
                                            Value tensor,
                                            ArrayRef<Padding> padding,
                                            Value scalar) {
  auto source = cast<RankedTensorType>(tensor.getType());
  SmallVector<int64_t> shape, offsets, firsts, counts, steps;
  bool isIdentity = true;
  for (auto [dim, pad] : llvm::enumerate(padding)) {
    int64_t size = source.getDimSize(dim);
    if (!pad.isSane(size))
      return failure();
    isIdentity &=
        pad.low == 0 && pad.high == 0 && (pad.interior == 0 || size <= 1);
    auto [place, kept] = getKept(pad, size);
    shape.push_back(pad.getSize(size));
    offsets.push_back(place.low);
    firsts.push_back(kept.first);
    counts.push_back(kept.second);
    steps.push_back(pad.interior + 1);
  }
  if (isIdentity)
    return tensor;
  Value filled = createFilled(builder, loc, source.clone(shape), scalar);
  if (llvm::is_contained(counts, 0))
    return filled;
  SmallVector<int64_t> ones(source.getRank(), 1);
  if (source.getShape() != ArrayRef<int64_t>(counts))
    tensor = createSlice(builder, loc, tensor, firsts, counts, ones);
  auto attributes = [&](ArrayRef<int64_t> values) {
    return getAsIndexOpFoldResult(builder.getContext(), values);
  };
  return tensor::InsertSliceOp::create(builder, loc, tensor, filled,
                                       attributes(offsets), attributes(counts),
                                       attributes(steps))
      .getResult();
}
