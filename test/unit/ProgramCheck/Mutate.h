//===- Mutate.h - Small random changes of programs --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_MUTATE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_MUTATE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <random>
#include <string>

namespace mlir::pipe::test {

/// Changes one thing in the programs of `pipeline`: drops, doubles, moves or
/// swaps actions, or changes a micro-batch, a buffer, a peer, a channel, a
/// type, a number of slots, a loop bound, a divisor, a name or a task. Returns
/// what was done; "" if the place that was drawn does not allow the change. The
/// IR may be invalid afterwards.
std::string mutate(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for channels, sends, posts and waits: an end or a capacity is
/// changed, doubled or dropped, a post or wait moved, dropped or exchanged with
/// another.
std::string mutateTransfers(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for what and where: slots of operands, how results are written,
/// tasks, ranks of micro-batches, terms of sums.
std::string mutateIdentity(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for what happens once a step: runs of its tasks are moved, dropped,
/// doubled, run elsewhere or for another micro-batch, their operands and
/// results lie in other buffers, transfers and copies of new values and sums of
/// gradients are moved or changed. The pipeline must have a `pipe.step`.
std::string mutateStep(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for what is updated: variables are held twice, or under another
/// name, gradients read elsewhere, and the graph means other updates. The
/// pipeline must have a `pipe.step`.
std::string mutateVariables(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for versions of parameters: runs read or write others, updates have
/// other numbers, copies between versions and what is done to gradients are
/// moved, changed or dropped, rings have other sizes, and the schedule means
/// other delays and groups. The pipeline's schedule must update within the
/// step.
std::string mutateVersions(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for what is added up over replicas: starts and waits are dropped,
/// doubled, moved or exchanged, or name other accumulators, sums become means
/// or means sums, what adds to, divides, rounds or reads a gradient is moved, a
/// rank or all of them add nothing up.
std::string mutateReductions(PipelineOp pipeline, std::mt19937_64 &random);

/// The same for places: bases are moved, swapped or put on another buffer,
/// strides and segments get other sizes. There must be buffers, all with
/// places.
std::string mutatePlaces(PipelineOp pipeline, std::mt19937_64 &random);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_MUTATE_H
