//===- ByteMachine.h - Rank programs on bytes -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The oracle of the tests of places. It shares no code with the check or the
// planner: it reads the IR itself and executes each rank on an array a segment,
// where a byte knows which value was written to it last.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_BYTEMACHINE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_BYTEMACHINE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <string>

namespace mlir::pipe::test {

/// Executes the programs of `pipeline`, which must be right but for the places
/// of their buffers. Returns the first fault: bytes outside of a segment or not
/// aligned, a value that is read, sent or known to be sent after some of its
/// bytes were written to, an action that writes bytes that it uses for
/// something else. "" if there is none.
std::string executeBytes(PipelineOp pipeline);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_BYTEMACHINE_H
