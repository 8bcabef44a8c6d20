//===- RandomGraph.h - Random task graphs -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMGRAPH_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMGRAPH_H

#include <cstdint>
#include <random>
#include <string>

namespace mlir::pipe::test {

/// Which tasks the stages have: F; F and B; F, I and W, where one of I and W
/// may be missing.
enum class GraphKind : uint8_t { Inference, Training, SplitBackward };

/// Prints a module with a task graph of `numStages` stages: values that skip
/// stages, values with several readers or none, residuals that the backward
/// task of another stage reads, parameters of several stages with partial
/// gradients, outputs of all kinds of tasks, messages of different types; with
/// `hasStep` what happens once a step, too (printRandomStep). With
/// `stagesApart` a parameter is used by one stage, has at most one partial
/// gradient, and is updated there from what is there.
std::string printRandomGraph(int64_t numStages, GraphKind kind,
                             std::mt19937_64 &random, bool hasStep = false,
                             bool stagesApart = false);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMGRAPH_H
