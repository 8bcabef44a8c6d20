//===- Channels.cpp - Sends paired with receives --------------------------===//
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

/// Lists the channels with the positions of their sends and receives.
static void gatherChannels(CheckState &state) {
  using Key = std::tuple<int64_t, int64_t, bool>;
  std::map<Key, Channel> channels;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (int32_t at = 0; at < static_cast<int32_t>(state.traces[rank].size());
         ++at) {
      const ProgramAction &action = state.getAction(rank, at);
      if (action.role != ActionRole::Send && action.role != ActionRole::Recv)
        continue;
      bool isSend = action.role == ActionRole::Send;
      Key key = isSend ? Key(rank, action.peer, action.isGradientChannel)
                       : Key(action.peer, rank, action.isGradientChannel);
      Channel &channel = channels[key];
      (isSend ? channel.sends : channel.receives).push_back(at);
    }
  for (auto &[key, channel] : channels) {
    channel.from = static_cast<int32_t>(std::get<0>(key));
    channel.to = static_cast<int32_t>(std::get<1>(key));
    channel.isGradient = std::get<2>(key);
    state.channels.push_back(std::move(channel));
  }
}

static void checkPair(CheckState &state, const Channel &channel, size_t index) {
  int32_t sendAt = channel.sends[index], receiveAt = channel.receives[index];
  int32_t sent = state.getMicroBatch(channel.from, sendAt);
  int32_t received = state.getMicroBatch(channel.to, receiveAt);
  if (sent != received) {
    state.note(state.reportAt(ViolationKind::Channel, channel.to, receiveAt,
                              "takes message " + std::to_string(index) +
                                  " of the channel, which is of micro-batch " +
                                  std::to_string(sent)),
               channel.from, sendAt,
               "rank " + std::to_string(channel.from) + " sends it here");
    return;
  }
  auto getType = [&](int64_t rank, int32_t at) {
    return state.model.programs[rank]
        .buffers[state.getAction(rank, at).buffer]
        .type;
  };
  if (getType(channel.from, sendAt) != getType(channel.to, receiveAt))
    state.note(state.reportAt(ViolationKind::Channel, channel.to, receiveAt,
                              "takes a message of another type"),
               channel.from, sendAt,
               "rank " + std::to_string(channel.from) + " sends it here");
}

static void checkCounts(CheckState &state, const Channel &channel) {
  size_t numSends = channel.sends.size(), numReceives = channel.receives.size();
  if (numSends > numReceives)
    state.reportAt(
        ViolationKind::Channel, channel.from, channel.sends[numReceives],
        "has no matching receive; rank " + std::to_string(channel.to) +
            " receives only " + std::to_string(numReceives) +
            " messages of the channel");
  if (numSends < numReceives)
    state.reportAt(ViolationKind::Channel, channel.to,
                   channel.receives[numSends],
                   "has no matching send; rank " +
                       std::to_string(channel.from) + " sends only " +
                       std::to_string(numSends) + " messages on the channel");
}

void mlir::pipe::check::matchMessages(CheckState &state) {
  gatherChannels(state);
  state.messageAt.resize(state.getNumRanks());
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    state.messageAt[rank].assign(state.traces[rank].size(), -1);
  for (size_t c = 0; c < state.channels.size(); ++c) {
    const Channel &channel = state.channels[c];
    size_t count = std::min(channel.sends.size(), channel.receives.size());
    for (size_t i = 0; i < count; ++i) {
      checkPair(state, channel, i);
      int32_t id = static_cast<int32_t>(state.messages.size());
      state.messages.push_back(
          {static_cast<int32_t>(c), channel.sends[i], channel.receives[i], -1});
      state.messageAt[channel.from][channel.sends[i]] = id;
      state.messageAt[channel.to][channel.receives[i]] = id;
    }
    checkCounts(state, channel);
  }
  if (!state.isProven())
    return;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (int32_t at = 0; at < static_cast<int32_t>(state.traces[rank].size());
         ++at) {
      int32_t receiveAt = state.receiveOfRelease[rank][at];
      if (receiveAt < 0)
        continue;
      int32_t id = state.messageAt[rank][receiveAt];
      state.messageAt[rank][at] = id;
      state.messages[id].releaseAt = at;
      state.channels[state.messages[id].channel].releases.push_back(at);
    }
}
