//===- Lives.h - When something is needed -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_LIVES_H
#define PIPE_ANALYSIS_PROGRAM_LIVES_H

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// A stretch of moments, both ends included.
struct Life {
  int64_t first = 0;
  int64_t last = 0;

  friend bool operator==(const Life &, const Life &) = default;
};

/// The stretches in which something is needed, ascending, with gaps between.
using Lives = std::vector<Life>;

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_LIVES_H
