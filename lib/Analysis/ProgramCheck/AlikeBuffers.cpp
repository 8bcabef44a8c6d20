//===- AlikeBuffers.cpp - Buffers of equal histories ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A parameter, its gradient and its states are one group, as its update reads
// and writes all of them; a local buffer is a group of its own. The history of
// a group is a list of numbers: everything that the program does with its
// buffers, in program order. Runs of tasks that many groups share are named by
// their number. Other actions are those of the group alone, and are written
// out: what they do, in which body they stand, and with which of the group's
// buffers and values, which are numbered as they come. Equal histories are
// equal programs.
//
//===----------------------------------------------------------------------===//

#include "AlikeBuffers.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/IntEqClasses.h"
#include "llvm/ADT/SmallVector.h"

#include <map>
#include <numeric>

using namespace mlir::pipe::check;

namespace {
/// Buffers or values, numbered as they come.
class Numbering {
public:
  int64_t findOrAdd(int32_t item) {
    auto [it, isNew] = numbers.try_emplace(item, numbers.size());
    if (isNew)
      list.push_back(item);
    return it->second;
  }

  llvm::SmallVector<int32_t, 4> list; ///< In their order.

private:
  llvm::SmallDenseMap<int32_t, int64_t, 8> numbers;
};

/// What the program does with a group of buffers.
struct History {
  std::vector<int64_t> text;
  Numbering buffers, values; ///< That it speaks of.
};

/// Finds the buffers of one rank that are alike.
class AlikeFinder {
public:
  AlikeFinder(const PipelineModel &model, const RankProgram &program,
              const std::vector<std::vector<int32_t>> &partialsOf)
      : model(model), program(program), partialsOf(partialsOf),
        isAlone(program.buffers.size()), groups(program.buffers.size()) {}

  /// Returns for each buffer the one that is followed for it.
  std::vector<int32_t> find() {
    std::vector<int32_t> standIn(program.buffers.size());
    std::iota(standIn.begin(), standIn.end(), 0);
    if (!isWellFormed())
      return standIn;
    makeGroups();
    histories.resize(groups.getNumClasses());
    writeNodes(program.body);
    // A buffer that nothing is done with has a history, too.
    for (int32_t b = 0; b < static_cast<int32_t>(standIn.size()); ++b)
      if (!isAlone[b])
        histories[groups[b]].buffers.findOrAdd(b);
    std::map<std::vector<int64_t>, const History *> known;
    for (History &history : histories) {
      finish(history);
      const History *first =
          known.try_emplace(std::move(history.text), &history).first->second;
      for (auto [own, other] :
           llvm::zip_equal(history.buffers.list, first->buffers.list))
        standIn[own] = other;
    }
    return standIn;
  }

private:
  bool isShared(const ProgramAction &action) const {
    if (action.role != ActionRole::Run)
      return false;
    return !model.tasks[action.task].isOfUpdate || !writesVariables(action);
  }

  /// Whether all results are new values of parameters or states, as those of an
  /// update.
  bool writesVariables(const ProgramAction &action) const {
    return !action.outs.empty() &&
           std::all_of(action.outs.begin(), action.outs.end(), [&](int32_t b) {
             BufferRole role = program.buffers[b].role;
             return role == BufferRole::Parameter || role == BufferRole::State;
           });
  }

  /// Runs have the operands that the graph says. Others are reported later.
  bool isWellFormed() const {
    return std::all_of(program.actions.begin(), program.actions.end(),
                       [&](const ProgramAction &action) {
                         if (action.role != ActionRole::Run)
                           return true;
                         if (action.task < 0)
                           return false;
                         const GraphTask &task = model.tasks[action.task];
                         return action.ins.size() == task.reads.size() &&
                                action.outs.size() == task.results.size();
                       });
  }

  /// Whether others may be like `buffer`. Where values share bytes, each is
  /// followed.
  static bool isGrouped(const ProgramBuffer &buffer) {
    switch (buffer.role) {
    case BufferRole::Local:
      return !buffer.place;
    case BufferRole::Parameter:
    case BufferRole::State:
    case BufferRole::Gradient:
      return true;
    case BufferRole::Received:
    case BufferRole::Input:
    case BufferRole::Output:
    case BufferRole::Hyper:
      return false;
    }
    return false;
  }

  static bool isTransfer(ActionRole role) {
    return role == ActionRole::Send || role == ActionRole::Post ||
           role == ActionRole::Wait || role == ActionRole::Acquire ||
           role == ActionRole::Release;
  }

  /// The buffers of an action that no other group shares.
  llvm::SmallVector<int32_t, 8> getUsed(const ProgramAction &action) const {
    llvm::SmallVector<int32_t, 8> used(action.ins.begin(), action.ins.end());
    used.append(action.outs.begin(), action.outs.end());
    if (action.role != ActionRole::Run)
      for (int32_t buffer : {action.buffer, action.into})
        if (buffer >= 0)
          used.push_back(buffer);
    return used;
  }

  void makeGroups() {
    for (size_t b = 0; b < program.buffers.size(); ++b)
      isAlone[b] = !isGrouped(program.buffers[b]);
    // Local buffers are groups of their own.
    for (const ProgramAction &action : program.actions)
      if (!isShared(action))
        for (int32_t buffer : getUsed(action))
          if (program.buffers[buffer].role == BufferRole::Local)
            isAlone[buffer] = true;
    std::vector<bool> takesPart = isAlone;
    for (const ProgramAction &action : program.actions)
      if (!isShared(action))
        join(action, takesPart);
    groups.compress();
    spread(takesPart);
  }

  /// Makes one group of what an action uses; marks it in `takesPart` if it is
  /// of a message, or touches a buffer that is alone.
  void join(const ProgramAction &action, std::vector<bool> &takesPart) {
    llvm::SmallVector<int32_t, 8> used = getUsed(action);
    // What all updates read, such as a learning rate, is followed anyway.
    if (action.role == ActionRole::Run)
      llvm::erase_if(used, [&](int32_t buffer) { return isAlone[buffer]; });
    bool isMessage =
        isTransfer(action.role) ||
        llvm::any_of(used, [&](int32_t buffer) { return isAlone[buffer]; });
    for (int32_t buffer : used) {
      groups.join(used.front(), buffer);
      takesPart[buffer] = takesPart[buffer] || isMessage;
    }
  }

  /// All of a group are alone if one of them takes part in something.
  void spread(const std::vector<bool> &takesPart) {
    std::vector<bool> isGroupAlone(groups.getNumClasses());
    for (size_t b = 0; b < isAlone.size(); ++b)
      if (takesPart[b])
        isGroupAlone[groups[b]] = true;
    for (size_t b = 0; b < isAlone.size(); ++b)
      isAlone[b] = isGroupAlone[groups[b]];
  }

  //===--------------------------------------------------------------------===//
  // Histories
  //===--------------------------------------------------------------------===//

  void writeNodes(const std::vector<ProgramNode> &nodes) {
    int64_t body = numBodies++;
    for (const ProgramNode &node : nodes) {
      ++numNodes;
      if (node.action < 0)
        writeNodes(node.body);
      else if (const ProgramAction &action = program.actions[node.action];
               isShared(action))
        writeShared(node, action);
      else
        writeOwn(node, action, body);
    }
  }

  static void write(const LoopNumber &number, std::vector<int64_t> &text) {
    text.push_back(number.constant);
    text.push_back(static_cast<int64_t>(number.coefficients.size()));
    text.insert(text.end(), number.coefficients.begin(),
                number.coefficients.end());
  }

  static void writeValue(int32_t value, History &history) {
    history.text.push_back(value < 0 ? -1 : history.values.findOrAdd(value));
  }

  /// One operand or result of a run; `kind` is how it is used.
  void writeUse(const ProgramNode &node, size_t slot, int32_t buffer,
                int32_t value, int64_t kind, History &history) {
    history.text.push_back(kind);
    history.text.push_back(history.buffers.findOrAdd(buffer));
    write(node.slots[slot], history.text);
    writeValue(value, history);
  }

  static constexpr int64_t kRead = -1;
  static int64_t getKind(ResultMode mode) { return static_cast<int64_t>(mode); }

  void writeShared(const ProgramNode &node, const ProgramAction &action) {
    const GraphTask &task = model.tasks[action.task];
    auto writeEach = [&](int32_t buffer, size_t slot, int32_t value,
                         int64_t kind) {
      if (isAlone[buffer])
        return;
      History &history = histories[groups[buffer]];
      history.text.push_back(kShared);
      history.text.push_back(numNodes);
      writeUse(node, slot, buffer, value, kind, history);
    };
    for (size_t i = 0; i < action.ins.size(); ++i)
      writeEach(action.ins[i], i, task.reads[i], kRead);
    for (size_t i = 0; i < action.outs.size(); ++i)
      writeEach(action.outs[i], action.ins.size() + i, task.results[i],
                getKind(action.modes[i]));
  }

  /// An action of one group, if it is not alone.
  void writeOwn(const ProgramNode &node, const ProgramAction &action,
                int64_t body) {
    int32_t buffer =
        action.role == ActionRole::Run ? action.outs.front() : action.buffer;
    if (buffer < 0 || isAlone[buffer])
      return;
    History &history = histories[groups[buffer]];
    std::vector<int64_t> &text = history.text;
    text.insert(text.end(), {kOwn, body, static_cast<int64_t>(action.role),
                             action.divisor, action.isMean});
    write(node.microBatch, text);
    if (action.role == ActionRole::Run)
      return writeUpdate(node, action, history);
    for (int32_t used : {action.buffer, action.into})
      text.push_back(used < 0 ? -1 : history.buffers.findOrAdd(used));
    text.push_back(static_cast<int64_t>(node.slots.size()));
    for (const LoopNumber &slot : node.slots)
      write(slot, text);
  }

  void writeUpdate(const ProgramNode &node, const ProgramAction &action,
                   History &history) {
    const GraphTask &task = model.tasks[action.task];
    history.text.push_back(static_cast<int64_t>(action.ins.size()));
    history.text.push_back(static_cast<int64_t>(action.outs.size()));
    for (size_t i = 0; i < action.ins.size(); ++i) {
      if (!isAlone[action.ins[i]]) {
        writeUse(node, i, action.ins[i], task.reads[i], kRead, history);
        continue;
      }
      history.text.push_back(kFollowed);
      history.text.push_back(action.ins[i]);
    }
    for (size_t i = 0; i < action.outs.size(); ++i)
      writeUse(node, action.ins.size() + i, action.outs[i], task.results[i],
               getKind(action.modes[i]), history);
  }

  /// Writes what its buffers and values are. Values may lead to more of them.
  void finish(History &history) const {
    std::vector<int64_t> &text = history.text;
    text.push_back(kBuffers);
    text.push_back(static_cast<int64_t>(history.buffers.list.size()));
    for (int32_t b : history.buffers.list) {
      const ProgramBuffer &buffer = program.buffers[b];
      text.insert(text.end(), {static_cast<int64_t>(buffer.role), buffer.slots,
                               buffer.isResult});
      writeValue(buffer.subject, history);
    }
    for (size_t i = 0; i < history.values.list.size(); ++i) {
      int32_t number = history.values.list[i];
      const GraphValue &value = model.values[number];
      bool isOfUpdate = value.maker >= 0 && model.tasks[value.maker].isOfUpdate;
      text.insert(text.end(),
                  {static_cast<int64_t>(value.kind), isOfUpdate,
                   value.sumType == value.type,
                   static_cast<int64_t>(partialsOf[number].size())});
      for (int32_t partial : partialsOf[number])
        writeValue(partial, history);
      for (int32_t other : {value.gradientOf, value.update, value.variable})
        writeValue(other, history);
    }
  }

  /// How the parts of a text begin.
  static constexpr int64_t kShared = -2, kOwn = -3, kFollowed = -4,
                           kBuffers = -5;

  const PipelineModel &model;
  const RankProgram &program;
  const std::vector<std::vector<int32_t>> &partialsOf;
  /// Of each buffer: it is followed itself, and no other is like it.
  std::vector<bool> isAlone;
  llvm::IntEqClasses groups; ///< Of buffers.
  std::vector<History> histories;
  int64_t numBodies = 0, numNodes = 0; ///< That were written.
};
} // namespace

/// Returns what is followed when `standIn` says who stands for whom.
static FollowedBuffers follow(const RankProgram &program,
                              std::vector<int32_t> standIn) {
  FollowedBuffers followed;
  followed.standIn = std::move(standIn);
  for (const ProgramAction &action : program.actions) {
    auto keep = [&](const std::vector<int32_t> &buffers) {
      std::vector<int32_t> kept;
      for (size_t i = 0; i < buffers.size(); ++i)
        if (followed.isFollowed(buffers[i]))
          kept.push_back(static_cast<int32_t>(i));
      return kept;
    };
    followed.operands.push_back({keep(action.ins), keep(action.outs)});
  }
  return followed;
}

std::vector<FollowedBuffers>
mlir::pipe::check::findAlikeBuffers(const PipelineModel &model) {
  std::vector<std::vector<int32_t>> partialsOf(model.values.size());
  for (size_t v = 0; v < model.values.size(); ++v)
    if (int32_t parameter = model.values[v].gradientOf; parameter >= 0)
      partialsOf[parameter].push_back(static_cast<int32_t>(v));
  std::vector<FollowedBuffers> all;
  for (const RankProgram &program : model.programs)
    all.push_back(
        follow(program, AlikeFinder(model, program, partialsOf).find()));
  return all;
}

std::vector<FollowedBuffers>
mlir::pipe::check::followAllBuffers(const PipelineModel &model) {
  std::vector<FollowedBuffers> all;
  for (const RankProgram &program : model.programs) {
    std::vector<int32_t> standIn(program.buffers.size());
    std::iota(standIn.begin(), standIn.end(), 0);
    all.push_back(follow(program, std::move(standIn)));
  }
  return all;
}
