//===- ChannelEnds.cpp - The two ends of each channel ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe::check;

std::string Channel::describe() const {
  return std::string("the ") + (isGradient ? "gradient" : "activation") +
         " channel from rank " + std::to_string(from) + " to rank " +
         std::to_string(to);
}

namespace {
/// Finds the other end of each end that a program declares.
class EndPairing {
public:
  explicit EndPairing(CheckState &state) : state(state) {}

  void run() {
    for (int64_t rank = 0; rank < state.getNumRanks(); ++rank) {
      int32_t end = 0;
      for (const ProgramChannel &channel : getEnds(rank))
        enter(rank, end++, channel);
    }
    state.channelOfEnd.resize(state.getNumRanks());
    for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
      state.channelOfEnd[rank].assign(getEnds(rank).size(), -1);
    for (auto &[key, channel] : channels)
      finish(channel);
  }

private:
  const std::vector<ProgramChannel> &getEnds(int64_t rank) const {
    return state.model.programs[rank].channels;
  }

  void enter(int64_t rank, int32_t end, const ProgramChannel &declared) {
    std::string self = "rank " + std::to_string(rank);
    if (declared.peer < 0 || declared.peer >= state.getNumRanks() ||
        declared.peer == rank) {
      state.reportEnd(rank, end,
                      self + " has a channel to or from rank " +
                          std::to_string(declared.peer) +
                          ", but its peers are the others of 0 to " +
                          std::to_string(state.getNumRanks() - 1));
      return;
    }
    auto here = static_cast<int32_t>(rank);
    auto there = static_cast<int32_t>(declared.peer);
    Channel channel;
    channel.from = declared.isSend ? here : there;
    channel.to = declared.isSend ? there : here;
    channel.isGradient = declared.isGradient;
    Channel &known =
        channels
            .try_emplace({channel.from, channel.to, channel.isGradient},
                         channel)
            .first->second;
    int32_t &place = declared.isSend ? known.sendEnd : known.receiveEnd;
    if (place < 0)
      place = end;
    else
      addNote(state.reportEnd(rank, end,
                              self + " declares its end of " +
                                  known.describe() + " twice"),
              rank, place, "the first one is here");
  }

  void addNote(Violation *violation, int64_t rank, int32_t end,
               std::string text) {
    if (violation)
      violation->notes.push_back({rank, -1, std::move(text), end});
  }

  void finish(Channel &channel) {
    if (channel.sendEnd < 0 || channel.receiveEnd < 0)
      return reportMissing(channel);
    int64_t atSender = getEnds(channel.from)[channel.sendEnd].capacity;
    int64_t atReceiver = getEnds(channel.to)[channel.receiveEnd].capacity;
    if (atSender != atReceiver)
      addNote(
          state.reportEnd(channel.from, channel.sendEnd,
                          channel.describe() + " has capacity " +
                              std::to_string(atSender) + " at its sender and " +
                              std::to_string(atReceiver) + " at its receiver"),
          channel.to, channel.receiveEnd, "the receiver's end is here");
    auto number = static_cast<int32_t>(state.channels.size());
    state.channelOfEnd[channel.from][channel.sendEnd] = number;
    state.channelOfEnd[channel.to][channel.receiveEnd] = number;
    state.channels.push_back(channel);
  }

  void reportMissing(const Channel &channel) {
    bool hasSender = channel.sendEnd >= 0;
    int64_t rank = hasSender ? channel.from : channel.to;
    int64_t peer = hasSender ? channel.to : channel.from;
    state.reportEnd(rank, hasSender ? channel.sendEnd : channel.receiveEnd,
                    channel.describe() + " has no end in the program of rank " +
                        std::to_string(peer) + "; declare a 'pipe.channel " +
                        (hasSender ? "recv" : "send") + "' there");
  }

  CheckState &state;
  std::map<std::tuple<int32_t, int32_t, bool>, Channel> channels;
};
} // namespace

void mlir::pipe::check::pairEnds(CheckState &state) { EndPairing(state).run(); }

void mlir::pipe::check::checkCapacities(CheckState &state) {
  for (size_t i = 0; i < state.channels.size(); ++i) {
    const Channel &channel = state.channels[i];
    int64_t capacity =
        state.model.programs[channel.from].channels[channel.sendEnd].capacity;
    int64_t needed = state.result.facts.channels[i].getCapacity();
    if (needed <= capacity)
      continue;
    state.note(
        state.reportEnd(channel.from, channel.sendEnd,
                        channel.describe() + " has capacity " +
                            std::to_string(capacity) + ", but up to " +
                            std::to_string(needed) +
                            " messages are in flight, sent and not released: "
                            "a send may find it full"),
        channel.from, channel.mostCrowdedSend,
        std::to_string(needed) +
            " may be in flight after this send, of "
            "micro-batch " +
            std::to_string(
                state.getMicroBatch(channel.from, channel.mostCrowdedSend)));
  }
}
