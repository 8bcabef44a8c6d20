//===- HardwareQueues.h - How many queues a device needs --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_HARDWAREQUEUES_H
#define PIPE_SCHEDULE_TRANSFERS_HARDWAREQUEUES_H

#include "pipe/Schedule/Transfers/Communication.h"

#include <optional>

namespace mlir::pipe {

/// A device runs only so many transfers at a time. With Q hardware queues a
/// rank issues its transfers in the order of its list and goes on; a transfer
/// starts when fewer than Q of those that the rank has issued before it are not
/// done, and is done when both its ends have started. With one queue all
/// transfers of a rank follow each other strictly.
///
/// Returns the smallest number of queues a rank with which all ranks come to
/// their end; 0 if nothing crosses ranks. More never do harm. A schedule
/// without any transfer gets them as programs have them
/// (`ReceiveOrder::BySender`).
/// \errors those of `checkRendezvous`; a circle that no number of queues
///         breaks.
Result<int64_t> countHardwareQueues(const CommunicationSchedule &communication);

/// Checks that `queues` a rank, at least 1, are enough.
/// \returns nothing, or an error that names the smallest number, and whose
///          notes say which transfers wait for each other.
std::optional<Error>
checkHardwareQueues(const CommunicationSchedule &communication, int64_t queues);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_HARDWAREQUEUES_H
