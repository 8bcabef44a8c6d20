//===- SharedFunction.h - Functions of what updates share -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SHAREDFUNCTION_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SHAREDFUNCTION_H

#include "UpdateFunction.h"

namespace mlir::pipe {
/// A function of what updates share: it takes terms, what the functions before
/// it return and numbers, and returns tensors.
struct SharedFunction {
  func::FuncOp op;
  unsigned numTerms = 0;
  unsigned numShared = 0;

  unsigned getFirstNumber() const { return numTerms + numShared; }
  /// The name under which the step says result `i` to the caller; null if it
  /// does not.
  StringAttr getReport(unsigned i) const;
};

/// Reads the functions `names`, which compute what `updates` share: number i
/// from the results of `terms[...][i]`, in their order, from the results of the
/// functions before it, and from numbers.
/// \errors emits one, at a function, when one takes other terms, when one or an
///         update takes other values than are returned, when two results are
///         reported under one name, and when there is none although there are
///         terms.
FailureOr<SmallVector<SharedFunction>>
readSharedFunctions(ModuleOp module, Location loc,
                    ArrayRef<FlatSymbolRefAttr> names,
                    ArrayRef<SmallVector<UpdateFunction>> terms,
                    ArrayRef<UpdateFunction> updates);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SHAREDFUNCTION_H
