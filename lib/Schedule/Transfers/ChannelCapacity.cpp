//===- ChannelCapacity.cpp - Messages in flight at most -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/ChannelCapacity.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

using namespace mlir::pipe;

namespace {
/// By a value and a micro-batch or slot, or a rank and a value.
template <typename T>
using PairMap = std::unordered_map<int64_t, T>;

int64_t getKey(int64_t first, int64_t second) { return first << 32 | second; }

/// Instructions of one channel, by number; releases in the order of the
/// receiver.
struct ChannelInstructions {
  std::vector<int32_t> sends, posts, releases;
};

/// What happens before what. They are numbered rank by rank.
class InstructionOrder {
public:
  InstructionOrder(const std::vector<std::vector<Instruction>> &instructions,
                   const Dataflow &dataflow,
                   const std::vector<BufferSlots> &slots)
      : instructions(instructions), dataflow(dataflow) {
    first.push_back(0);
    for (const std::vector<Instruction> &list : instructions) {
      rankOf.insert(rankOf.end(), list.size(),
                    static_cast<int32_t>(first.size()) - 1);
      first.push_back(first.back() + static_cast<int32_t>(list.size()));
    }
    for (const BufferSlots &buffer : slots)
      if (!buffer.isReceived)
        slotsOf[getKey(buffer.rank, buffer.value)] = buffer.slots;
    gatherChannels();
    previousOfSlot.assign(first.back(), -1);
    for (size_t rank = 0; rank < instructions.size(); ++rank)
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
    auto numRanks = static_cast<int64_t>(instructions.size());
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

  ChannelKey getChannel(int64_t from, int64_t to, int32_t value) const {
    return {from, to, dataflow.isActivation(value)};
  }

  void gatherChannels() {
    for (size_t r = 0; r < instructions.size(); ++r) {
      auto rank = static_cast<int64_t>(r);
      PairMap<ChannelInstructions *> received;
      for (size_t i = 0; i < instructions[r].size(); ++i) {
        const Instruction &instruction = instructions[r][i];
        int32_t number = first[r] + static_cast<int32_t>(i);
        int64_t message = getKey(instruction.object, instruction.microBatch);
        if (instruction.kind == InstructionKind::Send) {
          channels[getChannel(rank, instruction.peer, instruction.object)]
              .sends.push_back(number);
        } else if (instruction.kind == InstructionKind::Post) {
          ChannelInstructions &channel =
              channels[getChannel(instruction.peer, rank, instruction.object)];
          channel.posts.push_back(number);
          received[message] = &channel;
        } else if (instruction.kind == InstructionKind::Release) {
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

  /// Lists what the instructions of a rank wait for on other ranks.
  void findCauses(size_t rank) {
    PairMap<int32_t> posts, latestOfSlot;
    for (size_t i = 0; i < instructions[rank].size(); ++i) {
      const Instruction &instruction = instructions[rank][i];
      int32_t number = first[rank] + static_cast<int32_t>(i);
      firstCause.push_back(static_cast<int32_t>(causes.size()));
      if (instruction.kind == InstructionKind::Post) {
        posts[getKey(instruction.object, instruction.microBatch)] = number;
      } else if (instruction.kind == InstructionKind::Wait) {
        addCause(otherEnd[posts.at(
            getKey(instruction.object, instruction.microBatch))]);
      } else if (instruction.kind == InstructionKind::Send) {
        int32_t &latest =
            latestOfSlot.try_emplace(getSlot(rank, instruction), -1)
                .first->second;
        previousOfSlot[number] = std::exchange(latest, number);
      } else if (instruction.kind == InstructionKind::Acquire) {
        int32_t &latest =
            latestOfSlot.try_emplace(getSlot(rank, instruction), -1)
                .first->second;
        for (; latest >= 0; latest = previousOfSlot[latest])
          addCause(otherEnd[latest]);
      }
    }
  }

  /// The slot of what a instruction of `rank` sends, as a value and a number.
  int64_t getSlot(size_t rank, const Instruction &instruction) const {
    auto slots =
        slotsOf.find(getKey(static_cast<int64_t>(rank), instruction.object));
    return getKey(
        instruction.object,
        slots == slotsOf.end() ? 0 : instruction.microBatch % slots->second);
  }

  void addCause(int32_t instruction) {
    if (instruction >= 0)
      causes.push_back(instruction);
  }

  /// Lists all instructions so that each stands behind what it waits for.
  void sortByTime() {
    std::vector<int32_t> position(first.begin(), first.end() - 1);
    std::vector<int32_t> waiting(first.back(), -1); // instruction -> rank
    std::vector<bool> isDone(first.back());
    std::vector<int32_t> runnable;
    for (size_t rank = instructions.size(); rank > 0; --rank)
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

  /// For each send and post, how many instructions of `width` ranks from
  /// `window` on have happened by then.
  void follow(int64_t window, int64_t width) {
    known.resize(static_cast<size_t>(int64_t{first.back()} * width));
    std::vector<int32_t> clocks(instructions.size() * width, 0);
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
      InstructionKind kind = instructions[rank][at - first[rank]].kind;
      if (kind == InstructionKind::Send || kind == InstructionKind::Post)
        std::copy(clock, clock + width, &known[int64_t{at} * width]);
    }
  }

  /// `known` begins with what the first instruction knows of the receiver,
  /// whose instructions begin with `begin`; that of the next one is `width`
  /// behind it.
  static int64_t countChannel(const ChannelInstructions &channel, int32_t begin,
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

  const std::vector<std::vector<Instruction>> &instructions;
  const Dataflow &dataflow;
  /// Of a rank and a value that it makes.
  PairMap<int64_t> slotsOf;
  std::vector<int32_t> first; ///< Number of each rank's first instruction.
  std::map<ChannelKey, ChannelInstructions> channels;
  std::vector<int32_t> otherEnd; ///< Of a send or post: a instruction, or -1.
  std::vector<int32_t> previousOfSlot; ///< Of a send: since an acquire, or -1.
  std::vector<int32_t> firstCause, causes;
  std::vector<int32_t> order;
  std::vector<int32_t> rankOf; ///< Of each instruction.
  std::vector<int32_t> known;
};
} // namespace

std::map<ChannelKey, int64_t> mlir::pipe::countInFlight(
    const std::vector<std::vector<Instruction>> &instructions,
    const Dataflow &dataflow, const std::vector<BufferSlots> &slots) {
  return InstructionOrder(instructions, dataflow, slots).count();
}
