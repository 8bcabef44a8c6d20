//===- AnalyzePrograms.h - Proof of the rank programs in IR -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAMCHECK_ANALYZEPROGRAMS_H
#define PIPE_ANALYSIS_PROGRAMCHECK_ANALYZEPROGRAMS_H

#include "pipe/Analysis/ProgramCheck/ProgramCheck.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {

/// A pipeline as plain values, and where they come from: `actions[r][i]`,
/// `channels[r][i]`, `buffers[r][i]` and `programs[r]` (null if there is none)
/// are the ops of rank r.
struct ProgramSource {
  check::PipelineModel model;
  std::vector<std::vector<Operation *>> actions;
  std::vector<std::vector<Operation *>> channels;
  std::vector<std::vector<Operation *>> buffers;
  std::vector<Operation *> programs;
};

/// Reads the task graph, the schedule's micro-batches and placement, and the
/// programs. Fails, after a diagnostic, on what no proof is possible for: no
/// schedule, an op that is no action, a loop bound that is no constant, a
/// micro-batch that is not affine.
FailureOr<ProgramSource> readPrograms(PipelineOp pipeline);

/// Proves the programs of `pipeline` and returns what is known about them:
/// memory peaks, slots in use, messages in flight. Fails after diagnostics that
/// name ranks, actions and micro-batches.
/// With `emitRemarks` it also says how many hardware queues a rank needs, and
/// which transfers would wait for each other with one less.
FailureOr<check::ProgramFacts> analyzePrograms(PipelineOp pipeline,
                                               bool emitRemarks = false);

/// Proves only that the buffers of `pipeline` never collide in their segments:
/// for programs that are proven and have got places since. Fails after
/// diagnostics that name buffers, slots, actions and micro-batches.
LogicalResult verifyPlaces(PipelineOp pipeline);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAMCHECK_ANALYZEPROGRAMS_H
