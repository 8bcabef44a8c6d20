//===- CompleteOptions.h - Numbers that were not given ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_COMPLETEOPTIONS_H
#define PIPE_TOOLS_PIPE_COMPILE_COMPLETEOPTIONS_H

#include "Options.h"

#include "pipe/Schedule/Request/ScheduleRequest.h"

#include <memory>

namespace mlir::pipe {

/// Checks the numbers of ranks, micro-batches and virtual stages, and looks the
/// schedule up. Where it is a CSV file, numbers that were not given are read
/// off it; a registered one knows for how many virtual stages it is made.
///
/// \returns the schedule, null if only the graph tells which it is.
/// \errors what is wrong with the numbers; those of `resolveSchedule`.
Result<std::shared_ptr<const RequestedSchedule>>
completeOptions(CompileOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_COMPLETEOPTIONS_H
