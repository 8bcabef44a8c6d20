//===- StepInstructions.cpp - What each rank does once a step -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/StepInstructions.h"

#include <deque>
#include <map>

using namespace mlir::pipe;

namespace {
class StepExpander {
public:
  StepExpander(const Dataflow &step, int64_t ranks) : step(step), lists(ranks) {
    for (size_t v = 0; v < step.values.size(); ++v) {
      auto value = static_cast<int32_t>(v);
      for (int64_t peer : step.getRemoteReaders(value, 0))
        numReads[{peer, value}] = 0;
      for (int32_t reader : step.values[v].readers)
        if (auto it = numReads.find({step.getRank(reader, 0), value});
            it != numReads.end())
          ++it->second;
    }
  }

  std::vector<std::vector<Instruction>> run() {
    for (size_t task = 0; task < step.tasks.size(); ++task)
      runTask(static_cast<int32_t>(task));
    return std::move(lists);
  }

private:
  void add(int64_t rank, InstructionKind kind, int32_t object,
           int64_t peer = -1) {
    lists[rank].push_back({kind, object, peer, 0});
  }

  void runTask(int32_t task) {
    int64_t rank = step.getRank(task, 0);
    for (int32_t value : step.tasks[task].reads)
      if (numReads.count({rank, value}))
        receive(rank, value);
    add(rank, InstructionKind::Run, task);
    for (int32_t value : step.tasks[task].writes)
      for (int64_t peer : step.getRemoteReaders(value, 0)) {
        add(rank, InstructionKind::Send, value, peer);
        messages[{rank, peer, step.isActivation(value)}].push_back(value);
      }
    for (int32_t value : step.tasks[task].reads)
      if (auto it = numReads.find({rank, value});
          it != numReads.end() && --it->second == 0)
        add(rank, InstructionKind::Release, value);
  }

  /// Posts the receives of a channel up to that of `value`, and waits for it,
  /// unless that has been done.
  void receive(int64_t rank, int32_t value) {
    int64_t peer = step.getRank(step.values[value].maker, 0);
    auto &coming = messages[{peer, rank, step.isActivation(value)}];
    while (!isPosted[{rank, value}]) {
      add(rank, InstructionKind::Post, coming.front(), peer);
      isPosted[{rank, coming.front()}] = true;
      coming.pop_front();
    }
    if (!std::exchange(isWaitedFor[{rank, value}], true))
      add(rank, InstructionKind::Wait, value);
  }

  using RankValue = std::pair<int64_t, int32_t>;

  const Dataflow &step;
  std::vector<std::vector<Instruction>> lists;
  /// Of what a rank receives, how many of its tasks have not read it.
  std::map<RankValue, int64_t> numReads;
  std::map<RankValue, bool> isPosted, isWaitedFor;
  /// From, to, isActivation -> values that were sent and not posted for.
  std::map<std::tuple<int64_t, int64_t, bool>, std::deque<int32_t>> messages;
};
} // namespace

std::vector<std::vector<Instruction>>
mlir::pipe::expandStep(const Dataflow &step, int64_t ranks) {
  return StepExpander(step, ranks).run();
}
