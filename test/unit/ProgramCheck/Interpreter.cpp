//===- Interpreter.cpp - Every order of the ranks -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramMachine.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

Verdict ProgramMachine::run(size_t maxStates) {
  if (prepare())
    explore(maxStates);
  return verdict;
}

/// Depth first over all reachable states. Before the first fault a rank's
/// memory depends only on how far the rank is (tryStep checks it), so a state
/// is how far each rank is.
void ProgramMachine::explore(size_t maxStates) {
  std::set<State> seen;
  std::vector<State> stack{State(programs.size(), 0)};
  seen.insert(stack.back());
  bool isEndChecked = false;
  while (!stack.empty() && verdict.fault.empty()) {
    State state = stack.back();
    stack.pop_back();
    if (++verdict.numStates > maxStates) {
      fail("too many states");
      return;
    }
    if (!countInFlight(state))
      return;
    bool isEnd = true, isStuck = true;
    for (size_t rank = 0; rank < programs.size(); ++rank) {
      if (state[rank] == events[rank].size())
        continue;
      isEnd = false;
      Outcome outcome = tryStep(state, static_cast<int64_t>(rank));
      if (outcome == Outcome::Fault)
        return;
      if (outcome == Outcome::Blocked)
        continue;
      isStuck = false;
      State next = state;
      ++next[rank];
      if (seen.insert(next).second)
        stack.push_back(next);
    }
    if (!isEnd && isStuck)
      fail("stuck");
    if (isEnd && !isEndChecked) {
      isEndChecked = true;
      now = state;
      checkEnd();
    }
  }
}

Outcome ProgramMachine::tryStep(const State &state, int64_t rank) {
  now = state;
  self = rank;
  reads.clear();
  size_t at = state[rank];
  Memory memory = memories[rank][at];
  Outcome outcome = execute(events[rank][at], memory);
  if (outcome == Outcome::Fault)
    fail("fault");
  if (outcome != Outcome::Done)
    return outcome;
  if (memories[rank].size() == at + 1) {
    memories[rank].push_back(std::move(memory));
    readsOf[rank].push_back(reads);
  } else if (readsOf[rank][at] != reads) {
    fail("what is read depends on the order");
    return Outcome::Fault;
  }
  return outcome;
}

/// A send that finds its channel full would wait.
bool ProgramMachine::countInFlight(const State &state) {
  for (size_t rank = 0; rank < programs.size(); ++rank)
    for (const auto &[channel, sent] : memories[rank][state[rank]].sent) {
      int64_t receiver = std::get<1>(channel);
      int64_t inFlight = static_cast<int64_t>(sent.size());
      for (const MessageId &id : memories[receiver][state[receiver]].released)
        inFlight -= id.first == channel;
      int64_t &maximum = verdict.maxInFlight[channel];
      maximum = std::max(maximum, inFlight);
      if (inFlight > sending.at(channel).front())
        return fail("a channel is full");
    }
  return true;
}

bool ProgramMachine::checkFinalOutput(const Memory &memory, BufferOp buffer) {
  auto rank =
      static_cast<int64_t>(buffer->getParentOfType<ProgramOp>().getRank());
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(), yield.getOutputNames())) {
    if (cast<StringAttr>(name).getValue() != *buffer.getName())
      continue;
    for (int64_t m = 0; m < microBatches; ++m) {
      auto it = memory.cells.find({buffer, m});
      if (getRank(value.getDefiningOp<TaskOp>(), m) != rank) {
        if (it != memory.cells.end() && it->second.kind != Cell::Empty)
          return fail("writes another rank's output");
        continue;
      }
      if (it == memory.cells.end() || it->second.term != getTerm(value, m))
        return fail("wrong output");
    }
  }
  return true;
}

/// Who holds a parameter or state that the step changes holds its last value,
/// in all slots.
bool ProgramMachine::checkFinalVariable(const Memory &memory, BufferOp buffer) {
  Operation *variable = getVariable(buffer);
  if (!getNewValue(variable))
    return true;
  for (int64_t i = 0; i < buffer.getType().getSlots(); ++i) {
    const Cell &cell = memory.cells.at({buffer, i});
    if (cell.kind != Cell::Value ||
        cell.term != Term(variable, getNumUpdates()))
      return fail("holds no new value");
  }
  return true;
}

bool ProgramMachine::isGradientOf(const Cell &cell, Operation *param,
                                  int64_t update) {
  if (cell.kind != Cell::Accumulator)
    return false;
  int64_t begin = update == 0 ? 0 : lastOfGroup[update - 1] + 1;
  std::multiset<Term> wanted;
  for (Value value : yield.getGradients())
    if (getParameterOfGradient(value) == param)
      for (int64_t m = begin; m <= lastOfGroup[update]; ++m)
        wanted.insert({value.getAsOpaquePointer(), m});
  int64_t size = lastOfGroup[update] + 1 - begin;
  std::vector<int64_t> divisors;
  if (pipeline.getGradients() == GradientMode::Mean && size > 1)
    divisors.push_back(size);
  std::vector<bool> means;
  if (isReduced)
    means.push_back(pipeline.getGradients() == GradientMode::Mean);
  Type type = cast<ParamOp>(param).getType();
  return cell.sum.terms == wanted && cell.sum.divisors == divisors &&
         cell.sum.others == (isReduced ? wanted : std::multiset<Term>()) &&
         cell.sum.means == means &&
         cell.sum.isRounded == (getAccumulatorType(type) != type);
}

bool ProgramMachine::checkFinalBuffer(const Memory &memory, BufferOp buffer) {
  if (buffer.getKind() == BufferKind::Output)
    return checkFinalOutput(memory, buffer);
  if (getVariable(buffer))
    return checkFinalVariable(memory, buffer);
  if (!buffer.getResult())
    return true;
  auto it = memory.cells.find({buffer, 0});
  return (it != memory.cells.end() &&
          isGradientOf(it->second, pipeline.lookupParam(*buffer.getName()),
                       getNumUpdates() - 1)) ||
         fail("wrong gradient");
}

/// As many posts as sends, on every channel of the sender `memory`.
bool ProgramMachine::areAllTaken(const Memory &memory) {
  for (const auto &[channel, sent] : memory.sent) {
    const Memory &receiver = getMemory(std::get<1>(channel));
    auto it = receiver.posted.find(channel);
    if (it == receiver.posted.end() || it->second.size() != sent.size())
      return fail("message not received");
  }
  return true;
}

bool ProgramMachine::checkEnd() {
  std::set<Term> ran;
  for (size_t rank = 0; rank < programs.size(); ++rank) {
    const Memory &memory = getMemory(rank);
    ran.insert(memory.ran.begin(), memory.ran.end());
    for (const auto &[slot, messages] : memory.outstanding)
      if (!messages.empty())
        return fail("sends not known to be done at the end");
    for (const auto &[slot, cell] : memory.cells) {
      if (cell.isMessage)
        return fail("message not released at the end");
      if (cell.kind == Cell::Reducing)
        return fail("reduction not awaited at the end");
    }
    if (!areAllTaken(memory))
      return false;
    for (BufferOp buffer : programs[rank].getBody().getOps<BufferOp>())
      if (!checkFinalBuffer(memory, buffer))
        return false;
  }
  auto count = [](Region &region) {
    return llvm::range_size(region.getOps<TaskOp>());
  };
  size_t numRuns = count(pipeline.getGraph().getBody()) * microBatches +
                   (step ? count(step.getBody()) * lastOfGroup.size() : 0);
  return ran.size() == numRuns || fail("a task did not run");
}

Verdict mlir::pipe::test::interpret(PipelineOp pipeline, SendDone sendDone,
                                    size_t maxStates) {
  return ProgramMachine(pipeline, sendDone).run(maxStates);
}
