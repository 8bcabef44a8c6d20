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

llvm::MapVector<StringAttr, SmallVector<PartialGradient>>
mlir::pipe::getPartialGradients(ReturnOp yield, const TaskGraph &graph) {
  llvm::MapVector<StringAttr, SmallVector<PartialGradient>> partialsOf;
  for (auto [value, param] :
       llvm::zip_equal(yield.getGradients(),
                       yield.getParams().getAsRange<FlatSymbolRefAttr>())) {
    int32_t number = graph.numberOf.lookup(value);
    int32_t maker = graph.dataflow.values[number].maker;
    for (int64_t rank : graph.dataflow.getRanks(maker))
      partialsOf[param.getAttr()].push_back({number, rank});
  }
  return partialsOf;
}

void mlir::pipe::appendReductions(ReturnOp yield, const TaskGraph &graph,
                                  std::vector<std::vector<Instruction>> &instructions) {
  for (auto &[param, partials] : getPartialGradients(yield, graph)) {
    int64_t to = partials.front().rank;
    for (auto [value, from] : llvm::drop_begin(partials)) {
      if (from == to)
        continue;
      instructions[from].push_back({InstructionKind::Send, value, to, 0});
      instructions[to].push_back({InstructionKind::Post, value, from, 0});
      instructions[to].push_back({InstructionKind::Wait, value, -1, 0});
      instructions[to].push_back({InstructionKind::Release, value, -1, 0});
    }
  }
}
