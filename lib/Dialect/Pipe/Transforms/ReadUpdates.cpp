//===- ReadUpdates.cpp - Functions that update parameters -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "SharedFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Gives every parameter with a gradient its functions, and checks them.
struct UpdateReader {
  ModuleOp module;
  func::FuncOp func;
  llvm::StringSet<> withGradient = {};
  SmallVector<UpdateFunction> updates = {};
  SmallVector<SmallVector<UpdateFunction>> terms = {};

  /// The functions that attribute `name` names; none without it.
  FailureOr<SmallVector<FlatSymbolRefAttr>> readNames(Attribute attribute,
                                                      StringRef name) {
    if (auto symbols = readSymbols(attribute))
      return std::move(*symbols);
    return func.emitError("has '") << name << "' = " << attribute
                                   << ", but it must name a function, as in "
                                      "@sgd";
  }

  /// The same for one function; null without it.
  FailureOr<FlatSymbolRefAttr> readName(Attribute attribute, StringRef name) {
    FailureOr<SmallVector<FlatSymbolRefAttr>> symbols =
        readNames(attribute, name);
    if (failed(symbols))
      return failure();
    if (symbols->size() > 1)
      return func.emitError("has '") << name << "' = " << attribute
                                     << ", but it must name one function";
    return symbols->empty() ? FlatSymbolRefAttr() : symbols->front();
  }

  LogicalResult readParameter(unsigned i, Attribute ofAll) {
    auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr);
    bool isTrained = withGradient.contains(name.getValue());
    Attribute given = func.getArgAttr(i, kUpdateAttr);
    if (given && !isTrained)
      return func.emitError("has '")
             << kUpdateAttr << "' on the argument " << name
             << ", which has no gradient; 'gradient=RESULT:PARAMETER' names it";
    if (!given && isTrained)
      given = ofAll;
    FailureOr<FlatSymbolRefAttr> update = readName(given, kUpdateAttr);
    FailureOr<SmallVector<FlatSymbolRefAttr>> ofTerms =
        readNames(func.getArgAttr(i, kTermsAttr), kTermsAttr);
    if (failed(update) || failed(ofTerms))
      return failure();
    if (!ofTerms->empty() && !*update)
      return func.emitError("has '") << kTermsAttr << "' on the argument "
                                     << name << ", which nothing updates; '"
                                     << kUpdateAttr << "' names a function";
    if (!*update)
      return success();
    auto type = cast<RankedTensorType>(func.getArgument(i).getType());
    FailureOr<UpdateFunction> function =
        readUpdateFunction(module, func.getLoc(), *update, name, type);
    if (failed(function))
      return failure();
    updates.push_back(*function);
    func.setArgAttr(i, kUpdateAttr, *update);
    if (!ofTerms->empty()) {
      FailureOr<SmallVector<UpdateFunction>> read = readTermsFunctions(
          module, func.getLoc(), *ofTerms, name, type, *function);
      if (failed(read))
        return failure();
      terms.push_back(std::move(*read));
    }
    if (!function->isElementwise || !ofTerms->empty())
      func.setArgAttr(i, kWholeAttr, UnitAttr::get(func.getContext()));
    return success();
  }

  LogicalResult read() {
    for (unsigned i = 0; i < func.getNumResults(); ++i)
      if (auto name = func.getResultAttrOfType<StringAttr>(i, kGradientAttr))
        withGradient.insert(name.getValue());
    Attribute ofAll = func->removeAttr(kUpdateAttr);
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      if (failed(readParameter(i, ofAll)))
        return failure();
    FailureOr<SmallVector<FlatSymbolRefAttr>> shared =
        readNames(func->getAttr(kSharedAttr), kSharedAttr);
    if (failed(shared))
      return failure();
    return success(succeeded(
        readSharedFunctions(module, func.getLoc(), *shared, terms, updates)));
  }
};
} // namespace

LogicalResult mlir::pipe::readUpdates(ModuleOp module, func::FuncOp func) {
  return UpdateReader{module, func}.read();
}
