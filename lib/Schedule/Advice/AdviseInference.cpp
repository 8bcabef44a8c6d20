//===- AdviseInference.cpp - Advice for inference -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AdviseKinds.h"

#include <algorithm>

using namespace mlir::pipe;

using Verdict = AdviceLine::Verdict;

/// Below this batch a pipeline has too few micro-batches to be filled.
static constexpr int64_t kSmallestBatch = 16;
/// A request passes through all ranks one after the other: deeper pipelines
/// answer later.
static constexpr int64_t kLargestDepth = 4;
static constexpr double kTolerableBubble = 0.20;
static constexpr int64_t kMicroBatchSizes[] = {4, 2, 1};

/// Returns the depth of the pipeline: at most 4 and a divisor of the ranks, the
/// others working side by side on each stage; 1 if there is none.
static int64_t getDepth(int64_t ranks) {
  for (int64_t depth = std::min(ranks, kLargestDepth); depth > 1; --depth)
    if (ranks % depth == 0)
      return depth;
  return 1;
}

/// Measures forward-only; nothing if it cannot be.
static Result<AdviceLine> measureLine(const AdviseRequest &request,
                                      int64_t depth, int64_t size,
                                      int64_t virtualStages) {
  AdviceLine line;
  line.ranks = depth;
  line.choice = {"forward-only", (request.batch + size - 1) / size,
                 virtualStages};
  CompareRequest compare;
  compare.ranks = depth;
  compare.training = false;
  compare.model = request.model;
  CompareRow row = compareOne(line.choice, compare);
  if (!row.numbers)
    return Error(row.problem);
  line.numbers = *row.numbers;
  return line;
}

static std::string describeSize(int64_t size) {
  return "micro-batches of " + std::to_string(size);
}

/// Lists what a pipeline would do for each size of micro-batches; the first
/// line whose bubble is tolerable is taken, larger micro-batches first.
static std::optional<Error> listSizes(const AdviseRequest &request,
                                      int64_t depth, Advice &advice) {
  // Without enough samples several stages a rank only add transfers.
  std::vector<int64_t> choices = {1, 2, 4};
  if (request.batch < kSmallestBatch)
    choices.resize(1);
  for (int64_t virtualStages : choices) {
    for (int64_t size : kMicroBatchSizes) {
      if (request.microBatchSize && *request.microBatchSize != size)
        continue;
      Result<AdviceLine> line =
          measureLine(request, depth, size, virtualStages);
      if (!line)
        return line.getError();
      line->reason = describeSize(size);
      if (line->numbers.bubbleRatio > kTolerableBubble)
        line->reason += "; idle " + toPercent(line->numbers.bubbleRatio) +
                        " of the time is above " + toPercent(kTolerableBubble);
      advice.lines.push_back(std::move(*line));
    }
    bool found = std::any_of(
        advice.lines.begin(), advice.lines.end(), [](const AdviceLine &line) {
          return line.numbers.bubbleRatio <= kTolerableBubble;
        });
    if (found)
      return std::nullopt;
  }
  return std::nullopt;
}

static void takeBest(Advice &advice, int64_t ranks) {
  auto taken = std::find_if(
      advice.lines.begin(), advice.lines.end(), [](const AdviceLine &line) {
        return line.numbers.bubbleRatio <= kTolerableBubble;
      });
  if (taken == advice.lines.end())
    taken =
        std::min_element(advice.lines.begin(), advice.lines.end(),
                         [](const AdviceLine &a, const AdviceLine &b) {
                           return a.numbers.bubbleRatio < b.numbers.bubbleRatio;
                         });
  taken->verdict = Verdict::Take;
  int64_t depth = taken->ranks;
  advice.summary =
      "take forward-only on a pipeline of " + std::to_string(depth) +
      " ranks with " + std::to_string(taken->choice.microBatches) +
      " micro-batches" +
      (taken->choice.virtualStages > 1
           ? " and " + std::to_string(taken->choice.virtualStages) +
                 " stages a rank"
           : "") +
      ": " + toPercent(taken->numbers.bubbleRatio) + " of the time idle";
  if (ranks > depth)
    advice.notes.push_back(
        "with " + std::to_string(ranks) + " ranks, let " +
        std::to_string(ranks / depth) +
        " of them share each stage (tensor parallelism): a deeper pipeline "
        "answers later and idles more");
}

Result<Advice> mlir::pipe::adviseInference(const AdviseRequest &request) {
  Advice advice;
  if (request.microBatchSize &&
      std::find(std::begin(kMicroBatchSizes), std::end(kMicroBatchSizes),
                *request.microBatchSize) == std::end(kMicroBatchSizes))
    return Error("micro-batches of " + std::to_string(*request.microBatchSize) +
                 " samples do not suit inference; take 1, 2 or 4");
  if (request.ranks == 1) {
    advice.summary = "one rank needs no pipeline";
    return advice;
  }
  int64_t depth = getDepth(request.ranks);
  if (depth > 1)
    if (auto error = listSizes(request, depth, advice))
      return *error;
  if (request.batch >= kSmallestBatch && depth > 1) {
    takeBest(advice, request.ranks);
    return advice;
  }
  for (AdviceLine &line : advice.lines)
    line.verdict = Verdict::Reject;
  std::string ranks = std::to_string(request.ranks);
  advice.summary =
      "use tensor parallelism over the " + ranks + " ranks, not a pipeline";
  advice.notes.push_back(
      depth > 1
          ? "a batch of " + std::to_string(request.batch) +
                " samples is too small for a pipeline, which wants " +
                std::to_string(kSmallestBatch) + " or more"
          : ranks + " ranks have no divisor from 2 to " +
                std::to_string(kLargestDepth) + " for the depth of a pipeline");
  return advice;
}
