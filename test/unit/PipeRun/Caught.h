//===- Caught.h - What a function throws -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PIPERUN_CAUGHT_H
#define PIPE_TEST_UNIT_PIPERUN_CAUGHT_H

#include "pipe/Support/Failure.h"

namespace mlir::pipe {

/// The failure that `action` throws; one without a message if it throws none.
template <class Action>
Failure getFailure(const Action &action) {
  try {
    action();
    return {};
  } catch (const Failure &failure) {
    return failure;
  }
}

/// The message of that failure.
template <class Action>
std::string getError(const Action &action) {
  return getFailure(action).message;
}

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_PIPERUN_CAUGHT_H
