//===- Structure.cpp - Buffers and actions, each for itself ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckState.h"

#include <algorithm>
#include <set>

using namespace mlir::pipe::check;

namespace {
/// Checks one rank's buffers and actions against the graph.
class StructureChecker {
public:
  StructureChecker(CheckState &state, int64_t rank)
      : state(state), model(state.model), program(model.programs[rank]),
        rank(rank) {}

  void checkBuffers() {
    for (const ProgramBuffer &buffer : program.buffers)
      checkBuffer(buffer);
  }

  /// Checks the actions that are ever executed.
  void checkActions() {
    std::vector<bool> isExecuted(program.actions.size());
    for (const Instance &instance : state.traces[rank])
      isExecuted[instance.action] = true;
    for (int32_t i = 0; i < static_cast<int32_t>(program.actions.size()); ++i) {
      if (!isExecuted[i])
        continue;
      current = i;
      const ProgramAction &action = program.actions[i];
      if (action.role == ActionRole::Run)
        checkRun(action);
      else
        checkOther(action);
    }
  }

private:
  void report(const std::string &text) {
    state.report(ViolationKind::Structure, rank, current,
                 "rank " + std::to_string(rank) + " " + text);
  }

  void checkBuffer(const ProgramBuffer &buffer) {
    bool isCallers =
        buffer.role == BufferRole::Input || buffer.role == BufferRole::Output;
    bool isNamed =
        buffer.role != BufferRole::Local && buffer.role != BufferRole::Received;
    if (isNamed && buffer.subject < 0)
      return report("has the " + buffer.name +
                    ", but the graph has nothing of this name");
    if (isCallers && buffer.slots != model.microBatches)
      return report("has " + std::to_string(buffer.slots) + " slots in the " +
                    buffer.name + " for " + std::to_string(model.microBatches) +
                    " micro-batches");
    int64_t numUpdates = model.getNumUpdates();
    if (buffer.role == BufferRole::Hyper && buffer.slots != numUpdates)
      return report("has " + std::to_string(buffer.slots) + " slots in the " +
                    buffer.name + " for " + std::to_string(numUpdates) +
                    (numUpdates == 1 ? " update" : " updates"));
    // Versions of a parameter may have slots of their own.
    bool isSingle =
        buffer.role == BufferRole::Gradient || buffer.role == BufferRole::State;
    if (isSingle && buffer.slots != 1)
      return report("has " + std::to_string(buffer.slots) + " slots in the " +
                    buffer.name + ", but it has one value");
    int32_t value = buffer.subject;
    if (buffer.role == BufferRole::Output)
      value = model.outputs[value].value;
    if (!isNamed)
      return;
    // Where sums are of another type, only the result has the parameter's.
    bool isSum = buffer.role == BufferRole::Gradient && !buffer.isResult;
    if (isSum && buffer.type != model.values[value].sumType)
      report("accumulates the " + buffer.name +
             " in another type than sums of it have");
    if (!isSum && buffer.type != model.values[value].type)
      report("has the " + buffer.name + " of another type than the graph");
  }

  /// True for a gradient that sums are kept in: not for one that is rounded.
  bool holdsSums(const ProgramBuffer &buffer) const {
    return buffer.role == BufferRole::Gradient &&
           buffer.type == model.values[buffer.subject].sumType;
  }

  void checkRun(const ProgramAction &action) {
    if (action.task < 0)
      return report("runs " + action.taskName +
                    ", but the graph has no such task");
    const GraphTask &task = model.tasks[action.task];
    if (std::find(task.ranks.begin(), task.ranks.end(), rank) ==
        task.ranks.end())
      return report("runs " + task.name +
                    ", but the placement puts it on rank " + quoteRanks(task));
    if (action.ins.size() != task.reads.size() ||
        action.outs.size() != task.results.size())
      return report("runs " + task.name + " with " +
                    std::to_string(action.ins.size()) + " operands and " +
                    std::to_string(action.outs.size()) +
                    " results, but the graph's task has " +
                    std::to_string(task.reads.size()) + " and " +
                    std::to_string(task.results.size()));
    for (size_t i = 0; i < action.ins.size(); ++i)
      if (program.buffers[action.ins[i]].type !=
          model.values[task.reads[i]].type)
        return report("runs " + task.name + " with operand " +
                      std::to_string(i) + " of another type than the graph");
    for (size_t i = 0; i < action.outs.size(); ++i)
      checkResult(action, task, i);
  }

  /// Returns such as "1" or "0 or 3".
  static std::string quoteRanks(const GraphTask &task) {
    std::string text;
    for (int64_t rank : task.ranks)
      text += (text.empty() ? "" : " or ") + std::to_string(rank);
    return text;
  }

  void checkResult(const ProgramAction &action, const GraphTask &task,
                   size_t index) {
    const GraphValue &value = model.values[task.results[index]];
    std::string text = "runs " + task.name + ", whose " + value.name;
    bool isAdded = action.modes[index] == ResultMode::Add;
    if (value.gradientOf >= 0 && !isAdded)
      return report(text + " is a gradient, but it is not accumulated");
    const ProgramBuffer &buffer = program.buffers[action.outs[index]];
    if (buffer.type != (isAdded ? value.sumType : value.type))
      return report(text + " goes to the " + buffer.name + " of another type");
    if (isAdded &&
        (value.gradientOf < 0 || buffer.role != BufferRole::Gradient ||
         buffer.subject != value.gradientOf))
      return report(text + " is accumulated in the " + buffer.name);
    bool isUpdate = isVariable(buffer) && value.variable == buffer.subject;
    if (!isAdded && !isUpdate && buffer.role != BufferRole::Local &&
        buffer.role != BufferRole::Output)
      report(text + " is written to the " + buffer.name);
  }

  /// What a step may write a new value to.
  static bool isVariable(const ProgramBuffer &buffer) {
    return buffer.role == BufferRole::Parameter ||
           buffer.role == BufferRole::State;
  }

  void checkCopy(const ProgramBuffer &from, const ProgramBuffer &into) {
    bool isVersion =
        from.role == BufferRole::Parameter && from.subject == into.subject;
    if (from.role != BufferRole::Received && !isVersion)
      return report("takes over a new value from the " + from.name);
    if (into.role != BufferRole::Parameter)
      return report("takes over a new value into the " + into.name);
    if (from.type != into.type)
      report("copies the " + from.name + " into the " + into.name +
             " of another type");
  }

  /// What an action does that is of one accumulator, or "".
  static std::string getVerbOfSums(ActionRole role) {
    switch (role) {
    case ActionRole::Zero:
      return "zeroes";
    case ActionRole::Divide:
      return "divides";
    case ActionRole::AllReduce:
      return "reduces";
    case ActionRole::AwaitReduced:
      return "awaits the reduction of";
    default:
      return "";
    }
  }

  void checkOther(const ProgramAction &action) {
    if (action.buffer < 0)
      return;
    const ProgramBuffer &buffer = program.buffers[action.buffer];
    BufferRole role = buffer.role;
    bool isSend = action.role == ActionRole::Send;
    if ((isSend || action.role == ActionRole::Post) &&
        (action.channel < 0 ||
         program.channels[action.channel].isSend != isSend))
      return report((isSend ? "sends the " : "posts a receive into the ") +
                    buffer.name + " on a channel of the other direction");
    if (action.role == ActionRole::Post && role != BufferRole::Received)
      return report("posts a receive into the " + buffer.name);
    if (action.role == ActionRole::Wait && role != BufferRole::Received)
      return report("waits for a message in the " + buffer.name);
    if (action.role == ActionRole::Release && role != BufferRole::Received)
      return report("releases the " + buffer.name);
    if (std::string verb = getVerbOfSums(action.role); !verb.empty()) {
      if (role != BufferRole::Gradient)
        return report(verb + " the " + buffer.name);
      if (!holdsSums(buffer))
        return report(verb + " the " + buffer.name +
                      ", which is rounded and holds no sum");
    }
    if (action.role == ActionRole::Add)
      checkAdd(buffer, program.buffers[action.into]);
    if (action.role == ActionRole::Copy)
      checkCopy(buffer, program.buffers[action.into]);
    if (action.role == ActionRole::Round)
      checkRound(buffer, program.buffers[action.into]);
  }

  void checkRound(const ProgramBuffer &from, const ProgramBuffer &into) {
    if (from.role != BufferRole::Gradient || !holdsSums(from))
      return report("rounds the " + from.name);
    if (into.role != BufferRole::Gradient || holdsSums(into) ||
        into.subject != from.subject)
      report("rounds the " + from.name + " into the " + into.name);
  }

  void checkAdd(const ProgramBuffer &from, const ProgramBuffer &into) {
    if (from.role != BufferRole::Gradient && from.role != BufferRole::Received)
      return report("adds the " + from.name);
    if (into.role != BufferRole::Gradient || !holdsSums(into))
      return report("adds into the " + into.name);
    if (from.type != into.type)
      report("adds the " + from.name + " into the " + into.name +
             " of another type");
  }

  CheckState &state;
  const PipelineModel &model;
  const RankProgram &program;
  int64_t rank;
  int32_t current = -1;
};
} // namespace

/// Returns the ranks that make `output` for some micro-batch, ascending.
static std::vector<int64_t> getMakers(const PipelineModel &model,
                                      const GraphOutput &output) {
  std::set<int64_t> ranks;
  // Further micro-batches pass through the same copies.
  auto period = static_cast<int64_t>(model.copyPattern.size());
  for (int64_t m = 0;
       m < std::min(std::max<int64_t>(period, 1), model.microBatches); ++m)
    ranks.insert(model.getRank(model.values[output.value].maker, m));
  return {ranks.begin(), ranks.end()};
}

static std::string quoteRanks(const std::vector<int64_t> &ranks) {
  std::string text;
  for (int64_t rank : ranks)
    text += (text.empty() ? "" : ", ") + std::to_string(rank);
  return text;
}

/// Checks that each output has a buffer where it is made, and the gradient of
/// each parameter one.
static void checkOwners(CheckState &state) {
  const PipelineModel &model = state.model;
  std::vector<std::vector<int64_t>> outputs(model.outputs.size());
  std::vector<std::vector<int64_t>> gradients(model.values.size());
  std::vector<bool> hasGradient(model.values.size());
  for (const GraphValue &value : model.values)
    if (value.gradientOf >= 0)
      hasGradient[value.gradientOf] = true;
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (const ProgramBuffer &buffer : model.programs[rank].buffers) {
      if (buffer.role == BufferRole::Output && buffer.subject >= 0)
        outputs[buffer.subject].push_back(rank);
      if (buffer.isResult && buffer.subject >= 0)
        gradients[buffer.subject].push_back(rank);
    }
  auto report = [&](const std::string &name, const std::vector<int64_t> &ranks,
                    const std::string &needed) {
    state.report(
        ViolationKind::Structure, -1, -1,
        name + " has " + std::to_string(ranks.size()) + " buffers, but needs " +
            needed +
            (ranks.empty() ? "" : "; found on rank " + quoteRanks(ranks)));
  };
  for (size_t i = 0; i < outputs.size(); ++i) {
    std::vector<int64_t> makers = getMakers(model, model.outputs[i]);
    if (outputs[i] != makers)
      report("output '" + model.outputs[i].name + "'", outputs[i],
             makers.size() == 1
                 ? "1"
                 : "one on each of the ranks " + quoteRanks(makers));
  }
  for (size_t i = 0; i < gradients.size(); ++i)
    if (gradients[i].size() != (hasGradient[i] ? 1 : 0))
      report("the gradient of " + model.values[i].name, gradients[i],
             hasGradient[i] ? "1" : "0");
}

void mlir::pipe::check::checkStructure(CheckState &state) {
  for (const GraphTask &task : state.model.tasks)
    if (*std::min_element(task.ranks.begin(), task.ranks.end()) < 0)
      state.report(ViolationKind::Structure, -1, -1,
                   "the placement has no rank for the " + task.name);
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank) {
    StructureChecker checker(state, rank);
    checker.checkBuffers();
    if (state.isProven())
      checker.checkActions();
  }
  if (state.isProven())
    checkOwners(state);
}

void mlir::pipe::check::checkCoverage(CheckState &state) {
  const PipelineModel &model = state.model;
  /// Of a task and micro-batch: a rank and position that runs it.
  std::vector<std::pair<int32_t, int32_t>> first(
      model.tasks.size() * model.microBatches, {-1, -1});
  for (int64_t rank = 0; rank < state.getNumRanks(); ++rank)
    for (int32_t at = 0; at < static_cast<int32_t>(state.traces[rank].size());
         ++at) {
      const ProgramAction &action = state.getAction(rank, at);
      if (action.role != ActionRole::Run)
        continue;
      int32_t batch = state.getMicroBatch(rank, at);
      int64_t numUpdates = model.getNumUpdates();
      if (model.tasks[action.task].isOfUpdate && batch >= numUpdates) {
        state.reportAt(ViolationKind::Coverage, rank, at,
                       numUpdates == 1
                           ? "is run for micro-batch " + std::to_string(batch) +
                                 ", but runs once a step, as micro-batch 0"
                           : "is run, but the step has groups 0 to " +
                                 std::to_string(numUpdates - 1));
        continue;
      }
      if (int64_t meant = model.getRank(action.task, batch); meant != rank)
        state.reportAt(ViolationKind::Coverage, rank, at,
                       "is run here, but the schedule puts it on rank " +
                           std::to_string(meant));
      auto &[seenRank, seenAt] =
          first[action.task * model.microBatches + batch];
      if (seenRank < 0) {
        seenRank = static_cast<int32_t>(rank);
        seenAt = at;
        continue;
      }
      state.note(state.reportAt(ViolationKind::Coverage, rank, at,
                                "is run a second time"),
                 seenRank, seenAt, "it is run here, too");
    }
  for (size_t task = 0; task < model.tasks.size(); ++task) {
    bool isOfUpdate = model.tasks[task].isOfUpdate;
    int64_t numRuns = isOfUpdate ? model.getNumUpdates() : model.microBatches;
    for (int64_t batch = 0; batch < numRuns; ++batch)
      if (first[task * model.microBatches + batch].first < 0) {
        int64_t rank = model.getRank(static_cast<int32_t>(task), batch);
        state.report(
            ViolationKind::Coverage, rank, -1,
            "rank " + std::to_string(rank) + " never runs " +
                model.tasks[task].name +
                (isOfUpdate && numRuns == 1
                     ? ""
                     : (isOfUpdate ? " for group " : " for micro-batch ") +
                           std::to_string(batch)));
        break;
      }
  }
}
