//===- ProgramMachine.h - All ranks on symbolic values -------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_PROGRAMMACHINE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_PROGRAMMACHINE_H

#include "Interpreter.h"
#include "Unroll.h"
#include <optional>
#include <set>

namespace mlir::pipe::test {

/// A value of the graph (an SSA value) for a micro-batch; one of the step for
/// an update; a variable's op and how often the step has updated it; a hyper's
/// op and the update that it is for.
using Term = std::pair<const void *, int64_t>;

/// A gradient accumulator: what was added, and by what it was divided.
struct Sum {
  std::multiset<Term> terms;
  std::vector<int64_t> divisors;
  bool isRounded = false;
  /// Terms of a second replica, which runs the same programs on other data:
  /// what this one has of it, and so what it has of this one.
  std::multiset<Term> others;
  std::vector<bool> means; ///< Each time they were added up.
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
    Reducing, ///< An accumulator that nobody may look at.
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

class ProgramMachine {
public:
  ProgramMachine(PipelineOp pipeline, SendDone sendDone)
      : pipeline(pipeline), sendDone(sendDone),
        microBatches(pipeline.getSchedule().getMicroBatches()),
        yield(pipeline.getGraph().getReturn()), step(pipeline.getStep()) {
    int64_t every = pipeline.getSchedule().getUpdateEvery().value_or(
        static_cast<uint64_t>(microBatches));
    for (int64_t m = 0; m < microBatches; ++m)
      if (m % every == every - 1 || m == microBatches - 1)
        lastOfGroup.push_back(m);
  }

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
  Operation *getVariable(BufferOp buffer);
  bool checkOwners();
  bool prepareChannels(int64_t rank);
  bool checkChannels();
  void explore(size_t maxStates);
  Outcome tryStep(const State &state, int64_t rank);
  bool checkEnd();
  bool areAllTaken(const Memory &memory);
  bool checkFinalBuffer(const Memory &memory, BufferOp buffer);
  bool checkFinalOutput(const Memory &memory, BufferOp buffer);
  bool checkFinalVariable(const Memory &memory, BufferOp buffer);
  bool countInFlight(const State &state);

  // One event. `memory` is the rank's, and changed.
  Outcome execute(const Event &event, Memory &memory);
  bool run(const Event &event, Memory &memory);
  bool checkUses(const Event &event);
  bool checkOperands(const Event &event, TaskOp task, Memory &memory);
  bool checkOperand(SlotId slot, Term meant, Type type, Memory &memory);
  bool writeResult(const Event &event, OpResult result, Memory &memory);
  TaskOp findTask(StringRef name);
  int64_t getRank(TaskOp task, int64_t m);
  static bool isOfStep(TaskOp task) { return isa<StepOp>(task->getParentOp()); }
  /// The term that `value` has for micro-batch or update `m`.
  Term getTerm(Value value, int64_t m);
  bool isOfMicroBatch(const Term &term);
  /// What a run of `task` for `m` is to read of a variable or hyper.
  Term getMeantVariable(TaskOp task, Operation *variable, int64_t m);
  int64_t getNumUpdates() { return static_cast<int64_t>(lastOfGroup.size()); }
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
  bool copy(const Event &event, Memory &memory);
  bool allReduce(AllReduceOp op, Memory &memory);
  bool awaitReduced(AwaitReducedOp op, Memory &memory);

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
  /// The parameter or state that holds `value` after the step, or null.
  Operation *getUpdatedVariable(Value value);
  /// What the parameter or state is after the step, or null if it stays.
  Value getNewValue(Operation *variable);
  /// Whether `cell` holds the gradient of `param` that update `update` takes.
  bool isGradientOf(const Cell &cell, Operation *param, int64_t update);

  PipelineOp pipeline;
  SendDone sendDone;
  int64_t microBatches;
  ReturnOp yield;
  StepOp step;                      ///< May be null.
  std::vector<int64_t> lastOfGroup; ///< Of each update: its last micro-batch.
  Verdict verdict;
  std::vector<ProgramOp> programs;
  /// Room of each channel, by its sender and by its receiver.
  std::map<Channel, std::vector<int64_t>> sending, receiving;
  std::vector<std::vector<Event>> events;
  bool isReduced = false; ///< Some gradient is added up over replicas.
  /// Of each rank after each number of events, once it was there; and what the
  /// event behind it has read.
  std::vector<std::vector<Memory>> memories;
  std::vector<std::vector<std::vector<Cell>>> readsOf;
  // While an event is executed.
  State now;
  int64_t self = 0;
  std::vector<Cell> reads;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_PROGRAMMACHINE_H
