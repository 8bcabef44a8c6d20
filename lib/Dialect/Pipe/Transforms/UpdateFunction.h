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
/// A function of terms has the same arguments but what is shared, and returns
/// tensors of one element.
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

/// Reads the function `name` of `module`, which updates the parameter
/// `parameter` of this type.
/// \errors emits one, at the function, when it is no such function, and at
/// `loc`
///         when there is none of the name.
FailureOr<UpdateFunction> readUpdateFunction(ModuleOp module, Location loc,
                                             FlatSymbolRefAttr name,
                                             StringRef parameter,
                                             RankedTensorType type);

/// Reads the function `name`, which computes the terms of this parameter.
/// \param update  The function that updates the parameter.
/// \errors as `readUpdateFunction`, and when it takes a state that the update
///         does not take.
FailureOr<UpdateFunction> readTermsFunction(ModuleOp module, Location loc,
                                            FlatSymbolRefAttr name,
                                            StringRef parameter,
                                            RankedTensorType type,
                                            const UpdateFunction &update);

/// Reads the function `name`, which computes what `updates` share from the
/// results of `terms`, in their order, and from numbers. Null if `name` is.
/// \errors emits one, at a function, when it takes other terms, when updates
///         take other values than it returns, and when there is none although
///         there are terms.
FailureOr<func::FuncOp> readSharedFunction(ModuleOp module, Location loc,
                                           FlatSymbolRefAttr name,
                                           ArrayRef<UpdateFunction> terms,
                                           ArrayRef<UpdateFunction> updates);

/// Clones the body of `function`, with `arguments` in the place of its own, and
/// returns what it returns.
SmallVector<Value> cloneBody(OpBuilder &builder, func::FuncOp function,
                             ValueRange arguments);

/// Names of the functions that functions of `module` or their arguments call
/// their updates, their terms, or what updates share.
llvm::StringSet<> getUpdateNames(ModuleOp module);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEFUNCTION_H
