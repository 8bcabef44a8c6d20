//===- PipeStepOps.cpp - What happens once a step -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;
using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// StateOp and HyperOp
//===----------------------------------------------------------------------===//

LogicalResult StateOp::verifySymbolUses(SymbolTableCollection &symbols) {
  if (!getParamAttr()) {
    // state_c2
    if (cast<RankedTensorType>(getType()).getRank() != 0)
      return emitOpError(
                 "requires a tensor of no dimensions, since it is of no "
                 "parameter, but got ")
             << getType();
    return success();
  }
  // state_c3
  if (getResult())
    return emitOpError("is of ")
           << getParamAttr()
           << ", but a result of the model belongs to no parameter";
  // state_c1
  auto param =
      symbols.lookupSymbolIn<ParamOp>((*this)->getParentOp(), getParamAttr());
  if (!param)
    return emitOpError("is of ")
           << getParamAttr() << ", but the pipeline has no such 'pipe.param'";
  if (param.getValueAttr())
    return emitOpError("is of ")
           << getParamAttr() << ", which is a constant and is never updated";
  // state_c2
  auto shape = cast<RankedTensorType>(param.getType()).getShape();
  if (param.isPart() && cast<RankedTensorType>(getType()).getShape() != shape)
    return emitOpError("requires the shape of the parameter ")
           << getParamAttr() << ", but " << getType()
           << " has another one than " << param.getType();
  return success();
}

// pipe.hyper @name "role" (= value | : type)
ParseResult HyperOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  // parseAttribute would take the type behind the string as its type.
  std::string role;
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name),
                             result.attributes) ||
      parser.parseString(&role))
    return failure();
  result.addAttribute(getRoleAttrName(result.name),
                      parser.getBuilder().getStringAttr(role));
  TypeAttr type;
  if (succeeded(parser.parseOptionalEqual())) {
    ElementsAttr value;
    if (parser.parseAttribute(value, getValueAttrName(result.name),
                              result.attributes))
      return failure();
    type = TypeAttr::get(value.getShapedType());
  } else {
    RankedTensorType parsed;
    if (parser.parseColonType(parsed))
      return failure();
    type = TypeAttr::get(parsed);
  }
  result.addAttribute(getTypeAttrName(result.name), type);
  return parser.parseOptionalAttrDict(result.attributes);
}

void HyperOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getSymName());
  printer << ' ' << getRoleAttr();
  if (ElementsAttr value = getValueAttr())
    printer << " = " << value;
  else
    printer << " : " << getType();
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getSymNameAttrName(), getRoleAttrName(),
                                 getTypeAttrName(), getValueAttrName()});
}

LogicalResult HyperOp::verify() {
  // hyper_c1
  if (cast<RankedTensorType>(getType()).getRank() != 0)
    return emitOpError("requires a tensor of no dimensions, but got ")
           << getType();
  // hyper_c2
  if (ElementsAttr value = getValueAttr();
      value && value.getShapedType() != getType())
    return emitOpError("requires 'value' to have the type ")
           << getType() << ", but it has " << value.getShapedType();
  return success();
}

//===----------------------------------------------------------------------===//
// StepOp
//===----------------------------------------------------------------------===//

UpdatesOp StepOp::getUpdates() {
  return cast<UpdatesOp>(getBody().front().getTerminator());
}

static ParseResult parseSymbol(OpAsmParser &parser,
                               SmallVectorImpl<Attribute> &symbols) {
  StringAttr symbol;
  if (parser.parseKeyword("of") || parser.parseSymbolName(symbol))
    return failure();
  symbols.push_back(FlatSymbolRefAttr::get(symbol));
  return success();
}

// pipe.step (%g of @w : type, ...) { tasks }
ParseResult StepOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<Attribute> params;
  auto parseGradient = [&]() -> ParseResult {
    OpAsmParser::Argument &argument = arguments.emplace_back();
    return failure(parser.parseArgument(argument) ||
                   parseSymbol(parser, params) ||
                   parser.parseColonType(argument.type));
  };
  if (parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren,
                                     parseGradient) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute(getParamsAttrName(result.name),
                      parser.getBuilder().getArrayAttr(params));
  return parser.parseRegion(*result.addRegion(), arguments);
}

void StepOp::print(OpAsmPrinter &printer) {
  printer << " (";
  llvm::interleaveComma(llvm::zip_equal(getBody().getArguments(), getParams()),
                        printer, [&](auto pair) {
                          auto [argument, param] = pair;
                          printer << argument << " of " << param << " : "
                                  << argument.getType();
                        });
  printer << ')';
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs(),
                                           {getParamsAttrName()});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

/// Checks that `argument` can be the gradient of `name`.
static LogicalResult
verifyGradient(StepOp step, BlockArgument argument, FlatSymbolRefAttr name,
               const SymbolTable &symbols,
               const llvm::SmallDenseSet<Attribute> &withGradient) {
  auto param = symbols.lookup<ParamOp>(name.getValue());
  if (!param || !withGradient.contains(name))
    return step.emitOpError("takes the gradient of ")
           << name << ", but the 'pipe.graph' has none";
  if (param.getType() != argument.getType())
    return step.emitOpError("takes a gradient of type ")
           << argument.getType() << " for the parameter " << name << " of type "
           << param.getType();
  return success();
}

LogicalResult StepOp::verifyRegions() {
  // step_c1
  if (getParams().size() != getBody().getNumArguments())
    return emitOpError("requires one parameter an argument, but has ")
           << getParams().size() << " parameters for "
           << getBody().getNumArguments() << " arguments";
  auto pipeline = (*this)->getParentOfType<PipelineOp>();
  GraphOp graph = pipeline.getGraph();
  if (!graph) // The pipeline says so.
    return success();
  SymbolTable symbols(pipeline);
  llvm::SmallDenseSet<Attribute> seen, withGradient;
  for (Attribute name : graph.getReturn().getParams())
    withGradient.insert(name);
  for (auto [argument, name] :
       llvm::zip_equal(getBody().getArguments(),
                       getParams().getAsRange<FlatSymbolRefAttr>())) {
    if (!seen.insert(name).second)
      return emitOpError("takes the gradient of ") << name << " twice";
    if (failed(verifyGradient(*this, argument, name, symbols, withGradient)))
      return failure();
  }
  if (getBody().front().empty() || !isa<UpdatesOp>(getBody().front().back()))
    return emitOpError("requires a 'pipe.updates' at its end");
  // step_c2
  for (Operation &op : getBody().front().without_terminator())
    if (auto task = dyn_cast<TaskOp>(op);
        !task || task.getKind() != TaskKind::Update)
      return op.emitOpError("is not a 'pipe.task' of kind 'update', and a "
                            "'pipe.step' holds nothing else");
  // step_c3
  auto names = graph.getTasksByName();
  for (TaskOp task : getOps<TaskOp>()) {
    auto [it, isNew] = names.try_emplace(task.getNameAttr(), task);
    if (isNew)
      continue;
    InFlightDiagnostic diag = task.emitOpError("has the name @")
                              << task.getName() << ", which is taken";
    diag.attachNote(it->second.getLoc()) << "it is taken here";
    return diag;
  }
  // step_c4
  llvm::SmallDenseSet<Attribute> updated;
  for (Attribute name : getUpdates().getVariables())
    updated.insert(name);
  for (StateOp state : pipeline.getBody().getOps<StateOp>())
    if (!state.getParamAttr() &&
        !updated.contains(FlatSymbolRefAttr::get(state.getSymNameAttr())))
      return emitOpError("gives no new value to ")
             << FlatSymbolRefAttr::get(state.getSymNameAttr())
             << ", which says something of the step";
  return success();
}

//===----------------------------------------------------------------------===//
// UpdatesOp
//===----------------------------------------------------------------------===//

// pipe.updates %value of @variable : type, ...
ParseResult UpdatesOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::UnresolvedOperand> values;
  SmallVector<Type> types;
  SmallVector<Attribute> variables;
  SMLoc loc = parser.getCurrentLocation();
  auto parseUpdate = [&](OpAsmParser::UnresolvedOperand value) -> ParseResult {
    values.push_back(value);
    return failure(parseSymbol(parser, variables) ||
                   parser.parseColonType(types.emplace_back()));
  };
  OpAsmParser::UnresolvedOperand value;
  OptionalParseResult first = parser.parseOptionalOperand(value);
  if (first.has_value()) {
    if (failed(*first) || parseUpdate(value))
      return failure();
    while (succeeded(parser.parseOptionalComma()))
      if (parser.parseOperand(value) || parseUpdate(value))
        return failure();
  }
  result.addAttribute(getVariablesAttrName(result.name),
                      parser.getBuilder().getArrayAttr(variables));
  return failure(parser.parseOptionalAttrDict(result.attributes) ||
                 parser.resolveOperands(values, types, loc, result.operands));
}

void UpdatesOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  llvm::interleaveComma(
      llvm::zip_equal(getValues(), getVariables()), printer, [&](auto pair) {
        auto [value, variable] = pair;
        printer << value << " of " << variable << " : " << value.getType();
      });
  printer.printOptionalAttrDict((*this)->getAttrs(), {getVariablesAttrName()});
}

LogicalResult UpdatesOp::verify() {
  // updates_c1
  if (getValues().size() != getVariables().size())
    return emitOpError("requires one variable a value, but has ")
           << getVariables().size() << " variables for " << getValues().size()
           << " values";
  SymbolTable symbols((*this)->getParentOfType<PipelineOp>());
  llvm::SmallDenseSet<Attribute> seenVariables;
  llvm::SmallDenseSet<Value> seenValues;
  for (auto [value, name] : llvm::zip_equal(
           getValues(), getVariables().getAsRange<FlatSymbolRefAttr>())) {
    if (!seenVariables.insert(name).second)
      return emitOpError("updates ") << name << " twice";
    Operation *variable = symbols.lookup(name.getValue());
    auto param = dyn_cast_or_null<ParamOp>(variable);
    if (!isa_and_nonnull<ParamOp, StateOp>(variable) ||
        (param && param.getValueAttr()))
      return emitOpError("updates ")
             << name << ", which is no 'pipe.param' without a value and no "
             << "'pipe.state' of the pipeline";
    if (RankedTensorType type = getVariableType(variable);
        type != value.getType())
      return emitOpError("updates ")
             << name << " of type " << type << " with a value of type "
             << value.getType();
    // updates_c2
    auto task = value.getDefiningOp<TaskOp>();
    if (!task || llvm::count(task.getParams(), name) != 1)
      return emitOpError("requires the new value of ")
             << name << " to be the result of a task that reads it once";
    if (!seenValues.insert(value).second)
      return emitOpError("gives ") << name << " a value that another variable "
                                   << "gets, too";
  }
  return success();
}
