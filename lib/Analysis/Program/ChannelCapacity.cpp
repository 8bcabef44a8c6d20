//===- ChannelCapacity.cpp - Messages in flight at most -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/ChannelCapacity.h"

#include "llvm/ADT/DenseMap.h"

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
    for (const std::vector<Step> &list : steps) {
      rankOf.insert(rankOf.end(), list.size(),
                    static_cast<int32_t>(first.size()) - 1);
      first.push_back(first.back() + static_cast<int32_t>(list.size()));
    }
    for (const BufferSlots &buffer : slots)
      if (!buffer.isReceived)
        slotsOf[{buffer.rank, buffer.value}] = buffer.slots;
    gatherChannels();
    previousOfSlot.assign(first.back(), -1);
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
    auto numRanks = static_cast<int64_t>(steps.size());
    for (int64_t window = 0; window < numRanks; window += kWindow) {
      int64_t width = std::min(kWindow, numRanks - window);
      follow(window, width);
      for (const auto &[key, channel] : channels)
        if (key.to >= window && key.to < window + width)
          most[key] = countChannel(channel, first[key.to],
                                   known.data() + (key.to - window), width);
    }
    return most;
  }

private:
  /// So many ranks are followed at a time.
  static constexpr int64_t kWindow = 8;

  ChannelKey getKey(int64_t from, int64_t to, int32_t value) const {
    return {from, to, dataflow.isActivation(value)};
  }

  void gatherChannels() {
    for (size_t r = 0; r < steps.size(); ++r) {
      auto rank = static_cast<int64_t>(r);
      llvm::DenseMap<Message, ChannelSteps *> received;
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
    llvm::DenseMap<Message, int32_t> posts, latestOfSlot;
    for (size_t i = 0; i < steps[rank].size(); ++i) {
      const Step &step = steps[rank][i];
      int32_t number = first[rank] + static_cast<int32_t>(i);
      firstCause.push_back(static_cast<int32_t>(causes.size()));
      if (step.kind == StepKind::Post) {
        posts[{step.object, step.microBatch}] = number;
      } else if (step.kind == StepKind::Wait) {
        addCause(otherEnd[posts.lookup({step.object, step.microBatch})]);
      } else if (step.kind == StepKind::Send) {
        int32_t &latest =
            latestOfSlot.try_emplace(getSlot(rank, step), -1).first->second;
        previousOfSlot[number] = std::exchange(latest, number);
      } else if (step.kind == StepKind::Acquire) {
        int32_t &latest =
            latestOfSlot.try_emplace(getSlot(rank, step), -1).first->second;
        for (; latest >= 0; latest = previousOfSlot[latest])
          addCause(otherEnd[latest]);
      }
    }
  }

  /// The slot of what a step of `rank` sends, as a value and a number.
  Message getSlot(size_t rank, const Step &step) const {
    auto slots = slotsOf.find({static_cast<int64_t>(rank), step.object});
    return {step.object,
            slots == slotsOf.end() ? 0 : step.microBatch % slots->second};
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

  /// For each send and post, how many steps of `width` ranks from `window` on
  /// have happened by then.
  void follow(int64_t window, int64_t width) {
    known.resize(static_cast<size_t>(int64_t{first.back()} * width));
    std::vector<int32_t> clocks(steps.size() * width, 0);
    for (int32_t at : order) {
      int32_t rank = rankOf[at];
      int32_t *clock = &clocks[int64_t{rank} * width];
      for (int32_t c = firstCause[at]; c < firstCause[at + 1]; ++c) {
        const int32_t *other = &known[int64_t{causes[c]} * width];
        for (int64_t i = 0; i < width; ++i)
          clock[i] = std::max(clock[i], other[i]);
      }
      if (rank >= window && rank < window + width)
        clock[rank - window] = at - first[rank] + 1;
      StepKind kind = steps[rank][at - first[rank]].kind;
      if (kind == StepKind::Send || kind == StepKind::Post)
        std::copy(clock, clock + width, &known[int64_t{at} * width]);
    }
  }

  /// `known` begins with what the first step knows of the receiver, whose steps
  /// begin with `begin`; that of the next one is `width` behind it.
  static int64_t countChannel(const ChannelSteps &channel, int32_t begin,
                              const int32_t *known, int64_t width) {
    int64_t most = 1;
    size_t numSent = 0, numReleased = 0;
    for (int32_t send : channel.sends) {
      ++numSent;
      while (numReleased < channel.releases.size() &&
             channel.releases[numReleased] - begin <
                 known[int64_t{send} * width])
        ++numReleased;
      most = std::max(most, static_cast<int64_t>(numSent - numReleased));
    }
    return most;
  }

  const std::vector<std::vector<Step>> &steps;
  const Dataflow &dataflow;
  /// Of a rank and a value that it makes.
  llvm::DenseMap<std::pair<int64_t, int32_t>, int64_t> slotsOf;
  std::vector<int32_t> first; ///< Number of each rank's first step.
  std::map<ChannelKey, ChannelSteps> channels;
  std::vector<int32_t> otherEnd;       ///< Of a send or post: a step, or -1.
  std::vector<int32_t> previousOfSlot; ///< Of a send: since an acquire, or -1.
  std::vector<int32_t> firstCause, causes;
  std::vector<int32_t> order;
  std::vector<int32_t> rankOf; ///< Of each step.
  std::vector<int32_t> known;
};
} // namespace

std::map<ChannelKey, int64_t>
mlir::pipe::countInFlight(const std::vector<std::vector<Step>> &steps,
                          const Dataflow &dataflow,
                          const std::vector<BufferSlots> &slots) {
  return StepOrder(steps, dataflow, slots).count();
}
