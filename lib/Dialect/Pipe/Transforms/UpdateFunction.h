//===- UpdateFunction.h - Functions that update a parameter -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEFUNCTION_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::pipe {
/// On a parameter whose update is of the whole tensor, so that it is never held
/// in parts.
inline constexpr llvm::StringLiteral kWholeAttr = "pipe.whole";

/// A function that updates a parameter: from the gradient, the parameter, its
/// states, what updates share and numbers, in this order, it computes the new
/// values of the parameter and of its states, in the same order. It works on
/// tensors, or on one element of each if the parameter is a scalar.
///
/// A function of terms has the same arguments, and returns tensors of one
/// element.
struct UpdateFunction {
  func::FuncOp op;
  bool isElementwise = false;
  unsigned numStates = 0;
  unsigned numShared = 0;

  /// The first argument behind the states, and the first number.
  unsigned getFirstShared() const { return 2 + numStates; }
  unsigned getFirstNumber() const { return getFirstShared() + numShared; }
  /// What the optimizer calls state number `i`.
  StringAttr getRole(unsigned i) const;
  /// The name of state number `i` where it was an argument of the model; null
  /// otherwise.
  StringAttr getStateName(unsigned i) const;

  /// Which results are new values: a state that is returned as it came is none.
  SmallVector<unsigned> getChanged();
};

/// The functions that an attribute names, one or a list; nothing if it does
/// not. Null names none.
std::optional<SmallVector<FlatSymbolRefAttr>> readSymbols(Attribute attribute);

/// Reads the function `name` of `module`, which updates the parameter
/// `parameter` of this type.
/// \errors emits one, at the function, when it is no such function, and at
/// `loc`
///         when there is none of the name.
FailureOr<UpdateFunction> readUpdateFunction(ModuleOp module, Location loc,
                                             FlatSymbolRefAttr name,
                                             StringRef parameter,
                                             RankedTensorType type);

/// Reads the functions `names`, which compute the terms of this parameter, one
/// for each function of what is shared.
/// \param update  The function that updates the parameter.
/// \errors as `readUpdateFunction`, and when one takes a state that the update
///         does not take.
FailureOr<SmallVector<UpdateFunction>>
readTermsFunctions(ModuleOp module, Location loc,
                   ArrayRef<FlatSymbolRefAttr> names, StringRef parameter,
                   RankedTensorType type, const UpdateFunction &update);

/// Clones the body of `function`, with `arguments` in the place of its own, and
/// returns what it returns.
SmallVector<Value> cloneBody(OpBuilder &builder, func::FuncOp function,
                             ValueRange arguments);

/// Names of the functions that functions of `module` or their arguments call
/// their updates, their terms, or what updates share.
llvm::StringSet<> getUpdateNames(ModuleOp module);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEFUNCTION_H
