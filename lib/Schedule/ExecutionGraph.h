//===- ExecutionGraph.h - Who waits for whom in a schedule ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_EXECUTIONGRAPH_H
#define PIPE_LIB_SCHEDULE_EXECUTIONGRAPH_H

#include "Coverage.h"
#include "pipe/Schedule/Check.h"

namespace mlir::pipe {

/// The actions of a schedule with what each reads.
class ExecutionGraph {
public:
  /// Finds all errors of `checkSchedule` except circles between ranks. The
  /// schedule must outlive the graph.
  static Result<ExecutionGraph> create(const Schedule &schedule,
                                       const std::vector<TaskEdge> &edges);

  const ActionTable &getTable() const { return table; }

  /// Calls `visit(index)` for each action that must be done before `action`.
  template <class Visitor>
  void forEachOperand(const Action &action, Visitor visit) const;

  /// Runs all ranks and calls `visit(index)` for each action once everything it
  /// waits for was visited.
  /// \returns for each rank how far it came; less than its number of actions if
  ///          ranks wait for each other in a circle.
  template <class Visitor>
  std::vector<int64_t> run(Visitor visit) const;

  /// Returns the circle in which ranks wait that came no further than
  /// `positions`, or nothing if all ranks reached their end.
  std::optional<Error>
  describeCircle(const std::vector<int64_t> &positions) const;

private:
  struct Operand {
    int32_t stage;
    Slot slot;
    friend bool operator==(const Operand &, const Operand &) = default;
  };

  std::vector<Operand> &getOperands(int64_t stage, Slot slot) {
    return operands[static_cast<size_t>(stage * kNumSlots +
                                        static_cast<int64_t>(slot))];
  }
  ActionIndex findMissing(const Action &action,
                          const std::vector<int64_t> &positions) const;
  std::optional<Error> addEdge(const TaskEdge &edge);
  std::optional<Error> checkOrder() const;
  std::optional<Error> checkUpdateOrder(int64_t rank) const;

  ActionTable table;
  /// What the task (stage, slot) reads, for every micro-batch.
  std::vector<std::vector<Operand>> operands;
};

//===----------------------------------------------------------------------===//
// Templates
//===----------------------------------------------------------------------===//

template <class Visitor>
void ExecutionGraph::forEachOperand(const Action &action, Visitor visit) const {
  // An update follows the backward of its stage on its own rank, which is a
  // matter of order (see checkUpdateOrder).
  if (action.kind == ActionKind::Update)
    return;
  auto visitSlot = [&](Slot slot) {
    const auto &list = operands[static_cast<size_t>(
        action.stage * kNumSlots + static_cast<int64_t>(slot))];
    for (const Operand &operand : list) {
      // What one half hands to the other stays inside of B.
      if (action.kind == ActionKind::Backward &&
          operand.stage == action.stage && operand.slot != Slot::Forward)
        continue;
      ActionIndex index =
          table.find(operand.stage, operand.slot, action.microBatch);
      // B stands for W.
      if (index == kNoAction && operand.slot == Slot::WeightGradient)
        index = table.find(operand.stage, Slot::Backward, action.microBatch);
      if (index != kNoAction)
        visit(index);
    }
  };
  if (action.kind == ActionKind::Forward)
    return visitSlot(Slot::Forward);
  if (action.kind != ActionKind::WeightGradient)
    visitSlot(Slot::Backward);
  if (action.kind != ActionKind::InputGradient)
    visitSlot(Slot::WeightGradient);
}

template <class Visitor>
std::vector<int64_t> ExecutionGraph::run(Visitor visit) const {
  const Schedule &schedule = table.getSchedule();
  auto numRanks = static_cast<size_t>(schedule.ranks);
  std::vector<int64_t> positions(numRanks, 0);
  // A stopped rank waits for one action; ranks that wait for the same action
  // form a list.
  std::vector<int32_t> firstWaiter(static_cast<size_t>(table.numActions()), -1);
  std::vector<int32_t> nextWaiter(numRanks, -1);
  std::vector<int32_t> runnable;
  for (size_t rank = numRanks; rank-- > 0;)
    runnable.push_back(static_cast<int32_t>(rank));

  while (!runnable.empty()) {
    auto rank = static_cast<size_t>(runnable.back());
    runnable.pop_back();
    const std::vector<Action> &list = schedule.actions[rank];
    for (int64_t &position = positions[rank];
         position < static_cast<int64_t>(list.size()); ++position) {
      ActionIndex missing =
          findMissing(list[static_cast<size_t>(position)], positions);
      if (missing != kNoAction) {
        nextWaiter[rank] = firstWaiter[static_cast<size_t>(missing)];
        firstWaiter[static_cast<size_t>(missing)] = static_cast<int32_t>(rank);
        break;
      }
      ActionIndex index = table.getIndex(static_cast<int64_t>(rank), position);
      visit(index);
      for (int32_t waiter = firstWaiter[static_cast<size_t>(index)];
           waiter != -1; waiter = nextWaiter[static_cast<size_t>(waiter)])
        runnable.push_back(waiter);
    }
  }
  return positions;
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_EXECUTIONGRAPH_H
