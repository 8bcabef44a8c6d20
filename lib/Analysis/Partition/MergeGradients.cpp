//===- MergeGradients.cpp - Parts of a gradient at one stage are one ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/GradientParts.h"

#include "llvm/ADT/MapVector.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

GradientParts
mlir::pipe::mergeGradientParts(const JointGraph &graph,
                               const StageAssignment &assignment) {
  GradientParts result;
  // The parts of each parameter by stage; parameters in their order.
  llvm::MapVector<int32_t, std::map<int32_t, GradientParts::Part>> parameters;
  for (auto [i, value] : llvm::enumerate(graph.gradients)) {
    int32_t parameter = graph.gradientParams[i];
    int32_t stage = assignment.getTermStage(graph, value, parameter);
    auto number = static_cast<int32_t>(result.values.size());
    result.values.push_back({PartValue::Kind::Known, value, {}, {}});
    auto [it, isFirst] = parameters[parameter].try_emplace(
        stage, GradientParts::Part{number, static_cast<int32_t>(i)});
    if (isFirst)
      continue;
    result.values.push_back(
        {PartValue::Kind::Sum, -1, {}, {it->second.value, number}});
    it->second.value = number + 1;
    result.isChange = true;
  }
  for (auto &[parameter, parts] : parameters)
    for (auto &[stage, part] : parts) {
      result.isChange |=
          part.gradient != static_cast<int32_t>(result.parts.size());
      result.parts.push_back(part);
    }
  return result;
}
