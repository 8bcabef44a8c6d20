//===- AdviseTraining.cpp - Advice for training ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AdviseKinds.h"
#include "Core/MessageWords.h"

#include "pipe/Schedule/Search/Search.h"

#include <algorithm>

using namespace mlir::pipe;

using Verdict = AdviceLine::Verdict;

/// A schedule is taken in place of a simpler one if it saves this much of a
/// step: less is lost in the noise of a machine.
static constexpr double kWorthwhile = 0.04;
/// From here on 1F1B's bubble needs so many micro-batches that several stages
/// a rank pay.
static constexpr int64_t kLargeScale = 8;

namespace {
class TrainingAdvisor {
public:
  explicit TrainingAdvisor(const AdviseRequest &request, int64_t microBatches)
      : request(request), microBatches(microBatches) {
    compare.ranks = request.ranks;
    compare.microBatches = microBatches;
    compare.model = request.model;
    compare.memoryCap = request.memoryCap;
    if (!request.canDeferWeightGradients)
      compare.form = BackwardForm::Whole;
  }

  Result<Advice> run();

private:
  std::optional<Error> consider(const char *name, int64_t virtualStages,
                                std::string reason);
  std::optional<Error> considerAll();
  void considerGPipe();
  bool canTakeAny() const;
  std::optional<Error> search();
  void choose();
  std::string describePeak(const ScheduleNumbers &numbers) const;

  const AdviseRequest &request;
  int64_t microBatches;
  CompareRequest compare;
  Advice advice;
};
} // namespace

std::string
TrainingAdvisor::describePeak(const ScheduleNumbers &numbers) const {
  return "keeps up to " + describeAmount(request, numbers.maxPeak);
}

/// Adds a schedule to those looked at, rejected if it does not fit.
std::optional<Error> TrainingAdvisor::consider(const char *name,
                                               int64_t virtualStages,
                                               std::string reason) {
  CompareRow row = compareOne({name, microBatches, virtualStages}, compare);
  if (!row.numbers)
    return Error(std::string(name) + ": " + row.problem);
  AdviceLine line;
  line.choice = row.choice;
  line.ranks = request.ranks;
  line.numbers = *row.numbers;
  line.reason = std::move(reason);
  if (!row.fits) {
    line.verdict = Verdict::Reject;
    line.reason = describePeak(line.numbers) + ", above the cap of " +
                  describeAmount(request, *request.memoryCap);
  }
  advice.lines.push_back(std::move(line));
  return std::nullopt;
}

/// GPipe has the bubble of 1F1B and keeps all micro-batches.
void TrainingAdvisor::considerGPipe() {
  AdviceLine &gpipe = advice.lines.back();
  if (gpipe.verdict == Verdict::Reject)
    gpipe.reason = "all " + std::to_string(microBatches) +
                   " micro-batches must fit: " + gpipe.reason;
  else if (!request.memoryCap)
    gpipe.reason = "only when all " + std::to_string(microBatches) +
                   " micro-batches fit: " + describePeak(gpipe.numbers);
}

/// Takes the first line, then each later one that fits and saves enough.
void TrainingAdvisor::choose() {
  AdviceLine *taken = nullptr;
  for (AdviceLine &line : advice.lines) {
    if (line.verdict == Verdict::Reject)
      continue;
    // Without a cap nobody knows whether GPipe fits.
    bool mayTake = line.choice.name != "gpipe" || request.memoryCap;
    double limit = taken ? taken->numbers.makespan * (1.0 - kWorthwhile) : 0.0;
    if (mayTake && (!taken || line.numbers.makespan <= limit))
      taken = &line;
  }
  taken->verdict = Verdict::Take;
  advice.summary =
      "take " + taken->choice.name + " with " +
      plural(microBatches, "micro-batch", "micro-batches") +
      (taken->choice.virtualStages > 1
           ? " and " + std::to_string(taken->choice.virtualStages) +
                 " stages a rank"
           : "") +
      ": " + toPercent(taken->numbers.bubbleRatio) + " of the time idle, " +
      describeAmount(request, taken->numbers.maxPeak) + " kept on a rank";
}

/// Searches a schedule for a cap that is too small for all others.
std::optional<Error> TrainingAdvisor::search() {
  CompareRow row =
      compareOne({std::string(kSearchName), microBatches, 1}, compare);
  if (row.numbers) {
    advice.lines.push_back({Verdict::Possible, row.choice, request.ranks,
                            *row.numbers, "the best found for this cap"});
    return std::nullopt;
  }
  auto smallest =
      std::min_element(advice.lines.begin(), advice.lines.end(),
                       [](const auto &a, const auto &b) {
                         return a.numbers.maxPeak < b.numbers.maxPeak;
                       });
  return Error("no schedule keeps at most " +
                   describeAmount(request, *request.memoryCap) +
                   "; use more ranks, smaller micro-batches or recomputation",
               {"'" + smallest->choice.name + "' keeps the least, " +
                    describeAmount(request, smallest->numbers.maxPeak),
                "a search says: " + row.problem});
}

std::optional<Error> TrainingAdvisor::considerAll() {
  struct Candidate {
    const char *name;
    int64_t virtualStages;
    bool wanted;
    const char *reason;
  };
  bool transfers =
      request.model.tasks.latency > 0 || request.model.tasks.bandwidth > 0;
  bool defer = request.canDeferWeightGradients;
  const Candidate candidates[] = {
      {"1f1b", 1, true, "the first choice: least memory, one stage a rank"},
      {"eager-1f1b", 1, transfers, "hides transfers behind a longer warm-up"},
      {"interleaved-1f1b", 2, request.ranks >= kLargeScale,
       "halves the bubble for twice the messages"},
      {"gpipe", 1, true, "all micro-batches fit"},
      {"zb-h1", 1, defer, "fills the bubble with weight gradients"},
      {"zbv", 2, defer, "no bubble inside, two stages a rank"},
      {"v-half", 2, defer && request.memoryCap, "half the memory of zbv"},
      {"v-min", 2, defer && request.memoryCap, "a third of the memory of zbv"},
  };
  for (const Candidate &candidate : candidates) {
    if (!candidate.wanted)
      continue;
    if (auto error =
            consider(candidate.name, candidate.virtualStages, candidate.reason))
      return error;
    if (advice.lines.back().choice.name == "gpipe")
      considerGPipe();
  }
  return std::nullopt;
}

bool TrainingAdvisor::canTakeAny() const {
  return std::any_of(
      advice.lines.begin(), advice.lines.end(),
      [](const AdviceLine &line) { return line.verdict != Verdict::Reject; });
}

Result<Advice> TrainingAdvisor::run() {
  if (auto error = considerAll())
    return *error;
  if (!canTakeAny())
    if (auto error = search())
      return *error;
  choose();
  if (microBatches < 4 * request.ranks)
    advice.notes.push_back(
        plural(microBatches, "micro-batch is", "micro-batches are") +
        " few for " + str(request.ranks) +
        " ranks: with 1f1b the bubble is (P - 1) / (M + P - 1); smaller "
        "micro-batches or a larger batch shrink it");
  if (!request.canDeferWeightGradients)
    advice.notes.push_back("zero-bubble schedules were left out: the weight "
                           "gradients cannot be deferred");
  return std::move(advice);
}

Result<Advice> mlir::pipe::adviseTraining(const AdviseRequest &request) {
  int64_t size = request.microBatchSize.value_or(1);
  if (request.batch % size != 0)
    return Error("a batch of " + std::to_string(request.batch) +
                 " samples is no multiple of a micro-batch of " +
                 std::to_string(size));
  if (request.ranks == 1) {
    Advice advice;
    advice.summary =
        "one rank needs no pipeline: use 1f1b with " +
        plural(request.batch / size, "micro-batch", "micro-batches") +
        " to accumulate gradients";
    return advice;
  }
  return TrainingAdvisor(request, request.batch / size).run();
}
