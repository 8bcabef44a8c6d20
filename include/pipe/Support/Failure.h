//===- Failure.h - What ends a tool before its end --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SUPPORT_FAILURE_H
#define PIPE_SUPPORT_FAILURE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/TensorIO/IoResult.h"

#include <string>
#include <utility>

namespace mlir::pipe {

/// Exit statuses of the tools.
enum class ExitStatus {
  Done = 0,
  BadInput = 1,
  BadUsage = 2,
  CheckFailed = 3,
  RunFailed = 4,
  Interrupted = 130 // SIGINT ended a training, as a shell says it.
};

/// Thrown by everything in a tool and caught by main, which prints the
/// message (lower-case, no final period) and exits with the status.
struct Failure {
  std::string message;
  ExitStatus status = ExitStatus::BadInput;
};

/// The value of a result; throws its error as bad input.
template <class T>
T take(IoResult<T> result) {
  if (!result)
    throw Failure{result.getMessage()};
  return std::move(*result);
}

/// The same for a result of the schedules' library.
template <class T>
T take(Result<T> result) {
  if (!result)
    throw Failure{result.getError().toString()};
  return std::move(*result);
}

inline void take(const IoStatus &status) {
  if (status)
    throw Failure{status->message};
}

} // namespace mlir::pipe

#endif // PIPE_SUPPORT_FAILURE_H
