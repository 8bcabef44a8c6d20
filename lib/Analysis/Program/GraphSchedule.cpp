//===- GraphSchedule.cpp - Task graphs seen by schedules ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/GraphSchedule.h"

#include "pipe/Schedule/Search/ScheduleSource.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;
using namespace mlir::pipe;

static_assert(static_cast<int>(ActionKind::Forward) ==
                      static_cast<int>(TaskKind::Forward) &&
                  static_cast<int>(ActionKind::Update) ==
                      static_cast<int>(TaskKind::Update),
              "kinds of actions and tasks have the same numbers");

/// The actions of `op`, read or generated, whatever else it says.
static Result<Schedule> readActions(ScheduleOp op) {
  if (std::optional<StringRef> csv = op.getCsv())
    return parseScheduleCsv(csv->str(), op.getName().str());
  ScheduleParameters parameters;
  parameters.ranks = op.getRanks();
  parameters.microBatches = op.getMicroBatches();
  parameters.virtualStages = op.getVirtualStages();
  return generateSchedule(op.getName().str(), parameters);
}

Result<Schedule> mlir::pipe::getSchedule(ScheduleOp op) {
  Result<Schedule> schedule = readActions(op);
  if (!schedule)
    return schedule;
  schedule->name = op.getName().str();
  auto differ = [&](StringRef what, int64_t said, int64_t found) {
    return Error(llvm::formatv("says {0} {1}, but its actions are of {2}", said,
                               what, found));
  };
  if (schedule->ranks != static_cast<int64_t>(op.getRanks()))
    return differ("ranks", op.getRanks(), schedule->ranks);
  if (schedule->microBatches != static_cast<int64_t>(op.getMicroBatches()))
    return differ("micro-batches", op.getMicroBatches(),
                  schedule->microBatches);
  if (schedule->placement.size() != op.getPlacement().size())
    return differ("stages", op.getPlacement().size(),
                  schedule->placement.size());
  SmallVector<ArrayRef<int64_t>> placements = op.getPlacements();
  if (static_cast<int64_t>(placements.size()) != schedule->numCopies())
    return differ("copies of the model", placements.size(),
                  schedule->numCopies());
  for (auto [copy, placement] : llvm::enumerate(placements))
    for (auto [stage, said, found] : llvm::enumerate(
             placement, schedule->getPlacement(static_cast<int64_t>(copy))))
      if (said != found)
        return Error(
            llvm::formatv("places stage {0} on rank {1}, but its actions "
                          "are on rank {2}",
                          stage, said, found));
  if (op.getPattern().value_or(ArrayRef<int64_t>()) !=
      ArrayRef<int64_t>(getCopyPattern(*schedule)))
    return Error("has another 'pattern' of copies than its actions");
  return schedule;
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

Result<LoadedSchedule>
mlir::pipe::loadSchedule(StringRef nameOrFile,
                         const ScheduleParameters &parameters) {
  Result<ScheduleSource> source = findSchedule(nameOrFile.str());
  if (!source)
    return source.getError();
  LoadedSchedule loaded;
  if (source->kind != ScheduleSource::Kind::File) {
    ScheduleParameters complete = parameters;
    if (!complete.virtualStages)
      complete.virtualStages = getDefaultVirtualStages(nameOrFile.str());
    Result<Schedule> value = generateSchedule(nameOrFile.str(), complete);
    if (!value)
      return value.getError();
    loaded.value = std::move(*value);
    return loaded;
  }
  loaded.csv = std::move(source->text);
  Result<ScheduleCsvFile> file =
      parseScheduleCsvFile(loaded.csv, nameOrFile.str());
  if (!file)
    return file.getError();
  loaded.value = file->getSchedule();
  if (std::optional<Error> error =
          compareSizes(loaded.value, parameters, /*prefix=*/""))
    return *error;
  loaded.file = std::move(*file);
  return loaded;
}

/// Checks one action; `isWhole` says of each stage that it has a task B.
static std::optional<Error> checkAction(const Schedule &schedule, int64_t rank,
                                        size_t position,
                                        const std::vector<bool> &isWhole) {
  const Action &action = schedule.actions[rank][position];
  bool isHalf = action.kind == ActionKind::InputGradient ||
                action.kind == ActionKind::WeightGradient;
  bool isUnsplit = isHalf && isWhole[action.stage];
  if (!isUnsplit && action.kind != ActionKind::Update)
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
  return Error(where + "programs compute gradients and leave the parameters as "
                       "they are; take a schedule without updates",
               {}, places);
}

std::optional<Error> mlir::pipe::checkRunnable(const Schedule &schedule,
                                               GraphOp graph) {
  std::vector<bool> isWhole(schedule.placement.size());
  for (TaskOp task : graph.getOps<TaskOp>()) {
    if (task.getKind() == TaskKind::Update)
      return Error("the graph has an update task of stage " +
                   std::to_string(task.getStage()) +
                   ", which programs do not run: they compute gradients and "
                   "leave the parameters as they are");
    if (task.getKind() == TaskKind::Backward &&
        task.getStage() < isWhole.size())
      isWhole[task.getStage()] = true;
  }
  for (int64_t rank = 0; rank < schedule.ranks; ++rank)
    for (size_t i = 0; i < schedule.actions[rank].size(); ++i)
      if (auto error = checkAction(schedule, rank, i, isWhole))
        return error;
  return std::nullopt;
}

std::vector<TaskEdge> mlir::pipe::getTaskEdges(GraphOp graph) {
  bool training = llvm::any_of(graph.getOps<TaskOp>(), [](TaskOp task) {
    return task.getKind() != TaskKind::Forward;
  });
  llvm::MapVector<std::pair<Operation *, Operation *>, int64_t> bytes;
  for (TaskOp user : graph.getOps<TaskOp>())
    for (Value operand : user.getOperands())
      if (auto maker = operand.getDefiningOp<TaskOp>())
        bytes[{maker, user}] +=
            getTensorBytes(cast<RankedTensorType>(operand.getType()))
                .value_or(0);
  std::vector<TaskEdge> edges;
  for (auto [pair, size] : bytes) {
    auto from = cast<TaskOp>(pair.first), to = cast<TaskOp>(pair.second);
    edges.push_back({static_cast<int32_t>(from.getStage()),
                     getActionKind(from.getKind()),
                     static_cast<int32_t>(to.getStage()),
                     getActionKind(to.getKind()), size});
  }
  for (const TaskEdge &chain : getChainEdges(graph.getNumStages(), training))
    if (llvm::none_of(edges, [&](const TaskEdge &edge) {
          return edge.fromStage == chain.fromStage &&
                 edge.fromKind == chain.fromKind &&
                 edge.toStage == chain.toStage && edge.toKind == chain.toKind;
        }))
      edges.push_back(chain);
  return edges;
}

TaskCosts mlir::pipe::getTaskCosts(GraphOp graph) {
  TaskCosts costs = TaskCosts::makeUniform(graph.getNumStages(), 0, 0, 0);
  costs.update.assign(graph.getNumStages(), 0);
  for (TaskOp task : graph.getOps<TaskOp>()) {
    int64_t cost = task.getCost() ? std::max<int64_t>(*task.getCost(), 1) : 1;
    std::vector<int64_t> *list = nullptr;
    switch (task.getKind()) {
    case TaskKind::Forward:
      list = &costs.forward;
      break;
    case TaskKind::Backward:
      list = &costs.backward;
      break;
    case TaskKind::InputGradient:
      list = &costs.inputGradient;
      break;
    case TaskKind::WeightGradient:
      list = &costs.weightGradient;
      break;
    case TaskKind::Update:
      list = &costs.update;
      break;
    }
    (*list)[task.getStage()] = cost;
  }
  for (auto [whole, input, weight] : llvm::zip_equal(
           costs.backward, costs.inputGradient, costs.weightGradient))
    if (!whole)
      whole = llvm::checkedAdd(input, weight)
                  .value_or(std::numeric_limits<int64_t>::max());
  return costs;
}
