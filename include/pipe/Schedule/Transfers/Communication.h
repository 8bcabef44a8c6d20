//===- Communication.h - Schedules with sends and receives ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_COMMUNICATION_H
#define PIPE_SCHEDULE_TRANSFERS_COMMUNICATION_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <string>
#include <vector>

namespace mlir::pipe {

/// The peer of an item that is no transfer.
inline constexpr int32_t kNoPeer = -1;

/// One item of a rank's list: an action, or one end of a transfer. Stage s
/// sends what its F makes to stage s + 1, and what its B or I makes to stage s
/// - 1.
struct CommunicationItem {
  enum class Kind : uint8_t { Compute, Send, Receive };

  Kind kind = Kind::Compute;
  /// The action; for a transfer the stage *of this rank* that sends or
  /// receives, Forward for an activation or Backward for a gradient (of B or of
  /// I), and the micro-batch. So the ends of one transfer are "0SEND_F3" and
  /// "1RECV_F3".
  Action action;
  /// The rank at the other end of a transfer.
  int32_t peer = kNoPeer;

  bool isTransfer() const { return kind != Kind::Compute; }

  friend bool operator==(const CommunicationItem &,
                         const CommunicationItem &) = default;
};

/// Returns "0F3", "0SEND_F3", "1RECV_F3", "1SEND_B3" or "0RECV_B3".
std::string toString(const CommunicationItem &item);

/// A schedule and when its ranks send and receive.
struct CommunicationSchedule {
  /// The schedule without transfers: each rank has the actions of its items in
  /// the same order.
  Schedule schedule;
  /// rank -> its items in order. Without any transfer the check of the
  /// rendezvous finds the transfers from the order.
  std::vector<std::vector<CommunicationItem>> items;

  /// Returns true if any item is a transfer.
  bool hasTransfers() const;

  /// Returns the item that an error names.
  CommunicationItem getItem(const ErrorPlace &place) const;

  friend bool operator==(const CommunicationSchedule &,
                         const CommunicationSchedule &) = default;
};

/// Where receives stand in the list of a rank.
enum class ReceiveOrder : uint8_t {
  /// All transfers in one global order, that in which their values are made
  /// when F, I and W take one unit of time each: no way of queueing them can
  /// deadlock, since the first unfinished transfer of that order can always
  /// run.
  ByProducer,
  /// Each right before the action that reads the value. Whether that ends well
  /// depends on the queues: see `checkRendezvous`.
  ByConsumer,
  /// Those of one directed pair of ranks and kind of value in the order of the
  /// sends, right before the first action that reads one of them or of those
  /// before it: what programs do.
  BySender
};

/// Adds a send and a receive for each value that goes from a stage to the next
/// or the one before on another rank. A send follows its action; only receives
/// stand between the two (of values that were made while the action ran).
///
///   1f1b, P = 2, M = 2, by producer:
///   0F0 0SEND_F0 0F1 0SEND_F1 0RECV_B0 0B0 0RECV_B1 0B1
///   1RECV_F0 1F0 1RECV_F1 1B0 1SEND_B0 1F1 1B1 1SEND_B1
///
/// \errors what `checkSchedule` finds for the chain of the stages.
Result<CommunicationSchedule>
addCommunication(Schedule schedule,
                 ReceiveOrder order = ReceiveOrder::ByProducer);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_COMMUNICATION_H
