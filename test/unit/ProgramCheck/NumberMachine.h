//===- NumberMachine.h - Rank programs on numbers ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// It knows no rule of programs. Tasks are functions that mix numbers, and what
// programs leave in memory is compared with what the graph gives when it is
// executed as it stands, over several steps in which memory stays as it was.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERMACHINE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERMACHINE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <string>

namespace mlir::pipe::test {

/// Executes the programs of `pipeline` for `numSteps` steps, each rank as far
/// as it gets. Returns what they leave that the graph does not mean: an output,
/// a gradient, a parameter or a state; "" if there is none. Where gradients are
/// added up over replicas, there are two, on data of their own: what an
/// accumulator holds at the start of a reduction counts, and nothing of use
/// from there until the end is awaited.
std::string executeNumbers(PipelineOp pipeline, int numSteps);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_NUMBERMACHINE_H
