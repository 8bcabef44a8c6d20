//===- Interpreter.h - Naive execution of rank programs ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The oracle of the tests of pipe-verify-programs. It shares no code with the
// check: it reads the IR itself, executes it with symbolic values in explicit
// memories, and tries every interleaving of the ranks. A received slot is a
// reference to the sender's memory, so that what overwrites a slot too early is
// seen by the reader in some interleaving.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_INTERPRETER_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_INTERPRETER_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <map>
#include <string>

namespace mlir::pipe::test {

/// When the sender may know that a send is done.
enum class SendDone { AtPost, AtRelease };

struct Verdict {
  std::string fault; ///< Empty if every interleaving is right.
  size_t numStates = 0;
  /// (sender, receiver, is gradient) -> messages sent and not released, at most
  /// in any state that was reached.
  std::map<std::tuple<int64_t, int64_t, bool>, int64_t> maxInFlight;
};

/// Executes the programs of `pipeline` in every order. Faults with "too many
/// states" beyond `maxStates`.
Verdict interpret(PipelineOp pipeline, SendDone sendDone,
                  size_t maxStates = 4'000'000);

struct Peaks {
  int64_t local = 0, withReceived = 0;  ///< Bytes, parameters etc. included.
  std::map<Operation *, int64_t> slots; ///< Live at once, of each buffer.
};

/// The peaks of live memory of every rank, by looking at every slot at every
/// action. The programs must be right.
std::vector<Peaks> measurePeaks(PipelineOp pipeline);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_INTERPRETER_H
