//===- Unroll.h - Rank programs as lists of ops -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_UNROLL_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_UNROLL_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <vector>

namespace mlir::pipe::test {

/// An op that is executed for micro-batch `m` (0 if it names none), and for a
/// run or copy the numbers behind its buffers.
struct Event {
  Operation *op;
  int64_t m;
  std::vector<int64_t> ins, outs;
};

/// Executes the loops of a program. std::nullopt if it holds anything but
/// actions, constant loops and constant arithmetic.
std::optional<std::vector<Event>> unrollProgram(ProgramOp program);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_UNROLL_H
