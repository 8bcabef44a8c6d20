//===- Deadlock.cpp - Who waits for whom ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Execution.h"

#include <algorithm>

using namespace mlir::pipe::check;

/// Returns the rank that has to act before the waiting `rank` can go on.
int32_t Execution::getAwaitedRank(int32_t rank) const {
  const Channel &channel =
      state.channels[state.messages[ranks[rank].waitsFor].channel];
  return channel.from == rank ? channel.to : channel.from;
}

/// Returns the ranks of a shortest cycle of waits. There is one: whom a stuck
/// rank waits for has not finished, so it is stuck, too.
std::vector<int32_t> Execution::findCycle() const {
  std::vector<int32_t> shortest;
  for (int32_t start = 0; start < static_cast<int32_t>(ranks.size()); ++start) {
    std::vector<int32_t> path;
    for (int32_t rank = start; ranks[rank].waitsFor >= 0;
         rank = getAwaitedRank(rank)) {
      auto it = std::find(path.begin(), path.end(), rank);
      if (it == path.end()) {
        path.push_back(rank);
        continue;
      }
      path.erase(path.begin(), it);
      if (shortest.empty() || path.size() < shortest.size())
        shortest = path;
      break;
    }
  }
  return shortest;
}

std::string Execution::describeWait(int32_t rank) const {
  const RankState &self = ranks[rank];
  const Message &message = state.messages[self.waitsFor];
  const Channel &channel = state.channels[message.channel];
  std::string verb = "send";
  if (channel.from == rank)
    verb =
        completion == Completion::Handover ? "release" : "post the receive of";
  return "rank " + std::to_string(rank) + " waits in " +
         state.describe(rank, self.position) + " for rank " +
         std::to_string(getAwaitedRank(rank)) + " to " + verb +
         " micro-batch " +
         std::to_string(state.getMicroBatch(channel.from, message.sendAt)) +
         " of the " + (channel.isGradient ? "gradient" : "activation") +
         " channel";
}

void Execution::reportCycle() {
  std::vector<int32_t> cycle = findCycle();
  if (cycle.empty())
    return;
  int32_t first = cycle.front();
  Violation *violation = state.report(
      ViolationKind::Deadlock, first,
      state.traces[first][ranks[first].position].action,
      std::to_string(cycle.size()) +
          " ranks wait for each other in a circle, where a send is done " +
          (completion == Completion::Handover ? "at the receiver's release"
                                              : "when its receive is posted"));
  for (int32_t rank : cycle)
    state.note(violation, rank, ranks[rank].position, describeWait(rank));
}
