//===- RandomStep.h - Random updates of parameters --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMSTEP_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMSTEP_H

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// A parameter of a graph.
struct TrainableParam {
  std::string name, type;
  int64_t stage = -1; ///< Of its first partial gradient, or -1.
  int64_t home = 0;   ///< Where stages are apart: the stage that uses it.
};

struct RandomStep {
  std::string variables; ///< States and hypers, a line each.
  std::string step;      ///< The `pipe.step`.
};

/// Prints what a graph of `numStages` stages with `params` does once a step:
/// updates with states of the parameter's type or another one, updates without
/// a gradient, parameters and states that stay, and values that go from rank to
/// rank in between, such as a norm of all gradients. With `stagesApart` a task
/// reads what is of its own stage.
RandomStep printRandomStep(const std::vector<TrainableParam> &params,
                           int64_t numStages, std::mt19937_64 &random,
                           bool stagesApart = false);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMSTEP_H
