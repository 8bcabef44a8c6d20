//===- PartitionModel.cpp - Read a model, ask for a plan, write sums ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"

using namespace mlir;
using namespace mlir::pipe;

static FailureOr<PartitionPlan> take(func::FuncOp func,
                                     Result<PartitionPlan> plan) {
  if (plan)
    return std::move(*plan);
  return mlir::emitError(func.getLoc()) << plan.getError().toString();
}

/// Writes the gradients that an open plan asks for, until one is not open.
static LogicalResult closePlan(func::FuncOp func, func::FuncOp body,
                               const llvm::StringSet<> &pure,
                               PartitionedModel &model) {
  // Every round but the last two leaves fewer parts.
  for (size_t left = model.plan.parts.parts.size() + 2; model.plan.isOpen();
       --left) {
    if (left == 0)
      llvm::report_fatal_error("merging the parts of gradients has no end");
    writeGradientParts(model.graph, model.plan.parts, model.roots);
    FailureOr<JointGraph> graph = buildJointGraph(body, model.roots, pure);
    if (failed(graph))
      return failure();
    model.graph = std::move(*graph);
    FailureOr<PartitionPlan> plan =
        take(func, continuePartition(model.graph, model.plan));
    if (failed(plan))
      return failure();
    model.plan = std::move(*plan);
  }
  return success();
}

FailureOr<PartitionedModel>
mlir::pipe::partitionModel(func::FuncOp func, func::FuncOp body,
                           const CutRequest &request) {
  detachDestinations(body);
  llvm::StringSet<> pure = readPureDialects(func->getParentOfType<ModuleOp>());
  FailureOr<ModelRoots> roots = readRoots(func, body);
  if (failed(roots) || failed(splitStackedParameters(body, *roots)))
    return failure();
  FailureOr<JointGraph> graph =
      buildJointGraph(body, *roots, pure, /*emitRemarks=*/true);
  if (failed(graph))
    return failure();
  FailureOr<PartitionPlan> plan = take(func, planPartition(*graph, request));
  if (failed(plan))
    return failure();
  PartitionedModel model{std::move(*roots), std::move(*graph),
                         std::move(*plan)};
  if (failed(closePlan(func, body, pure, model)))
    return failure();
  return model;
}
