//===- SearchPlan.cpp - The best schedule that is found -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchPlan.h"

#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Search/Search.h"
#include "pipe/Support/Failure.h"

#include <algorithm>

using namespace mlir::pipe;

/// Fills P, M and V; refuses what no search could end with.
static void fillSizes(const SizeOptions &sizes, SearchRequest &request) {
  if (sizes.ranks == 0 || sizes.microBatches == 0)
    throw Failure{"a search needs --ranks and --micro-batches",
                  ExitStatus::BadUsage};
  request.ranks = sizes.ranks;
  request.microBatches = sizes.microBatches;
  request.virtualStages = std::max<int64_t>(sizes.virtualStages, 1);
  if (auto error = checkParameters(
          {request.ranks, request.microBatches, request.virtualStages},
          /*actionsPerTask=*/3))
    throw Failure{error->toString()};
}

static SearchRequest makeRequest(const SizeOptions &sizes,
                                 const CostOptions &costOptions,
                                 const SearchOptions &options) {
  SearchRequest request;
  fillSizes(sizes, request);
  int64_t numStages = request.ranks * request.virtualStages;
  StageCosts costs = makeStageCosts(costOptions, numStages);
  request.training = !options.infer;
  if (request.training && costs.times.backward.empty())
    throw Failure{costOptions.file +
                  " has no 'backward'; without it only a search with --infer "
                  "is possible"};
  request.costs = costs.times;
  request.edges = makeEdges(numStages, request.training, costs);
  request.activations =
      costs.activationBytes.value_or(ActivationSizes::makeUniform(numStages));
  if (!options.memoryCap.empty())
    request.caps.assign(
        size_t(request.ranks),
        *readMemoryCap(options.memoryCap, costs.activationBytes.has_value()));
  request.seed = options.seed;
  request.searchMs = options.milliseconds;
  return request;
}

Plan mlir::pipe::searchPlan(const SizeOptions &sizes, const CostOptions &costs,
                            const SearchOptions &options) {
  SearchResult found = take(searchSchedule(makeRequest(sizes, costs, options)));
  Plan plan = makePlan(std::move(found.schedule), costs);
  plan.bound = found.bound;
  plan.boundScope = options.memoryCap.empty()
                        ? "no schedule with these costs is faster"
                        : "no schedule with these costs and this cap is faster";
  plan.remarks = {
      {"found by", found.origin + "; " + std::to_string(found.candidates) +
                       " candidates and " + std::to_string(found.moves) +
                       " changes were tried"}};
  return plan;
}
