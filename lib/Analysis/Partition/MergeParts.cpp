//===- MergeParts.cpp - One part of a gradient a stage --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/BackwardPlacement.h"
#include "pipe/Analysis/Partition/GradientTerms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

/// Adds `a` and `b` behind the later one of their makers.
static Value createSum(Value a, Value b) {
  Operation *last = a.getDefiningOp();
  Operation *other = b.getDefiningOp();
  if (!last || (other && last->isBeforeInBlock(other)))
    last = other;
  OpBuilder builder(a.getContext());
  if (last)
    builder.setInsertionPointAfter(last);
  else
    builder.setInsertionPointToStart(a.getParentBlock());
  if (isa<FloatType>(getElementTypeOrSelf(a.getType())))
    return arith::AddFOp::create(builder, a.getLoc(), a, b);
  return arith::AddIOp::create(builder, a.getLoc(), a, b);
}

bool mlir::pipe::mergeGradientParts(const JointGraph &graph,
                                    const Placement &placement,
                                    ModelRoots &roots) {
  // The parts of each parameter by stage; parameters in their order.
  SmallVector<std::pair<std::string, std::map<int32_t, Value>>> parameters;
  SmallVector<Value> before;
  for (auto [i, root] : llvm::enumerate(roots.gradients)) {
    before.push_back(root.value);
    auto *it = llvm::find_if(
        parameters, [&](auto &entry) { return entry.first == root.name; });
    if (it == parameters.end())
      it = &parameters.emplace_back(root.name, std::map<int32_t, Value>());
    int32_t stage = placement.getTermStage(graph, graph.gradients[i],
                                           graph.gradientParams[i]);
    Value &part = it->second[stage];
    part = part ? createSum(part, root.value) : root.value;
  }
  roots.gradients.clear();
  SmallVector<Value> after;
  for (auto &[name, parts] : parameters)
    for (auto &[stage, part] : parts) {
      roots.gradients.push_back({part, name});
      after.push_back(part);
    }
  return before != after;
}
