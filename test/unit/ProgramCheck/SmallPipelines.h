//===- SmallPipelines.h - Correct pipelines to start from -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINES_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINES_H

#include <cstdint>
#include <string>

namespace mlir::pipe::test {

/// A chain of stages, one a rank, written by hand: nothing here knows the
/// builder of programs.
struct SmallPipeline {
  int64_t ranks = 2, microBatches = 3;
  bool isGPipe = false;   ///< All forwards first; else 1F1B.
  bool isForward = false; ///< No backward tasks.
  bool hasSkip = false;   ///< Stage 0's activation is read by the last stage.
  bool isTied = false;    ///< First and last stage share a parameter.
  bool isMean = true;
  /// All receives of a loop's body are posted at its top.
  bool isEager = false;
  /// The cotangent that a stage sends takes the place of its residual.
  bool isInPlace = false;

  std::string getName() const;
  /// The module's text, with graph, schedule and programs.
  std::string print() const;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINES_H
