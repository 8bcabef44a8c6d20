//===- Passes.td - Passes of the pipe dialect --------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_TD
#define PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

// One file a pass, so that a pass's page stands beside the pass's code.
include "pipe/Dialect/Pipe/Transforms/AddOptimizer.td"
include "pipe/Dialect/Pipe/Transforms/AddUpdates.td"
include "pipe/Dialect/Pipe/Transforms/BuildPrograms.td"
include "pipe/Dialect/Pipe/Transforms/FoldTransposes.td"
include "pipe/Dialect/Pipe/Transforms/ForwardSlices.td"
include "pipe/Dialect/Pipe/Transforms/Import.td"
include "pipe/Dialect/Pipe/Transforms/MixedPrecision.td"
include "pipe/Dialect/Pipe/Transforms/OutlineSums.td"
include "pipe/Dialect/Pipe/Transforms/OutlineTasks.td"
include "pipe/Dialect/Pipe/Transforms/Partition.td"
include "pipe/Dialect/Pipe/Transforms/PlanMemory.td"
include "pipe/Dialect/Pipe/Transforms/ScaleLoss.td"
include "pipe/Dialect/Pipe/Transforms/Schedule.td"
include "pipe/Dialect/Pipe/Transforms/SplitBackward.td"
include "pipe/Dialect/Pipe/Transforms/SplitSlices.td"
include "pipe/Dialect/Pipe/Transforms/UnrollLoops.td"
include "pipe/Dialect/Pipe/Transforms/VerifyPrograms.td"

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_TD
