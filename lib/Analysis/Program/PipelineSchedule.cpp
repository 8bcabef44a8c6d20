//===- PipelineSchedule.cpp - The schedule of a pipeline ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/PipelineSchedule.h"

#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Schedule/Generators/Registry.h"
#include "pipe/Schedule/Timing/CheckSchedule.h"
#include "pipe/Schedule/Transfers/Rendezvous.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::pipe;

/// The actions of `op`, read or generated, whatever else it says.
static Result<CommunicationSchedule> readActions(ScheduleOp op) {
  if (std::optional<StringRef> csv = op.getCsv()) {
    Result<ScheduleCsvFile> file =
        parseScheduleCsvFile(csv->str(), op.getName().str());
    if (!file)
      return file.getError();
    return std::move(file->communication);
  }
  ScheduleParameters parameters;
  parameters.ranks = op.getRanks();
  parameters.microBatches = op.getMicroBatches();
  parameters.virtualStages = op.getVirtualStages();
  Result<Schedule> schedule = generateSchedule(op.getName().str(), parameters);
  if (!schedule)
    return schedule.getError();
  return CommunicationSchedule{std::move(*schedule), {}};
}

/// Checks what `op` says of its actions, but for updates.
static std::optional<Error> checkShape(ScheduleOp op,
                                       const Schedule &schedule) {
  auto differ = [&](StringRef what, int64_t said, int64_t found) {
    return Error(llvm::formatv("says {0} {1}, but its actions are of {2}", said,
                               what, found));
  };
  if (schedule.ranks != static_cast<int64_t>(op.getRanks()))
    return differ("ranks", op.getRanks(), schedule.ranks);
  if (schedule.microBatches != static_cast<int64_t>(op.getMicroBatches()))
    return differ("micro-batches", op.getMicroBatches(), schedule.microBatches);
  if (schedule.placement.size() != op.getPlacement().size())
    return differ("stages", op.getPlacement().size(),
                  schedule.placement.size());
  SmallVector<ArrayRef<int64_t>> placements = op.getPlacements();
  if (static_cast<int64_t>(placements.size()) != schedule.numCopies())
    return differ("copies of the model", placements.size(),
                  schedule.numCopies());
  for (auto [copy, placement] : llvm::enumerate(placements))
    for (auto [stage, said, found] : llvm::enumerate(
             placement, schedule.getPlacement(static_cast<int64_t>(copy))))
      if (said != found)
        return Error(
            llvm::formatv("places stage {0} on rank {1}, but its actions "
                          "are on rank {2}",
                          stage, said, found));
  if (op.getPattern().value_or(ArrayRef<int64_t>()) !=
      ArrayRef<int64_t>(getCopyPattern(schedule)))
    return Error("has another 'pattern' of copies than its actions");
  return std::nullopt;
}

/// Checks what `op` says of updates, which its actions make by `found`.
static std::optional<Error>
checkUpdates(ScheduleOp op, const std::optional<UpdateRule> &found) {
  std::optional<UpdateRule> said = getUpdateRule(op);
  if (!said && !found)
    return std::nullopt;
  if (!said)
    return Error(llvm::formatv("says no 'update_every', but its actions have "
                               "update_every {0}",
                               found->every));
  if (!found)
    return Error(llvm::formatv("says update_every {0}, but its actions have no "
                               "updates of micro-batches",
                               said->every));
  if (said->every != found->every)
    return Error(llvm::formatv("says update_every {0}, but its actions have "
                               "update_every {1}",
                               said->every, found->every));
  for (auto [stage, delays] :
       llvm::enumerate(llvm::zip_equal(said->delays, found->delays)))
    if (std::get<0>(delays) != std::get<1>(delays))
      return Error(llvm::formatv("says the delay {0} of stage {1}, but its "
                                 "actions have the delay {2}",
                                 std::get<0>(delays), stage,
                                 std::get<1>(delays)));
  return std::nullopt;
}

Result<CommunicationSchedule> mlir::pipe::getSchedule(ScheduleOp op) {
  Result<CommunicationSchedule> found = readActions(op);
  if (!found)
    return found;
  Schedule &schedule = found->schedule;
  schedule.name = op.getName().str();
  if (auto error = checkShape(op, schedule))
    return *error;
  Result<std::optional<UpdateRule>> rule = findUpdateRule(schedule);
  if (!rule)
    return rule.getError();
  if (auto error = checkUpdates(op, *rule))
    return *error;
  return found;
}

std::optional<UpdateRule> mlir::pipe::getUpdateRule(ScheduleOp op) {
  if (!op.getUpdateEvery() || !op.getDelays())
    return std::nullopt;
  UpdateRule rule;
  rule.every = static_cast<int64_t>(*op.getUpdateEvery());
  rule.delays = op.getDelays()->vec();
  return rule;
}

Result<std::shared_ptr<const CommunicationSchedule>>
ScheduleCache::get(ScheduleOp op) {
  std::shared_ptr<const CommunicationSchedule> &known =
      schedules[op->getAttrDictionary()];
  if (known)
    return known;
  Result<CommunicationSchedule> schedule = getSchedule(op);
  if (!schedule)
    return schedule.getError();
  known = std::make_shared<CommunicationSchedule>(std::move(*schedule));
  return known;
}

void ScheduleCache::put(ScheduleOp op,
                        std::shared_ptr<const CommunicationSchedule> schedule) {
  schedules[op->getAttrDictionary()] = std::move(schedule);
}

std::vector<int64_t> mlir::pipe::getCopyPattern(const Schedule &schedule) {
  const std::vector<int32_t> &copies = schedule.copyOfMicroBatch;
  // border[i]: the longest proper prefix of the first i + 1 that also ends
  // them. What is left of all behind their border is the smallest period.
  std::vector<size_t> border(copies.size(), 0);
  for (size_t i = 1; i < copies.size(); ++i) {
    size_t length = border[i - 1];
    while (length > 0 && copies[i] != copies[length])
      length = border[length - 1];
    border[i] = length + (copies[i] == copies[length] ? 1 : 0);
  }
  size_t period = copies.empty() ? 0 : copies.size() - border.back();
  return {copies.begin(), copies.begin() + static_cast<int64_t>(period)};
}

/// Checks one action; `isWhole` says of each stage that it has a task B.
static std::optional<Error> checkAction(const Schedule &schedule, int64_t rank,
                                        size_t position,
                                        const std::vector<bool> &isWhole,
                                        bool updatesWithinStep) {
  const Action &action = schedule.actions[rank][position];
  bool isHalf = action.kind == ActionKind::InputGradient ||
                action.kind == ActionKind::WeightGradient;
  bool isUnsplit = isHalf && isWhole[action.stage];
  bool isOfStep = action.kind == ActionKind::Update &&
                  action.microBatch == kNoMicroBatch && !updatesWithinStep;
  if (!isUnsplit && !isOfStep)
    return std::nullopt;
  std::vector<ErrorPlace> places = {{rank, static_cast<int64_t>(position)}};
  std::string where = "the schedule '" + schedule.name + "' has the action " +
                      toString(action) + " (rank " + std::to_string(rank) +
                      ", position " + std::to_string(position) + "), but ";
  if (isUnsplit)
    return Error(where + "the backward of stage " +
                     std::to_string(action.stage) +
                     " is not split; run pipe-split-backward first",
                 {}, places);
  return Error(where +
                   "an update of no micro-batch is behind all of them, where "
                   "programs have it anyway; leave it out",
               {}, places);
}

/// Checks the tasks of the graph and the kinds of actions.
static std::optional<Error> checkKinds(const Schedule &schedule,
                                       const Dataflow &dataflow) {
  std::vector<bool> isWhole(schedule.placement.size());
  for (const DataflowTask &task : dataflow.tasks)
    if (task.kind == ActionKind::Backward)
      isWhole[task.stage] = true;
  // Where some updates follow a micro-batch, others must, too.
  bool updatesWithinStep = schedule.updatesWithinStep();
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    for (size_t i = 0; i < schedule.actions[rank].size(); ++i)
      if (auto error =
              checkAction(schedule, rank, i, isWhole, updatesWithinStep))
        return error;
  return std::nullopt;
}

std::optional<Error>
mlir::pipe::checkRunnable(const CommunicationSchedule &communication,
                          const TaskGraph &graph) {
  const Schedule &schedule = communication.schedule;
  if (graph.numStages != schedule.numStages())
    return Error("has " + std::to_string(schedule.numStages()) +
                 " stages, but the graph has " +
                 std::to_string(graph.numStages));
  if (auto error = checkKinds(schedule, graph.dataflow))
    return error;
  if (auto error = checkSchedule(schedule, getTaskEdges(graph)))
    return error;
  if (auto rule = findUpdateRule(schedule); !rule)
    return rule.getError();
  // Programs have one queue for each kind of value and directed pair of ranks.
  if (communication.hasTransfers())
    return checkRendezvous(communication, QueueModel::EdgeKind);
  return std::nullopt;
}
