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

StringAttr UpdateFunction::getRole(unsigned i) const {
  return func::FuncOp(op).getArgAttrOfType<StringAttr>(2 + i, kStateAttr);
}

StringAttr UpdateFunction::getStateName(unsigned i) const {
  return func::FuncOp(op).getArgAttrOfType<StringAttr>(2 + i, kNameAttr);
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

namespace {
struct FunctionReader {
  func::FuncOp op;
  RankedTensorType type;
  /// What the function is, with the parameter.
  std::string what;
  UpdateFunction function{op};

  InFlightDiagnostic emitError() {
    InFlightDiagnostic diag = op.emitError("'")
                              << op.getSymName() << "', " << what;
    if (type)
      diag << " of type " << type;
    diag << ", ";
    return diag;
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

  LogicalResult checkBody() {
    if (op.isExternal() || !op.getBody().hasOneBlock())
      return emitError() << "must have a body of one block";
    return success();
  }

  LogicalResult readNumbers(unsigned i) {
    for (; i < op.getNumArguments(); ++i)
      if (failed(readNumber(i)))
        return failure();
    return success();
  }

  LogicalResult readArguments() {
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

  LogicalResult readTermResults() {
    for (auto [i, result] : llvm::enumerate(op.getResultTypes())) {
      auto tensor = dyn_cast<RankedTensorType>(result);
      if (!tensor || !tensor.hasStaticShape() || tensor.getNumElements() != 1)
        return emitError() << "returns " << result << " as result " << i
                           << ", but a term is a tensor of one element";
    }
    return success();
  }
};
} // namespace

static FailureOr<func::FuncOp> findFunction(ModuleOp module, Location loc,
                                            FlatSymbolRefAttr name,
                                            StringRef attribute,
                                            StringRef owner) {
  if (auto op = module.lookupSymbol<func::FuncOp>(name.getAttr()))
    return op;
  return mlir::emitError(loc) << "there is no function " << name << " as '"
                              << attribute << "' of '" << owner << "' says";
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

FailureOr<UpdateFunction> mlir::pipe::readTermsFunction(
    ModuleOp module, Location loc, FlatSymbolRefAttr name, StringRef parameter,
    RankedTensorType type, const UpdateFunction &update) {
  FailureOr<func::FuncOp> op =
      findFunction(module, loc, name, kTermsAttr, parameter);
  if (failed(op))
    return failure();
  FunctionReader reader{*op, type, ("the terms of '" + parameter + "'").str()};
  if (failed(reader.readArguments()) || failed(reader.readTermResults()))
    return failure();
  const UpdateFunction &terms = reader.function;
  if (terms.numShared)
    return reader.emitError() << "takes an argument with '" << kSharedAttr
                              << "', which is made of terms";
  llvm::SmallDenseSet<StringAttr> known;
  for (unsigned i = 0; i < update.numStates; ++i)
    known.insert(update.getRole(i));
  for (unsigned i = 0; i < terms.numStates; ++i)
    if (!known.contains(terms.getRole(i)))
      return reader.emitError() << "has the state " << terms.getRole(i)
                                << ", which its update does not take";
  return terms;
}

/// Checks that the first arguments of `shared` are all terms.
static LogicalResult checkTerms(FunctionReader &shared,
                                ArrayRef<UpdateFunction> terms) {
  SmallVector<Type> types;
  for (const UpdateFunction &function : terms)
    llvm::append_range(types, func::FuncOp(function.op).getResultTypes());
  unsigned count = 0;
  while (count < shared.op.getNumArguments() &&
         !shared.op.getArgAttr(count, kHyperAttr))
    ++count;
  if (count != types.size())
    return shared.emitError()
           << "takes " << count << " terms, but there are " << types.size();
  for (auto [i, type] : llvm::enumerate(types))
    if (shared.op.getArgumentTypes()[i] != type)
      return shared.emitError() << "takes " << shared.op.getArgumentTypes()[i]
                                << " as term " << i << ", which is " << type;
  return shared.readNumbers(count);
}

/// Checks that `update` takes values that `shared` returns; tensors, or scalars
/// where these have no dimensions.
static LogicalResult checkShared(func::FuncOp shared, UpdateFunction update) {
  for (unsigned i = update.getFirstShared(); i < update.getFirstNumber(); ++i) {
    auto number = update.op.getArgAttrOfType<IntegerAttr>(i, kSharedAttr);
    auto emitError = [&] {
      return update.op.emitError("'")
             << update.op.getSymName() << "' has an argument " << i << " with '"
             << kSharedAttr << "' = " << update.op.getArgAttr(i, kSharedAttr);
    };
    if (!number || number.getInt() < 0 ||
        number.getInt() >= shared.getNumResults())
      return emitError() << ", but '" << shared.getSymName() << "' returns "
                         << shared.getNumResults() << " values";
    auto type =
        cast<RankedTensorType>(shared.getResultTypes()[number.getInt()]);
    Type given = update.op.getArgumentTypes()[i];
    bool isElement = type.getRank() == 0 && given == type.getElementType();
    if (given != type && !isElement)
      return emitError() << " of type " << given << ", but '"
                         << shared.getSymName() << "' returns " << type;
  }
  return success();
}

FailureOr<func::FuncOp> mlir::pipe::readSharedFunction(
    ModuleOp module, Location loc, FlatSymbolRefAttr name,
    ArrayRef<UpdateFunction> terms, ArrayRef<UpdateFunction> updates) {
  if (!name) {
    for (UpdateFunction function : terms)
      return function.op.emitError("'")
             << function.op.getSymName() << "' computes terms, but no '"
             << kSharedAttr
             << "' on the model function says what is made of them";
    for (UpdateFunction function : updates)
      if (function.numShared)
        return function.op.emitError("'")
               << function.op.getSymName() << "' has an argument with '"
               << kSharedAttr << "', but the model function has none";
    return func::FuncOp();
  }
  FailureOr<func::FuncOp> op =
      findFunction(module, loc, name, kSharedAttr, "the model function");
  if (failed(op))
    return failure();
  FunctionReader reader{*op, {}, "which computes what updates share"};
  if (failed(reader.checkBody()))
    return failure();
  for (Type type : op->getResultTypes())
    if (!isa<RankedTensorType>(type))
      return reader.emitError()
             << "returns " << type << ", but must return tensors";
  if (terms.empty())
    return reader.emitError()
           << "needs terms of a parameter; '" << kTermsAttr << "' names them";
  if (failed(checkTerms(reader, terms)))
    return failure();
  for (const UpdateFunction &update : updates)
    if (failed(checkShared(*op, update)))
      return failure();
  return *op;
}

llvm::StringSet<> mlir::pipe::getUpdateNames(ModuleOp module) {
  llvm::StringSet<> names;
  auto add = [&](Attribute attribute) {
    if (auto name = dyn_cast_or_null<FlatSymbolRefAttr>(attribute))
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
