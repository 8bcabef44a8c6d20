//===- PartitionRemarks.cpp - Tell what each stage holds ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/Support/Format.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct Crossing {
  int64_t numValues = 0;
  int64_t bytes = 0;
};

/// What one stage's tasks do together.
struct StageReport {
  int64_t numForward = 0, numBackward = 0, cost = 0;
  llvm::SetVector<int32_t> params;
  std::map<int32_t, Crossing> sends; ///< by stage
};
} // namespace

static std::vector<StageReport>
collect(const JointGraph &graph, int32_t numStages, ArrayRef<TaskPlan> tasks) {
  std::vector<StageReport> reports(numStages);
  for (const TaskPlan &task : tasks) {
    StageReport &report = reports[task.stage];
    bool isForward = task.kind == TaskKind::Forward;
    (isForward ? report.numForward : report.numBackward) += task.nodes.size();
    report.cost += task.cost;
    report.params.insert_range(task.params);
  }
  // A value goes to a stage once, to the first of its tasks that takes it.
  llvm::DenseSet<std::tuple<int32_t, int32_t, int32_t>> seen;
  for (const TaskPlan &task : tasks)
    for (const TaskValue &operand : task.operands) {
      if (operand.task < 0 || tasks[operand.task].stage == task.stage ||
          !seen.insert({operand.task, operand.value, task.stage}).second)
        continue;
      Crossing &crossing = reports[tasks[operand.task].stage].sends[task.stage];
      ++crossing.numValues;
      crossing.bytes += graph.values[operand.value].bytes;
    }
  return reports;
}

static void emitSentAlong(const JointGraph &graph,
                          const StageAssignment &assignment) {
  for (const SentAlong &sent : assignment.sentAlong) {
    Operation *op = graph.nodes[sent.node].op;
    int32_t maker = graph.values[sent.value].maker;
    InFlightDiagnostic remark =
        op->emitRemark("'")
        << op->getName() << "' runs at stage " << sent.to
        << ", which does not have the forward value it reads, of type "
        << graph.values[sent.value].value.getType()
        << "; it is sent along from stage " << sent.from;
    remark.attachNote(graph.nodes[maker].op->getLoc())
        << "the value is made here, at stage " << assignment.stage[maker];
  }
}

void mlir::pipe::emitPartitionRemarks(PipelineOp pipeline,
                                      const PartitionedModel &model) {
  const JointGraph &graph = model.graph;
  const StageAssignment &assignment = model.plan.assignment;
  std::vector<StageReport> reports =
      collect(graph, assignment.numStages, model.plan.tasks);
  double total = 0;
  for (const StageReport &report : reports)
    total += static_cast<double>(report.cost);
  emitSentAlong(graph, assignment);
  for (auto [stage, report] : llvm::enumerate(reports)) {
    int64_t paramBytes = 0;
    for (int32_t param : report.params)
      paramBytes += graph.values[param].bytes;
    std::string text;
    llvm::raw_string_ostream stream(text);
    double share = total > 0 ? 100.0 * static_cast<double>(report.cost) / total
                             : 100.0 / static_cast<double>(reports.size());
    stream << "stage " << stage << ": " << report.numForward << " forward and "
           << report.numBackward << " backward ops, "
           << llvm::format("%.1f", share) << " % of the cost, "
           << report.params.size() << " parameters of " << paramBytes
           << " bytes";
    for (const auto &[to, crossing] : report.sends)
      stream << ", sends " << crossing.numValues << " values of "
             << crossing.bytes << " bytes to stage " << to;
    mlir::emitRemark(pipeline.getLoc()) << text;
  }
}
