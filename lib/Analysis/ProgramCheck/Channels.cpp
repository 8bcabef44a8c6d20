//===- Channels.cpp - Sends paired with receives --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"

#include <algorithm>

using namespace mlir::pipe::check;

/// Lists the positions of the sends and posts of each channel.
static void gatherTransfers(CheckState &state) {
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (int32_t at = 0; at < static_cast<int32_t>(state.traces[rank].size());
         ++at) {
      ActionRole role = state.getAction(rank, at).role;
      if (role == ActionRole::Send)
        state.getChannel(rank, at).sends.push_back(at);
      if (role == ActionRole::Post)
        state.getChannel(rank, at).posts.push_back(at);
    }
}

static void checkPair(CheckState &state, const Channel &channel, size_t index) {
  int32_t sendAt = channel.sends[index], postAt = channel.posts[index];
  int32_t sent = state.getMicroBatch(channel.from, sendAt);
  int32_t received = state.getMicroBatch(channel.to, postAt);
  if (sent != received) {
    state.note(state.reportAt(ViolationKind::Channel, channel.to, postAt,
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
  if (getType(channel.from, sendAt) != getType(channel.to, postAt))
    state.note(state.reportAt(ViolationKind::Channel, channel.to, postAt,
                              "takes a message of another type"),
               channel.from, sendAt,
               "rank " + std::to_string(channel.from) + " sends it here");
}

static void checkCounts(CheckState &state, const Channel &channel) {
  size_t numSends = channel.sends.size(), numPosts = channel.posts.size();
  if (numSends > numPosts)
    state.reportAt(ViolationKind::Channel, channel.from,
                   channel.sends[numPosts],
                   "has no matching receive; rank " +
                       std::to_string(channel.to) + " posts only " +
                       std::to_string(numPosts) + " receives on the channel");
  if (numSends < numPosts)
    state.reportAt(ViolationKind::Channel, channel.to, channel.posts[numSends],
                   "has no matching send; rank " +
                       std::to_string(channel.from) + " sends only " +
                       std::to_string(numSends) + " messages on the channel");
}

void mlir::pipe::check::matchMessages(CheckState &state) {
  gatherTransfers(state);
  state.messageAt.resize(state.getNumRanks());
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    state.messageAt[rank].assign(state.traces[rank].size(), -1);
  for (size_t c = 0; c < state.channels.size(); ++c) {
    const Channel &channel = state.channels[c];
    size_t count = std::min(channel.sends.size(), channel.posts.size());
    for (size_t i = 0; i < count; ++i) {
      checkPair(state, channel, i);
      int32_t id = static_cast<int32_t>(state.messages.size());
      state.messages.push_back(
          {static_cast<int32_t>(c), channel.sends[i], channel.posts[i]});
      state.messageAt[channel.from][channel.sends[i]] = id;
      state.messageAt[channel.to][channel.posts[i]] = id;
    }
    checkCounts(state, channel);
  }
  if (!state.isProven())
    return;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (int32_t at = 0; at < static_cast<int32_t>(state.traces[rank].size());
         ++at) {
      int32_t postAt = state.postOf[rank][at];
      if (postAt < 0)
        continue;
      int32_t id = state.messageAt[rank][postAt];
      state.messageAt[rank][at] = id;
      if (state.getAction(rank, at).role == ActionRole::Release)
        state.channels[state.messages[id].channel].releases.push_back(at);
    }
}
