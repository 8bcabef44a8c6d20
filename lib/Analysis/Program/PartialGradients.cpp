//===- PartialGradients.cpp - Sums of gradients on several ranks ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/PartialGradients.h"

using namespace mlir;
using namespace mlir::pipe;

std::vector<ReducedGradient>
mlir::pipe::getReducedGradients(ReturnOp yield, const TaskGraph &graph) {
  std::vector<ReducedGradient> gradients;
  llvm::DenseMap<StringAttr, size_t> indices;
  for (auto [value, param] :
       llvm::zip_equal(yield.getGradients(),
                       yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
    auto [found, isNew] =
        indices.try_emplace(param.getAttr(), gradients.size());
    if (isNew)
      gradients.push_back({param.getAttr(), {}});
    int32_t number = graph.numberOf.lookup(value);
    int32_t maker = graph.dataflow.values[number].maker;
    for (int64_t rank : graph.dataflow.getRanks(maker))
      gradients[found->second].partials.push_back({number, rank});
  }
  return gradients;
}

void mlir::pipe::appendReductions(
    ArrayRef<ReducedGradient> gradients,
    std::vector<std::vector<Instruction>> &instructions) {
  for (const ReducedGradient &gradient : gradients) {
    int64_t to = gradient.partials.front().rank;
    for (auto [value, from] : llvm::drop_begin(gradient.partials)) {
      if (from == to)
        continue;
      instructions[from].push_back({InstructionKind::Send, value, to, 0});
      instructions[to].push_back({InstructionKind::Post, value, from, 0});
      instructions[to].push_back({InstructionKind::Wait, value, -1, 0});
      instructions[to].push_back({InstructionKind::Release, value, -1, 0});
    }
  }
}
