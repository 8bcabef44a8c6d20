//===- Bounds.cpp - What no schedule can beat -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Search/Bounds.h"

#include "MemoryBound.h"

#include <algorithm>

using namespace mlir::pipe;

static constexpr TaskClass kTaskClasses[] = {
    TaskClass::Forward, TaskClass::Backward, TaskClass::WeightGradient};

namespace {
/// Tasks of a rank that are alike: their work together, the earliest start of
/// each, and what follows each at least.
struct Job {
  int64_t head, work, tail;
};

class BoundFinder {
public:
  BoundFinder(const ScheduleProblem &problem, BackwardForm form);
  LowerBounds run();

private:
  void add(BoundKind kind, int64_t rank, int64_t time);
  void addWorkAndPath(int64_t rank);
  void addMemory(int64_t rank);

  /// Calls `visit(paths, stage, count)` for each stage of each copy of the
  /// model that is on the rank; `count` micro-batches take it.
  template <class Visitor>
  void forEachStage(int64_t rank, Visitor visit) const;

  const ScheduleProblem &problem;
  BackwardForm form;
  std::vector<TaskPaths> paths;     ///< by copy
  std::vector<int64_t> countOfCopy; ///< micro-batches
  /// rank -> its stages, numbered over all copies.
  std::vector<std::vector<int64_t>> stagesOfRank;
  LowerBounds bounds;
};
} // namespace

BoundFinder::BoundFinder(const ScheduleProblem &problem, BackwardForm form)
    : problem(problem), form(form) {
  const Schedule &shape = problem.shape;
  countOfCopy.assign(static_cast<size_t>(shape.numCopies()), 0);
  for (int64_t m = 0; m < shape.microBatches; ++m)
    ++countOfCopy[static_cast<size_t>(shape.getCopy(m))];
  stagesOfRank.resize(static_cast<size_t>(shape.ranks));
  for (int64_t copy = 0; copy < shape.numCopies(); ++copy) {
    paths.emplace_back(problem, form, copy);
    for (int64_t stage = 0; stage < shape.numStages(); ++stage)
      stagesOfRank[static_cast<size_t>(
                       shape.getPlacement(copy)[static_cast<size_t>(stage)])]
          .push_back(copy * shape.numStages() + stage);
  }
}

template <class Visitor>
void BoundFinder::forEachStage(int64_t rank, Visitor visit) const {
  const int64_t numStages = problem.shape.numStages();
  for (int64_t each : stagesOfRank[static_cast<size_t>(rank)])
    if (int64_t count = countOfCopy[static_cast<size_t>(each / numStages)])
      visit(paths[static_cast<size_t>(each / numStages)], each % numStages,
            count);
}

void BoundFinder::add(BoundKind kind, int64_t rank, int64_t time) {
  bounds.all.push_back({kind, rank, time});
  if (bounds.all.size() == 1 || time > bounds.largest.time)
    bounds.largest = bounds.all.back();
}

/// Returns the makespan of one machine that may interrupt its jobs: among those
/// whose head is over, the one with the largest tail runs.
static int64_t runOneMachine(std::vector<Job> jobs) {
  std::sort(jobs.begin(), jobs.end(),
            [](const Job &a, const Job &b) { return a.head < b.head; });
  int64_t time = 0, makespan = 0;
  size_t released = 0;
  std::vector<Job> ready; ///< a heap, the largest tail on top
  auto byTail = [](const Job &a, const Job &b) { return a.tail < b.tail; };
  while (released < jobs.size() || !ready.empty()) {
    if (ready.empty())
      time = std::max(time, jobs[released].head);
    for (; released < jobs.size() && jobs[released].head <= time; ++released) {
      ready.push_back(jobs[released]);
      std::push_heap(ready.begin(), ready.end(), byTail);
    }
    Job &job = ready.front();
    int64_t work = job.work;
    if (released < jobs.size())
      work = std::min(work, jobs[released].head - time);
    time += work;
    job.work -= work;
    if (job.work > 0)
      continue;
    makespan = std::max(makespan, time + job.tail);
    std::pop_heap(ready.begin(), ready.end(), byTail);
    ready.pop_back();
  }
  return makespan;
}

void BoundFinder::addWorkAndPath(int64_t rank) {
  std::vector<Job> jobs;
  int64_t work = 0;
  forEachStage(rank, [&](const TaskPaths &path, int64_t stage, int64_t count) {
    for (TaskClass taskClass : kTaskClasses) {
      int64_t each = count * path.getCost(stage, taskClass);
      work += each;
      if (taskClass == TaskClass::Forward || problem.training)
        jobs.push_back({path.getHead(stage, taskClass), each,
                        path.getTail(stage, taskClass)});
    }
  });
  add(BoundKind::Work, rank, work);
  bool whole = problem.training && form == BackwardForm::Whole;
  add(whole ? BoundKind::FusedBackward : BoundKind::RankPath, rank,
      runOneMachine(std::move(jobs)));
}

void BoundFinder::addMemory(int64_t rank) {
  std::vector<KeptStage> stages;
  forEachStage(rank, [&](const TaskPaths &path, int64_t stage, int64_t count) {
    auto i = static_cast<size_t>(stage);
    int64_t forwardSize = problem.activations.forward[i];
    // What is kept at least between the ends of I and W.
    int64_t last = problem.activations.weightGradient[i];
    if (form != BackwardForm::Halves)
      last = form == BackwardForm::Either ? std::min(last, forwardSize) : 0;
    stages.push_back({&path, stage, count, forwardSize, last});
  });
  if (int64_t time = getMemoryBound(stages, problem.getCap(rank)))
    add(BoundKind::Memory, rank, time);
}

LowerBounds BoundFinder::run() {
  const Schedule &shape = problem.shape;
  for (int64_t rank = 0; rank < shape.ranks; ++rank)
    addWorkAndPath(rank);
  int64_t longest = 0;
  for (size_t copy = 0; copy < paths.size(); ++copy)
    for (int64_t stage = 0; stage < shape.numStages(); ++stage)
      for (TaskClass taskClass : kTaskClasses)
        if (countOfCopy[copy] > 0)
          longest =
              std::max(longest, paths[copy].getHead(stage, taskClass) +
                                    paths[copy].getCost(stage, taskClass) +
                                    paths[copy].getTail(stage, taskClass));
  add(BoundKind::MicroBatchPath, -1, longest);
  // Lifetimes take time for the square of the stages.
  constexpr int64_t kMaxStages = 2048;
  if (!problem.caps.empty() && problem.training &&
      shape.numStages() <= kMaxStages)
    for (int64_t rank = 0; rank < shape.ranks; ++rank)
      addMemory(rank);
  return std::move(bounds);
}

BackwardForm mlir::pipe::getBackwardForm(const Schedule &schedule) {
  bool halves = false, whole = false;
  for (const std::vector<Action> &list : schedule.actions)
    for (const Action &action : list) {
      whole |= action.kind == ActionKind::Backward;
      halves |= action.kind == ActionKind::InputGradient;
    }
  if (halves)
    return whole ? BackwardForm::Either : BackwardForm::Halves;
  return BackwardForm::Whole;
}

std::string mlir::pipe::toString(const Bound &bound) {
  auto ofRank = [&](std::string text) {
    return text + " of rank " + std::to_string(bound.rank);
  };
  switch (bound.kind) {
  case BoundKind::Work:
    return ofRank("work");
  case BoundKind::RankPath:
    return ofRank("critical path through the tasks");
  case BoundKind::FusedBackward:
    return ofRank("critical path through the whole backwards");
  case BoundKind::MicroBatchPath:
    return "path of one micro-batch";
  case BoundKind::Memory:
    return ofRank("memory");
  }
  return "?";
}

/// A cap that holds no activation has no bound.
static std::optional<Error> checkActivationsFit(const ScheduleProblem &problem,
                                                BackwardForm form) {
  for (int64_t copy = 0; copy < problem.shape.numCopies(); ++copy)
    for (int64_t stage = 0;
         stage < problem.shape.numStages() && problem.isCopyUsed(copy);
         ++stage) {
      auto i = static_cast<size_t>(stage);
      int64_t rank = problem.shape.getPlacement(copy)[i];
      int64_t size = problem.activations.forward[i];
      if (problem.training && form == BackwardForm::Halves)
        size = std::max(size, problem.activations.weightGradient[i]);
      if (size > problem.getCap(rank))
        return Error("memory cap is too small: stage " + std::to_string(stage) +
                     " keeps " + std::to_string(size) +
                     " for one micro-batch, but the cap of rank " +
                     std::to_string(rank) + " is " +
                     std::to_string(problem.getCap(rank)));
    }
  return std::nullopt;
}

Result<LowerBounds> mlir::pipe::getLowerBounds(const ScheduleProblem &problem,
                                               BackwardForm form) {
  if (form != BackwardForm::Whole)
    if (auto error = checkProblem(problem, /*splitBackward=*/true))
      return *error;
  if (form != BackwardForm::Halves)
    if (auto error = checkProblem(problem, /*splitBackward=*/false))
      return *error;
  if (auto error = checkActivationsFit(problem, form))
    return *error;
  return BoundFinder(problem, form).run();
}
