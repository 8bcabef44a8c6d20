//===- UpdateFunction.cpp - Functions that update a parameter -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateFunction.h"

#include "FunctionReader.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe;

StringAttr UpdateFunction::getRole(unsigned i) const {
  return func::FuncOp(op).getArgAttrOfType<StringAttr>(2 + i, kStateAttr);
}

StringAttr UpdateFunction::getStateName(unsigned i) const {
  return func::FuncOp(op).getArgAttrOfType<StringAttr>(2 + i, kNameAttr);
}

std::optional<SmallVector<FlatSymbolRefAttr>>
mlir::pipe::readSymbols(Attribute attribute) {
  SmallVector<FlatSymbolRefAttr> symbols;
  if (!attribute)
    return symbols;
  if (auto symbol = dyn_cast<FlatSymbolRefAttr>(attribute))
    return SmallVector<FlatSymbolRefAttr>{symbol};
  auto list = dyn_cast<ArrayAttr>(attribute);
  if (!list || list.empty())
    return std::nullopt;
  for (Attribute element : list)
    if (auto symbol = dyn_cast<FlatSymbolRefAttr>(element))
      symbols.push_back(symbol);
    else
      return std::nullopt;
  return symbols;
}

SmallVector<unsigned> UpdateFunction::getChanged() {
  SmallVector<unsigned> changed;
  Operation *terminator = op.getBody().front().getTerminator();
  for (auto [i, value] : llvm::enumerate(terminator->getOperands()))
    if (value != op.getArgument(1 + i))
      changed.push_back(i);
  return changed;
}

SmallVector<Value> mlir::pipe::cloneBody(OpBuilder &builder,
                                         func::FuncOp function,
                                         ValueRange arguments) {
  IRMapping mapping;
  mapping.map(function.getArguments(), arguments);
  Block &body = function.getBody().front();
  for (Operation &nested : body.without_terminator())
    builder.clone(nested, mapping);
  SmallVector<Value> results;
  for (Value value : body.getTerminator()->getOperands())
    results.push_back(mapping.lookup(value));
  return results;
}

FailureOr<UpdateFunction>
mlir::pipe::readUpdateFunction(ModuleOp module, Location loc,
                               FlatSymbolRefAttr name, StringRef parameter,
                               RankedTensorType type) {
  FailureOr<func::FuncOp> op =
      findFunction(module, loc, name, kUpdateAttr, parameter);
  if (failed(op))
    return failure();
  FunctionReader reader{*op, type, ("the update of '" + parameter + "'").str()};
  if (failed(reader.readArguments()) || failed(reader.readResults()))
    return failure();
  return reader.function;
}

static FailureOr<UpdateFunction>
readTermsFunction(ModuleOp module, Location loc, FlatSymbolRefAttr name,
                  StringRef parameter, RankedTensorType type,
                  const UpdateFunction &update) {
  FailureOr<func::FuncOp> op =
      findFunction(module, loc, name, kTermsAttr, parameter);
  if (failed(op))
    return failure();
  FunctionReader reader{*op, type, ("the terms of '" + parameter + "'").str()};
  if (failed(reader.readArguments()) || failed(reader.readTermResults()))
    return failure();
  const UpdateFunction &terms = reader.function;
  llvm::SmallDenseSet<StringAttr> known;
  for (unsigned i = 0; i < update.numStates; ++i)
    known.insert(update.getRole(i));
  for (unsigned i = 0; i < terms.numStates; ++i)
    if (!known.contains(terms.getRole(i)))
      return reader.emitError() << "has the state " << terms.getRole(i)
                                << ", which its update does not take";
  return terms;
}

FailureOr<SmallVector<UpdateFunction>> mlir::pipe::readTermsFunctions(
    ModuleOp module, Location loc, ArrayRef<FlatSymbolRefAttr> names,
    StringRef parameter, RankedTensorType type, const UpdateFunction &update) {
  SmallVector<UpdateFunction> functions;
  for (FlatSymbolRefAttr name : names) {
    FailureOr<UpdateFunction> terms =
        readTermsFunction(module, loc, name, parameter, type, update);
    if (failed(terms))
      return failure();
    functions.push_back(*terms);
  }
  return functions;
}

llvm::StringSet<> mlir::pipe::getUpdateNames(ModuleOp module) {
  llvm::StringSet<> names;
  auto add = [&](Attribute attribute) {
    if (auto symbols = readSymbols(attribute))
      for (FlatSymbolRefAttr name : *symbols)
        names.insert(name.getValue());
  };
  for (auto func : module.getOps<func::FuncOp>()) {
    for (StringRef name : {kUpdateAttr, kSharedAttr})
      add(func->getAttr(name));
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      for (StringRef name : {kUpdateAttr, kTermsAttr})
        add(func.getArgAttr(i, name));
  }
  return names;
}
