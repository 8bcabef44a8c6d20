//===- ExecuteActions.cpp - What one action does to a memory --------------===//
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

Outcome ProgramMachine::execute(const Event &event, Memory &memory) {
  auto judge = [](bool isRight) {
    return isRight ? Outcome::Done : Outcome::Fault;
  };
  Operation *op = event.op;
  if (auto runOp = dyn_cast<RunOp>(op))
    return judge(run(event, memory));
  if (auto sendOp = dyn_cast<SendOp>(op))
    return judge(send(sendOp, event.m, memory));
  if (auto postOp = dyn_cast<PostOp>(op))
    return judge(post(postOp, event.m, memory));
  if (auto waitOp = dyn_cast<WaitOp>(op))
    return wait(waitOp, event.m, memory);
  if (auto releaseOp = dyn_cast<ReleaseOp>(op))
    return judge(release(releaseOp, event.m, memory));
  if (auto acquireOp = dyn_cast<AcquireOp>(op))
    return acquire({getSlot(acquireOp.getBuffer(), event.m)}, memory);
  if (isa<DrainOp>(op)) {
    std::vector<SlotId> slots;
    for (const auto &[slot, messages] : memory.outstanding)
      slots.push_back(slot);
    return acquire(slots, memory);
  }
  if (auto zeroOp = dyn_cast<ZeroOp>(op)) {
    SlotId slot = getSlot(zeroOp.getBuffer(), 0);
    if (!isAccumulator(cast<BufferOp>(slot.first)))
      return Outcome::Fault;
    return judge(write(slot, {Cell::Accumulator}, memory));
  }
  if (auto addOp = dyn_cast<AddOp>(op))
    return judge(add(addOp, memory));
  if (auto roundOp = dyn_cast<RoundOp>(op))
    return judge(round(roundOp, memory));
  if (isa<CopyOp>(op))
    return judge(copy(event, memory));
  if (auto reduceOp = dyn_cast<AllReduceOp>(op))
    return judge(allReduce(reduceOp, memory));
  if (auto awaitOp = dyn_cast<AwaitReducedOp>(op))
    return judge(awaitReduced(awaitOp, memory));
  return judge(divide(cast<DivideOp>(op), memory));
}

Cell ProgramMachine::read(SlotId slot, const Memory &memory) {
  Cell cell;
  if (auto it = memory.cells.find(slot); it != memory.cells.end())
    cell = it->second;
  if (cell.kind == Cell::Reference) {
    const Channel &channel = cell.message.first;
    const Memory &sender = getMemory(std::get<0>(channel));
    cell = read(sender.sent.at(channel)[cell.message.second].slot, sender);
    reads.pop_back();
  }
  cell.isMessage = false;
  cell.message = {};
  reads.push_back(cell);
  return cell;
}

bool ProgramMachine::write(SlotId slot, const Cell &cell, Memory &memory) {
  if (!memory.outstanding[slot].empty())
    return fail("overwrites what is being sent");
  if (memory.cells[slot].kind == Cell::Reducing)
    return fail("overwrites what is being added up over replicas");
  memory.cells[slot] = cell;
  return true;
}

TaskOp ProgramMachine::findTask(StringRef name) {
  for (TaskOp task : pipeline.getGraph().getBody().getOps<TaskOp>())
    if (task.getName() == name)
      return task;
  if (step)
    for (TaskOp task : step.getBody().getOps<TaskOp>())
      if (task.getName() == name)
        return task;
  return {};
}

Term ProgramMachine::getTerm(Value value, int64_t m) {
  if (Operation *variable = getUpdatedVariable(value))
    return {variable, m + 1};
  return {value.getAsOpaquePointer(), m};
}

bool ProgramMachine::isOfMicroBatch(const Term &term) {
  GraphOp graph = pipeline.getGraph();
  auto isIt = [&](Value value) {
    return value.getAsOpaquePointer() == term.first;
  };
  return llvm::any_of(graph.getBody().getArguments(), isIt) ||
         llvm::any_of(graph.getBody().getOps<TaskOp>(), [&](TaskOp task) {
           return llvm::any_of(task.getResults(), isIt);
         });
}

/// A micro-batch takes a variable after all updates of groups before its own,
/// but for as many of the latest of them as its stage is behind.
Term ProgramMachine::getMeantVariable(TaskOp task, Operation *variable,
                                      int64_t m) {
  bool isHyper = isa<HyperOp>(variable);
  if (!isHyper && !getNewValue(variable))
    return {variable, 0};
  if (isOfStep(task))
    return {variable, m};
  int64_t number =
      llvm::count_if(lastOfGroup, [&](int64_t last) { return last < m; });
  if (auto delays = pipeline.getSchedule().getDelays(); delays && !isHyper)
    for (int64_t i = 0; i < (*delays)[task.getStage()] && number > 0; ++i)
      --number;
  return {variable, number};
}

int64_t ProgramMachine::getRank(TaskOp task, int64_t m) {
  ScheduleOp schedule = pipeline.getSchedule();
  int64_t copy = 0;
  if (auto pattern = schedule.getPattern(); pattern && !isOfStep(task))
    copy = (*pattern)[m % static_cast<int64_t>(pattern->size())];
  if (copy == 0)
    return schedule.getPlacement()[task.getStage()];
  Attribute other = (*schedule.getCopies())[copy - 1];
  return cast<DenseI64ArrayAttr>(other)[task.getStage()];
}

/// A slot that is written is used for nothing else by the same run, but for the
/// operand whose place the result takes.
bool ProgramMachine::checkUses(const Event &event) {
  auto op = cast<RunOp>(event.op);
  std::multiset<SlotId> read, written;
  for (auto [buffer, number] : llvm::zip_equal(op.getIns(), event.ins))
    read.insert(getSlot(buffer, number));
  for (auto [index, buffer] : llvm::enumerate(op.getOuts())) {
    SlotId slot = getSlot(buffer, event.outs[index]);
    written.insert(slot);
    size_t wanted = op.getMode(index) == WriteMode::InOut ? 1 : 0;
    if (written.count(slot) != 1 || read.count(slot) != wanted)
      return fail("uses a slot for two things");
  }
  return true;
}

bool ProgramMachine::run(const Event &event, Memory &memory) {
  auto op = cast<RunOp>(event.op);
  int64_t m = event.m;
  TaskOp task = findTask(op.getTask());
  if (!task || getRank(task, m) != self)
    return fail("no such task here");
  if (isOfStep(task) && m >= getNumUpdates())
    return fail("a task of the step runs for no update");
  if (!memory.ran.insert({task.getOperation(), m}).second)
    return fail("runs twice");
  if (task.getNumOperands() + task.getParams().size() != op.getIns().size() ||
      task.getNumResults() != op.getOuts().size())
    return fail("wrong number of operands or results");
  if (!checkUses(event) || !checkOperands(event, task, memory))
    return false;
  for (OpResult result : task.getResults())
    if (!writeResult(event, result, memory))
      return false;
  return true;
}

/// Operands are values of this micro-batch; a step reads gradients, too.
bool ProgramMachine::checkOperands(const Event &event, TaskOp task,
                                   Memory &memory) {
  auto op = cast<RunOp>(event.op);
  for (auto [index, buffer] : llvm::enumerate(op.getIns())) {
    SlotId slot = getSlot(buffer, event.ins[index]);
    if (index < task.getNumOperands()) {
      Value operand = task.getOperand(index);
      auto argument = dyn_cast<BlockArgument>(operand);
      if (argument && isOfStep(task)) {
        Attribute name = step.getParams()[argument.getArgNumber()];
        auto from = cast<BufferOp>(slot.first);
        Operation *param =
            pipeline.lookupParam(cast<FlatSymbolRefAttr>(name).getValue());
        if (from.getKind() != BufferKind::Gradient || !from.getResult() ||
            pipeline.lookupParam(*from.getName()) != param ||
            !isGradientOf(read(slot, memory), param, event.m))
          return fail("reads no gradient of the step");
        continue;
      }
      if (!checkOperand(slot, getTerm(operand, event.m), operand.getType(),
                        memory))
        return false;
      continue;
    }
    Attribute name = task.getParams()[index - task.getNumOperands()];
    Operation *variable =
        pipeline.lookupSymbol(cast<FlatSymbolRefAttr>(name).getValue());
    if (!checkOperand(slot, getMeantVariable(task, variable, event.m),
                      cast<TypeAttr>(variable->getAttr("type")).getValue(),
                      memory))
      return false;
  }
  return true;
}

bool ProgramMachine::checkOperand(SlotId slot, Term meant, Type type,
                                  Memory &memory) {
  Cell cell = read(slot, memory);
  return (cell.kind == Cell::Value && cell.term == meant &&
          getType(slot.first) == type) ||
         fail("reads a wrong value");
}

bool ProgramMachine::writeResult(const Event &event, OpResult result,
                                 Memory &memory) {
  auto op = cast<RunOp>(event.op);
  unsigned index = result.getResultNumber();
  Term term = getTerm(result, event.m);
  Operation *param = getParameterOfGradient(result);
  bool isAdded = op.getMode(index) == WriteMode::Add;
  if (!isAdded && param)
    return fail("gradient is not accumulated");
  SlotId slot = getSlot(op.getOuts()[index], event.outs[index]);
  auto buffer = cast<BufferOp>(slot.first);
  if (getType(buffer) !=
      (isAdded ? getAccumulatorType(result.getType()) : result.getType()))
    return fail("wrong type of result");
  if (isAdded)
    return (param && buffer.getKind() == BufferKind::Gradient &&
            pipeline.lookupParam(*buffer.getName()) == param &&
            accumulate(buffer, term, memory)) ||
           fail("accumulates in a wrong place");
  Operation *variable = getVariable(buffer);
  if (buffer.getKind() != BufferKind::Local &&
      buffer.getKind() != BufferKind::Output &&
      (!variable || getUpdatedVariable(result) != variable))
    return fail("writes to a wrong place");
  return write(slot, {Cell::Value, term}, memory);
}

bool ProgramMachine::accumulate(BufferOp buffer, Term term, Memory &memory) {
  SlotId slot{buffer, 0};
  Cell cell = read(slot, memory);
  if (cell.kind != Cell::Accumulator || !cell.sum.divisors.empty() ||
      !cell.sum.others.empty())
    return false;
  cell.sum.terms.insert(term);
  return write(slot, cell, memory);
}

bool ProgramMachine::send(SendOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  Cell cell = read(slot, memory);
  bool isValue = cell.kind == Cell::Value;
  if (!isValue && cell.kind != Cell::Accumulator)
    return fail("sends nothing");
  if (isValue && cell.term.second != m && isOfMicroBatch(cell.term))
    return fail("sends another micro-batch");
  Channel channel = getChannel(self, op.getChannelOp());
  for (const MessageId &other : memory.outstanding[slot])
    if (other.first == channel)
      return fail("sends again what is being sent");
  std::vector<Ticket> &sent = memory.sent[channel];
  memory.outstanding[slot].insert({channel, sent.size()});
  sent.push_back({slot, m, getType(slot.first), {}});
  return true;
}

bool ProgramMachine::post(PostOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  if (cast<BufferOp>(slot.first).getKind() != BufferKind::Received)
    return fail("posts into no received buffer");
  if (memory.cells[slot].isMessage)
    return fail("posts into a slot that is not free");
  Channel channel = getChannel(self, op.getChannelOp());
  std::vector<Ticket> &posted = memory.posted[channel];
  MessageId id(channel, posted.size());
  posted.push_back({slot, m, getType(slot.first), {}});
  memory.cells[slot] = {Cell::Posted, {}, {}, true, id};
  return true;
}

Outcome ProgramMachine::wait(WaitOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  if (memory.cells[slot].kind != Cell::Posted)
    return Outcome::Fault;
  MessageId id = memory.cells[slot].message;
  const Memory &sender = getMemory(std::get<0>(id.first));
  auto sent = sender.sent.find(id.first);
  if (sent == sender.sent.end() || sent->second.size() <= id.second)
    return Outcome::Blocked;
  const Ticket &message = sent->second[id.second];
  const Ticket &wanted = memory.posted[id.first][id.second];
  if (message.m != wanted.m || message.type != wanted.type)
    return Outcome::Fault;
  Cell cell{Cell::Reference, {}, {}, true, id};
  if (sendDone == SendDone::AtPost) {
    // Copied by now, or now, from wherever the sender is.
    cell = message.copied ? *message.copied : read(message.slot, sender);
    if (message.copied)
      reads.push_back(cell);
    cell.isMessage = true;
    cell.message = id;
  }
  memory.cells[slot] = cell;
  return Outcome::Done;
}

bool ProgramMachine::release(ReleaseOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  Cell &cell = memory.cells[slot];
  if (!cell.isMessage || cell.kind == Cell::Posted)
    return fail("releases nothing");
  memory.released.insert(cell.message);
  return write(slot, {Cell::Released}, memory);
}

bool ProgramMachine::isDone(const MessageId &id) {
  const Memory &receiver = getMemory(std::get<1>(id.first));
  if (sendDone == SendDone::AtRelease)
    return receiver.released.count(id);
  auto it = receiver.posted.find(id.first);
  return it != receiver.posted.end() && it->second.size() > id.second;
}

Outcome ProgramMachine::acquire(const std::vector<SlotId> &slots,
                                Memory &memory) {
  for (const SlotId &slot : slots) {
    std::set<MessageId> &messages = memory.outstanding[slot];
    if (!llvm::all_of(messages,
                      [&](const MessageId &id) { return isDone(id); }))
      return Outcome::Blocked;
    // Who copies has done so: the slot may hold something else from here on.
    if (sendDone == SendDone::AtPost)
      for (const MessageId &id : messages)
        memory.sent[id.first][id.second].copied = read(slot, memory);
    messages.clear();
  }
  return Outcome::Done;
}

bool ProgramMachine::add(AddOp op, Memory &memory) {
  SlotId fromSlot = getSlot(op.getFrom(), 0), slot = getSlot(op.getInto(), 0);
  Cell from = read(fromSlot, memory), into = read(slot, memory);
  BufferKind kind = cast<BufferOp>(fromSlot.first).getKind();
  auto target = cast<BufferOp>(slot.first);
  if ((kind != BufferKind::Gradient && kind != BufferKind::Received) ||
      !isAccumulator(target) || from.sum.isRounded || into.sum.isRounded ||
      from.kind != Cell::Accumulator || into.kind != Cell::Accumulator ||
      from.sum.terms.empty() || !from.sum.divisors.empty() ||
      !into.sum.divisors.empty() || !from.sum.others.empty() ||
      !into.sum.others.empty())
    return fail("adds what is no sum");
  Operation *param = pipeline.lookupParam(*target.getName());
  for (const Term &term : from.sum.terms) {
    Value value = Value::getFromOpaquePointer(term.first);
    if (getParameterOfGradient(value) != param ||
        into.sum.terms.count(term) != 0)
      return fail("adds a wrong sum, or a term again");
    into.sum.terms.insert(term);
  }
  return write(slot, into, memory);
}

bool ProgramMachine::divide(DivideOp op, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), 0);
  Cell cell = read(slot, memory);
  if (cell.kind != Cell::Accumulator ||
      !isAccumulator(cast<BufferOp>(slot.first)))
    return fail("divides what is no sum");
  if (op.getDivisor() != 1)
    cell.sum.divisors.push_back(op.getDivisor());
  return write(slot, cell, memory);
}

bool ProgramMachine::round(RoundOp op, Memory &memory) {
  SlotId fromSlot = getSlot(op.getFrom(), 0), slot = getSlot(op.getInto(), 0);
  Cell cell = read(fromSlot, memory);
  auto from = cast<BufferOp>(fromSlot.first), into = cast<BufferOp>(slot.first);
  if (cell.kind != Cell::Accumulator || !isAccumulator(from) ||
      into.getKind() != BufferKind::Gradient || isAccumulator(into) ||
      from.getName() != into.getName())
    return fail("rounds what is no sum");
  cell.sum.isRounded = true;
  return write(slot, cell, memory);
}

/// A holder of a parameter takes over what another rank has sent, or what
/// another slot has.
bool ProgramMachine::copy(const Event &event, Memory &memory) {
  auto op = cast<CopyOp>(event.op);
  SlotId from = getSlot(op.getFrom(), event.ins[0]);
  SlotId slot = getSlot(op.getInto(), event.outs[0]);
  Cell cell = read(from, memory);
  auto source = cast<BufferOp>(from.first), into = cast<BufferOp>(slot.first);
  Operation *variable = getVariable(into);
  bool isVersion =
      source.getKind() == BufferKind::Parameter && getVariable(source);
  if ((source.getKind() != BufferKind::Received && !isVersion) ||
      into.getKind() != BufferKind::Parameter || cell.kind != Cell::Value ||
      getType(source) != getType(into) || cell.term.first != variable ||
      (!isVersion && cell.term.second == 0) || from == slot)
    return fail("takes over what is no value of it");
  return write(slot, cell, memory);
}

/// The other replica is there at some time with the same terms of its own data,
/// and gets those of this one.
bool ProgramMachine::allReduce(AllReduceOp op, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), 0);
  Cell cell = read(slot, memory);
  if (cell.kind != Cell::Accumulator || cell.sum.terms.empty() ||
      !isAccumulator(cast<BufferOp>(slot.first)))
    return fail("reduces what is no sum");
  std::multiset<Term> own = cell.sum.terms;
  cell.sum.terms.insert(cell.sum.others.begin(), cell.sum.others.end());
  cell.sum.others.insert(own.begin(), own.end());
  cell.sum.means.push_back(op.getMean());
  cell.kind = Cell::Reducing;
  return write(slot, cell, memory);
}

bool ProgramMachine::awaitReduced(AwaitReducedOp op, Memory &memory) {
  Cell &cell = memory.cells[getSlot(op.getBuffer(), 0)];
  if (cell.kind != Cell::Reducing)
    return fail("awaits no reduction");
  cell.kind = Cell::Accumulator;
  return true;
}
