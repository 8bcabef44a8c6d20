//===- EarlyPosts.cpp - Receives posted before they are needed ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/EarlyPosts.h"

#include <algorithm>
#include <map>

using namespace mlir::pipe;

namespace {
/// Where the posts of one rank may stand. A place is the number of instructions
/// of the list, before any move, that stand in front.
class PostPlaces {
public:
  PostPlaces(const Dataflow &dataflow,
             const std::map<int32_t, int64_t> &slotsOf)
      : dataflow(dataflow), slotsOf(slotsOf) {}

  /// Takes the instructions in order, the `index`-th at a time; returns the
  /// place of a post, which becomes that of the latest one on its channel.
  size_t take(const Instruction &instruction, size_t index) {
    if (instruction.kind == InstructionKind::Release)
      freeFrom[getSlot(instruction)] = index + 1;
    if (instruction.kind != InstructionKind::Post)
      return index;
    size_t &latest =
        latestOf[{instruction.peer, dataflow.isActivation(instruction.object)}];
    auto free = freeFrom.find(getSlot(instruction));
    if (free != freeFrom.end())
      latest = std::max(latest, free->second);
    return latest;
  }

private:
  using Slot = std::pair<int32_t, int64_t>; // value, number

  Slot getSlot(const Instruction &instruction) const {
    auto it = slotsOf.find(instruction.object);
    int64_t slots = it == slotsOf.end() ? 1 : it->second;
    return {instruction.object, instruction.microBatch % slots};
  }

  const Dataflow &dataflow;
  const std::map<int32_t, int64_t> &slotsOf;
  std::map<Slot, size_t> freeFrom;
  std::map<std::pair<int64_t, bool>, size_t> latestOf; ///< Peer, isActivation.
};
} // namespace

static std::vector<Instruction>
postEarly(const std::vector<Instruction> &list, const Dataflow &dataflow,
          const std::map<int32_t, int64_t> &slotsOf) {
  PostPlaces places(dataflow, slotsOf);
  std::vector<std::pair<size_t, Instruction>> posts;
  for (size_t i = 0; i < list.size(); ++i)
    if (size_t place = places.take(list[i], i);
        list[i].kind == InstructionKind::Post)
      posts.push_back({place, list[i]});
  std::stable_sort(
      posts.begin(), posts.end(),
      [](const auto &a, const auto &b) { return a.first < b.first; });
  std::vector<Instruction> result;
  result.reserve(list.size());
  auto next = posts.begin();
  for (size_t i = 0; i < list.size(); ++i) {
    for (; next != posts.end() && next->first <= i; ++next)
      result.push_back(next->second);
    if (list[i].kind != InstructionKind::Post)
      result.push_back(list[i]);
  }
  return result;
}

void mlir::pipe::postEarly(std::vector<std::vector<Instruction>> &instructions,
                           const Dataflow &dataflow,
                           const std::vector<BufferSlots> &slots) {
  std::vector<std::map<int32_t, int64_t>> slotsOf(instructions.size());
  for (const BufferSlots &buffer : slots)
    if (buffer.isReceived)
      slotsOf[buffer.rank][buffer.value] = buffer.slots;
  for (size_t rank = 0; rank < instructions.size(); ++rank)
    instructions[rank] =
        ::postEarly(instructions[rank], dataflow, slotsOf[rank]);
}
