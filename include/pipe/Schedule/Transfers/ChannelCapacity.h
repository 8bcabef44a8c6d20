//===- ChannelCapacity.h - Messages in flight at most -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_CHANNELCAPACITY_H
#define PIPE_SCHEDULE_TRANSFERS_CHANNELCAPACITY_H

#include "pipe/Schedule/Transfers/BufferSlots.h"

#include <compare>
#include <map>

namespace mlir::pipe {

/// A channel by sender, receiver and kind.
struct ChannelKey {
  int64_t from = 0, to = 0;
  bool isActivation = false;

  friend auto operator<=>(const ChannelKey &, const ChannelKey &) = default;
};

/// Returns for each channel that `instructions` use the most messages that are
/// sent and not released at a time, whatever the speeds of the ranks. A send is
/// done when its receive is posted; where sends are done later, no more are in
/// flight. Values that are not in `slots` have one slot.
///
/// The n-th message in flight at a send is one whose release does not happen
/// before it, by program order, by a wait for a message or by an acquire. Time
/// is in proportion to instructions times ranks. Those that get stuck in a
/// circle get room for all messages.
std::map<ChannelKey, int64_t>
countInFlight(const std::vector<std::vector<Instruction>> &instructions,
              const Dataflow &dataflow, const std::vector<BufferSlots> &slots);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_CHANNELCAPACITY_H
