//===- Memory.cpp - What ranks keep over time -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Timing/Memory.h"

#include "Core/MessageWords.h"

#include <algorithm>
#include <optional>

using namespace mlir::pipe;

ActivationSizes ActivationSizes::makeUniform(int64_t numStages, int64_t forward,
                                             int64_t weightGradient) {
  auto count = static_cast<size_t>(numStages);
  return {std::vector<int64_t>(count, forward),
          std::vector<int64_t>(count, weightGradient)};
}

/// Checks that each action has its sizes and that all micro-batches together
/// stay within 64 bits: no sum can overflow.
static std::optional<Error> checkSizes(const Timeline &timeline,
                                       const ActivationSizes &sizes) {
  int64_t total = 0;
  auto check = [&](const Action &action, const std::vector<int64_t> &list,
                   const char *what) -> std::optional<Error> {
    auto stage = static_cast<size_t>(action.stage);
    if (stage >= list.size())
      return Error("stage " + str(action.stage) + " has no size of " + what +
                   ": there are sizes for " + std::to_string(list.size()) +
                   " stages");
    if (list[stage] < 0)
      return Error("stage " + str(action.stage) + " has a negative size of " +
                   what + ": " + str(list[stage]));
    if (__builtin_add_overflow(total, list[stage], &total))
      return Error("sizes pass 64 bits at stage " + str(action.stage) +
                   " with " + str(list[stage]) + "; use a larger unit");
    return std::nullopt;
  };
  for (const auto &row : timeline.ranks)
    for (const TimedAction &timed : row) {
      std::optional<Error> error;
      if (timed.action.kind == ActionKind::Forward)
        error = check(timed.action, sizes.forward, "activations");
      if (timed.action.kind == ActionKind::WeightGradient)
        error = check(timed.action, sizes.weightGradient,
                      "what the weight gradient needs");
      if (error)
        return error;
    }
  return std::nullopt;
}

namespace {
/// Follows one rank.
class RankMemory {
public:
  RankMemory(const std::vector<TimedAction> &row, const ActivationSizes &sizes)
      : row(row), sizes(sizes) {
    for (const TimedAction &timed : row) {
      if (endsForwardSize(timed.action.kind))
        kept.push_back(getTask(timed.action));
      if (timed.action.kind == ActionKind::WeightGradient)
        split.push_back(getTask(timed.action));
    }
    std::sort(kept.begin(), kept.end());
    std::sort(split.begin(), split.end());
  }

  /// Calls `visit(change)` for each change.
  template <class Visitor>
  void run(Visitor visit) const;

private:
  using Task = std::pair<int32_t, int32_t>;

  static Task getTask(const Action &action) {
    return {action.stage, action.microBatch};
  }
  static bool endsForwardSize(ActionKind kind) {
    return kind == ActionKind::Backward || kind == ActionKind::InputGradient;
  }

  const std::vector<TimedAction> &row;
  const ActivationSizes &sizes;
  std::vector<Task> kept;  ///< tasks whose activation outlives F, sorted
  std::vector<Task> split; ///< tasks that have a W, sorted
};
} // namespace

template <class Visitor>
void RankMemory::run(Visitor visit) const {
  int64_t size = 0;
  auto change = [&](int64_t time, int64_t difference) {
    size += difference;
    visit(MemoryChange{time, size});
  };
  for (const auto &[action, start, end] : row) {
    auto stage = static_cast<size_t>(action.stage);
    auto isIn = [task = getTask(action)](const std::vector<Task> &list) {
      return std::binary_search(list.begin(), list.end(), task);
    };
    if (action.kind == ActionKind::Forward) {
      change(start, sizes.forward[stage]);
      if (!isIn(kept))
        change(end, -sizes.forward[stage]);
    }
    if (action.kind == ActionKind::Backward)
      change(end, -sizes.forward[stage]);
    if (action.kind == ActionKind::InputGradient)
      change(end, (isIn(split) ? sizes.weightGradient[stage] : 0) -
                      sizes.forward[stage]);
    if (action.kind == ActionKind::WeightGradient)
      change(end, -sizes.weightGradient[stage]);
  }
}

Result<std::vector<std::vector<MemoryChange>>>
mlir::pipe::getMemoryCurves(const Timeline &timeline,
                            const ActivationSizes &sizes) {
  if (auto error = checkSizes(timeline, sizes))
    return *error;
  std::vector<std::vector<MemoryChange>> curves;
  for (const auto &row : timeline.ranks) {
    std::vector<MemoryChange> &curve = curves.emplace_back();
    RankMemory(row, sizes).run([&](const MemoryChange &change) {
      curve.push_back(change);
    });
  }
  return curves;
}

Result<std::vector<int64_t>>
mlir::pipe::getPeakMemory(const Timeline &timeline,
                          const ActivationSizes &sizes) {
  if (auto error = checkSizes(timeline, sizes))
    return *error;
  std::vector<int64_t> peaks;
  for (const auto &row : timeline.ranks) {
    int64_t &peak = peaks.emplace_back(0);
    RankMemory(row, sizes).run([&](const MemoryChange &change) {
      peak = std::max(peak, change.size);
    });
  }
  return peaks;
}
