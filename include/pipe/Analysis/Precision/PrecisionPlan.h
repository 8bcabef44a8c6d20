//===- PrecisionPlan.h - Which values are rounded ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PRECISION_PRECISIONPLAN_H
#define PIPE_ANALYSIS_PRECISION_PRECISIONPLAN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::pipe {

/// The ops whose results stay in f32, in the order in which they are shown:
/// `texts`, in which `default` stands for those that do if nobody says
/// otherwise, as an empty list does. These are sums, and functions whose
/// results a 16-bit float has no digits or no range for.
SmallVector<StringRef> expandKeptOps(ArrayRef<std::string> texts);

/// What stays in f32 beside gradients, outputs and the loss's own arithmetic.
struct KeptOps {
  bool sums = false;       ///< reductions that add
  bool products = false;   ///< contractions and convolutions
  llvm::StringSet<> names; ///< of ops, with their dialect: `math.exp`
};

/// Which values of a model in f32 are rounded to a 16-bit float.
struct PrecisionPlan {
  /// Results that are rounded where they are made; all users read them so.
  llvm::DenseSet<Value> rounded;
  /// Contractions whose inputs are rounded, also those that others read in f32.
  llvm::DenseSet<Operation *> products;
};

/// Decides for every value of `func`, which `pipe-import` has left, linear in
/// its size. Only tensors of f32 are looked at. A value is what it is computed
/// from:
///
///   - a contraction: rounded, with its inputs;
///   - of constants and the batch alone: not rounded (positions, masks,
///   targets),
///     nor is a parameter, or a slice or reshape of one;
///   - a kept op: not rounded;
///   - any other op: rounded, unless all that it reads of parameters comes from
///     kept ops (the mean and the variance of a row).
///
/// Never rounded is what the function and its loops return, with the sums and
/// multiples that it is made of (gradients, the state of a recurrence), and
/// what lies between the last contraction of the forward part and its outputs
/// (the loss).
///
/// Ops in the bodies of loops and branches are decided about like others; what
/// comes in through their arguments is not rounded.
PrecisionPlan planPrecision(func::FuncOp func, const KeptOps &kept);

/// True for ops that move elements of tensors, and compute nothing.
bool movesElements(Operation *op);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PRECISION_PRECISIONPLAN_H
