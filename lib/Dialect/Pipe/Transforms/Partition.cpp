//===- Partition.cpp - Cut a model into the tasks of stages ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Analysis/Partition/Anchors.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PARTITIONPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// The function that `pipe-import` left.
static FailureOr<func::FuncOp> findImported(ModuleOp module) {
  if (!module.getOps<PipelineOp>().empty())
    return mlir::emitError(module.getLoc())
           << "the module has a 'pipe.pipeline' already; 'pipe-partition' "
              "takes "
              "what 'pipe-import' left";
  SmallVector<func::FuncOp> functions(module.getOps<func::FuncOp>());
  if (functions.size() == 1 && module->hasAttr(kModeAttr) &&
      functions.front().getBody().hasOneBlock())
    return functions.front();
  return mlir::emitError(module.getLoc())
         << "the module is not an imported model: run 'pipe-import' first";
}

/// Stage of each forward position.
static std::vector<int32_t> spreadStages(const JointGraph &graph,
                                         ArrayRef<int64_t> cuts) {
  std::vector<int32_t> stages(graph.forward.size());
  int32_t stage = 0;
  for (size_t position = 0; position < stages.size(); ++position) {
    while (stage + 1 < static_cast<int32_t>(cuts.size()) &&
           cuts[stage + 1] <= static_cast<int64_t>(position))
      ++stage;
    stages[position] = stage;
  }
  return stages;
}

namespace {
struct PartitionPass : public pipe::impl::PartitionPassBase<PartitionPass> {
  using Base::Base;

  /// The names in `cut-after` tell the number of stages when nothing else does.
  int64_t getNumStages() const {
    if (stages == 1 && !cutAfter.empty())
      return cutAfter.size() + 1;
    return stages;
  }

  /// Places all ops. Rewrites gradients that are sums over several stages, and
  /// builds `graph` anew where that changes it.
  FailureOr<Placement> place(func::FuncOp copy, JointGraph &graph,
                             ModelRoots &roots, ArrayRef<int32_t> forwardStages,
                             int32_t numStages) {
    GradientSums sums = findGradientSums(graph);
    Placement placement = placeOps(graph, sums, forwardStages, numStages,
                                   /*placeSums=*/false);
    bool isStale = splitGradientSums(graph, sums, placement, roots);
    // Every round but the last two leaves fewer parts.
    for (size_t left = roots.gradients.size() + 2;; --left) {
      if (left == 0)
        llvm::report_fatal_error("merging the parts of gradients has no end");
      if (isStale) {
        FailureOr<JointGraph> fresh =
            buildJointGraph(copy, roots, readPureDialects(getOperation()));
        if (failed(fresh))
          return failure();
        graph = std::move(*fresh);
        sums = findGradientSums(graph);
      }
      placement = placeOps(graph, sums, forwardStages, numStages,
                           /*placeSums=*/true);
      isStale = mergeGradientParts(graph, placement, roots);
      if (!isStale)
        break;
    }
    return placement;
  }

  /// Works on `copy`, a copy of `func` outside of the module, because gradients
  /// that are sums are rewritten.
  LogicalResult partition(func::FuncOp func, func::FuncOp copy) {
    detachDestinations(copy);
    llvm::StringSet<> pure = readPureDialects(getOperation());
    FailureOr<ModelRoots> roots = readRoots(func, copy);
    if (failed(roots) || failed(splitStackedParameters(copy, *roots)))
      return failure();
    FailureOr<JointGraph> graph =
        buildJointGraph(copy, *roots, pure, /*emitRemarks=*/true);
    if (failed(graph))
      return failure();
    FailureOr<SmallVector<int64_t>> cuts =
        chooseCuts(func, *graph, getNumStages(),
                   SmallVector<std::string>(cutAfter.begin(), cutAfter.end()));
    if (failed(cuts))
      return failure();
    FailureOr<Placement> placement =
        place(copy, *graph, *roots, spreadStages(*graph, *cuts), cuts->size());
    if (failed(placement))
      return failure();
    llvm::Expected<std::vector<TaskPlan>> tasks = planTasks(*graph, *placement);
    if (!tasks)
      return mlir::emitError(func.getLoc())
             << llvm::toString(tasks.takeError());
    PipelineOp pipeline = buildPipeline(func, copy, *graph, *roots, *tasks);
    emitPartitionRemarks(pipeline, *graph, *placement, *tasks);
    return success();
  }

  void runOnOperation() override {
    FailureOr<func::FuncOp> func = findImported(getOperation());
    if (failed(func))
      return signalPassFailure();
    OwningOpRef<func::FuncOp> copy = func->clone();
    if (failed(partition(*func, *copy)))
      return signalPassFailure();
    func->setPrivate();
  }
};
} // namespace
