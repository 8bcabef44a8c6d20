//===- Instructions.cpp - What each rank does, in order -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/Instructions.h"

#include "Transfers.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

using namespace mlir::pipe;
using ItemKind = CommunicationItem::Kind;

namespace {
using Message = std::pair<int32_t, int64_t>; // value, micro-batch
using Items = std::vector<std::vector<CommunicationItem>>;
using Channel = std::tuple<int64_t, int64_t, bool>; // from, to, isActivation

/// Expands the items of all ranks: first what everybody sends, because that is
/// the order in which the others receive.
class Expander {
public:
  /// `items` is null where the schedule has no transfers of its own.
  Expander(const Schedule &schedule, const Items *items,
           const Dataflow &dataflow)
      : schedule(schedule), items(items), dataflow(dataflow), numbers(dataflow),
        remote(schedule.numCopies()),
        updatesWithinStep(schedule.updatesWithinStep()) {
    for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
      for (size_t v = 0; v < dataflow.values.size(); ++v)
        remote[copy].push_back(
            dataflow.getRemoteReaders(static_cast<int32_t>(v), copy));
  }

  std::vector<std::vector<Instruction>> run() {
    for (rank = 0; rank < schedule.ranks; ++rank)
      forEachItem([&](const CommunicationItem &item) { queue(item); });
    std::vector<std::vector<Instruction>> instructions(schedule.ranks);
    for (rank = 0; rank < schedule.ranks; ++rank) {
      held.clear();
      zeroed.clear();
      out = &instructions[rank];
      forEachItem([&](const CommunicationItem &item) { expand(item); });
    }
    return instructions;
  }

private:
  template <typename Function>
  void forEachItem(Function function) {
    if (items)
      for (const CommunicationItem &item : (*items)[rank])
        function(item);
    else
      for (const Action &action : schedule.actions[rank])
        function({ItemKind::Compute, action, kNoPeer});
  }

  /// Calls `function` with each task that `action` runs: none, one, or I and W.
  template <typename Function>
  void forEachTask(const Action &action, Function function) {
    auto visit = [&](ActionKind kind) {
      if (int32_t task = numbers.lookup(kind, action.stage); task >= 0)
        function(task);
    };
    if (action.kind == ActionKind::Backward && numbers.isSplit(action.stage)) {
      visit(ActionKind::InputGradient);
      visit(ActionKind::WeightGradient);
    } else {
      visit(action.kind);
    }
  }

  int64_t getRank(int32_t task, int64_t m) const {
    return dataflow.getRank(task, dataflow.getCopy(m));
  }

  /// Calls `function` with each value that `task` makes of micro-batch `m`, and
  /// each other rank that reads it.
  template <typename Function>
  void forEachMessage(int32_t task, int64_t m, Function function) {
    for (int32_t value : dataflow.tasks[task].writes)
      for (int64_t peer : remote[dataflow.getCopy(m)][value])
        function(value, peer);
  }

  /// The rank to which items, not their tasks, send what `task` makes, or -1.
  int64_t getItemPeer(int32_t task, int64_t m) const {
    if (!items)
      return -1;
    const DataflowTask &maker = dataflow.tasks[task];
    auto send =
        makeSend(schedule, {maker.stage, maker.kind, static_cast<int32_t>(m)});
    return send ? send->peer : -1;
  }

  /// Returns the task whose values a transfer moves, F or B or I, or -1.
  int32_t getMaker(const CommunicationItem &transfer) const {
    int64_t stage = transfer.kind == ItemKind::Send ? transfer.action.stage
                                                    : getOtherStage(transfer);
    ActionKind kind = transfer.action.kind;
    if (kind == ActionKind::Backward && numbers.isSplit(stage))
      kind = ActionKind::InputGradient;
    return numbers.lookup(kind, stage);
  }

  //===--------------------------------------------------------------------===//
  // What is sent
  //===--------------------------------------------------------------------===//

  /// Calls `function` with what is sent at an item.
  template <typename Function>
  void forEachSent(const CommunicationItem &item, Function function) {
    int64_t m = item.action.microBatch;
    if (item.kind == ItemKind::Send) {
      if (int32_t task = getMaker(item); task >= 0)
        forEachMessage(task, m, [&](int32_t value, int64_t peer) {
          if (peer == item.peer)
            function(value, peer);
        });
    } else if (item.kind == ItemKind::Compute) {
      forEachTask(item.action, [&](int32_t task) {
        int64_t other = getItemPeer(task, m);
        forEachMessage(task, m, [&](int32_t value, int64_t peer) {
          if (peer != other)
            function(value, peer);
        });
      });
    }
  }

  void queue(const CommunicationItem &item) {
    forEachSent(item, [&](int32_t value, int64_t peer) {
      messages[{rank, peer, dataflow.isActivation(value)}].push_back(
          {value, item.action.microBatch});
    });
  }

  //===--------------------------------------------------------------------===//
  // What a rank does
  //===--------------------------------------------------------------------===//

  void add(InstructionKind kind, int32_t object, int64_t peer, int64_t m) {
    out->push_back({kind, object, peer, m});
  }

  void expand(const CommunicationItem &item) {
    int64_t m = item.action.microBatch;
    switch (item.kind) {
    case ItemKind::Compute:
      if (item.action.kind == ActionKind::Update && updatesWithinStep)
        update(item.action);
      forEachTask(item.action, [&](int32_t task) { run(task, m); });
      break;
    case ItemKind::Send:
      forEachSent(item, [&](int32_t value, int64_t peer) {
        add(InstructionKind::Send, value, peer, m);
      });
      break;
    case ItemKind::Receive:
      if (int32_t maker = getMaker(item); maker >= 0)
        forEachMessage(maker, m, [&](int32_t value, int64_t peer) {
          if (peer == rank)
            post(value, m);
        });
      break;
    }
  }

  bool isRemote(int32_t value, int64_t m) const {
    int32_t maker = dataflow.values[value].maker;
    return maker >= 0 && getRank(maker, m) != rank;
  }

  /// Posts the receives of messages up to the one of `value` and micro-batch
  /// `m`, unless it has been posted.
  void post(int32_t value, int64_t m) {
    if (held.count({value, m}))
      return;
    int64_t peer = getRank(dataflow.values[value].maker, m);
    auto &coming = messages[{peer, rank, dataflow.isActivation(value)}];
    while (!coming.empty()) {
      Message message = coming.front();
      coming.pop_front();
      add(InstructionKind::Post, message.first, peer, message.second);
      const auto &readers = dataflow.values[message.first].readers;
      held[message].reads =
          std::count_if(readers.begin(), readers.end(), [&](int32_t task) {
            return getRank(task, message.second) == rank;
          });
      // Where items say when to post, the first reader waits.
      if (!items)
        wait(message.first, message.second);
      if (message == Message(value, m))
        return;
    }
  }

  void wait(int32_t value, int64_t m) {
    auto it = held.find({value, m});
    if (it == held.end() || it->second.isWaitedFor)
      return;
    add(InstructionKind::Wait, value, -1, m);
    it->second.isWaitedFor = true;
  }

  void run(int32_t index, int64_t m) {
    const DataflowTask &task = dataflow.tasks[index];
    for (int32_t value : task.reads)
      if (isRemote(value, m)) {
        post(value, m);
        wait(value, m);
      }
    int32_t acquired = -1;
    forEachMessage(index, m, [&](int32_t value, int64_t) {
      if (value != acquired)
        add(InstructionKind::Acquire, value, -1, m);
      acquired = value;
    });
    zero(task, m);
    add(InstructionKind::Run, index, -1, m);
    int64_t other = getItemPeer(index, m);
    forEachMessage(index, m, [&](int32_t value, int64_t peer) {
      if (peer != other)
        add(InstructionKind::Send, value, peer, m);
    });
    for (int32_t value : task.reads)
      if (isRemote(value, m))
        release(value, m);
  }

  void update(const Action &action) {
    add(InstructionKind::Update, action.stage, -1, action.microBatch);
    zeroed.erase(action.stage);
  }

  /// Zeroes the gradients that `task` adds to, if it is the first one of its
  /// group.
  void zero(const DataflowTask &task, int64_t m) {
    auto isGradient = [&](int32_t value) {
      return dataflow.values[value].isGradient;
    };
    if (updatesWithinStep &&
        std::any_of(task.writes.begin(), task.writes.end(), isGradient) &&
        zeroed.insert(task.stage).second)
      add(InstructionKind::Zero, task.stage, -1, m);
  }

  /// Gives a message back with its last read.
  void release(int32_t value, int64_t m) {
    auto it = held.find({value, m});
    if (it == held.end() || --it->second.reads > 0)
      return;
    add(InstructionKind::Release, value, -1, m);
    held.erase(it);
  }

  /// A message from its post to its release.
  struct Held {
    int64_t reads = 0; ///< That are still to come.
    bool isWaitedFor = false;
  };

  const Schedule &schedule;
  const Items *items;
  const Dataflow &dataflow;
  TaskNumbers numbers;
  /// Copy -> value -> the other ranks that read it.
  std::vector<std::vector<std::vector<int64_t>>> remote;
  std::map<Channel, std::deque<Message>> messages;
  bool updatesWithinStep;

  // Of the rank at hand.
  int64_t rank = 0;
  std::map<Message, Held> held;
  std::set<int32_t> zeroed; ///< Stages, since their last update.
  std::vector<Instruction> *out = nullptr;
};
} // namespace

std::vector<std::vector<Instruction>>
mlir::pipe::expandSchedule(const CommunicationSchedule &communication,
                           const Dataflow &dataflow) {
  const Items *items =
      communication.hasTransfers() ? &communication.items : nullptr;
  return Expander(communication.schedule, items, dataflow).run();
}

std::vector<std::vector<Instruction>>
mlir::pipe::expandSchedule(const Schedule &schedule, const Dataflow &dataflow) {
  return Expander(schedule, nullptr, dataflow).run();
}
