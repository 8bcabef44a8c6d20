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

/// Returns actions, operands and results of runs that are followed, and
/// iterations of `nodes`, at most kMaxActions + 1.
static int64_t countActions(const std::vector<ProgramNode> &nodes,
                            const FollowedBuffers &followed) {
  int64_t total = 0;
  for (const ProgramNode &node : nodes) {
    int64_t actions = 1;
    if (node.action >= 0) {
      const FollowedBuffers::Operands &operands =
          followed.operands[node.action];
      actions +=
          static_cast<int64_t>(operands.ins.size() + operands.outs.size());
    } else {
      // An empty loop costs an iteration, too.
      int64_t body = 1 + countActions(node.body, followed);
      actions =
          node.trips > kMaxActions / body ? kMaxActions + 1 : node.trips * body;
    }
    total = std::min(total + actions, kMaxActions + 1);
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
  /// The value of `number` now, if it fits 64 bits.
  std::optional<int64_t> evaluate(const LoopNumber &number) const {
    std::optional<int64_t> value = number.constant;
    for (size_t depth = 0; depth < number.coefficients.size() && value; ++depth)
      value = llvm::checkedMulAdd(number.coefficients[depth],
                                  inductionVariables[depth], *value);
    return value;
  }

  void report(int32_t action, const std::string &what,
              std::optional<int64_t> value, const std::string &text) {
    state.report(ViolationKind::Refused, rank, action,
                 "rank " + std::to_string(rank) + " names " + what + " " +
                     (value ? std::to_string(*value) : "beyond 64 bits") +
                     text);
  }

  void append(const ProgramNode &node) {
    std::optional<int64_t> batch = evaluate(node.microBatch);
    int64_t last = state.model.microBatches - 1;
    if (!batch || *batch < 0 || *batch > last)
      return report(node.action, "micro-batch", batch,
                    ", but the schedule has micro-batches 0 to " +
                        std::to_string(last));
    SlotTable &table = state.slots[rank];
    auto firstSlot = static_cast<int32_t>(table.runSlots.size());
    const ProgramAction &action =
        state.model.programs[rank].actions[node.action];
    const FollowedBuffers::Operands &operands =
        state.followed[rank].operands[node.action];
    for (int32_t i : operands.ins)
      if (!appendSlot(node, i, action.ins[i]))
        return;
    for (int32_t i : operands.outs)
      if (!appendSlot(node, action.ins.size() + i, action.outs[i]))
        return;
    state.traces[rank].push_back(
        {node.action, static_cast<int32_t>(*batch), firstSlot});
  }

  /// Evaluates a slot of `node`; returns false if there is none such.
  bool appendSlot(const ProgramNode &node, size_t index, int32_t buffer) {
    SlotTable &table = state.slots[rank];
    std::optional<int64_t> number = evaluate(node.slots[index]);
    if (!number || *number < 0) {
      const RankProgram &program = state.model.programs[rank];
      report(node.action, "slot", number,
             " of the " + program.buffers[buffer].name +
                 ", but slots count from 0");
      return false;
    }
    int64_t slot = *number % table.ring[buffer];
    if (slot >= kMaxActions) {
      report(node.action, "slot", slot, ", too far to be checked");
      return false;
    }
    table.runSlots.push_back(static_cast<int32_t>(slot));
    table.count[buffer] =
        std::max(table.count[buffer], static_cast<int32_t>(slot) + 1);
    return true;
  }

  CheckState &state;
  int64_t rank;
  std::vector<int64_t> inductionVariables;
};
} // namespace

/// Enters the buffers of `rank`, with as many slots as micro-batches use, but
/// all of parameters.
static void enterBuffers(CheckState &state, int64_t rank) {
  SlotTable &table = state.slots[rank];
  for (const ProgramBuffer &buffer : state.model.programs[rank].buffers) {
    if (buffer.slots < 1)
      state.report(ViolationKind::Refused, rank, -1,
                   "rank " + std::to_string(rank) + " has no slots in the " +
                       buffer.name);
    table.ring.push_back(buffer.slots);
    // All versions of a parameter are looked at in the end.
    int64_t most = buffer.role == BufferRole::Parameter
                       ? kMaxActions + 1
                       : state.model.microBatches;
    table.count.push_back(static_cast<int32_t>(std::min(buffer.slots, most)));
  }
}

/// Numbers the slots of all buffers; refuses more than can be looked at.
static void numberSlots(CheckState &state) {
  int64_t total = 0;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank) {
    SlotTable &table = state.slots[rank];
    std::optional<int64_t> bytes = 0;
    for (size_t b = 0; b < table.count.size() && total <= kMaxActions; ++b) {
      int32_t used = table.count[b];
      total += used;
      if (total > kMaxActions)
        break;
      table.base.push_back(static_cast<int32_t>(table.owner.size()));
      table.owner.insert(table.owner.end(), used, static_cast<int32_t>(b));
      if (bytes)
        bytes = llvm::checkedMulAdd<int64_t>(
            used, state.model.programs[rank].buffers[b].slotBytes, *bytes);
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

void mlir::pipe::check::expandPrograms(CheckState &state) {
  const PipelineModel &model = state.model;
  int64_t numRanks = state.getNumRanks();
  int64_t numTasks = std::max<int64_t>(1, model.tasks.size());
  int64_t actions = 0;
  for (auto [program, followed] :
       llvm::zip_equal(model.programs, state.followed))
    actions = std::min(actions + countActions(program.body, followed),
                       kMaxActions + 1);
  if (actions > kMaxActions || model.microBatches > kMaxActions / numTasks) {
    state.report(ViolationKind::Refused, -1, -1,
                 "the programs execute too many actions to be checked, at "
                 "most " +
                     std::to_string(kMaxActions));
    return;
  }
  state.traces.resize(numRanks);
  state.slots.resize(numRanks);
  for (int64_t rank = 0; rank < numRanks; ++rank)
    enterBuffers(state, rank);
  if (!state.isProven())
    return;
  for (int64_t rank = 0; rank < numRanks; ++rank) {
    if (!model.programs[rank].exists) {
      state.report(ViolationKind::Structure, -1, -1,
                   "rank " + std::to_string(rank) + " has no program");
      continue;
    }
    Expander(state, rank).expand(model.programs[rank].body);
    // As many slots are used of those that are alike.
    std::vector<int32_t> &count = state.slots[rank].count;
    for (size_t b = 0; b < count.size(); ++b)
      count[b] = count[state.followed[rank].standIn[b]];
  }
  numberSlots(state);
}
