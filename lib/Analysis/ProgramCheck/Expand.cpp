//===- Expand.cpp - From loops to the list of executed actions ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"

#include "llvm/Support/CheckedArithmetic.h"

#include <algorithm>

using namespace mlir::pipe::check;

/// Returns actions plus iterations of `nodes`, at most kMaxActions + 1.
static int64_t countSteps(const std::vector<ProgramNode> &nodes) {
  int64_t total = 0;
  for (const ProgramNode &node : nodes) {
    int64_t steps = 1;
    if (node.action < 0) {
      // An empty loop costs an iteration, too.
      int64_t body = 1 + countSteps(node.body);
      steps =
          node.trips > kMaxActions / body ? kMaxActions + 1 : node.trips * body;
    }
    total = std::min(total + steps, kMaxActions + 1);
  }
  return total;
}

namespace {
/// Lists the instances of one rank.
class Expander {
public:
  Expander(CheckState &state, int64_t rank) : state(state), rank(rank) {}

  void expand(const std::vector<ProgramNode> &nodes) {
    for (const ProgramNode &node : nodes) {
      if (node.action >= 0) {
        append(node);
        continue;
      }
      inductionVariables.push_back(node.lower);
      for (int64_t trip = 0; trip < node.trips; ++trip) {
        expand(node.body);
        // May wrap behind the last trip, where nobody looks.
        inductionVariables.back() = static_cast<int64_t>(
            static_cast<uint64_t>(inductionVariables.back()) +
            static_cast<uint64_t>(node.step));
      }
      inductionVariables.pop_back();
    }
  }

private:
  void append(const ProgramNode &node) {
    std::optional<int64_t> batch = node.constant;
    for (size_t depth = 0; depth < node.coefficients.size() && batch; ++depth)
      batch = llvm::checkedMulAdd(node.coefficients[depth],
                                  inductionVariables[depth], *batch);
    int64_t last = state.model.microBatches - 1;
    if (batch && *batch >= 0 && *batch <= last) {
      state.traces[rank].push_back({node.action, static_cast<int32_t>(*batch)});
      return;
    }
    state.report(ViolationKind::Refused, rank, node.action,
                 "rank " + std::to_string(rank) + " names micro-batch " +
                     (batch ? std::to_string(*batch) : "beyond 64 bits") +
                     ", but the schedule has micro-batches 0 to " +
                     std::to_string(last));
  }

  CheckState &state;
  int64_t rank;
  std::vector<int64_t> inductionVariables;
};
} // namespace

/// The slots of a buffer that are ever used: one a micro-batch is enough.
static int64_t getUsedSlots(const ProgramBuffer &buffer,
                            const PipelineModel &model) {
  return std::min(buffer.slots, model.microBatches);
}

/// Refuses buffers that are too large to be looked at.
static void checkSizes(CheckState &state) {
  int64_t total = 0;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank) {
    std::optional<int64_t> bytes = 0;
    for (const ProgramBuffer &buffer : state.model.programs[rank].buffers) {
      int64_t used = getUsedSlots(buffer, state.model);
      total = std::min(total + used, kMaxActions + 1);
      if (bytes)
        bytes = llvm::checkedMulAdd(used, buffer.slotBytes, *bytes);
      if (used < 1)
        state.report(ViolationKind::Refused, rank, -1,
                     "rank " + std::to_string(rank) + " has no slots in the " +
                         buffer.name);
    }
    if (!bytes)
      state.report(ViolationKind::Refused, rank, -1,
                   "the buffers of rank " + std::to_string(rank) +
                       " have more bytes than 64 bits can count");
  }
  if (total > kMaxActions)
    state.report(ViolationKind::Refused, -1, -1,
                 "the buffers have too many slots to be checked, at most " +
                     std::to_string(kMaxActions));
}

static void numberSlots(CheckState &state, int64_t rank) {
  SlotTable &table = state.slots[rank];
  for (const ProgramBuffer &buffer : state.model.programs[rank].buffers) {
    int64_t used = getUsedSlots(buffer, state.model);
    table.base.push_back(static_cast<int32_t>(table.owner.size()));
    table.count.push_back(static_cast<int32_t>(used));
    table.owner.insert(table.owner.end(), used,
                       static_cast<int32_t>(table.base.size()) - 1);
  }
}

void mlir::pipe::check::expandPrograms(CheckState &state) {
  const PipelineModel &model = state.model;
  int64_t numRanks = state.getNumRanks();
  int64_t numTasks = std::max<int64_t>(1, model.tasks.size());
  int64_t steps = 0;
  for (const RankProgram &program : model.programs)
    steps = std::min(steps + countSteps(program.body), kMaxActions + 1);
  if (steps > kMaxActions || model.microBatches > kMaxActions / numTasks) {
    state.report(ViolationKind::Refused, -1, -1,
                 "the programs execute too many actions to be checked, at "
                 "most " +
                     std::to_string(kMaxActions));
    return;
  }
  checkSizes(state);
  if (!state.isProven())
    return;
  state.traces.resize(numRanks);
  state.slots.resize(numRanks);
  for (int64_t rank = 0; rank < numRanks; ++rank) {
    if (!model.programs[rank].exists) {
      state.report(ViolationKind::Structure, -1, -1,
                   "rank " + std::to_string(rank) + " has no program");
      continue;
    }
    numberSlots(state, rank);
    Expander(state, rank).expand(model.programs[rank].body);
  }
}
