//===- ScalePlan.h - Where gradients get a factor ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SCALEPLAN_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SCALEPLAN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::pipe {

/// How the values of a function get a factor, so that all its gradients have
/// it. A value that is named nowhere below has no form with the factor.
struct ScalePlan {
  /// Of ops, what they read in the form with the factor; their results have it
  /// then.
  llvm::DenseMap<Operation *, SmallVector<Value, 2>> pulled;
  /// Values that are multiplied by it.
  llvm::SetVector<Value> multiplied;
  /// Values that are zero or undefined, which are their own form with it.
  llvm::DenseSet<Value> unchanged;
  /// Of the values above that other ops of the backward part make, one of those
  /// that keep the factor from the loss, and its op, which is not linear.
  llvm::DenseMap<Value, Operation *> stops;
};

/// Plans the factor of `gradients`, results of `func` by their numbers; all
/// others stay as they are, and so does what they are computed from. Each op is
/// looked at once, from the gradients up:
///   - What is linear in what it reads passes the factor on. Of a product the
///     factor is that which other results do not need, or which depends on an
///     op nearer to the loss, in the longest path.
///   - What others are computed from, too, is multiplied, and so is the result
///     of any other op.
ScalePlan planScale(func::FuncOp func, unsigned loss,
                    ArrayRef<unsigned> gradients);

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_SCALEPLAN_H
