//===- ParameterUpdates.cpp - Results that are new values of parameters ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseLook.h"
#include "RoleEvidence.h"

#include "pipe/Analysis/OpFacts/SumOps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isMultiplication(Operation *op) {
  return isa<arith::MulFOp>(op) || isForeign(op, "multiply", 2);
}

/// True for multiplications and divisions.
static bool isProduct(Operation *op) {
  return isMultiplication(op) || isa<arith::DivFOp>(op) ||
         isForeign(op, "divide", 2);
}

namespace {
/// A value as a sum, element by element: `p - 0.1 * g` has the terms p, times
/// 1, and `0.1 * g`, times -1. Only sums in which an argument of the function
/// is a term are taken apart.
struct SumWalk {
  const LossSlice &slice;
  /// The first argument that is a term, and the factor before it.
  std::optional<unsigned> argument;
  double argumentFactor = 0;
  /// Signs of the other terms that depend on a batch.
  bool hasAdded = false, hasSubtracted = false;
  /// Steps that are left; a sum that needs more is no update.
  int64_t budget = 1024;

  /// The number of a function's argument that is no batch.
  std::optional<unsigned> getParameter(Value value) const {
    auto leaf = dyn_cast<BlockArgument>(value);
    if (!leaf || !isa<func::FuncOp>(leaf.getOwner()->getParentOp()) ||
        slice.ofBatch.contains(value))
      return std::nullopt;
    return leaf.getArgNumber();
  }

  /// The terms of `value`, with their factors; nothing when it is no sum.
  SmallVector<std::pair<Value, double>> takeApart(Value value) const {
    if (Value inner = lookThrough(value))
      return {{inner, 1}};
    Operation *op = value.getDefiningOp();
    if (!op)
      return {};
    auto scale = [&](unsigned i, double factor) {
      return SmallVector<std::pair<Value, double>>{{op->getOperand(i), factor}};
    };
    bool isAdd = isa<arith::AddFOp>(op) || isForeign(op, "add", 2);
    if (isAdd || isa<arith::SubFOp>(op) || isForeign(op, "subtract", 2))
      return {{op->getOperand(0), 1}, {op->getOperand(1), isAdd ? 1 : -1}};
    if (isa<arith::NegFOp>(op) || isForeign(op, "negate", 1))
      return scale(0, -1);
    if (isa<arith::ExtFOp, arith::TruncFOp, tensor::CastOp>(op) ||
        isForeign(op, "convert", 1))
      return scale(0, 1);
    if (!isProduct(op))
      return {};
    if (std::optional<double> factor = getUniformConstant(op->getOperand(1)))
      return scale(0, isMultiplication(op) ? *factor : 1 / *factor);
    if (std::optional<double> factor = getUniformConstant(op->getOperand(0));
        factor && isMultiplication(op))
      return scale(1, *factor);
    return {};
  }

  /// True when a parameter is a term of `value`.
  bool hasParameter(Value value) {
    if (--budget < 0)
      return false;
    return getParameter(value) ||
           llvm::any_of(takeApart(value),
                        [&](auto term) { return hasParameter(term.first); });
  }

  /// True for negations and for products with an odd number of them or of
  /// negative constants.
  bool isNegated(Value value) {
    if (--budget < 0)
      return false;
    auto terms = takeApart(value);
    if (terms.size() == 1)
      return (terms[0].second < 0) != isNegated(terms[0].first);
    Operation *op = value.getDefiningOp();
    if (!op || !isProduct(op))
      return false;
    return isNegated(op->getOperand(0)) != isNegated(op->getOperand(1));
  }

  /// Scalars in a body count as made from a batch; they may be.
  bool dependsOnBatch(Value value) const {
    return slice.ofBatch.contains(value) || !isa<ShapedType>(value.getType());
  }

  void add(Value value, double factor) {
    if (std::optional<unsigned> parameter = getParameter(value)) {
      if (!argument)
        argument = parameter;
      if (argument == parameter)
        argumentFactor += factor;
    } else if (hasParameter(value)) {
      for (auto [term, termFactor] : takeApart(value))
        add(term, factor * termFactor);
    } else if (dependsOnBatch(value)) {
      bool isSubtracted = isNegated(value) != (factor < 0);
      hasAdded |= !isSubtracted;
      hasSubtracted |= isSubtracted;
    }
  }
};
} // namespace

std::optional<unsigned>
mlir::pipe::findUpdatedArgument(Value value, const LossSlice &slice) {
  SumWalk walk{slice, {}};
  walk.add(value, 1);
  bool isScaled = walk.argumentFactor >= 0.5 && walk.argumentFactor <= 1;
  if (walk.budget < 0 || !walk.argument || !isScaled || walk.hasAdded ||
      !walk.hasSubtracted)
    return std::nullopt;
  return walk.argument;
}

bool mlir::pipe::isKept(Value value, BlockArgument argument) {
  // An update that needs more steps is none of zeros.
  static constexpr int kMaximum = 16;
  for (int i = 0; value != argument; ++i) {
    if (i == kMaximum)
      return false;
    if (Value inner = lookThrough(value)) {
      value = inner;
      continue;
    }
    Operation *op = value.getDefiningOp();
    bool isAdd = op && (isa<arith::AddFOp>(op) || isForeign(op, "add", 2));
    if (!isAdd &&
        !(op && (isa<arith::SubFOp>(op) || isForeign(op, "subtract", 2))))
      return false;
    auto isZero = [&](unsigned operand) {
      return getUniformConstant(op->getOperand(operand)) == 0.0;
    };
    if (isZero(1))
      value = op->getOperand(0);
    else if (isAdd && isZero(0))
      value = op->getOperand(1);
    else
      return false;
  }
  return true;
}
