//===- TraceWriter.h - Traces that Perfetto opens ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_TRACEWRITER_H
#define PIPE_TOOLS_PIPERUN_TRACEWRITER_H

#include "Session.h"

#include <string>

namespace mlir::pipe {

/// Returns a trace in the JSON format of Chrome and Perfetto: a process for the
/// planned and one for the measured step, a track a rank, a slice a task ("F
/// stage 2 mb 5") or wait, and an arrow from the task that sends a message to
/// the one that reads it.
std::string makeTrace(const Bundle &bundle, const Measurements &measurements);

/// The same for what ranks did before a failure: one process, with marks for
/// what was sent, posted and given back. What had begun and not ended goes on
/// to the failure and is called "... (not ended)".
std::string makeFailureTrace(const Bundle &bundle, const FailureRecord &record);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_TRACEWRITER_H
