//===- ReadUpdates.cpp - Functions that update parameters -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"
#include "UpdateFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Gives every parameter with a gradient its functions, and checks them.
struct UpdateReader {
  ModuleOp module;
  func::FuncOp func;
  llvm::StringSet<> withGradient = {};
  SmallVector<UpdateFunction> updates = {}, terms = {};

  /// The function that attribute `name` names; null without it.
  FailureOr<FlatSymbolRefAttr> readSymbol(Attribute attribute, StringRef name) {
    if (!attribute)
      return FlatSymbolRefAttr();
    if (auto symbol = dyn_cast<FlatSymbolRefAttr>(attribute))
      return symbol;
    return func.emitError("has '") << name << "' = " << attribute
                                   << ", but it must name a function, as in "
                                      "@sgd";
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
    FailureOr<FlatSymbolRefAttr> update = readSymbol(given, kUpdateAttr);
    FailureOr<FlatSymbolRefAttr> ofTerms =
        readSymbol(func.getArgAttr(i, kTermsAttr), kTermsAttr);
    if (failed(update) || failed(ofTerms))
      return failure();
    if (*ofTerms && !*update)
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
    if (*ofTerms) {
      FailureOr<UpdateFunction> read = readTermsFunction(
          module, func.getLoc(), *ofTerms, name, type, *function);
      if (failed(read))
        return failure();
      terms.push_back(*read);
    }
    if (!function->isElementwise || *ofTerms)
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
    FailureOr<FlatSymbolRefAttr> shared =
        readSymbol(func->getAttr(kSharedAttr), kSharedAttr);
    if (failed(shared))
      return failure();
    return success(succeeded(
        readSharedFunction(module, func.getLoc(), *shared, terms, updates)));
  }
};
} // namespace

LogicalResult mlir::pipe::readUpdates(ModuleOp module, func::FuncOp func) {
  return UpdateReader{module, func}.read();
}
