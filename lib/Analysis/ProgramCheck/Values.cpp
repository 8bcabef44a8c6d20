//===- Values.cpp - Which value lies in which slot ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Values.h"

using namespace mlir::pipe::check;

/// Whether `value` is of a micro-batch, and not of an update or variable.
static bool isOfMicroBatch(const PipelineModel &model, int32_t value) {
  const GraphValue &v = model.values[value];
  if (v.kind == GraphValue::Kind::Result)
    return !model.tasks[v.maker].isOfUpdate;
  return v.kind == GraphValue::Kind::Input;
}

ValueTracker::ValueTracker(CheckState &state)
    : state(state), partialsOf(state.model.values.size()),
      slots(state.getNumRanks()), filledAt(state.getNumRanks()),
      sums(state.getNumRanks()), inFlight(state.messages.size()) {
  for (size_t v = 0; v < state.model.values.size(); ++v)
    if (int32_t parameter = state.model.values[v].gradientOf; parameter >= 0)
      partialsOf[parameter].push_back(static_cast<int32_t>(v));
  for (int32_t r = 0; r < state.getNumRanks(); ++r) {
    for (size_t i = 0; i < state.traces[r].size() && !isReduced; ++i)
      isReduced = state.getAction(r, static_cast<int32_t>(i)).role ==
                  ActionRole::AllReduce;
    const SlotTable &table = state.slots[r];
    const std::vector<ProgramBuffer> &buffers = state.model.programs[r].buffers;
    slots[r].resize(table.owner.size());
    filledAt[r].assign(table.owner.size(), -1);
    sums[r].resize(buffers.size());
    for (size_t b = 0; b < buffers.size(); ++b)
      for (int32_t i = 0; i < table.count[b]; ++i) {
        if (buffers[b].role == BufferRole::Input ||
            buffers[b].role == BufferRole::Hyper)
          slots[r][table.base[b] + i] = {buffers[b].subject, i};
        if (buffers[b].role == BufferRole::Parameter ||
            buffers[b].role == BufferRole::State)
          slots[r][table.base[b] + i] = getVersion(buffers[b].subject, 0);
      }
  }
}

ValueTracker::Content ValueTracker::getVersion(int32_t variable,
                                               int64_t version) const {
  int32_t update = state.model.values[variable].update;
  if (update < 0 || version == 0)
    return {variable, 0};
  return {update, static_cast<int32_t>(version - 1)};
}

ValueTracker::Content ValueTracker::getMeant(int32_t task,
                                             int32_t value) const {
  const PipelineModel &model = state.model;
  switch (model.values[value].kind) {
  case GraphValue::Kind::Parameter:
  case GraphValue::Kind::State:
    return getVersion(value, model.getVersion(task, batch));
  case GraphValue::Kind::Hyper:
    return {value, static_cast<int32_t>(model.tasks[task].isOfUpdate
                                            ? batch
                                            : model.getGroup(batch))};
  case GraphValue::Kind::Input:
  case GraphValue::Kind::Gradient:
  case GraphValue::Kind::Result:
    break;
  }
  return {value, batch};
}

int32_t ValueTracker::getSlot(int32_t buffer) const {
  return state.slots[rank].getSlot(buffer, batch);
}

std::string ValueTracker::describe(const Content &content) const {
  if (content.value == kNothing)
    return "nothing";
  if (content.value == kSum)
    return "a sum of gradients";
  const PipelineModel &model = state.model;
  const GraphValue &value = model.values[content.value];
  if (isOfMicroBatch(model, content.value))
    return value.name + " for micro-batch " + std::to_string(content.batch);
  if (model.getNumUpdates() == 1)
    return value.name;
  if (value.update >= 0)
    return "version 0 of " + value.name;
  if (value.variable >= 0 && value.kind == GraphValue::Kind::Result)
    return "version " + std::to_string(content.batch + 1) + " of " +
           model.values[value.variable].name;
  bool isVariable = value.kind == GraphValue::Kind::Parameter ||
                    value.kind == GraphValue::Kind::State;
  return value.name +
         (isVariable ? "" : " for group " + std::to_string(content.batch));
}

Violation *ValueTracker::report(ViolationKind kind, const std::string &text) {
  return state.reportAt(kind, rank, at, text);
}

void ValueTracker::execute(int32_t currentRank, int32_t position,
                           int32_t message) {
  rank = currentRank;
  at = position;
  batch = state.getMicroBatch(rank, at);
  const ProgramAction &action = state.getAction(rank, at);
  if (!state.isFollowed(rank, action))
    return;
  switch (action.role) {
  case ActionRole::Run:
    return run(action);
  case ActionRole::Send:
    return send(action, message);
  case ActionRole::Wait:
    slots[rank][getSlot(action.buffer)] = inFlight[message];
    filledAt[rank][getSlot(action.buffer)] = at;
    return;
  case ActionRole::Zero:
    sums[rank][action.buffer] = {};
    return;
  case ActionRole::Add:
    return addSums(action);
  case ActionRole::Divide:
    return divide(action);
  case ActionRole::Round:
    return round(action);
  case ActionRole::Copy:
    return copy(action);
  case ActionRole::AllReduce:
    return reduce(action);
  case ActionRole::Post:
  case ActionRole::Acquire:
  case ActionRole::Release:
  case ActionRole::AwaitReduced: // Nobody looks in between.
  case ActionRole::Drain:
    return;
  }
}

void ValueTracker::run(const ProgramAction &action) {
  const GraphTask &task = state.model.tasks[action.task];
  const FollowedBuffers::Operands &followed = state.getFollowed(rank, at);
  for (size_t i = 0; i < followed.ins.size(); ++i)
    checkRead(action, followed.ins[i], state.getOperandSlot(rank, at, i));
  for (size_t i = 0; i < followed.outs.size(); ++i) {
    int32_t result = followed.outs[i];
    if (action.modes[result] == ResultMode::Add) {
      accumulate(action.outs[result], task.results[result]);
      continue;
    }
    int32_t slot = state.getResultSlot(rank, at, i);
    slots[rank][slot] = {task.results[result], batch};
    filledAt[rank][slot] = at;
  }
}

void ValueTracker::checkRead(const ProgramAction &action, int32_t operand,
                             int32_t slot) {
  int32_t buffer = action.ins[operand];
  Content expected =
      getMeant(action.task, state.model.tasks[action.task].reads[operand]);
  Content found = slots[rank][slot];
  const ProgramBuffer &read = state.model.programs[rank].buffers[buffer];
  if (isGradientOf(read, expected.value)) {
    for (const std::string &fault : findFaults(rank, buffer, batch))
      report(ViolationKind::Gradient, "reads the " + read.name + fault);
    return;
  }
  if (read.role == BufferRole::Gradient)
    found.value = kSum;
  if (found == expected)
    return;
  Violation *violation =
      report(ViolationKind::Value, "reads " + describe(found) + " as operand " +
                                       std::to_string(operand) + " from the " +
                                       read.name + ", but the graph means " +
                                       describe(expected));
  if (filledAt[rank][slot] >= 0)
    state.note(violation, rank, filledAt[rank][slot],
               "the slot was filled here by the " +
                   state.describe(rank, filledAt[rank][slot]));
}

void ValueTracker::send(const ProgramAction &action, int32_t message) {
  Content content = slots[rank][getSlot(action.buffer)];
  const ProgramBuffer &buffer =
      state.model.programs[rank].buffers[action.buffer];
  if (buffer.role == BufferRole::Gradient) {
    content = {kSum, static_cast<int32_t>(sentSums.size())};
    sentSums.push_back(sums[rank][action.buffer]);
  }
  inFlight[message] = content;
  if (content.value >= 0 && isOfMicroBatch(state.model, content.value) &&
      content.batch != batch)
    report(ViolationKind::Value, "finds " + describe(content) + " in the slot");
}

bool ValueTracker::isGradientOf(const ProgramBuffer &buffer,
                                int32_t value) const {
  const GraphValue &v = state.model.values[value];
  return v.kind == GraphValue::Kind::Gradient && buffer.isResult &&
         buffer.role == BufferRole::Gradient && buffer.subject == v.variable;
}

void ValueTracker::copy(const ProgramAction &action) {
  const std::vector<ProgramBuffer> &buffers =
      state.model.programs[rank].buffers;
  const ProgramBuffer &into = buffers[action.into];
  Content content = slots[rank][state.getOperandSlot(rank, at, 0)];
  // Reads and the end say which version it must be. The first one is held.
  bool isFirst = content.value == into.subject &&
                 buffers[action.buffer].role == BufferRole::Parameter;
  bool isNew = content.value >= 0 &&
               state.model.values[content.value].variable == into.subject;
  if (!isFirst && !isNew)
    report(ViolationKind::Update, "takes over " + describe(content) +
                                      ", which is no new value of the " +
                                      into.name);
  int32_t slot = state.getResultSlot(rank, at, 0);
  slots[rank][slot] = content;
  filledAt[rank][slot] = at;
}

//===----------------------------------------------------------------------===//
// End of the step
//===----------------------------------------------------------------------===//

void ValueTracker::checkOutput(int32_t rank, int32_t buffer) {
  const ProgramBuffer &output = state.model.programs[rank].buffers[buffer];
  const SlotTable &table = state.slots[rank];
  for (int32_t m = 0; m < table.count[buffer]; ++m) {
    int32_t slot = table.base[buffer] + m;
    int32_t value = state.model.outputs[output.subject].value;
    // Other ranks write the other slots, where this one must not.
    bool isHere =
        state.model.getRank(state.model.values[value].maker, m) == rank;
    Content expected = isHere ? Content{value, m} : Content();
    if (slots[rank][slot] == expected)
      continue;
    std::string text = "rank " + std::to_string(rank) + " ends with " +
                       describe(slots[rank][slot]) + " in slot " +
                       std::to_string(m) + " of the " + output.name +
                       ", but the graph means " + describe(expected);
    Violation *violation =
        state.report(ViolationKind::Output, rank, -1, std::move(text));
    if (filledAt[rank][slot] >= 0)
      state.note(violation, rank, filledAt[rank][slot],
                 "the slot was filled here");
    return;
  }
}

/// Whoever holds a parameter or state holds its new value, in all slots, so
/// that the next step begins as this one did.
void ValueTracker::checkUpdate(int32_t rank, int32_t buffer) {
  const PipelineModel &model = state.model;
  const ProgramBuffer &held = model.programs[rank].buffers[buffer];
  const SlotTable &table = state.slots[rank];
  if (model.values[held.subject].update < 0)
    return;
  Content expected = getVersion(held.subject, model.getNumUpdates());
  for (int32_t i = 0; i < table.count[buffer]; ++i) {
    int32_t slot = table.base[buffer] + i;
    if (slots[rank][slot] == expected)
      continue;
    bool isOld = model.getNumUpdates() == 1 &&
                 slots[rank][slot] == getVersion(held.subject, 0);
    Violation *violation = state.report(
        ViolationKind::Update, rank, -1,
        "rank " + std::to_string(rank) + " ends with " +
            (isOld ? "the old value" : describe(slots[rank][slot])) + " in " +
            (held.slots > 1 ? "slot " + std::to_string(i) + " of " : "") +
            "the " + held.name + ", but the step makes it " +
            describe(expected));
    if (filledAt[rank][slot] >= 0)
      state.note(violation, rank, filledAt[rank][slot],
                 "the slot was filled here");
    return;
  }
}

void ValueTracker::checkEnd() {
  for (int32_t r = 0; r < state.getNumRanks(); ++r) {
    const std::vector<ProgramBuffer> &buffers = state.model.programs[r].buffers;
    for (int32_t b = 0; b < static_cast<int32_t>(buffers.size()); ++b) {
      if (!state.followed[r].isFollowed(b))
        continue;
      if (buffers[b].role == BufferRole::Output)
        checkOutput(r, b);
      if (buffers[b].isResult)
        checkGradient(r, b);
      if (buffers[b].role == BufferRole::Parameter ||
          buffers[b].role == BufferRole::State)
        checkUpdate(r, b);
    }
  }
}
