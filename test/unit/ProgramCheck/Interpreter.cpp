//===- Interpreter.cpp - Naive execution of rank programs -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Interpreter.h"
#include "Unroll.h"

#include <optional>
#include <set>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// A value of the graph (an SSA value, or a parameter's op) for a micro-batch.
using Term = std::pair<const void *, int64_t>;
constexpr int64_t kEveryBatch = -1;

/// A gradient accumulator: what was added, and by what it was divided.
struct Sum {
  std::multiset<Term> terms;
  std::vector<int64_t> divisors;
  bool isRounded = false;
  bool operator==(const Sum &) const = default;
};

using Channel = std::tuple<int64_t, int64_t, bool>;
using MessageId = std::pair<Channel, size_t>;
using SlotId = std::pair<Operation *, int64_t>;

/// What a slot holds. A message that was not copied is a reference into the
/// sender's memory.
struct Cell {
  enum Kind {
    Empty,
    Posted,
    Released,
    Value,
    Accumulator,
    Reference
  } kind = Empty;
  Term term;
  Sum sum;
  bool isMessage = false; ///< Posted or received, and not released.
  MessageId message;
  bool operator==(const Cell &) const = default;
};

/// What a send puts on its channel, and what a post asks for.
struct Ticket {
  SlotId slot;
  int64_t m;
  Type type;
  /// What was in a sent slot when the sender knew it to be copied.
  std::optional<Cell> copied;
};

/// What one rank has done and holds after some of its events.
struct Memory {
  std::map<SlotId, Cell> cells;
  std::map<SlotId, std::set<MessageId>> outstanding;
  std::map<Channel, std::vector<Ticket>> sent, posted;
  std::set<MessageId> released;
  std::set<Term> ran; ///< Tasks.
};

enum class Outcome { Done, Blocked, Fault };

class Interpreter {
public:
  Interpreter(PipelineOp pipeline, SendDone sendDone)
      : pipeline(pipeline), sendDone(sendDone),
        microBatches(pipeline.getSchedule().getMicroBatches()),
        yield(pipeline.getGraph().getReturn()) {}

  Verdict run(size_t maxStates);

private:
  using State = std::vector<uint16_t>; ///< Events executed by each rank.

  bool fail(const std::string &text) {
    if (verdict.fault.empty())
      verdict.fault = text;
    return false;
  }

  bool prepare();
  bool prepareBuffer(int64_t rank, BufferOp buffer);
  bool checkOwners();
  bool prepareChannels(int64_t rank);
  bool checkChannels();
  void explore(size_t maxStates);
  Outcome tryStep(const State &state, int64_t rank);
  bool checkEnd();
  bool areAllTaken(const Memory &memory);
  bool checkFinalBuffer(const Memory &memory, BufferOp buffer);
  bool countInFlight(const State &state);

  // One event. `memory` is the rank's, and changed.
  Outcome execute(const Event &event, Memory &memory);
  bool run(const Event &event, Memory &memory);
  bool checkUses(const Event &event);
  TaskOp findTask(StringRef name);
  int64_t getRank(TaskOp task, int64_t m);
  bool write(SlotId slot, const Cell &cell, Memory &memory);
  bool accumulate(BufferOp buffer, Term term, Memory &memory);
  bool send(SendOp op, int64_t m, Memory &memory);
  bool post(PostOp op, int64_t m, Memory &memory);
  Outcome wait(WaitOp op, int64_t m, Memory &memory);
  bool release(ReleaseOp op, int64_t m, Memory &memory);
  bool isDone(const MessageId &id);
  Outcome acquire(const std::vector<SlotId> &slots, Memory &memory);
  bool add(AddOp op, Memory &memory);
  bool divide(DivideOp op, Memory &memory);
  bool round(RoundOp op, Memory &memory);

  /// Reads a slot, through a message where it holds one, and writes down what
  /// was seen.
  Cell read(SlotId slot, const Memory &memory);
  const Memory &getMemory(int64_t rank) { return memories[rank][now[rank]]; }
  static SlotId getSlot(Value buffer, int64_t m) {
    auto op = buffer.getDefiningOp<BufferOp>();
    return {op, m % op.getType().getSlots()};
  }
  static Channel getChannel(int64_t rank, ChannelOp op) {
    int64_t peer = op.getPeer();
    bool isGradient = op.getKind() == ChannelKind::Gradient;
    return op.isSend() ? Channel(rank, peer, isGradient)
                       : Channel(peer, rank, isGradient);
  }
  static Type getType(Operation *buffer) {
    return cast<BufferOp>(buffer).getType().getTensor();
  }
  /// What partial gradients of this type are added up in.
  static Type getAccumulatorType(Type type) {
    auto tensor = cast<RankedTensorType>(type);
    bool isShort = isa<FloatType>(tensor.getElementType()) &&
                   tensor.getElementTypeBitWidth() == 16;
    return isShort ? tensor.clone(Float32Type::get(type.getContext())) : tensor;
  }
  /// True for a gradient buffer that partial gradients are added to.
  bool isAccumulator(BufferOp buffer) {
    ParamOp param = pipeline.lookupParam(buffer.getName().value_or(""));
    return buffer.getKind() == BufferKind::Gradient && param &&
           getType(buffer) == getAccumulatorType(param.getType());
  }
  /// The parameter whose gradient `value` is, or null.
  Operation *getParameterOfGradient(Value value);
  bool isComplete(const std::multiset<Term> &terms, const void *value);

  PipelineOp pipeline;
  SendDone sendDone;
  int64_t microBatches;
  ReturnOp yield;
  Verdict verdict;
  std::vector<ProgramOp> programs;
  /// Room of each channel, by its sender and by its receiver.
  std::map<Channel, std::vector<int64_t>> sending, receiving;
  std::vector<std::vector<Event>> events;
  /// Of each rank after each number of events, once it was there; and what the
  /// event behind it has read.
  std::vector<std::vector<Memory>> memories;
  std::vector<std::vector<std::vector<Cell>>> readsOf;
  // While an event is executed.
  State now;
  int64_t self = 0;
  std::vector<Cell> reads;
};
} // namespace

//===----------------------------------------------------------------------===//
// Before the first event
//===----------------------------------------------------------------------===//

Operation *Interpreter::getParameterOfGradient(Value value) {
  for (auto [gradient, name] :
       llvm::zip_equal(yield.getGradients(), yield.getParams()))
    if (gradient == value)
      return pipeline.lookupParam(cast<FlatSymbolRefAttr>(name).getValue());
  return nullptr;
}

bool Interpreter::prepareBuffer(int64_t rank, BufferOp buffer) {
  Type expected = getType(buffer);
  int64_t slots = buffer.getType().getSlots();
  Memory &memory = memories[rank].front();
  StringRef name = buffer.getName().value_or("");
  switch (buffer.getKind()) {
  case BufferKind::Local:
  case BufferKind::Received:
    return slots >= 1 || fail("no slots");
  case BufferKind::Parameter:
  case BufferKind::Gradient: {
    ParamOp param = pipeline.lookupParam(name);
    if (!param || slots != 1)
      return fail("bad parameter buffer");
    bool isPartial =
        buffer.getKind() == BufferKind::Gradient && !buffer.getResult();
    if (expected !=
        (isPartial ? getAccumulatorType(param.getType()) : param.getType()))
      return fail("wrong type of a parameter or gradient");
    if (buffer.getKind() == BufferKind::Parameter)
      memory.cells[{buffer, 0}] = {Cell::Value,
                                   {param.getOperation(), kEveryBatch}};
    return true;
  }
  case BufferKind::Input:
    for (auto [value, input] :
         llvm::zip_equal(pipeline.getGraph().getBody().getArguments(),
                         pipeline.getGraph().getInputs()))
      if (cast<StringAttr>(input).getValue() == name &&
          value.getType() == expected && slots == microBatches) {
        for (int64_t m = 0; m < slots; ++m)
          memory.cells[{buffer, m}] = {Cell::Value,
                                       {value.getAsOpaquePointer(), m}};
        return true;
      }
    return fail("bad input buffer");
  case BufferKind::Output:
    for (auto [value, output] :
         llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
      if (cast<StringAttr>(output).getValue() == name &&
          value.getType() == expected && slots == microBatches)
        return true;
    return fail("bad output buffer");
  }
  return fail("bad buffer");
}

/// One buffer for every output and for the gradient of every parameter.
bool Interpreter::checkOwners() {
  std::multiset<std::pair<std::string, int64_t>> outputs, expectedOutputs;
  std::map<std::string, int> results;
  for (ProgramOp program : programs)
    for (BufferOp buffer : program.getBody().getOps<BufferOp>()) {
      if (buffer.getKind() == BufferKind::Output)
        outputs.insert({buffer.getName()->str(), program.getRank()});
      if (buffer.getResult())
        ++results[buffer.getName()->str()];
    }
  std::map<std::string, int> expectedResults;
  for (auto [value, name] :
       llvm::zip_equal(yield.getOutputs(), yield.getOutputNames())) {
    std::set<int64_t> ranks;
    for (int64_t m = 0; m < microBatches; ++m)
      if (auto task = value.getDefiningOp<TaskOp>())
        ranks.insert(getRank(task, m));
    for (int64_t rank : ranks)
      expectedOutputs.insert({cast<StringAttr>(name).str(), rank});
  }
  for (Attribute name : yield.getParams())
    expectedResults[cast<FlatSymbolRefAttr>(name).getValue().str()] = 1;
  return (outputs == expectedOutputs && results == expectedResults) ||
         fail("outputs or results do not have one buffer each");
}

bool Interpreter::prepareChannels(int64_t rank) {
  for (ChannelOp op : programs[rank].getBody().getOps<ChannelOp>()) {
    if (op.getPeer() >= programs.size())
      return fail("no such peer");
    Channel channel = getChannel(rank, op);
    (op.isSend() ? sending : receiving)[channel].push_back(op.getCapacity());
    verdict.maxInFlight[channel] = 0;
  }
  return true;
}

/// Two ends of every channel, with the same room.
bool Interpreter::checkChannels() {
  for (const auto &[channel, rooms] : sending)
    if (rooms.size() != 1)
      return fail("a channel has two senders' ends");
  return sending == receiving || fail("the ends of a channel do not fit");
}

bool Interpreter::prepare() {
  ScheduleOp schedule = pipeline.getSchedule();
  programs.resize(schedule.getRanks());
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    if (program.getRank() >= programs.size() || programs[program.getRank()])
      return fail("a program too many");
    programs[program.getRank()] = program;
  }
  memories.resize(programs.size());
  readsOf.resize(programs.size());
  for (auto [rank, program] : llvm::enumerate(programs)) {
    if (!program)
      return fail("a program is missing");
    memories[rank].resize(1);
    if (!prepareChannels(static_cast<int64_t>(rank)))
      return false;
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (!prepareBuffer(rank, buffer))
        return false;
    std::optional<std::vector<Event>> unrolled = unrollProgram(program);
    if (!unrolled)
      return fail("a program is no list of actions");
    events.push_back(std::move(*unrolled));
    for (const Event &event : events.back()) {
      if (event.m < 0 || event.m >= microBatches)
        return fail("no such micro-batch");
      for (const std::vector<int64_t> &slots : {event.ins, event.outs})
        if (llvm::any_of(slots, [](int64_t slot) { return slot < 0; }))
          return fail("no such slot");
    }
  }
  return checkChannels() && checkOwners();
}

//===----------------------------------------------------------------------===//
// All interleavings
//===----------------------------------------------------------------------===//

Verdict Interpreter::run(size_t maxStates) {
  if (prepare())
    explore(maxStates);
  return verdict;
}

/// Depth first over all reachable states. Before the first fault a rank's
/// memory depends only on how far the rank is (tryStep checks it), so a state
/// is how far each rank is.
void Interpreter::explore(size_t maxStates) {
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

Outcome Interpreter::tryStep(const State &state, int64_t rank) {
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
bool Interpreter::countInFlight(const State &state) {
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

bool Interpreter::isComplete(const std::multiset<Term> &terms,
                             const void *value) {
  for (int64_t m = 0; m < microBatches; ++m)
    if (terms.count({value, m}) != 1)
      return false;
  return true;
}

bool Interpreter::checkFinalBuffer(const Memory &memory, BufferOp buffer) {
  if (buffer.getKind() == BufferKind::Output)
    for (auto [value, name] :
         llvm::zip_equal(yield.getOutputs(), yield.getOutputNames()))
      if (cast<StringAttr>(name).getValue() == *buffer.getName())
        for (int64_t m = 0; m < microBatches; ++m) {
          auto it = memory.cells.find({buffer, m});
          auto rank = static_cast<int64_t>(
              buffer->getParentOfType<ProgramOp>().getRank());
          if (getRank(value.getDefiningOp<TaskOp>(), m) != rank) {
            if (it != memory.cells.end() && it->second.kind != Cell::Empty)
              return fail("writes another rank's output");
            continue;
          }
          if (it == memory.cells.end() ||
              it->second.term != Term(value.getAsOpaquePointer(), m))
            return fail("wrong output");
        }
  if (!buffer.getResult())
    return true;
  auto it = memory.cells.find({buffer, 0});
  if (it == memory.cells.end())
    return fail("no gradient");
  Operation *param = pipeline.lookupParam(*buffer.getName());
  size_t numTerms = 0;
  for (Value value : yield.getGradients()) {
    if (getParameterOfGradient(value) != param)
      continue;
    numTerms += microBatches;
    if (!isComplete(it->second.sum.terms, value.getAsOpaquePointer()))
      return fail("gradient incomplete");
  }
  std::vector<int64_t> divisors;
  if (pipeline.getGradients() == GradientMode::Mean && microBatches > 1)
    divisors.push_back(microBatches);
  Type type = cast<ParamOp>(param).getType();
  return (it->second.sum.terms.size() == numTerms &&
          it->second.sum.divisors == divisors &&
          it->second.sum.isRounded == (getAccumulatorType(type) != type)) ||
         fail("wrong gradient");
}

/// As many posts as sends, on every channel of the sender `memory`.
bool Interpreter::areAllTaken(const Memory &memory) {
  for (const auto &[channel, sent] : memory.sent) {
    const Memory &receiver = getMemory(std::get<1>(channel));
    auto it = receiver.posted.find(channel);
    if (it == receiver.posted.end() || it->second.size() != sent.size())
      return fail("message not received");
  }
  return true;
}

bool Interpreter::checkEnd() {
  std::set<Term> ran;
  for (size_t rank = 0; rank < programs.size(); ++rank) {
    const Memory &memory = getMemory(rank);
    ran.insert(memory.ran.begin(), memory.ran.end());
    for (const auto &[slot, messages] : memory.outstanding)
      if (!messages.empty())
        return fail("sends not known to be done at the end");
    for (const auto &[slot, cell] : memory.cells)
      if (cell.isMessage)
        return fail("message not released at the end");
    if (!areAllTaken(memory))
      return false;
    for (BufferOp buffer : programs[rank].getBody().getOps<BufferOp>())
      if (!checkFinalBuffer(memory, buffer))
        return false;
  }
  size_t numTasks =
      llvm::range_size(pipeline.getGraph().getBody().getOps<TaskOp>());
  return ran.size() == numTasks * microBatches || fail("a task did not run");
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

Outcome Interpreter::execute(const Event &event, Memory &memory) {
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
  return judge(divide(cast<DivideOp>(op), memory));
}

Cell Interpreter::read(SlotId slot, const Memory &memory) {
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

bool Interpreter::write(SlotId slot, const Cell &cell, Memory &memory) {
  if (!memory.outstanding[slot].empty())
    return fail("overwrites what is being sent");
  memory.cells[slot] = cell;
  return true;
}

TaskOp Interpreter::findTask(StringRef name) {
  for (TaskOp task : pipeline.getGraph().getBody().getOps<TaskOp>())
    if (task.getName() == name)
      return task;
  return {};
}

int64_t Interpreter::getRank(TaskOp task, int64_t m) {
  ScheduleOp schedule = pipeline.getSchedule();
  int64_t copy = 0;
  if (auto pattern = schedule.getPattern())
    copy = (*pattern)[m % static_cast<int64_t>(pattern->size())];
  if (copy == 0)
    return schedule.getPlacement()[task.getStage()];
  Attribute other = (*schedule.getCopies())[copy - 1];
  return cast<DenseI64ArrayAttr>(other)[task.getStage()];
}

/// A slot that is written is used for nothing else by the same run, but for the
/// operand whose place the result takes.
bool Interpreter::checkUses(const Event &event) {
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

bool Interpreter::run(const Event &event, Memory &memory) {
  auto op = cast<RunOp>(event.op);
  int64_t m = event.m;
  TaskOp task = findTask(op.getTask());
  if (!task || getRank(task, m) != self)
    return fail("no such task here");
  if (!memory.ran.insert({task.getOperation(), m}).second)
    return fail("runs twice");
  std::vector<std::pair<Term, Type>> expected;
  for (Value operand : task.getOperands())
    expected.push_back({{operand.getAsOpaquePointer(), m}, operand.getType()});
  for (auto name : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
    ParamOp param = pipeline.lookupParam(name.getValue());
    expected.push_back({{param.getOperation(), kEveryBatch}, param.getType()});
  }
  if (expected.size() != op.getIns().size() ||
      task.getNumResults() != op.getOuts().size())
    return fail("wrong number of operands or results");
  if (!checkUses(event))
    return false;
  for (auto [buffer, number, meant] :
       llvm::zip_equal(op.getIns(), event.ins, expected)) {
    SlotId slot = getSlot(buffer, number);
    Cell cell = read(slot, memory);
    if (cell.kind != Cell::Value || cell.term != meant.first ||
        getType(slot.first) != meant.second)
      return fail("reads a wrong value");
  }
  for (auto [index, result] : llvm::enumerate(task.getResults())) {
    Term term{result.getAsOpaquePointer(), m};
    Operation *param = getParameterOfGradient(result);
    bool isAdded = op.getMode(index) == WriteMode::Add;
    if (!isAdded && param)
      return fail("gradient is not accumulated");
    SlotId slot = getSlot(op.getOuts()[index], event.outs[index]);
    auto buffer = cast<BufferOp>(slot.first);
    if (getType(buffer) !=
        (isAdded ? getAccumulatorType(result.getType()) : result.getType()))
      return fail("wrong type of result");
    if (isAdded) {
      if (!param || buffer.getKind() != BufferKind::Gradient ||
          pipeline.lookupParam(*buffer.getName()) != param ||
          !accumulate(buffer, term, memory))
        return fail("accumulates in a wrong place");
      continue;
    }
    if (buffer.getKind() != BufferKind::Local &&
        buffer.getKind() != BufferKind::Output)
      return fail("writes to a wrong place");
    if (!write(slot, {Cell::Value, term}, memory))
      return false;
  }
  return true;
}

bool Interpreter::accumulate(BufferOp buffer, Term term, Memory &memory) {
  SlotId slot{buffer, 0};
  Cell cell = read(slot, memory);
  if (cell.kind != Cell::Accumulator || !cell.sum.divisors.empty())
    return false;
  cell.sum.terms.insert(term);
  return write(slot, cell, memory);
}

bool Interpreter::send(SendOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  Cell cell = read(slot, memory);
  bool isValue = cell.kind == Cell::Value;
  if (!isValue && cell.kind != Cell::Accumulator)
    return fail("sends nothing");
  if (isValue && cell.term.second != kEveryBatch && cell.term.second != m)
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

bool Interpreter::post(PostOp op, int64_t m, Memory &memory) {
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

Outcome Interpreter::wait(WaitOp op, int64_t m, Memory &memory) {
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

bool Interpreter::release(ReleaseOp op, int64_t m, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), m);
  Cell &cell = memory.cells[slot];
  if (!cell.isMessage || cell.kind == Cell::Posted)
    return fail("releases nothing");
  memory.released.insert(cell.message);
  return write(slot, {Cell::Released}, memory);
}

bool Interpreter::isDone(const MessageId &id) {
  const Memory &receiver = getMemory(std::get<1>(id.first));
  if (sendDone == SendDone::AtRelease)
    return receiver.released.count(id);
  auto it = receiver.posted.find(id.first);
  return it != receiver.posted.end() && it->second.size() > id.second;
}

Outcome Interpreter::acquire(const std::vector<SlotId> &slots, Memory &memory) {
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

bool Interpreter::add(AddOp op, Memory &memory) {
  SlotId fromSlot = getSlot(op.getFrom(), 0), slot = getSlot(op.getInto(), 0);
  Cell from = read(fromSlot, memory), into = read(slot, memory);
  BufferKind kind = cast<BufferOp>(fromSlot.first).getKind();
  auto target = cast<BufferOp>(slot.first);
  if ((kind != BufferKind::Gradient && kind != BufferKind::Received) ||
      !isAccumulator(target) || from.sum.isRounded || into.sum.isRounded ||
      from.kind != Cell::Accumulator || into.kind != Cell::Accumulator ||
      from.sum.terms.empty() || !from.sum.divisors.empty() ||
      !into.sum.divisors.empty())
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

bool Interpreter::divide(DivideOp op, Memory &memory) {
  SlotId slot = getSlot(op.getBuffer(), 0);
  Cell cell = read(slot, memory);
  if (cell.kind != Cell::Accumulator ||
      !isAccumulator(cast<BufferOp>(slot.first)))
    return fail("divides what is no sum");
  if (op.getDivisor() != 1)
    cell.sum.divisors.push_back(op.getDivisor());
  return write(slot, cell, memory);
}

bool Interpreter::round(RoundOp op, Memory &memory) {
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

Verdict mlir::pipe::test::interpret(PipelineOp pipeline, SendDone sendDone,
                                    size_t maxStates) {
  return Interpreter(pipeline, sendDone).run(maxStates);
}
