//===- PipeNumbers.cpp - Numbers in the text of ops -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PipeNumbers.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

ParseResult mlir::pipe::parseNumber(
    OpAsmParser &parser,
    SmallVectorImpl<OpAsmParser::UnresolvedOperand> &coordinates,
    AffineMapAttr &number) {
  SMLoc loc = parser.getCurrentLocation();
  Attribute map;
  NamedAttrList attributes; // Where upstream puts the map, too.
  if (parser.parseAffineMapOfSSAIds(coordinates, map, "number", attributes))
    return failure();
  number = cast<AffineMapAttr>(map);
  if (number.getValue().getNumResults() != 1)
    return parser.emitError(loc, "takes one number in brackets, but got ")
           << number.getValue().getNumResults();
  return success();
}

void mlir::pipe::printNumber(OpAsmPrinter &printer, Operation *,
                             ValueRange coordinates, AffineMapAttr number) {
  printer << '[';
  printer.printAffineMapOfSSAIds(number, coordinates);
  printer << ']';
}

ParseResult mlir::pipe::parseCount(OpAsmParser &parser, IntegerAttr &count) {
  SMLoc loc = parser.getCurrentLocation();
  APInt number;
  if (parser.parseInteger(number))
    return failure();
  if (!number.isSignedIntN(64))
    return parser.emitError(loc, "expected a number below 2^63, but got ")
           << llvm::toString(number, /*Radix=*/10, /*Signed=*/true);
  count = parser.getBuilder().getI64IntegerAttr(number.getSExtValue());
  return success();
}

void mlir::pipe::printCount(OpAsmPrinter &printer, Operation *,
                            IntegerAttr count) {
  printer << count.getInt();
}

/// Adds to `sum` the value of `expr` times `factor`.
static bool addExpr(AffineExpr expr, int64_t factor, LinearNumber &sum) {
  auto addTo = [](int64_t &to, std::optional<int64_t> number) {
    std::optional<int64_t> total =
        number ? llvm::checkedAdd(to, *number) : std::nullopt;
    to = total.value_or(to);
    return total.has_value();
  };
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return addTo(sum.constant, llvm::checkedMul(constant.getValue(), factor));
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return addTo(sum.coefficients[dim.getPosition()], factor);
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return false;
  if (binary.getKind() == AffineExprKind::Add)
    return addExpr(binary.getLHS(), factor, sum) &&
           addExpr(binary.getRHS(), factor, sum);
  auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (binary.getKind() != AffineExprKind::Mul || !scale)
    return false;
  std::optional<int64_t> product = llvm::checkedMul(scale.getValue(), factor);
  return product && addExpr(binary.getLHS(), *product, sum);
}

std::optional<LinearNumber> mlir::pipe::getLinearNumber(AffineMap map) {
  LinearNumber number;
  number.coefficients.assign(map.getNumDims(), 0);
  if (!addExpr(map.getResult(0), 1, number))
    return std::nullopt;
  return number;
}

LogicalResult mlir::pipe::verifyNumber(Operation *op, AffineMap map,
                                       ValueRange coordinates) {
  if (map.getNumResults() != 1 || map.getNumSymbols() != 0 ||
      map.getNumDims() != coordinates.size())
    return op->emitOpError("requires a number to be one expression of its ")
           << coordinates.size() << " coordinates, but got "
           << AffineMapAttr::get(map);
  if (!getLinearNumber(map))
    return op->emitOpError("requires a number to be a sum of coordinates times "
                           "numbers of 64 bits, but got ")
           << AffineMapAttr::get(map);
  return success();
}
