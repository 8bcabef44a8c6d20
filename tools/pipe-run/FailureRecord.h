//===- FailureRecord.h - What is known of a failed run ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_FAILURERECORD_H
#define PIPE_TOOLS_PIPERUN_FAILURERECORD_H

#include "Session.h"

#include "pipert/pipert.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// The channel of `rank`, of all replicas, that an event is about; null if it
/// is about none.
const bundle::Channel *findChannel(const Bundle &bundle, size_t rank,
                                   const pipert_event_t &event);
/// The rank at the other end of a channel of `rank`, of all replicas.
int64_t getPeer(const Bundle &bundle, size_t rank,
                const bundle::Channel &channel);

/// As "F stage 1"; for a task that the manifest does not have, its number.
std::string getTaskName(const Manifest &manifest, const pipert_event_t &event);

/// Whether an event is a wait for another rank.
bool isWait(const pipert_event_t &event);

/// The report as text: that of the runtime, and for each rank whose events have
/// not come what the others know of it.
std::string describeFailure(const Bundle &bundle, const FailureRecord &record);

/// The events of all ranks as JSON; docs/Runtime.md has the format.
std::string makeEventsJson(const Bundle &bundle, const FailureRecord &record);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_FAILURERECORD_H
