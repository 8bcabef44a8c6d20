//===- Bitcasts.cpp - bitcast_convert -------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpTable.h"
#include "Tensors.h"

#include "../Support/Loops.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::hlo;

static Type getBits(OpBuilder &builder, Type element) {
  return builder.getIntegerType(element.getIntOrFloatBitWidth());
}

/// The scalar's bits as another type of the same width.
static Value castBits(ScalarBuilder &b, Value scalar, Type type) {
  return scalar.getType() == type ? scalar
                                  : b.make<arith::BitcastOp>(type, scalar);
}

/// Elements of one width, or narrow ones along a new last dimension, the lowest
/// bits first.
static Value splitElements(Importer &importer, Operation *op,
                           RankedTensorType from, RankedTensorType to) {
  OpBuilder &builder = importer.builder;
  int64_t rank = from.getRank(), width = to.getElementTypeBitWidth();
  View view{importer.getOperand(op, 0),
            getLeadingLoops(op->getContext(), to.getRank(), rank)};
  return createElementwise(
      builder, op->getLoc(), to, view,
      [&](OpBuilder &nested, Location loc, ValueRange in) -> Value {
        ScalarBuilder b{nested, loc};
        if (to.getRank() == rank)
          return castBits(b, in[0], to.getElementType());
        Type wide = getBits(nested, from.getElementType());
        Value place = linalg::IndexOp::create(nested, loc, rank);
        Value shift = b.make<arith::MulIOp>(
            b.make<arith::IndexCastOp>(wide, place), b.integer(wide, width));
        Value bits = b.make<arith::ShRUIOp>(castBits(b, in[0], wide), shift);
        Value part =
            b.make<arith::TruncIOp>(getBits(nested, to.getElementType()), bits);
        return castBits(b, part, to.getElementType());
      });
}

/// Wide elements of the narrow ones along the last dimension.
static Value joinElements(Importer &importer, Operation *op,
                          RankedTensorType from, RankedTensorType to) {
  int64_t parts = from.getShape().back(), rank = to.getRank();
  Value operand = importer.getOperand(op, 0);
  return createElementwise(
      importer.builder, op->getLoc(), to, {},
      [&](OpBuilder &nested, Location loc, ValueRange) -> Value {
        ScalarBuilder b{nested, loc};
        Type wide = getBits(nested, to.getElementType());
        SmallVector<Value> place;
        for (int64_t dim = 0; dim < rank; ++dim)
          place.push_back(linalg::IndexOp::create(nested, loc, dim));
        place.push_back({});
        Value joined = b.integer(wide, 0);
        for (int64_t i = 0; i < parts; ++i) {
          place.back() = createIndex(nested, loc, i);
          Value part = tensor::ExtractOp::create(nested, loc, operand, place);
          part = castBits(b, part, getBits(nested, part.getType()));
          Value shifted = b.make<arith::ShLIOp>(
              b.make<arith::ExtUIOp>(wide, part),
              b.integer(wide, i * int64_t(from.getElementTypeBitWidth())));
          joined = b.make<arith::OrIOp>(joined, shifted);
        }
        return castBits(b, joined, to.getElementType());
      });
}

LogicalResult mlir::pipe::hlo::lowerBitcastConvert(Importer &importer,
                                                   Operation *op) {
  RankedTensorType from = getType(op->getOperand(0));
  RankedTensorType to = getType(op->getResult(0));
  int64_t fromBits = from.getElementTypeBitWidth();
  int64_t toBits = to.getElementTypeBitWidth();
  // The shape of the wide side, with the parts of its elements at the end.
  SmallVector<int64_t> expected((fromBits > toBits ? from : to).getShape());
  if (fromBits != toBits)
    expected.push_back(std::max(fromBits, toBits) / std::min(fromBits, toBits));
  bool fits = fromBits >= toBits ? to.getShape() == ArrayRef(expected)
                                 : from.getShape() == ArrayRef(expected);
  if (!fits || (fromBits != toBits && std::min(fromBits, toBits) == 1))
    return op->emitError("'") << op->getName() << "' has an operand of type "
                              << from << " and a result of type " << to;
  importer.set(op->getResult(0), fromBits < toBits
                                     ? joinElements(importer, op, from, to)
                                     : splitElements(importer, op, from, to));
  return success();
}
