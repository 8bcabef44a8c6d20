//===- SearchCandidates.cpp - Where a search begins -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SearchCandidates.h"

#include "pipe/Schedule/Generators/Registry.h"

#include <algorithm>

using namespace mlir::pipe;

void CandidatePool::add(SearchCandidate candidate) {
  ++tried;
  auto same = [&](const SearchCandidate &other) {
    return other.makespan == candidate.makespan &&
           other.lists == candidate.lists;
  };
  if (std::any_of(best.begin(), best.end(), same))
    return;
  auto place =
      std::upper_bound(best.begin(), best.end(), candidate,
                       [](const SearchCandidate &a, const SearchCandidate &b) {
                         return a.makespan < b.makespan;
                       });
  best.insert(place, std::move(candidate));
  if (best.size() > size)
    best.pop_back();
}

void mlir::pipe::sortMicroBatches(Schedule &schedule) {
  auto count = static_cast<size_t>(schedule.numStages());
  std::vector<int32_t> forwards(count), backwards(count);
  // stage -> the micro-batches whose I came, in order, and how many W followed.
  std::vector<std::vector<int32_t>> split(count);
  std::vector<size_t> weightGradients(count);
  for (std::vector<Action> &list : schedule.actions)
    for (Action &action : list) {
      auto stage = static_cast<size_t>(action.stage);
      switch (action.kind) {
      case ActionKind::Forward:
        action.microBatch = forwards[stage]++;
        break;
      case ActionKind::InputGradient:
        split[stage].push_back(backwards[stage]);
        [[fallthrough]];
      case ActionKind::Backward:
        action.microBatch = backwards[stage]++;
        break;
      case ActionKind::WeightGradient:
        action.microBatch = split[stage][weightGradients[stage]++];
        break;
      case ActionKind::Update:
        break;
      }
    }
}

void mlir::pipe::addRegisteredSchedules(OrderJudge &judge, BackwardForm form,
                                        CandidatePool &pool) {
  const ScheduleProblem &problem = judge.getProblem();
  const Schedule &shape = problem.shape;
  for (const ScheduleInfo &info : getScheduleRegistry()) {
    if (!info.synchronous || info.copies != 1 ||
        info.training != problem.training)
      continue;
    Result<Schedule> schedule =
        info.generate({shape.ranks, shape.microBatches, shape.virtualStages});
    if (!schedule || schedule->placement != shape.placement ||
        schedule->numCopies() != 1)
      continue;
    if (problem.training && form != BackwardForm::Either &&
        getBackwardForm(*schedule) != form)
      continue;
    sortMicroBatches(*schedule);
    if (!judge.fits(schedule->actions) ||
        checkSchedule(*schedule, problem.edges))
      continue;
    if (std::optional<int64_t> makespan = judge.getMakespan(schedule->actions))
      pool.add({&judge, std::move(schedule->actions), *makespan,
                std::string(info.name)});
  }
}
