//===- ScalePlan.cpp - Where gradients get a factor -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScalePlan.h"

#include "pipe/Analysis/OpFacts/Factors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// How likely a value is to be a cotangent; the smaller the likelier.
struct Nearness {
  /// What only gradients need, then what others need, too; behind both the same
  /// of what does not depend on the loss, as constants and parameters.
  int group = 3;
  int64_t distance = INT64_MAX; ///< To the loss, of what it depends on.

  friend bool operator<(const Nearness &a, const Nearness &b) {
    return std::pair(a.group, a.distance) < std::pair(b.group, b.distance);
  }
};

class Planner {
public:
  Planner(func::FuncOp func, unsigned loss, ArrayRef<unsigned> gradients)
      : body(func.getBody().front()), gradients(gradients),
        base([](Value) { return Factor::One; }) {
    for (Operation &op : body.without_terminator()) {
      llvm::SetVector<Value> read(op.operand_begin(), op.operand_end());
      getUsedValuesDefinedAbove(op.getRegions(), read);
      reads[&op] = read.takeVector();
      base.visit(&op);
    }
    findForward();
    findDistances(body.getTerminator()->getOperand(loss));
  }

  ScalePlan plan() {
    Operation *terminator = body.getTerminator();
    for (unsigned gradient : gradients)
      need(terminator->getOperand(gradient));
    for (Operation &op : llvm::reverse(body.without_terminator()))
      planOp(&op);
    for (BlockArgument argument : body.getArguments())
      if (needed.contains(argument))
        result.multiplied.insert(argument);
    for (Operation &op : body.without_terminator())
      passStopsOn(&op);
    return std::move(result);
  }

private:
  /// What results that are no gradients are computed from.
  void findForward() {
    llvm::SmallDenseSet<size_t> isGradient(gradients.begin(), gradients.end());
    SmallVector<Value> work;
    for (auto [i, value] : llvm::enumerate(body.getTerminator()->getOperands()))
      if (!isGradient.contains(i))
        work.push_back(value);
    while (!work.empty())
      if (Operation *op = work.pop_back_val().getDefiningOp();
          op && forward.insert(op).second)
        llvm::append_range(work, reads.at(op));
  }

  /// Paths from the ops of the loss to it, and of all others the shortest of
  /// what they read.
  void findDistances(Value loss) {
    distances[loss] = 0;
    for (Operation &op : llvm::reverse(body.without_terminator())) {
      int64_t distance = -1;
      for (Value value : op.getResults())
        if (auto found = distances.find(value); found != distances.end())
          distance = std::max(distance, found->second);
      if (distance < 0)
        continue;
      for (Value value : op.getResults())
        distances[value] = distance;
      for (Value value : reads.at(&op))
        if (value.getDefiningOp()) // Arguments are read everywhere.
          distances[value] = std::max(distances.lookup(value), distance + 1);
    }
    for (Operation &op : body.without_terminator()) {
      if (forward.contains(&op))
        continue;
      int64_t distance = INT64_MAX;
      for (Value value : reads.at(&op))
        distance = std::min(distance, getDistance(value));
      for (Value value : op.getResults())
        distances[value] = distance;
    }
  }

  int64_t getDistance(Value value) const {
    auto found = distances.find(value);
    return found == distances.end() ? INT64_MAX : found->second;
  }

  /// Whether only gradients need `value`.
  bool isBackward(Value value) const {
    Operation *op = value.getDefiningOp();
    return op && !forward.contains(op);
  }

  static bool isFloat(Value value) {
    return isa<FloatType>(getElementTypeOrSelf(value));
  }

  /// Zeros and what is undefined, where that does not take the backward part
  /// to compute: a product of a cotangent and zeros is needed in one form.
  bool isEmpty(Value value) const {
    return base.get(value) == Factor::Any &&
           (!isBackward(value) || isFree(value));
  }

  void need(Value value) {
    if (isEmpty(value))
      result.unchanged.insert(value);
    else
      needed.insert(value);
  }

  //===--------------------------------------------------------------------===//
  // One op
  //===--------------------------------------------------------------------===//

  void planOp(Operation *op) {
    SmallVector<Value> wanted;
    for (Value value : op->getResults())
      if (needed.contains(value))
        wanted.push_back(value);
    if (wanted.empty())
      return;
    std::optional<llvm::SetVector<Value>> pulled;
    if (!forward.contains(op))
      pulled = findPulled(op, wanted);
    if (!pulled) {
      result.multiplied.insert(wanted.begin(), wanted.end());
      bool readsBackward = llvm::any_of(reads.at(op), [&](Value value) {
        return isBackward(value) && isFloat(value) && !isFree(value);
      });
      if (!forward.contains(op) && readsBackward)
        for (Value value : wanted)
          result.stops[value] = op;
      return;
    }
    for (Value value : *pulled)
      need(value);
    result.pulled[op].assign(pulled->begin(), pulled->end());
  }

  /// Whether nothing that the loss is computed from is needed for `value`, but
  /// arguments.
  bool isFree(Value value) const { return getDistance(value) == INT64_MAX; }

  /// The values whose factor gives `wanted`, results of `op`, theirs; nothing
  /// if it is better, or the only way, to multiply these.
  std::optional<llvm::SetVector<Value>> findPulled(Operation *op,
                                                   ArrayRef<Value> wanted) {
    std::optional<llvm::SetVector<Value>> found = chooseReads(op, wanted);
    if (!found)
      return std::nullopt;
    auto ofOutside = [&](Value value) {
      return found->contains(value) ? Factor::Scale : base.get(value);
    };
    FactorFinder finder(ofOutside);
    finder.visit(op);
    for (Value value : wanted)
      if (finder.get(value) != Factor::Scale &&
          finder.get(value) != Factor::Any)
        return std::nullopt;
    // Nothing above has a factor yet: the smaller ones are multiplied.
    if (llvm::none_of(*found, [&](Value value) { return isBackward(value); }) &&
        countElements(found->getArrayRef()) >= countElements(wanted))
      return std::nullopt;
    return found;
  }

  static int64_t countElements(ArrayRef<Value> values) {
    int64_t count = 0;
    for (Value value : values) {
      auto type = dyn_cast<RankedTensorType>(value.getType());
      count += type && type.hasStaticShape() ? type.getNumElements() : 1;
    }
    return count;
  }

  /// Of an op with a body of scalars, what that needs; of loops all that only
  /// gradients need.
  std::optional<llvm::SetVector<Value>> chooseReads(Operation *op,
                                                    ArrayRef<Value> wanted) {
    chosen.clear();
    operandOf.clear();
    seen.clear();
    auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
    if (linalgOp && linalgOp.hasPureTensorSemantics()) {
      for (OpOperand &operand : op->getOpOperands())
        operandOf[linalgOp.getMatchingBlockArgument(&operand)] = operand.get();
      Operation *yield = linalgOp.getBlock()->getTerminator();
      for (Value value : wanted)
        if (!choose(yield->getOperand(cast<OpResult>(value).getResultNumber())))
          return std::nullopt;
      return chosen;
    }
    if (op->getNumRegions() == 0) {
      for (Value value : wanted)
        if (!chooseOperands(value.getDefiningOp()))
          return std::nullopt;
      return chosen;
    }
    for (Value value : reads.at(op))
      if (isBackward(value) && isFloat(value) && !isEmpty(value))
        chosen.insert(value);
    return chosen;
  }

  /// Chooses what gives `value`, in the body of an op or read by it, the
  /// factor.
  bool choose(Value value) {
    if (!seen.insert(value).second)
      return true;
    if (auto operand = operandOf.find(value); operand != operandOf.end())
      return addChosen(operand->second);
    Operation *op = value.getDefiningOp();
    if (!op || op->getBlock() == &body)
      return addChosen(value);
    return chooseOperands(op);
  }

  bool addChosen(Value value) {
    if (!isEmpty(value))
      chosen.insert(value);
    return true;
  }

  bool chooseAll(ValueRange values) {
    return llvm::all_of(values, [&](Value value) { return choose(value); });
  }

  bool chooseOperands(Operation *op) {
    if (matchPattern(op, m_AnyZeroFloat()))
      return true;
    if (isa<arith::AddFOp, arith::SubFOp, arith::MaximumFOp, arith::MinimumFOp,
            arith::MaxNumFOp, arith::MinNumFOp, tensor::FromElementsOp,
            tensor::ConcatOp>(op))
      return chooseAll(op->getOperands());
    if (isa<arith::MulFOp>(op)) {
      bool isFirst =
          !(getNearness(op->getOperand(1)) < getNearness(op->getOperand(0)));
      return choose(op->getOperand(isFirst ? 0 : 1));
    }
    if (isa<arith::SelectOp>(op))
      return chooseAll(op->getOperands().drop_front());
    if (isa<tensor::InsertOp, tensor::InsertSliceOp, tensor::ScatterOp>(op))
      return chooseAll(op->getOperands().take_front(2));
    if (isa<arith::DivFOp, arith::NegFOp, arith::ExtFOp, arith::TruncFOp,
            math::AbsFOp, tensor::CastOp, tensor::ExpandShapeOp,
            tensor::CollapseShapeOp, tensor::ExtractOp, tensor::ExtractSliceOp,
            tensor::GatherOp, tensor::SplatOp>(op))
      return choose(op->getOperand(0));
    return false;
  }

  /// Of a value in the body of an op: the nearest that it is computed from.
  Nearness getNearness(Value value) {
    if (auto operand = operandOf.find(value); operand != operandOf.end())
      value = operand->second;
    Operation *op = value.getDefiningOp();
    if (!op || op->getBlock() == &body)
      return {(isFree(value) ? 2 : 0) + (isBackward(value) ? 0 : 1),
              getDistance(value)};
    if (auto known = nearnessOf.find(value); known != nearnessOf.end())
      return known->second;
    Nearness nearest;
    for (Value operand : op->getOperands())
      nearest = std::min(nearest, getNearness(operand));
    return nearnessOf[value] = nearest;
  }

  //===--------------------------------------------------------------------===//
  // What keeps the factor from the loss
  //===--------------------------------------------------------------------===//

  void passStopsOn(Operation *op) {
    auto pulled = result.pulled.find(op);
    if (pulled == result.pulled.end())
      return;
    for (Value value : pulled->second)
      if (Operation *stop = result.stops.lookup(value)) {
        for (Value made : op->getResults())
          result.stops[made] = stop;
        return;
      }
  }

  Block &body;
  ArrayRef<unsigned> gradients;
  FactorFinder base; ///< Without any factor: tells zeros.
  llvm::DenseMap<Operation *, SmallVector<Value, 4>> reads;
  llvm::DenseSet<Operation *> forward;
  llvm::DenseMap<Value, int64_t> distances;
  llvm::DenseSet<Value> needed; ///< In the form with the factor.
  ScalePlan result;

  // Of the op that is looked at.
  llvm::DenseMap<Value, Value> operandOf; ///< Arguments of its body.
  llvm::DenseSet<Value> seen;
  llvm::SetVector<Value> chosen;
  llvm::DenseMap<Value, Nearness> nearnessOf; ///< Of all bodies.
};
} // namespace

ScalePlan mlir::pipe::planScale(func::FuncOp func, unsigned loss,
                                ArrayRef<unsigned> gradients) {
  return Planner(func, loss, gradients).plan();
}
