//===- PipeParamOp.cpp - Parameters and parts of them ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;

/// `slice` offset `along` dimension `of` name `:` type, or nothing.
static ParseResult parsePart(OpAsmParser &parser, OperationState &result) {
  if (failed(parser.parseOptionalKeyword("slice")))
    return success();
  int64_t offset, dimension;
  std::string name;
  RankedTensorType whole;
  if (parser.parseInteger(offset) || parser.parseKeyword("along") ||
      parser.parseInteger(dimension) || parser.parseKeyword("of") ||
      parser.parseString(&name) || parser.parseColonType(whole))
    return failure();
  Builder &builder = parser.getBuilder();
  result.addAttribute("part_of", builder.getStringAttr(name));
  result.addAttribute("whole", TypeAttr::get(whole));
  result.addAttribute("dimension", builder.getI64IntegerAttr(dimension));
  result.addAttribute("offset", builder.getI64IntegerAttr(offset));
  return success();
}

ParseResult ParamOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name),
                             result.attributes))
    return failure();
  if (succeeded(parser.parseOptionalEqual())) {
    ElementsAttr value;
    if (parser.parseAttribute(value, getValueAttrName(result.name),
                              result.attributes))
      return failure();
    result.addAttribute(getTypeAttrName(result.name),
                        TypeAttr::get(value.getShapedType()));
    return parser.parseOptionalAttrDict(result.attributes);
  }
  RankedTensorType type;
  if (parser.parseColonType(type))
    return failure();
  result.addAttribute(getTypeAttrName(result.name), TypeAttr::get(type));
  if (failed(parsePart(parser, result)))
    return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

void ParamOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getSymName());
  if (ElementsAttr value = getValueAttr())
    printer << " = " << value;
  else
    printer << " : " << getType();
  if (isPart())
    printer << " slice " << *getOffset() << " along " << *getDimension()
            << " of " << getPartOfAttr() << " : " << *getWhole();
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getSymNameAttrName(), getTypeAttrName(),
                                 getValueAttrName(), getPartOfAttrName(),
                                 getWholeAttrName(), getDimensionAttrName(),
                                 getOffsetAttrName()});
}

/// Whether `part` lies in the whole of `param`, whose four attributes it has.
static bool isInWhole(ParamOp param) {
  auto part = cast<RankedTensorType>(param.getType());
  auto whole = cast<RankedTensorType>(*param.getWhole());
  int64_t dimension = *param.getDimension(), offset = *param.getOffset();
  if (part.getElementType() != whole.getElementType() ||
      part.getRank() != whole.getRank() || dimension < 0 ||
      dimension >= whole.getRank() || offset < 0 ||
      part.getDimSize(dimension) > whole.getDimSize(dimension) ||
      offset > whole.getDimSize(dimension) - part.getDimSize(dimension))
    return false;
  for (int64_t i = 0; i < whole.getRank(); ++i)
    if (i != dimension && part.getDimSize(i) != whole.getDimSize(i))
      return false;
  return true;
}

LogicalResult ParamOp::verify() {
  // param_c1
  if (ElementsAttr value = getValueAttr();
      value && value.getShapedType() != getType())
    return emitOpError("requires 'value' to have the type ")
           << getType() << ", but it has " << value.getShapedType();
  // param_c2
  int numGiven = getPartOf().has_value() + getWhole().has_value() +
                 getDimension().has_value() + getOffset().has_value();
  if (numGiven != 0 && (numGiven != 4 || getValueAttr()))
    return emitOpError("requires a part to have 'part_of', 'whole', "
                       "'dimension' and 'offset', and no 'value'");
  // param_c3
  if (isPart() && !isInWhole(*this))
    return emitOpError("requires the part ")
           << getType() << " at " << *getOffset() << " along dimension "
           << *getDimension() << " to lie in the whole " << *getWhole();
  return success();
}
