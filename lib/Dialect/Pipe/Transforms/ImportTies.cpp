//===- ImportTies.cpp - Make tied parameters one --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Analysis/Roles/Roles.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Replaces the parameters of one group by its first one, and their gradients
/// by the sum.
struct TieWriter {
  func::FuncOp func;
  llvm::BitVector erasedArguments, erasedResults;

  explicit TieWriter(func::FuncOp func)
      : func(func), erasedArguments(func.getNumArguments()),
        erasedResults(func.getNumResults()) {}

  StringRef getName(unsigned argument) {
    return func.getArgAttrOfType<StringAttr>(argument, kNameAttr).getValue();
  }

  Operation *getReturn() { return func.getBody().front().getTerminator(); }

  /// The result that is the gradient of `argument`, if there is one.
  std::optional<unsigned> findGradient(unsigned argument) {
    for (unsigned i = 0; i < func.getNumResults(); ++i) {
      auto parameter = func.getResultAttrOfType<StringAttr>(i, kGradientAttr);
      if (parameter && parameter.getValue() == getName(argument) &&
          !erasedResults.test(i))
        return i;
    }
    return std::nullopt;
  }

  LogicalResult check(unsigned first, unsigned other) {
    auto emitError = [&] { return mlir::emitError(func.getLoc()); };
    for (unsigned i : {first, other})
      if (!func.getArgAttr(i, kParameterAttr))
        return emitError() << "the argument '" << getName(i)
                           << "' cannot be tied, it is a batch";
    if (first == other || erasedArguments.test(other) ||
        erasedArguments.test(first))
      return emitError() << "the parameter '" << getName(other)
                         << "' is tied twice";
    Type type = func.getArgument(first).getType();
    if (func.getArgument(other).getType() != type)
      return emitError() << "the parameters '" << getName(first) << "' and '"
                         << getName(other)
                         << "' cannot be tied, their types are " << type
                         << " and " << func.getArgument(other).getType();
    if (func.getArgAttr(first, kTermsAttr) ||
        func.getArgAttr(other, kTermsAttr))
      return emitError() << "the parameters '" << getName(first) << "' and '"
                         << getName(other)
                         << "' cannot be tied, updates share what is computed "
                            "from the gradient of each alone";
    if (!haveEqualUpdates(first, other))
      return emitError() << "the parameters '" << getName(first) << "' and '"
                         << getName(other)
                         << "' cannot be tied, they are updated in two ways";
    return success();
  }

  /// The function that updates `argument`; null if there is none.
  func::FuncOp getUpdate(unsigned argument) {
    auto name = func.getArgAttrOfType<FlatSymbolRefAttr>(argument, kUpdateAttr);
    return name ? func->getParentOfType<ModuleOp>().lookupSymbol<func::FuncOp>(
                      name.getAttr())
                : func::FuncOp();
  }

  /// True when two parameters are updated in the same way, or neither is.
  bool haveEqualUpdates(unsigned first, unsigned other) {
    func::FuncOp a = getUpdate(first), b = getUpdate(other);
    if (a == b || !a || !b)
      return a == b;
    auto getAttrs = [](func::FuncOp op, StringRef name) {
      SmallVector<Attribute> attrs;
      for (unsigned i = 0; i < op.getNumArguments(); ++i)
        attrs.push_back(op.getArgAttr(i, name));
      return attrs;
    };
    for (StringRef name : {kStateAttr, kSharedAttr, kHyperAttr, kValueAttr})
      if (getAttrs(a, name) != getAttrs(b, name))
        return false;
    return OperationEquivalence::isRegionEquivalentTo(
        &a.getBody(), &b.getBody(), OperationEquivalence::IgnoreLocations);
  }

  Value addGradients(Value left, Value right) {
    OpBuilder builder(getReturn());
    Location loc = func.getLoc();
    auto type = cast<RankedTensorType>(left.getType());
    Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                          type.getElementType());
    return linalg::AddOp::create(builder, loc, ValueRange{left, right},
                                 ValueRange{empty})
        .getResult(0);
  }

  void tieGradients(unsigned first, unsigned other) {
    std::optional<unsigned> ofFirst = findGradient(first);
    std::optional<unsigned> ofOther = findGradient(other);
    if (!ofOther)
      return;
    if (!ofFirst) {
      auto name = func.getArgAttrOfType<StringAttr>(first, kNameAttr);
      func.setResultAttr(*ofOther, kGradientAttr, name);
      return;
    }
    Operation *terminator = getReturn();
    terminator->setOperand(*ofFirst,
                           addGradients(terminator->getOperand(*ofFirst),
                                        terminator->getOperand(*ofOther)));
    erasedResults.set(*ofOther);
  }

  LogicalResult tie(ArrayRef<unsigned> group) {
    for (unsigned other : group.drop_front()) {
      if (failed(check(group.front(), other)))
        return failure();
      tieGradients(group.front(), other);
      func.getArgument(other).replaceAllUsesWith(
          func.getArgument(group.front()));
      erasedArguments.set(other);
    }
    return success();
  }

  LogicalResult erase() {
    getReturn()->eraseOperands(erasedResults);
    return success(succeeded(func.eraseResults(erasedResults)) &&
                   succeeded(func.eraseArguments(erasedArguments)));
  }
};
} // namespace

LogicalResult mlir::pipe::tieParameters(func::FuncOp func,
                                        ArrayRef<std::string> groups) {
  FailureOr<SmallVector<std::string>> names = getArgumentNames(func);
  if (failed(names))
    return failure();
  TieWriter writer(func);
  for (const std::string &group : groups) {
    auto members = resolveNames(func, {group}, *names, "argument", "tie");
    if (failed(members))
      return failure();
    if (members->size() < 2)
      return mlir::emitError(func.getLoc())
             << "'tie=" << group
             << "' names one parameter; a group has two or more";
    if (failed(writer.tie(*members)))
      return failure();
  }
  return writer.erase();
}
