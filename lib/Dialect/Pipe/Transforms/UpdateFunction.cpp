//===- UpdateFunction.cpp - Functions that update a parameter -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateFunction.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe;

StringAttr UpdateFunction::getRole(unsigned i) {
  return op.getArgAttrOfType<StringAttr>(2 + i, kStateAttr);
}

StringAttr UpdateFunction::getStateName(unsigned i) {
  return op.getArgAttrOfType<StringAttr>(2 + i, kNameAttr);
}

SmallVector<unsigned> UpdateFunction::getChanged() {
  SmallVector<unsigned> changed;
  Operation *terminator = op.getBody().front().getTerminator();
  for (auto [i, value] : llvm::enumerate(terminator->getOperands()))
    if (value != op.getArgument(1 + i))
      changed.push_back(i);
  return changed;
}

SmallVector<Value> UpdateFunction::cloneBody(OpBuilder &builder,
                                             ValueRange arguments) {
  IRMapping mapping;
  mapping.map(op.getArguments(), arguments);
  Block &body = op.getBody().front();
  for (Operation &nested : body.without_terminator())
    builder.clone(nested, mapping);
  SmallVector<Value> results;
  for (Value value : body.getTerminator()->getOperands())
    results.push_back(mapping.lookup(value));
  return results;
}

namespace {
struct FunctionReader {
  UpdateFunction function;
  func::FuncOp op;
  StringRef parameter;
  RankedTensorType type;

  InFlightDiagnostic emitError() {
    return op.emitError("'") << op.getSymName() << "', the update of '"
                             << parameter << "' of type " << type << ", ";
  }

  Type getElementType(Type type) {
    return function.isElementwise ? type : getElementTypeOrSelf(type);
  }

  /// The gradient and the parameter.
  LogicalResult readHead() {
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

  LogicalResult readState(unsigned i) {
    StringAttr role = function.getRole(i - 2);
    for (unsigned j = 2; j < i; ++j)
      if (function.getRole(j - 2) == role)
        return emitError() << "has two states " << role;
    Type given = op.getArgumentTypes()[i];
    auto tensor = dyn_cast<RankedTensorType>(given);
    bool fits = function.isElementwise
                    ? isa<FloatType>(given)
                    : tensor && tensor.getShape() == type.getShape() &&
                          isa<FloatType>(tensor.getElementType());
    if (!fits)
      return emitError() << "has the state " << role << " of type " << given
                         << ", but a state holds floating-point numbers in "
                            "the shape of the parameter";
    ++function.numStates;
    return success();
  }

  LogicalResult readNumber(unsigned i) {
    if (!op.getArgAttrOfType<StringAttr>(i, kHyperAttr))
      return emitError() << "has an argument " << i << " with neither '"
                         << kStateAttr << "' nor '" << kHyperAttr
                         << "', which name what it is; states come first";
    Type given = op.getArgumentTypes()[i];
    auto tensor = dyn_cast<RankedTensorType>(given);
    bool isNumber = tensor ? tensor.getRank() == 0 &&
                                 isa<FloatType>(tensor.getElementType())
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

  LogicalResult readResults() {
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

  LogicalResult read() {
    if (op.isExternal() || !op.getBody().hasOneBlock())
      return emitError() << "must have a body of one block";
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
    for (; i < op.getNumArguments(); ++i)
      if (failed(readNumber(i)))
        return failure();
    return readResults();
  }
};
} // namespace

FailureOr<UpdateFunction>
mlir::pipe::readUpdateFunction(ModuleOp module, Location loc,
                               FlatSymbolRefAttr name, StringRef parameter,
                               RankedTensorType type) {
  auto op = module.lookupSymbol<func::FuncOp>(name.getAttr());
  if (!op)
    return mlir::emitError(loc)
           << "there is no function " << name << " as 'pipe.update' of '"
           << parameter << "' says";
  FunctionReader reader{{op}, op, parameter, type};
  if (failed(reader.read()))
    return failure();
  return reader.function;
}

llvm::StringSet<> mlir::pipe::getUpdateNames(ModuleOp module) {
  llvm::StringSet<> names;
  auto add = [&](Attribute attribute) {
    if (auto name = dyn_cast_or_null<FlatSymbolRefAttr>(attribute))
      names.insert(name.getValue());
  };
  for (auto func : module.getOps<func::FuncOp>()) {
    add(func->getAttr(kUpdateAttr));
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      add(func.getArgAttr(i, kUpdateAttr));
  }
  return names;
}
