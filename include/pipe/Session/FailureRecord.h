//===- FailureRecord.h - What is known of a failed run ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_FAILURERECORD_H
#define PIPE_SESSION_FAILURERECORD_H

#include "pipert/pipert.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe::session {

/// What a rank did last, in the order in which it ended; only the last event
/// may not have.
using RankEvents = std::vector<pipert_event_t>;

/// What is known of a run that has failed.
struct FailureRecord {
  std::string report;  ///< The runtime's, without the last line's end.
  int32_t rank = 0;    ///< Of the process that writes this; of threads: 0.
  int32_t speaker = 0; ///< The rank whose process says why the run failed.
  int64_t timeNs = 0;  ///< When it failed.
  /// By rank, with times of the clock of this process; nothing where they have
  /// not come.
  std::vector<std::optional<RankEvents>> events;
};

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_FAILURERECORD_H
