//===- SplitGradients.cpp - One part of a gradient for each stage ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/GradientParts.h"

#include <set>

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Plans the parts of one gradient.
struct Splitter {
  const JointGraph &graph;
  const GradientSums &sums;
  const StageAssignment &assignment;
  const DenseMap<Value, int32_t> &index;
  std::vector<PartValue> &values;
  int32_t parameter; ///< whose gradient it is

  static constexpr int32_t kNone = -1;

  /// Stage that keeps the term `value`: the highest one that uses the parameter
  /// and is not above the one that makes the term.
  int32_t getStage(int32_t value) const {
    int32_t made = assignment.getTermStage(graph, value, parameter);
    int32_t wanted = assignment.available[parameter].find_prev(made + 1);
    return wanted < 0 ? made : wanted;
  }

  bool isInner(int32_t value) const {
    int32_t maker = graph.values[value].maker;
    return maker >= 0 && sums.isSumNode[maker];
  }

  ArrayRef<OpOperand *> getOperands(int32_t value) const {
    int32_t maker = graph.values[value].maker;
    return maker < 0 ? ArrayRef<OpOperand *>() : sums.operands[maker];
  }

  void collectStages(int32_t value, std::set<int32_t> &stages) const {
    if (!isInner(value))
      stages.insert(getStage(value));
    for (OpOperand *operand : getOperands(value))
      collectStages(index.at(operand->get()), stages);
  }

  int32_t add(PartValue value) {
    values.push_back(std::move(value));
    return static_cast<int32_t>(values.size()) - 1;
  }
  int32_t addKnown(int32_t value) {
    return add({PartValue::Kind::Known, value, {}, {}});
  }
  bool isKnown(int32_t part, Value value) const {
    return part != kNone && values[part].kind == PartValue::Kind::Known &&
           graph.values[values[part].value].value == value;
  }
  int32_t addCopy(int32_t value, ArrayRef<OpOperand *> operands,
                  ArrayRef<int32_t> others) {
    return add({PartValue::Kind::Copy, value,
                SmallVector<OpOperand *, 2>(operands),
                SmallVector<int32_t, 2>(others)});
  }

  /// Returns the sum of the terms of `value` that are placed at `stage`, kNone
  /// when there is none. Reuses ops all of whose terms are.
  int32_t build(int32_t value, int32_t stage) {
    ArrayRef<OpOperand *> operands = getOperands(value);
    if (!isInner(value) && !operands.empty())
      return buildAccumulation(value, *operands.front(), stage);
    if (!isInner(value))
      return getStage(value) == stage ? addKnown(value) : kNone;
    SmallVector<int32_t> parts;
    bool isWhole = true;
    for (OpOperand *operand : operands) {
      parts.push_back(build(index.at(operand->get()), stage));
      isWhole &= isKnown(parts.back(), operand->get());
    }
    if (isWhole)
      return addKnown(value);
    if (llvm::all_of(parts, [](int32_t part) { return part == kNone; }))
      return kNone;
    if (operands.size() == 2 && (parts[0] == kNone || parts[1] == kNone))
      return parts[0] == kNone ? parts[1] : parts[0];
    return addCopy(value, operands, parts);
  }

  int32_t buildAccumulation(int32_t value, OpOperand &init, int32_t stage) {
    int32_t before = build(index.at(init.get()), stage);
    if (getStage(value) != stage)
      return before;
    if (isKnown(before, init.get()))
      return addKnown(value);
    if (before == kNone)
      before = add({PartValue::Kind::Zeros, -1, {&init}, {}});
    return addCopy(value, {&init}, {before});
  }
};
} // namespace

GradientParts mlir::pipe::splitGradientSums(const JointGraph &graph,
                                            const GradientSums &sums,
                                            const StageAssignment &assignment) {
  DenseMap<Value, int32_t> index;
  for (auto [id, info] : llvm::enumerate(graph.values))
    index[info.value] = id;
  GradientParts result;
  Splitter splitter{graph, sums, assignment, index, result.values, -1};
  for (auto [i, value] : llvm::enumerate(graph.gradients)) {
    splitter.parameter = graph.gradientParams[i];
    std::set<int32_t> stages;
    splitter.collectStages(value, stages);
    auto gradient = static_cast<int32_t>(i);
    if (stages.size() == 1) {
      result.parts.push_back({splitter.addKnown(value), gradient});
      continue;
    }
    result.isChange = true;
    for (int32_t stage : stages)
      result.parts.push_back({splitter.build(value, stage), gradient});
  }
  return result;
}
