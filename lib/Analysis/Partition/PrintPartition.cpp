//===- PrintPartition.cpp - A partition plan as text ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/OpNames.h"
#include "pipe/Analysis/Partition/PartitionPlan.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct PlanPrinter {
  const PartitionPlan &plan;
  const JointGraph &graph;
  llvm::raw_ostream &stream;

  /// "#3" is what op 3 makes, "arg0" an argument.
  std::string getName(int32_t value) const {
    const GraphValue &info = graph.values[value];
    if (auto argument = dyn_cast<BlockArgument>(info.value))
      return "arg" + std::to_string(argument.getArgNumber());
    std::string name = "#" + std::to_string(info.maker);
    if (graph.nodes[info.maker].results.size() > 1)
      name +=
          "." + std::to_string(cast<OpResult>(info.value).getResultNumber());
    return name;
  }

  static std::string getName(const TaskPlan &task) {
    return (task.kind == TaskKind::Forward ? "F" : "B") +
           std::to_string(task.stage);
  }

  void printCuts() const {
    for (auto [stage, first] : llvm::enumerate(plan.cuts)) {
      int64_t end = stage + 1 < plan.cuts.size()
                        ? plan.cuts[stage + 1]
                        : static_cast<int64_t>(graph.forward.size());
      stream << "stage " << stage << ": forward positions " << first << " to "
             << end - 1 << "\n";
    }
  }

  /// What keeps a backward op that is at one stage from running higher.
  void explainStage(int32_t node, int32_t stage) const {
    int32_t bound = plan.assignment.numStages - 1, from = -1;
    for (int32_t value : graph.nodes[node].reads) {
      if (!graph.isMadeBy(value, NodePart::Backward))
        continue;
      int32_t made = plan.assignment.stage[graph.values[value].maker];
      // What several stages compute binds nothing that another value does not.
      bool isTie = from >= 0 && made == bound &&
                   plan.assignment.isLocal[graph.values[from].maker];
      if (from < 0 || made < bound || isTie) {
        bound = made;
        from = value;
      }
    }
    for (const SentAlong &sent : plan.assignment.sentAlong)
      if (sent.node == node) {
        stream << getName(sent.value) << " is sent along from stage "
               << sent.from;
        return;
      }
    if (stage == bound && from < 0)
      stream << "the last stage has all that it reads";
    else if (stage == bound)
      stream << getName(from) << " comes from there";
    else if (int32_t value = findMissing(node, stage + 1); value >= 0)
      stream << "no higher one has " << getName(value);
    else
      stream << "fewer bytes are sent than from stage " << bound;
  }

  /// A forward value or parameter that `node` reads and `stage` does not have.
  int32_t findMissing(int32_t node, int32_t stage) const {
    for (int32_t value : graph.nodes[node].reads)
      if (!graph.isMadeBy(value, NodePart::Backward) &&
          !plan.assignment.available[value].test(stage))
        return value;
    return -1;
  }

  void printNode(int32_t node) const {
    const GraphNode &info = graph.nodes[node];
    if (info.part == NodePart::Dead)
      return;
    stream << "#" << node << " " << info.op->getName();
    if (std::string name = getOpName(info.op); !name.empty())
      stream << " '" << name << "'";
    int32_t stage = plan.assignment.stage[node];
    if (info.part == NodePart::Free) {
      stream << ": free, each task computes its own\n";
    } else if (info.part == NodePart::Forward) {
      stream << ": stage " << stage << ", forward position " << info.position
             << "\n";
    } else if (plan.assignment.isLocal[node]) {
      const llvm::BitVector &stages =
          plan.assignment.available[info.results.front()];
      stream << ": stages ";
      llvm::interleaveComma(stages.set_bits(), stream);
      stream << ", each from what it has\n";
    } else {
      stream << ": stage " << stage << ", ";
      explainStage(node, stage);
      stream << "\n";
    }
  }

  /// The values that `task` takes, by the task that hands them over.
  void printOperands(const TaskPlan &task) const {
    std::map<int32_t, SmallVector<int32_t>> from;
    for (const TaskValue &operand : task.operands)
      if (operand.task >= 0)
        from[operand.task].push_back(operand.value);
    for (const auto &[source, values] : from) {
      bool isSent = plan.tasks[source].stage != task.stage;
      stream << getName(plan.tasks[source]) << (isSent ? " sends " : " keeps ");
      llvm::interleaveComma(values, stream, [&](int32_t value) {
        stream << getName(value) << " (" << graph.values[value].bytes
               << " bytes)";
      });
      stream << " for " << getName(task) << "\n";
    }
  }

  void printGradients(const TaskPlan &task) const {
    if (task.kind != TaskKind::Backward)
      return;
    for (int32_t root : task.roots)
      stream << getName(task) << " yields " << getName(graph.gradients[root])
             << " for the gradient of " << getName(graph.gradientParams[root])
             << "\n";
  }

  void print() const {
    printCuts();
    for (size_t node = 0; node < graph.nodes.size(); ++node)
      printNode(static_cast<int32_t>(node));
    for (const TaskPlan &task : plan.tasks)
      printOperands(task);
    for (const TaskPlan &task : plan.tasks)
      printGradients(task);
  }
};
} // namespace

void mlir::pipe::print(const PartitionPlan &plan, const JointGraph &graph,
                       llvm::raw_ostream &stream) {
  PlanPrinter{plan, graph, stream}.print();
}
