//===- Transfers.h - Which values cross ranks -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERS_H
#define PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERS_H

#include "pipe/Schedule/Transfers/Communication.h"

#include <optional>

namespace mlir::pipe {

/// Returns the item that moves the value of an action (F, B or I) of a chain to
/// its reader, or nothing if that is on the same rank or there is none. The
/// action must be one of the schedule.
std::optional<CommunicationItem> makeSend(const Schedule &schedule,
                                          const Action &action);

/// Returns the item that brings what an action reads of another rank, or
/// nothing.
std::optional<CommunicationItem> makeReceive(const Schedule &schedule,
                                             const Action &action);

/// Returns the stage at the other end of a transfer; it need not exist.
int64_t getOtherStage(const CommunicationItem &transfer);

/// Returns the transfer as seen from its other end. Both stages must exist.
CommunicationItem getOtherEnd(const Schedule &schedule,
                              const CommunicationItem &transfer);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERS_H
