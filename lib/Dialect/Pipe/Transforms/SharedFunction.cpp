//===- SharedFunction.cpp - Functions of what updates share ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedFunction.h"

#include "FunctionReader.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

StringAttr SharedFunction::getReport(unsigned i) const {
  return func::FuncOp(op).getResultAttrOfType<StringAttr>(i, kReportAttr);
}

namespace {
/// Reads the functions of what is shared, each behind those that it may read.
struct SharedReader {
  ModuleOp module;
  Location loc;
  ArrayRef<SmallVector<UpdateFunction>> terms; ///< of each parameter
  SmallVector<Type> shared = {};               ///< what was returned so far
  llvm::StringSet<> reports = {};
  SmallVector<SharedFunction> functions = {};

  /// Checks that the arguments of `op` from `first` to `end` are values that it
  /// may read; as tensors, or as scalars where these have no dimensions.
  LogicalResult checkShared(func::FuncOp op, unsigned first, unsigned end) {
    for (unsigned i = first; i < end; ++i) {
      auto number = op.getArgAttrOfType<IntegerAttr>(i, kSharedAttr);
      auto emitError = [&] {
        return op.emitError("'")
               << op.getSymName() << "' has an argument " << i << " with '"
               << kSharedAttr << "' = " << op.getArgAttr(i, kSharedAttr);
      };
      if (!number || number.getInt() < 0 ||
          number.getInt() >= static_cast<int64_t>(shared.size()))
        return emitError() << ", but may read " << shared.size()
                           << " shared values";
      auto type = cast<RankedTensorType>(shared[number.getInt()]);
      Type given = op.getArgumentTypes()[i];
      bool isElement = type.getRank() == 0 && given == type.getElementType();
      if (given != type && !isElement)
        return emitError() << " of type " << given
                           << ", but that value has the type " << type;
    }
    return success();
  }

  LogicalResult checkShared(const UpdateFunction &function) {
    return checkShared(function.op, function.getFirstShared(),
                       function.getFirstNumber());
  }

  /// Checks that the first arguments are the terms of function number `number`,
  /// and that what is shared and numbers follow.
  LogicalResult readArguments(FunctionReader &reader, size_t number) {
    SmallVector<Type> types;
    for (const SmallVector<UpdateFunction> &ofParameter : terms)
      llvm::append_range(types,
                         func::FuncOp(ofParameter[number].op).getResultTypes());
    SharedFunction function{reader.op};
    unsigned i = 0;
    auto has = [&](StringRef attribute) {
      return i < reader.op.getNumArguments() &&
             reader.op.getArgAttr(i, attribute);
    };
    while (i < reader.op.getNumArguments() && !has(kHyperAttr) &&
           !has(kSharedAttr))
      ++i;
    function.numTerms = i;
    if (i != types.size())
      return reader.emitError()
             << "takes " << i << " terms, but there are " << types.size();
    for (auto [term, type] : llvm::enumerate(types))
      if (reader.op.getArgumentTypes()[term] != type)
        return reader.emitError()
               << "takes " << reader.op.getArgumentTypes()[term] << " as term "
               << term << ", which is " << type;
    while (has(kSharedAttr))
      ++i;
    function.numShared = i - function.numTerms;
    functions.push_back(function);
    return success(succeeded(checkShared(reader.op, function.numTerms, i)) &&
                   succeeded(reader.readNumbers(i)));
  }

  LogicalResult readResults(FunctionReader &reader) {
    bool hasReports = false;
    for (auto [i, type] : llvm::enumerate(reader.op.getResultTypes())) {
      auto tensor = dyn_cast<RankedTensorType>(type);
      if (!tensor)
        return reader.emitError()
               << "returns " << type << ", but must return tensors";
      shared.push_back(type);
      Attribute given = reader.op.getResultAttr(i, kReportAttr);
      if (!given)
        continue;
      hasReports = true;
      auto name = dyn_cast<StringAttr>(given);
      if (!name || name.empty() || tensor.getRank() != 0)
        return reader.emitError()
               << "returns " << type << " with '" << kReportAttr
               << "' = " << given
               << ", but a step reports single numbers, tensors of no "
               << "dimensions, by name";
      if (!reports.insert(name.getValue()).second)
        return reader.emitError() << "reports a second " << name;
    }
    if (terms.empty() && !hasReports)
      return reader.emitError()
             << "needs terms of a parameter; '" << kTermsAttr << "' names them";
    return success();
  }

  LogicalResult read(FlatSymbolRefAttr name, size_t number) {
    FailureOr<func::FuncOp> op =
        findFunction(module, loc, name, kSharedAttr, "the model function");
    if (failed(op))
      return failure();
    FunctionReader reader{*op, {}, "which computes what updates share"};
    for (const SmallVector<UpdateFunction> &ofParameter : terms)
      if (failed(checkShared(ofParameter[number])))
        return failure();
    return success(succeeded(reader.checkBody()) &&
                   succeeded(readArguments(reader, number)) &&
                   succeeded(readResults(reader)));
  }
};
} // namespace

FailureOr<SmallVector<SharedFunction>>
mlir::pipe::readSharedFunctions(ModuleOp module, Location loc,
                                ArrayRef<FlatSymbolRefAttr> names,
                                ArrayRef<SmallVector<UpdateFunction>> terms,
                                ArrayRef<UpdateFunction> updates) {
  if (names.empty()) {
    for (const SmallVector<UpdateFunction> &ofParameter : terms) {
      func::FuncOp op = ofParameter.front().op;
      return op.emitError("'")
             << op.getSymName() << "' computes terms, but no '" << kSharedAttr
             << "' on the model function says what is made of them";
    }
    for (UpdateFunction function : updates)
      if (function.numShared)
        return function.op.emitError("'")
               << function.op.getSymName() << "' has an argument with '"
               << kSharedAttr << "', but the model function has none";
    return SmallVector<SharedFunction>();
  }
  for (const SmallVector<UpdateFunction> &ofParameter : terms)
    if (ofParameter.size() != names.size()) {
      func::FuncOp op = ofParameter.front().op;
      return op.emitError("'")
             << op.getSymName() << "' is one of " << ofParameter.size()
             << " functions of terms of a parameter, but '" << kSharedAttr
             << "' on the model function names " << names.size()
             << "; each takes the terms of one";
    }
  SharedReader reader{module, loc, terms};
  for (auto [number, name] : llvm::enumerate(names))
    if (failed(reader.read(name, number)))
      return failure();
  for (const UpdateFunction &update : updates)
    if (failed(reader.checkShared(update)))
      return failure();
  return std::move(reader.functions);
}
