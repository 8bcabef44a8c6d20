//===- SearchProblems.cpp - What a search is asked for --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchProblems.h"

#include "pipe/Schedule/Generators/Registry.h"

using namespace mlir::pipe;

BackwardForm mlir::pipe::getSearchForm(const SearchRequest &request) {
  bool hasHalves = !request.costs.inputGradient.empty();
  if (!request.training || (request.form == BackwardForm::Either && !hasHalves))
    return BackwardForm::Whole;
  return request.form;
}

/// A whole backward without costs takes I + W.
static std::optional<Error> addBackwardCosts(TaskCosts &costs) {
  if (!costs.backward.empty() ||
      costs.inputGradient.size() != costs.weightGradient.size())
    return std::nullopt;
  for (size_t i = 0; i < costs.inputGradient.size(); ++i) {
    int64_t &sum = costs.backward.emplace_back();
    if (__builtin_add_overflow(costs.inputGradient[i], costs.weightGradient[i],
                               &sum))
      return Error("times pass 64 bits at the backward of stage " +
                   std::to_string(i) + "; use a larger unit");
  }
  return std::nullopt;
}

static std::vector<std::vector<int64_t>>
getPlacements(const SearchRequest &request) {
  if (!request.placements.empty())
    return request.placements;
  const int64_t ranks = request.ranks, chunks = request.virtualStages;
  std::vector<std::vector<int64_t>> placements = {
      makePlacement(PlacementKind::Loop, ranks, chunks)};
  if (chunks > 1 && ranks > 1)
    placements.push_back(makePlacement(PlacementKind::Wave, ranks, chunks));
  return placements;
}

Result<std::vector<ScheduleProblem>>
mlir::pipe::makeSearchProblems(const SearchRequest &request) {
  if (auto error = checkParameters(
          {request.ranks, request.microBatches, request.virtualStages},
          request.training ? 3 : 1))
    return *error;
  ScheduleProblem problem;
  problem.shape.name = kSearchName;
  problem.shape.ranks = request.ranks;
  problem.shape.microBatches = request.microBatches;
  problem.shape.virtualStages = request.virtualStages;
  problem.training = request.training;
  problem.costs = request.costs;
  problem.edges = request.edges;
  problem.activations = request.activations;
  problem.caps = request.caps;
  if (auto error = addBackwardCosts(problem.costs))
    return *error;

  const int64_t numStages = request.ranks * request.virtualStages;
  std::vector<ScheduleProblem> problems;
  for (const std::vector<int64_t> &placement : getPlacements(request)) {
    if (static_cast<int64_t>(placement.size()) != numStages)
      return Error("a placement must have " + std::to_string(numStages) +
                   " stages, but has " + std::to_string(placement.size()));
    problem.shape.placement = placement;
    problems.push_back(problem);
  }
  return problems;
}
