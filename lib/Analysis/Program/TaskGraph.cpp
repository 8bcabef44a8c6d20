//===- TaskGraph.cpp - A task graph as numbers ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/TaskGraph.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <set>
#include <tuple>

using namespace mlir;
using namespace mlir::pipe;

static_assert(static_cast<int>(ActionKind::Forward) ==
                      static_cast<int>(TaskKind::Forward) &&
                  static_cast<int>(ActionKind::Update) ==
                      static_cast<int>(TaskKind::Update),
              "kinds of actions and tasks have the same numbers");

bool TaskGraph::hasKind(TaskKind kind) const {
  return llvm::any_of(dataflow.tasks, [&](const DataflowTask &task) {
    return task.kind == getActionKind(kind);
  });
}

bool TaskGraph::isTraining() const {
  return llvm::any_of(dataflow.tasks, [](const DataflowTask &task) {
    return task.kind != ActionKind::Forward;
  });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {
class Reader {
public:
  explicit Reader(GraphOp op) : op(op) {}

  FailureOr<TaskGraph> read() {
    for (auto [argument, name] :
         llvm::zip_equal(op.getBody().getArguments(), op.getInputs())) {
      if (failed(addValue(argument, -1)))
        return failure();
      graph.inputNames[argument] = cast<StringAttr>(name);
    }
    for (TaskOp task : op.getOps<TaskOp>())
      if (failed(addTask(task)))
        return failure();
    ReturnOp yield = op.getReturn();
    for (auto [value, name] :
         llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
      graph.outputNames[value] = cast<StringAttr>(name);
    for (Value value : yield.getGradients())
      graph.dataflow.values[graph.numberOf[value]].isGradient = true;
    graph.numStages = op.getNumStages();
    return std::move(graph);
  }

private:
  LogicalResult addValue(Value value, int32_t maker) {
    auto type = cast<RankedTensorType>(value.getType());
    std::optional<int64_t> bytes = getTensorBytes(type);
    if (!bytes)
      return emitError(maker < 0 ? op.getLoc() : value.getLoc())
             << type
             << " has no size in bytes that a message could have: its element "
                "type has none, or it does not fit 63 bits";
    graph.numberOf[value] = static_cast<int32_t>(graph.values.size());
    graph.values.push_back(value);
    graph.bytes.push_back(*bytes);
    graph.dataflow.values.push_back({maker, {}, false});
    return success();
  }

  LogicalResult addTask(TaskOp task) {
    auto number = static_cast<int32_t>(graph.tasks.size());
    DataflowTask flow;
    flow.kind = getActionKind(task.getKind());
    flow.stage = static_cast<int32_t>(task.getStage());
    llvm::SmallDenseSet<int32_t> seen;
    for (Value operand : task.getOperands()) {
      int32_t value = graph.numberOf.lookup(operand);
      if (!seen.insert(value).second)
        continue;
      flow.reads.push_back(value);
      graph.dataflow.values[value].readers.push_back(number);
    }
    for (Value result : task.getResults()) {
      flow.writes.push_back(static_cast<int32_t>(graph.values.size()));
      if (failed(addValue(result, number)))
        return failure();
    }
    graph.tasks.push_back(task);
    graph.dataflow.tasks.push_back(std::move(flow));
    return success();
  }

  GraphOp op;
  TaskGraph graph;
};
} // namespace

FailureOr<TaskGraph> mlir::pipe::readTaskGraph(GraphOp graph) {
  return Reader(graph).read();
}

void mlir::pipe::placeTasks(TaskGraph &graph, ScheduleOp schedule) {
  SmallVector<ArrayRef<int64_t>> placements = schedule.getPlacements();
  if (std::optional<ArrayRef<int64_t>> pattern = schedule.getPattern())
    graph.dataflow.copyPattern.assign(pattern->begin(), pattern->end());
  for (DataflowTask &task : graph.dataflow.tasks) {
    task.ranks.clear();
    for (ArrayRef<int64_t> placement : placements)
      task.ranks.push_back(placement[task.stage]);
  }
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

/// Returns a + b, or the most that 63 bits hold.
static int64_t addSizes(int64_t a, int64_t b) {
  return llvm::checkedAdd(a, b).value_or(std::numeric_limits<int64_t>::max());
}

std::vector<TaskEdge> mlir::pipe::getTaskEdges(const TaskGraph &graph) {
  const Dataflow &dataflow = graph.dataflow;
  llvm::MapVector<std::pair<int32_t, int32_t>, int64_t> bytes;
  for (size_t task = 0; task < dataflow.tasks.size(); ++task)
    for (int32_t value : dataflow.tasks[task].reads)
      if (int32_t maker = dataflow.values[value].maker; maker >= 0) {
        int64_t &sum = bytes[{maker, static_cast<int32_t>(task)}];
        sum = addSizes(sum, graph.bytes[value]);
      }
  std::vector<TaskEdge> edges;
  std::set<std::tuple<int32_t, ActionKind, int32_t, ActionKind>> known;
  auto add = [&](const TaskEdge &edge) {
    if (known.insert({edge.fromStage, edge.fromKind, edge.toStage, edge.toKind})
            .second)
      edges.push_back(edge);
  };
  for (auto [pair, size] : bytes) {
    const DataflowTask &from = dataflow.tasks[pair.first];
    const DataflowTask &to = dataflow.tasks[pair.second];
    add({from.stage, from.kind, to.stage, to.kind, size});
  }
  for (const TaskEdge &edge :
       getChainEdges(graph.numStages, graph.isTraining()))
    add(edge);
  return edges;
}

TaskCosts mlir::pipe::getTaskCosts(const TaskGraph &graph) {
  TaskCosts costs = TaskCosts::makeUniform(graph.numStages, 0, 0, 0);
  costs.update.assign(graph.numStages, 0);
  for (auto [task, op] : llvm::zip_equal(graph.dataflow.tasks, graph.tasks))
    costs.getList(task.kind)[task.stage] =
        std::max<int64_t>(TaskOp(op).getCost().value_or(1), 1);
  for (auto [whole, input, weight] : llvm::zip_equal(
           costs.backward, costs.inputGradient, costs.weightGradient))
    if (!whole)
      whole = addSizes(input, weight);
  return costs;
}

ActivationSizes mlir::pipe::getActivationSizes(const TaskGraph &graph) {
  ActivationSizes sizes;
  sizes.forward.assign(graph.numStages, 0);
  sizes.weightGradient.assign(graph.numStages, 0);
  // Each value counts once a stage. More than 63 bits are refused where they
  // are added up over time.
  std::set<std::pair<int32_t, int32_t>> kept, keptForWeight;
  for (const DataflowTask &task : graph.dataflow.tasks)
    for (int32_t value : task.reads) {
      int32_t maker = graph.dataflow.values[value].maker;
      if (maker < 0)
        continue;
      auto add = [&](auto &seen, int64_t &sum) {
        if (seen.insert({task.stage, value}).second)
          sum = addSizes(sum, graph.bytes[value]);
      };
      if (task.kind != ActionKind::Forward &&
          graph.dataflow.tasks[maker].kind == ActionKind::Forward)
        add(kept, sizes.forward[task.stage]);
      if (task.kind == ActionKind::WeightGradient)
        add(keptForWeight, sizes.weightGradient[task.stage]);
    }
  return sizes;
}
