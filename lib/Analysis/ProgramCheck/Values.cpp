//===- Values.cpp - Which value lies in which slot ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Values.h"

using namespace mlir::pipe::check;

/// Whether `value` is the same for all micro-batches.
static bool isOnceAStep(const PipelineModel &model, int32_t value) {
  const GraphValue &v = model.values[value];
  if (v.kind == GraphValue::Kind::Result)
    return model.tasks[v.maker].isOnceAStep;
  return v.kind != GraphValue::Kind::Input;
}

ValueTracker::ValueTracker(CheckState &state)
    : state(state), partialsOf(state.model.values.size()),
      slots(state.getNumRanks()), filledAt(state.getNumRanks()),
      sums(state.getNumRanks()), inFlight(state.messages.size()) {
  for (size_t v = 0; v < state.model.values.size(); ++v)
    if (int32_t parameter = state.model.values[v].gradientOf; parameter >= 0)
      partialsOf[parameter].push_back(static_cast<int32_t>(v));
  for (int32_t r = 0; r < state.getNumRanks(); ++r) {
    const SlotTable &table = state.slots[r];
    const std::vector<ProgramBuffer> &buffers = state.model.programs[r].buffers;
    slots[r].resize(table.owner.size());
    filledAt[r].assign(table.owner.size(), -1);
    sums[r].resize(buffers.size());
    for (size_t b = 0; b < buffers.size(); ++b)
      for (int32_t i = 0; i < table.count[b]; ++i)
        if (buffers[b].role == BufferRole::Input ||
            buffers[b].role == BufferRole::Parameter ||
            buffers[b].role == BufferRole::State ||
            buffers[b].role == BufferRole::Hyper)
          slots[r][table.base[b] + i] = getExpected(buffers[b].subject, i);
  }
}

ValueTracker::Content ValueTracker::getExpected(int32_t value,
                                                int32_t batch) const {
  return {value, isOnceAStep(state.model, value) ? 0 : batch};
}

int32_t ValueTracker::getSlot(int32_t buffer) const {
  return state.slots[rank].getSlot(buffer, batch);
}

std::string ValueTracker::describe(const Content &content) const {
  if (content.value == kNothing)
    return "nothing";
  if (content.value == kSum)
    return "a sum of gradients";
  const GraphValue &value = state.model.values[content.value];
  if (isOnceAStep(state.model, content.value))
    return value.name;
  return value.name + " for micro-batch " + std::to_string(content.batch);
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
  case ActionRole::Post:
  case ActionRole::Acquire:
  case ActionRole::Release:
  case ActionRole::Drain:
    return;
  }
}

void ValueTracker::run(const ProgramAction &action) {
  const GraphTask &task = state.model.tasks[action.task];
  for (size_t i = 0; i < action.ins.size(); ++i)
    checkRead(action, i);
  for (size_t i = 0; i < action.outs.size(); ++i) {
    if (action.modes[i] == ResultMode::Add) {
      accumulate(action.outs[i], task.results[i]);
      continue;
    }
    int32_t slot = state.getResultSlot(rank, at, i);
    slots[rank][slot] = getExpected(task.results[i], batch);
    filledAt[rank][slot] = at;
  }
}

void ValueTracker::checkRead(const ProgramAction &action, size_t operand) {
  int32_t buffer = action.ins[operand];
  int32_t slot = state.getOperandSlot(rank, at, operand);
  Content expected =
      getExpected(state.model.tasks[action.task].reads[operand], batch);
  Content found = slots[rank][slot];
  const ProgramBuffer &read = state.model.programs[rank].buffers[buffer];
  if (isGradientOf(read, expected.value)) {
    for (const std::string &fault : findFaults(rank, buffer))
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
  if (content.value >= 0 && content != getExpected(content.value, batch))
    report(ViolationKind::Value, "finds " + describe(content) + " in the slot");
}

bool ValueTracker::isGradientOf(const ProgramBuffer &buffer,
                                int32_t value) const {
  const GraphValue &v = state.model.values[value];
  return v.kind == GraphValue::Kind::Gradient && buffer.isResult &&
         buffer.role == BufferRole::Gradient && buffer.subject == v.variable;
}

void ValueTracker::copy(const ProgramAction &action) {
  const SlotTable &table = state.slots[rank];
  const ProgramBuffer &into = state.model.programs[rank].buffers[action.into];
  Content content = slots[rank][table.base[action.buffer]];
  if (content.value < 0 ||
      state.model.values[content.value].variable != into.subject)
    report(ViolationKind::Update, "takes over " + describe(content) +
                                      ", which is no new value of the " +
                                      into.name);
  slots[rank][table.base[action.into]] = content;
  filledAt[rank][table.base[action.into]] = at;
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
    Content expected = isHere ? getExpected(value, m) : Content();
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

/// Whoever holds a parameter or state holds its new value, so that the next
/// step begins as this one did.
void ValueTracker::checkUpdate(int32_t rank, int32_t buffer) {
  const ProgramBuffer &held = state.model.programs[rank].buffers[buffer];
  int32_t update = state.model.values[held.subject].update;
  int32_t slot = state.slots[rank].base[buffer];
  if (update < 0 || slots[rank][slot] == getExpected(update, 0))
    return;
  bool isOld = slots[rank][slot] == getExpected(held.subject, 0);
  Violation *violation =
      state.report(ViolationKind::Update, rank, -1,
                   "rank " + std::to_string(rank) + " ends with " +
                       (isOld ? "the old value" : describe(slots[rank][slot])) +
                       " in the " + held.name + ", but the step makes it " +
                       state.model.values[update].name);
  if (filledAt[rank][slot] >= 0)
    state.note(violation, rank, filledAt[rank][slot],
               "the slot was filled here");
}

void ValueTracker::checkEnd() {
  for (int32_t r = 0; r < state.getNumRanks(); ++r) {
    const std::vector<ProgramBuffer> &buffers = state.model.programs[r].buffers;
    for (int32_t b = 0; b < static_cast<int32_t>(buffers.size()); ++b) {
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
