//===- FunctionReader.cpp - Reads functions of updates --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FunctionReader.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

InFlightDiagnostic FunctionReader::emitError() {
  InFlightDiagnostic diag = op.emitError("'")
                            << op.getSymName() << "', " << what;
  if (type)
    diag << " of type " << type;
  diag << ", ";
  return diag;
}

/// The gradient and the parameter.
LogicalResult FunctionReader::readHead() {
  if (op.getNumArguments() < 2)
    return emitError() << "has " << op.getNumArguments()
                       << " arguments, but takes the gradient and the "
                          "parameter first";
  function.isElementwise = op.getArgumentTypes()[1] == type.getElementType();
  Type expected = function.isElementwise ? type.getElementType() : Type(type);
  StringRef words[] = {"the gradient", "the parameter"};
  for (unsigned i : {0, 1})
    if (op.getArgumentTypes()[i] != expected)
      return emitError() << "takes " << words[i] << " as argument " << i
                         << " of type " << op.getArgumentTypes()[i]
                         << ", but must take " << type
                         << ", or for one element " << type.getElementType();
  return success();
}

LogicalResult FunctionReader::readState(unsigned i) {
  StringAttr role = function.getRole(i - 2);
  for (unsigned j = 2; j < i; ++j)
    if (function.getRole(j - 2) == role)
      return emitError() << "has two states " << role;
  Type given = op.getArgumentTypes()[i];
  auto tensor = dyn_cast<RankedTensorType>(given);
  bool fits = function.isElementwise
                  ? isa<FloatType>(given)
                  : tensor && tensor.hasStaticShape() &&
                        isa<FloatType>(tensor.getElementType());
  if (!fits)
    return emitError() << "has the state " << role << " of type " << given
                       << ", but a state holds floating-point numbers"
                       << (function.isElementwise ? ", one for each element"
                                                  : " in a fixed shape");
  ++function.numStates;
  return success();
}

LogicalResult FunctionReader::readNumber(unsigned i) {
  if (!op.getArgAttrOfType<StringAttr>(i, kHyperAttr))
    return emitError() << "has an argument " << i << " with neither '"
                       << kStateAttr << "' nor '" << kHyperAttr
                       << "', which name what it is; states come first";
  Type given = op.getArgumentTypes()[i];
  auto tensor = dyn_cast<RankedTensorType>(given);
  bool isNumber =
      tensor ? tensor.getRank() == 0 && isa<FloatType>(tensor.getElementType())
             : isa<FloatType>(given);
  if (!isNumber)
    return emitError() << "takes the number " << op.getArgAttr(i, kHyperAttr)
                       << " as " << given
                       << ", but must take a floating-point number, a "
                          "scalar or a 0-d tensor";
  Attribute value = op.getArgAttr(i, kValueAttr);
  if (value && !isa<FloatAttr>(value))
    return emitError() << "gives the number " << op.getArgAttr(i, kHyperAttr)
                       << " the value " << value
                       << ", but must give a floating-point number";
  return success();
}

LogicalResult FunctionReader::readResults() {
  unsigned count = 1 + function.numStates;
  if (op.getNumResults() != count)
    return emitError() << "returns " << op.getNumResults()
                       << " values, but must return " << count
                       << ": the new parameter and the new states";
  for (unsigned i = 0; i < count; ++i)
    if (op.getResultTypes()[i] != op.getArgumentTypes()[1 + i])
      return emitError() << "returns " << op.getResultTypes()[i]
                         << " as result " << i
                         << ", but the old value has the type "
                         << op.getArgumentTypes()[1 + i];
  return success();
}

LogicalResult FunctionReader::checkBody() {
  if (op.isExternal() || !op.getBody().hasOneBlock())
    return emitError() << "must have a body of one block";
  return success();
}

LogicalResult FunctionReader::readNumbers(unsigned i) {
  for (; i < op.getNumArguments(); ++i)
    if (failed(readNumber(i)))
      return failure();
  return success();
}

LogicalResult FunctionReader::readArguments() {
  if (failed(checkBody()))
    return failure();
  if (!isa<FloatType>(type.getElementType()))
    return emitError() << "updates no floating-point numbers";
  if (failed(readHead()))
    return failure();
  unsigned i = 2;
  for (; i < op.getNumArguments() &&
         op.getArgAttrOfType<StringAttr>(i, kStateAttr);
       ++i)
    if (failed(readState(i)))
      return failure();
  for (; i < op.getNumArguments() && op.getArgAttr(i, kSharedAttr); ++i)
    ++function.numShared;
  return readNumbers(i);
}

LogicalResult FunctionReader::readTermResults() {
  for (auto [i, result] : llvm::enumerate(op.getResultTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(result);
    if (!tensor || !tensor.hasStaticShape() || tensor.getNumElements() != 1)
      return emitError() << "returns " << result << " as result " << i
                         << ", but a term is a tensor of one element";
  }
  return success();
}

FailureOr<func::FuncOp> mlir::pipe::findFunction(ModuleOp module, Location loc,
                                                 FlatSymbolRefAttr name,
                                                 StringRef attribute,
                                                 StringRef owner) {
  if (auto op = module.lookupSymbol<func::FuncOp>(name.getAttr()))
    return op;
  return mlir::emitError(loc) << "there is no function " << name << " as '"
                              << attribute << "' of '" << owner << "' says";
}
