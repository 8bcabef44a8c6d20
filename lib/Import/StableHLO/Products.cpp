//===- Products.cpp - dot_general as one loop nest ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Products.h"
#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

namespace {
/// The dimensions of one operand: pairs with the other operand's, and the rest.
struct ProductDims {
  SmallVector<int64_t> batch, contracted, free;

  /// Returns false if a dimension is out of range or there twice.
  bool setFree(int64_t rank) {
    llvm::SmallBitVector taken(rank);
    for (int64_t dim : llvm::concat<int64_t>(batch, contracted)) {
      if (dim < 0 || dim >= rank || taken[dim])
        return false;
      taken.set(dim);
    }
    for (int64_t dim = 0; dim < rank; ++dim)
      if (!taken[dim])
        free.push_back(dim);
    return true;
  }
};
} // namespace

static bool haveEqualSizes(RankedTensorType lhs, ArrayRef<int64_t> lhsDims,
                           RankedTensorType rhs, ArrayRef<int64_t> rhsDims) {
  return lhsDims.size() == rhsDims.size() &&
         llvm::all_of(llvm::zip_equal(lhsDims, rhsDims), [&](auto pair) {
           return lhs.getDimSize(std::get<0>(pair)) ==
                  rhs.getDimSize(std::get<1>(pair));
         });
}

static Value emitTerm(ScalarBuilder &b, ValueRange in, Operation *op) {
  Type result = getElementTypeOrSelf(op->getResult(0).getType());
  auto factor = [&](unsigned i) {
    return convertScalar(
        b, in[i], getElementTypeOrSelf(op->getOperand(i).getType()), result);
  };
  Value lhs = factor(0), rhs = factor(1), sum = in[2];
  if (isa<FloatType>(result))
    return b.make<arith::AddFOp>(sum, b.make<arith::MulFOp>(lhs, rhs));
  if (result.isInteger(1))
    return b.make<arith::OrIOp>(sum, b.make<arith::AndIOp>(lhs, rhs));
  return b.make<arith::AddIOp>(sum, b.make<arith::MulIOp>(lhs, rhs));
}

Value mlir::pipe::hlo::createProduct(Importer &importer, Operation *op,
                                     View lhs, View rhs, RankedTensorType type,
                                     AffineMap resultMap) {
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  SmallVector<utils::IteratorType> iterators(resultMap.getNumDims(),
                                             utils::IteratorType::reduction);
  for (AffineExpr place : resultMap.getResults())
    iterators[cast<AffineDimExpr>(place).getPosition()] =
        utils::IteratorType::parallel;
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getZeroAttr(type.getElementType()));
  auto product = linalg::GenericOp::create(
      builder, loc, type, ValueRange{lhs.source, rhs.source},
      createFilled(builder, loc, type, zero),
      ArrayRef<AffineMap>{lhs.map, rhs.map, resultMap}, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange in) {
        ScalarBuilder scalars{nested, nestedLoc};
        linalg::YieldOp::create(nested, nestedLoc, emitTerm(scalars, in, op));
      });
  return product.getResult(0);
}

/// Loops: batch, free of lhs, free of rhs (the result's dimensions, in order),
/// then the contracted ones.
static LogicalResult setProduct(Importer &importer, Operation *op,
                                ProductDims lhs, ProductDims rhs) {
  RankedTensorType lhsType = getType(op->getOperand(0));
  RankedTensorType rhsType = getType(op->getOperand(1));
  RankedTensorType type = getType(op->getResult(0));
  if (!lhs.setFree(lhsType.getRank()) || !rhs.setFree(rhsType.getRank()) ||
      !haveEqualSizes(lhsType, lhs.batch, rhsType, rhs.batch) ||
      !haveEqualSizes(lhsType, lhs.contracted, rhsType, rhs.contracted))
    return op->emitError("'")
           << op->getName() << "' has dimension numbers that do not fit "
           << lhsType << " and " << rhsType;
  OpBuilder &builder = importer.builder;
  SmallVector<AffineExpr> lhsPlaces(lhsType.getRank());
  SmallVector<AffineExpr> rhsPlaces(rhsType.getRank());
  SmallVector<int64_t> shape;
  unsigned loop = 0;
  for (auto [left, right] : llvm::zip_equal(lhs.batch, rhs.batch)) {
    shape.push_back(lhsType.getDimSize(left));
    lhsPlaces[left] = rhsPlaces[right] = builder.getAffineDimExpr(loop++);
  }
  for (int64_t dim : lhs.free) {
    shape.push_back(lhsType.getDimSize(dim));
    lhsPlaces[dim] = builder.getAffineDimExpr(loop++);
  }
  for (int64_t dim : rhs.free) {
    shape.push_back(rhsType.getDimSize(dim));
    rhsPlaces[dim] = builder.getAffineDimExpr(loop++);
  }
  unsigned resultRank = loop;
  for (auto [left, right] : llvm::zip_equal(lhs.contracted, rhs.contracted))
    lhsPlaces[left] = rhsPlaces[right] = builder.getAffineDimExpr(loop++);
  if (type.getShape() != ArrayRef<int64_t>(shape))
    return op->emitError("'")
           << op->getName() << "' gives the shape " << type.clone(shape)
           << ", but its result is " << type;
  MLIRContext *context = op->getContext();
  AffineMap resultMap = getLeadingLoops(context, loop, resultRank);
  View left{importer.getOperand(op, 0),
            AffineMap::get(loop, 0, lhsPlaces, context)};
  View right{importer.getOperand(op, 1),
             AffineMap::get(loop, 0, rhsPlaces, context)};
  importer.set(op->getResult(0),
               createProduct(importer, op, left, right, type, resultMap));
  return success();
}

LogicalResult mlir::pipe::hlo::lowerDotGeneral(Importer &importer,
                                               Operation *op) {
  FailureOr<Fields> fields = Fields::get(op, "dot_dimension_numbers");
  if (failed(fields))
    return failure();
  auto list = [&](StringRef name) { return llvm::to_vector((*fields)[name]); };
  return setProduct(
      importer, op,
      {list("lhs_batching_dimensions"), list("lhs_contracting_dimensions"), {}},
      {list("rhs_batching_dimensions"),
       list("rhs_contracting_dimensions"),
       {}});
}

/// The older product of vectors and matrices.
LogicalResult mlir::pipe::hlo::lowerDot(Importer &importer, Operation *op) {
  int64_t rank = getType(op->getOperand(0)).getRank();
  return setProduct(importer, op, {{}, {rank - 1}, {}}, {{}, {0}, {}});
}
