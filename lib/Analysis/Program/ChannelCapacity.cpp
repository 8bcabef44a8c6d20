//===- ChannelCapacity.cpp - Messages in flight at most -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/ChannelCapacity.h"

#include <algorithm>
#include <utility>

using namespace mlir::pipe;

namespace {
using Message = std::pair<int32_t, int64_t>; // value, micro-batch

/// Steps of one channel, by number; releases in the order of the receiver.
struct ChannelSteps {
  std::vector<int32_t> sends, posts, releases;
};

/// What happens before what. Steps are numbered rank by rank.
class StepOrder {
public:
  StepOrder(const std::vector<std::vector<Step>> &steps,
            const Dataflow &dataflow, const std::vector<BufferSlots> &slots)
      : steps(steps), dataflow(dataflow) {
    first.push_back(0);
    for (const std::vector<Step> &list : steps)
      first.push_back(first.back() + static_cast<int32_t>(list.size()));
    for (const BufferSlots &buffer : slots)
      if (!buffer.isReceived)
        slotsOf[buffer.value] = buffer.slots;
    gatherChannels();
    for (size_t rank = 0; rank < steps.size(); ++rank)
      findCauses(rank);
    firstCause.push_back(static_cast<int32_t>(causes.size()));
    sortByTime();
  }

  std::map<ChannelKey, int64_t> count() {
    std::map<ChannelKey, int64_t> most;
    for (const auto &[key, channel] : channels)
      most[key] = static_cast<int64_t>(channel.sends.size());
    if (order.size() != static_cast<size_t>(first.back()))
      return most;
    for (const auto &[key, channel] : channels)
      receivers[key.to].push_back(key);
    for (const auto &[rank, keys] : receivers) {
      followRank(rank);
      for (const ChannelKey &key : keys)
        most[key] = countChannel(channels[key], first[rank]);
    }
    return most;
  }

private:
  ChannelKey getKey(int64_t from, int64_t to, int32_t value) const {
    return {from, to, dataflow.isActivation(value)};
  }

  void gatherChannels() {
    for (size_t r = 0; r < steps.size(); ++r) {
      auto rank = static_cast<int64_t>(r);
      std::map<Message, ChannelSteps *> received;
      for (size_t i = 0; i < steps[r].size(); ++i) {
        const Step &step = steps[r][i];
        int32_t number = first[r] + static_cast<int32_t>(i);
        Message message(step.object, step.microBatch);
        if (step.kind == StepKind::Send) {
          channels[getKey(rank, step.peer, step.object)].sends.push_back(
              number);
        } else if (step.kind == StepKind::Post) {
          ChannelSteps &channel =
              channels[getKey(step.peer, rank, step.object)];
          channel.posts.push_back(number);
          received[message] = &channel;
        } else if (step.kind == StepKind::Release) {
          received[message]->releases.push_back(number);
        }
      }
    }
    otherEnd.assign(first.back(), -1);
    for (const auto &[key, channel] : channels) {
      size_t count = std::min(channel.sends.size(), channel.posts.size());
      for (size_t i = 0; i < count; ++i) {
        otherEnd[channel.sends[i]] = channel.posts[i];
        otherEnd[channel.posts[i]] = channel.sends[i];
      }
    }
  }

  /// Lists what the steps of a rank wait for on other ranks.
  void findCauses(size_t rank) {
    std::map<Message, int32_t> posts;
    std::map<std::pair<int32_t, int64_t>, std::vector<int32_t>> sends;
    for (size_t i = 0; i < steps[rank].size(); ++i) {
      const Step &step = steps[rank][i];
      int32_t number = first[rank] + static_cast<int32_t>(i);
      firstCause.push_back(static_cast<int32_t>(causes.size()));
      auto slots = slotsOf.find(step.object);
      std::pair<int32_t, int64_t> slot(
          step.object,
          slots == slotsOf.end() ? 0 : step.microBatch % slots->second);
      if (step.kind == StepKind::Post)
        posts[{step.object, step.microBatch}] = number;
      else if (step.kind == StepKind::Wait)
        addCause(otherEnd[posts[{step.object, step.microBatch}]]);
      else if (step.kind == StepKind::Send)
        sends[slot].push_back(number);
      else if (step.kind == StepKind::Acquire)
        for (int32_t send : std::exchange(sends[slot], {}))
          addCause(otherEnd[send]);
    }
  }

  void addCause(int32_t step) {
    if (step >= 0)
      causes.push_back(step);
  }

  /// Lists all steps so that each stands behind what it waits for.
  void sortByTime() {
    std::vector<int32_t> position(first.begin(), first.end() - 1);
    std::vector<int32_t> waiting(first.back(), -1); // step -> rank
    std::vector<bool> isDone(first.back());
    std::vector<int32_t> runnable;
    for (size_t rank = steps.size(); rank > 0; --rank)
      runnable.push_back(static_cast<int32_t>(rank) - 1);
    while (!runnable.empty()) {
      int32_t rank = runnable.back();
      runnable.pop_back();
      for (int32_t &at = position[rank]; at < first[rank + 1]; ++at) {
        auto end = causes.begin() + firstCause[at + 1];
        auto open = std::find_if(causes.begin() + firstCause[at], end,
                                 [&](int32_t cause) { return !isDone[cause]; });
        if (open != end) {
          waiting[*open] = rank;
          break;
        }
        isDone[at] = true;
        order.push_back(at);
        if (waiting[at] >= 0)
          runnable.push_back(std::exchange(waiting[at], -1));
      }
    }
  }

  /// For each step, how many steps of `rank` have happened by then.
  void followRank(int64_t rank) {
    known.assign(first.back(), 0);
    int32_t begin = first[rank], end = first[rank + 1];
    std::vector<bool> isFirst(first.back());
    for (size_t r = 0; r < steps.size(); ++r)
      if (!steps[r].empty())
        isFirst[first[r]] = true;
    for (int32_t at : order) {
      int32_t most = isFirst[at] ? 0 : known[at - 1];
      for (int32_t c = firstCause[at]; c < firstCause[at + 1]; ++c)
        most = std::max(most, known[causes[c]]);
      if (at >= begin && at < end)
        most = at - begin + 1;
      known[at] = most;
    }
  }

  int64_t countChannel(const ChannelSteps &channel, int32_t begin) const {
    int64_t most = 1;
    size_t numSent = 0, numReleased = 0;
    for (int32_t send : channel.sends) {
      ++numSent;
      while (numReleased < channel.releases.size() &&
             channel.releases[numReleased] - begin < known[send])
        ++numReleased;
      most = std::max(most, static_cast<int64_t>(numSent - numReleased));
    }
    return most;
  }

  const std::vector<std::vector<Step>> &steps;
  const Dataflow &dataflow;
  std::map<int32_t, int64_t> slotsOf; ///< Of values at their makers.
  std::vector<int32_t> first;         ///< Number of each rank's first step.
  std::map<ChannelKey, ChannelSteps> channels;
  std::map<int64_t, std::vector<ChannelKey>> receivers;
  std::vector<int32_t> otherEnd; ///< Of a send or post: a step, or -1.
  std::vector<int32_t> firstCause, causes;
  std::vector<int32_t> order;
  std::vector<int32_t> known;
};
} // namespace

std::map<ChannelKey, int64_t>
mlir::pipe::countInFlight(const std::vector<std::vector<Step>> &steps,
                          const Dataflow &dataflow,
                          const std::vector<BufferSlots> &slots) {
  return StepOrder(steps, dataflow, slots).count();
}
