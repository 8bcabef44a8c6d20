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
/// states and numbers, in this order, it computes the new values of the
/// parameter and of its states, in the same order. It works on tensors, or on
/// one element of each if the parameter is a scalar.
struct UpdateFunction {
  func::FuncOp op;
  bool isElementwise = false;
  unsigned numStates = 0;

  unsigned getNumNumbers() { return op.getNumArguments() - 2 - numStates; }
  /// What the optimizer calls state number `i`.
  StringAttr getRole(unsigned i);
  /// The name of state number `i` where it was an argument of the model; null
  /// otherwise.
  StringAttr getStateName(unsigned i);

  /// Which results are new values: a state that is returned as it came is none.
  SmallVector<unsigned> getChanged();
  /// Clones the body, with `arguments` in the place of the function's own, and
  /// returns what it returns.
  SmallVector<Value> cloneBody(OpBuilder &builder, ValueRange arguments);
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

/// Names of the functions that functions of `module` or their arguments call
/// their updates.
llvm::StringSet<> getUpdateNames(ModuleOp module);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEFUNCTION_H
