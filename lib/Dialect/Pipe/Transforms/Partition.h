//===- Partition.h - Parts of pipe-partition --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PARTITION_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PARTITION_H

#include "pipe/Analysis/Partition/PartitionPlan.h"

#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {
/// Returns the function that `pipe-import` left for the pass called `pass`.
/// \errors emits one when there is none, or a pipeline already.
FailureOr<func::FuncOp> findImportedFunction(ModuleOp module, StringRef pass);

/// Reads the roles that `pipe-import` wrote. In infer mode there are no
/// gradients.
/// \errors emits one when `func` is not imported.
FailureOr<ModelRoots> readRoots(func::FuncOp func, func::FuncOp body);

/// Gives every linalg op of `func` whose body does not read its destination an
/// empty one, so that a destination that was merely at hand is no dependency.
void detachDestinations(func::FuncOp func);

/// Gives each slice of a parameter that is read in slices only, two or more
/// along one dimension that share nothing, an argument of its own, and each of
/// these its part of the gradient, if that is made of such parts. The parameter
/// is marked with `pipe.split`; nothing that is needed reads it any more.
LogicalResult splitStackedParameters(func::FuncOp func, ModelRoots &roots);

/// Writes the gradients of `graph` as `parts` says: `roots.gradients` are the
/// new ones. The graph is stale afterwards.
void writeGradientParts(const JointGraph &graph, const GradientParts &parts,
                        ModelRoots &roots);

/// A model with the plan of its tasks.
struct PartitionedModel {
  ModelRoots roots;
  JointGraph graph;
  PartitionPlan plan;
};

/// Reads `body`, a copy of `func` outside of the module, and plans its tasks.
/// Destinations, stacked parameters and gradients that are sums over several
/// stages are rewritten in `body`.
/// \errors emits one at `func`.
FailureOr<PartitionedModel> partitionModel(func::FuncOp func, func::FuncOp body,
                                           const CutRequest &request);

/// Creates `pipe.pipeline` in front of `func` from what was planned; the graph
/// is that of `body`, whose ops are moved into the tasks where one is enough.
PipelineOp buildPipeline(func::FuncOp func, func::FuncOp body,
                         const PartitionedModel &model);

/// Tells what each stage holds, costs and sends.
void emitPartitionRemarks(PipelineOp pipeline, const PartitionedModel &model);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_PARTITION_H
