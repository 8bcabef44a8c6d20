//===- TaskPlan.cpp - What goes into each task ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Partition/TaskPlan.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Plans all tasks; backward tasks first and by ascending stage, because a
/// stage computes also what lower ones ask it for.
struct Planner {
  const JointGraph &graph;
  const StageAssignment &assignment;
  std::vector<TaskPlan> tasks;
  /// Local nodes and forward values that lower stages ask the backward task of
  /// a stage for.
  std::vector<llvm::SetVector<int32_t>> demandedNodes, demandedValues;
  /// Results that some task takes, by task and value.
  llvm::DenseSet<std::pair<int32_t, int32_t>> taken;
  /// Of each stage, in their order: its own nodes, the gradients that its
  /// backward task yields, the outputs that its forward task yields, and the
  /// values that lower ones send along to it.
  std::vector<SmallVector<int32_t>> ownForward, ownBackward, gradientRoots,
      outputRoots, sentUp;
  /// The higher stages from which a stage gets a forward value, by value and
  /// stage.
  llvm::DenseMap<std::pair<int32_t, int32_t>, SmallVector<int32_t, 1>> above;
  std::string error;

  Planner(const JointGraph &graph, const StageAssignment &assignment)
      : graph(graph), assignment(assignment) {}

  int32_t numStages() const { return assignment.numStages; }
  int32_t forwardTask(int32_t stage) const { return stage; }
  int32_t backwardTask(int32_t stage) const {
    return 2 * numStages() - 1 - stage;
  }

  /// Emits nodes into one task.
  struct Body {
    Planner &planner;
    TaskPlan &task;
    std::vector<bool> isEmitted;
    llvm::DenseSet<int32_t> knownParams;
    llvm::DenseSet<std::pair<int32_t, int32_t>> knownOperands;

    Body(Planner &planner, TaskPlan &task)
        : planner(planner), task(task),
          isEmitted(planner.graph.nodes.size(), false) {}

    bool isForward() const { return task.kind == TaskKind::Forward; }

    /// True when this task computes `node` itself.
    bool computes(int32_t node) const {
      const JointGraph &graph = planner.graph;
      const StageAssignment &assignment = planner.assignment;
      switch (graph.nodes[node].part) {
      case NodePart::Dead:
        return false;
      case NodePart::Free:
        return true;
      case NodePart::Forward:
        return isForward() && assignment.stage[node] == task.stage;
      case NodePart::Backward:
        if (isForward())
          return false;
        if (assignment.isLocal[node])
          return assignment.available[graph.nodes[node].results.front()].test(
              task.stage);
        return assignment.stage[node] == task.stage;
      }
      return false;
    }

    /// Makes `value` there: as parameter, operand, or by computing it.
    void use(int32_t value) {
      const GraphValue &info = planner.graph.values[value];
      if (info.kind == ValueKind::Parameter) {
        if (knownParams.insert(value).second)
          task.params.push_back(value);
        return;
      }
      if (info.kind == ValueKind::Input)
        return addOperand({-1, value});
      if (computes(info.maker) || mustRecompute(value))
        return emit(info.maker);
      addOperand(planner.findSource(value, task));
    }

    /// A scalar of the forward part cannot be kept as a residual.
    bool mustRecompute(int32_t value) const {
      const GraphValue &info = planner.graph.values[value];
      return !isForward() && info.bytes < 0 &&
             planner.graph.isMadeBy(value, NodePart::Forward) &&
             !planner.graph.nodes[info.maker].isPinned;
    }

    void addOperand(const TaskValue &operand) {
      if (knownOperands.insert({operand.task, operand.value}).second)
        task.operands.push_back(operand);
    }

    void emit(int32_t node) {
      if (isEmitted[node])
        return;
      isEmitted[node] = true;
      for (int32_t value : planner.graph.nodes[node].reads)
        use(value);
      task.nodes.push_back(node);
      task.cost += planner.graph.nodes[node].cost;
    }
  };

  /// The task that hands `value` to `task`; notes that it has to.
  TaskValue findSource(int32_t value, const TaskPlan &task) {
    const GraphValue &info = graph.values[value];
    int32_t source;
    if (graph.isMadeBy(value, NodePart::Backward)) {
      source = backwardTask(assignment.stage[info.maker]);
      demandedNodes[assignment.stage[info.maker]].insert(info.maker);
    } else {
      source = forwardTask(assignment.stage[info.maker]);
      if (task.kind == TaskKind::Backward)
        for (int32_t from : above.lookup({value, task.stage})) {
          source = backwardTask(from);
          demandedValues[from].insert(value);
        }
    }
    if (info.bytes < 0 && error.empty()) {
      llvm::raw_string_ostream stream(error);
      stream << "a value of type " << info.value.getType()
             << " would have to be sent from stage "
             << assignment.stage[info.maker] << " to stage " << task.stage
             << ", but only tensors can be";
    }
    taken.insert({source, value});
    return {source, value};
  }

  /// Stage whose backward task yields the gradient `root`.
  int32_t findGradientStage(int32_t root) const {
    return assignment.getTermStage(graph, graph.gradients[root],
                                   graph.gradientParams[root]);
  }

  int32_t findOutputStage(int32_t root) const {
    int32_t maker = graph.values[graph.outputs[root]].maker;
    return maker >= 0 && assignment.stage[maker] >= 0 ? assignment.stage[maker]
                                                      : numStages() - 1;
  }

  void planBackward(int32_t stage) {
    TaskPlan &task = tasks[backwardTask(stage)];
    Body body(*this, task);
    task.roots = gradientRoots[stage];
    // Lower stages, which ask for nodes, are planned.
    SmallVector<int32_t> nodes = ownBackward[stage];
    llvm::append_range(nodes, demandedNodes[stage]);
    llvm::sort(nodes);
    for (int32_t node : nodes)
      body.emit(node);
    for (int32_t value : demandedValues[stage])
      body.use(value);
    for (int32_t root : task.roots)
      body.use(graph.gradients[root]);
  }

  void planForward(int32_t stage) {
    TaskPlan &task = tasks[forwardTask(stage)];
    Body body(*this, task);
    for (int32_t node : ownForward[stage])
      body.emit(node);
    task.roots = outputRoots[stage];
    for (int32_t root : task.roots)
      body.use(graph.outputs[root]);
    for (int32_t value : sentUp[stage])
      body.use(value);
  }

  void collectResults(int32_t index) {
    TaskPlan &task = tasks[index];
    for (int32_t node : task.nodes)
      for (int32_t value : graph.nodes[node].results)
        if (taken.contains({index, value}))
          task.results.push_back(value);
    for (const TaskValue &operand : task.operands)
      if (taken.contains({index, operand.value}))
        task.results.push_back(operand.value);
  }

  /// Lists what belongs to each stage.
  void collectStages() {
    for (auto *list :
         {&ownForward, &ownBackward, &gradientRoots, &outputRoots, &sentUp})
      list->resize(numStages());
    for (int32_t node : graph.forward)
      ownForward[assignment.stage[node]].push_back(node);
    for (size_t node = 0; node < graph.nodes.size(); ++node)
      if (graph.nodes[node].part == NodePart::Backward &&
          !assignment.isLocal[node] && assignment.stage[node] >= 0)
        ownBackward[assignment.stage[node]].push_back(node);
    for (size_t i = 0; i < graph.gradients.size(); ++i)
      if (int32_t stage = findGradientStage(i); stage >= 0)
        gradientRoots[stage].push_back(i);
    for (size_t i = 0; i < graph.outputs.size(); ++i)
      outputRoots[findOutputStage(i)].push_back(i);
    for (const SentAlong &sent : assignment.sentAlong)
      if (sent.from < sent.to)
        sentUp[sent.to].push_back(sent.value);
      else if (sent.from > sent.to)
        above[{sent.value, sent.to}].push_back(sent.from);
  }

  void run() {
    bool isTraining = !graph.gradients.empty();
    collectStages();
    tasks.resize(isTraining ? 2 * numStages() : numStages());
    demandedNodes.resize(numStages());
    demandedValues.resize(numStages());
    for (int32_t stage = 0; stage < numStages(); ++stage) {
      tasks[forwardTask(stage)].stage = stage;
      if (!isTraining)
        continue;
      tasks[backwardTask(stage)].stage = stage;
      tasks[backwardTask(stage)].kind = TaskKind::Backward;
    }
    for (int32_t stage = 0; isTraining && stage < numStages(); ++stage)
      planBackward(stage);
    for (int32_t stage = 0; stage < numStages(); ++stage)
      planForward(stage);
    for (size_t index = 0; index < tasks.size(); ++index)
      collectResults(index);
  }
};
} // namespace

Result<std::vector<TaskPlan>>
mlir::pipe::planTasks(const JointGraph &graph,
                      const StageAssignment &assignment) {
  Planner planner(graph, assignment);
  planner.run();
  if (!planner.error.empty())
    return Error(planner.error);
  return std::move(planner.tasks);
}
