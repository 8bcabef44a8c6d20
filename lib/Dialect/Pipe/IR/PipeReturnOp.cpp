//===- PipeReturnOp.cpp - What a task graph gives -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

/// Parses a string; parseAttribute would take the type behind it as its type.
static ParseResult parseStringName(OpAsmParser &parser, Attribute &name) {
  std::string text;
  if (parser.parseString(&text))
    return failure();
  name = parser.getBuilder().getStringAttr(text);
  return success();
}

static ParseResult parseSymbolName(OpAsmParser &parser, Attribute &name) {
  StringAttr symbol;
  if (parser.parseSymbolName(symbol))
    return failure();
  name = FlatSymbolRefAttr::get(symbol);
  return success();
}

// name(value KEYWORD attribute : type, ...)
static ParseResult parseNamedValues(
    OpAsmParser &parser, StringRef group, StringRef keyword,
    llvm::function_ref<ParseResult(OpAsmParser &, Attribute &)> parseName,
    SmallVectorImpl<OpAsmParser::UnresolvedOperand> &values,
    SmallVectorImpl<Type> &types, SmallVectorImpl<Attribute> &names) {
  if (failed(parser.parseOptionalKeyword(group)))
    return success();
  return parser.parseCommaSeparatedList(
      OpAsmParser::Delimiter::Paren, [&]() -> ParseResult {
        if (parser.parseOperand(values.emplace_back()) ||
            parser.parseKeyword(keyword) ||
            parseName(parser, names.emplace_back()) ||
            parser.parseColonType(types.emplace_back()))
          return failure();
        return success();
      });
}

ParseResult ReturnOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  SmallVector<OpAsmParser::UnresolvedOperand> outputs, gradients;
  SmallVector<Type> outputTypes, gradientTypes;
  SmallVector<Attribute> names, params;
  SMLoc loc = parser.getCurrentLocation();
  if (parseNamedValues(parser, "outputs", "as", parseStringName, outputs,
                       outputTypes, names) ||
      parseNamedValues(parser, "gradients", "of", parseSymbolName, gradients,
                       gradientTypes, params) ||
      parser.parseOptionalAttrDict(result.attributes) ||
      parser.resolveOperands(outputs, outputTypes, loc, result.operands) ||
      parser.resolveOperands(gradients, gradientTypes, loc, result.operands))
    return failure();
  result.addAttribute(getOutputNamesAttrName(result.name),
                      builder.getArrayAttr(names));
  result.addAttribute(getParamsAttrName(result.name),
                      builder.getArrayAttr(params));
  result.addAttribute(
      getOperandSegmentSizesAttrName(result.name),
      builder.getDenseI32ArrayAttr({static_cast<int32_t>(outputs.size()),
                                    static_cast<int32_t>(gradients.size())}));
  return success();
}

static void printNamedValues(OpAsmPrinter &printer, StringRef group,
                             StringRef keyword, ValueRange values,
                             ArrayAttr names) {
  if (values.empty())
    return;
  printer << ' ' << group << '(';
  llvm::interleaveComma(llvm::zip_equal(values, names), printer, [&](auto p) {
    auto [value, name] = p;
    printer << value << ' ' << keyword << ' ' << name << " : "
            << value.getType();
  });
  printer << ')';
}

void ReturnOp::print(OpAsmPrinter &printer) {
  printNamedValues(printer, "outputs", "as", getOutputs(), getOutputNames());
  printNamedValues(printer, "gradients", "of", getGradients(), getParams());
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getOutputNamesAttrName(), getParamsAttrName(),
                                 getOperandSegmentSizesAttrName()});
}

LogicalResult ReturnOp::verify() {
  // return_c1
  if (getOutputs().size() != getOutputNames().size())
    return emitOpError("requires one name an output, but has ")
           << getOutputNames().size() << " names for " << getOutputs().size()
           << " outputs";
  llvm::StringSet<> names;
  for (auto name : getOutputNames().getAsRange<StringAttr>())
    if (!names.insert(name.getValue()).second)
      return emitOpError("has two outputs named ") << name;
  if (getGradients().size() != getParams().size())
    return emitOpError("requires one parameter a gradient, but has ")
           << getParams().size() << " parameters for " << getGradients().size()
           << " gradients";
  return success();
}

LogicalResult ReturnOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // return_c2
  auto pipeline = (*this)->getParentOfType<PipelineOp>();
  for (auto [value, name] : llvm::zip_equal(
           getGradients(), getParams().getAsRange<FlatSymbolRefAttr>())) {
    auto param = symbols.lookupSymbolIn<ParamOp>(pipeline, name);
    if (!param)
      return emitOpError("has a gradient of ")
             << name << ", but the pipeline has no such 'pipe.param'";
    if (!value.getDefiningOp<TaskOp>())
      return emitOpError("requires the gradient of ")
             << name << " to be a result of a task";
    if (param.getType() != value.getType())
      return emitOpError("has a gradient of type ")
             << value.getType() << " for the parameter " << name << " of type "
             << param.getType();
  }
  return success();
}
