//===- NumberMachine.cpp - Rank programs on numbers -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberMachine.h"
#include "NumberReference.h"
#include "Unroll.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
using Slot = std::pair<Operation *, int64_t>;
using Channel = std::tuple<int64_t, int64_t, ChannelKind>;

/// What replicas have given to each start of a reduction, by its accumulator
/// and how often that was started before.
struct Reductions {
  struct Given {
    bool isMean = false;
    std::vector<Number> numbers;
  };
  size_t numReplicas;
  std::map<std::pair<Operation *, size_t>, Given> given;
};

/// All ranks of a replica. Outputs of a name lie in one memory, whoever writes
/// them.
class Machine {
public:
  Machine(PipelineOp pipeline, int64_t replica, Reductions &reductions)
      : pipeline(pipeline),
        firstBatch(replica * static_cast<int64_t>(
                                 pipeline.getSchedule().getMicroBatches())),
        reductions(reductions) {
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      ranks.push_back({program, *unrollProgram(program), {}, {}, 0});
  }

  void setVariables(const Reference &reference, bool isFirst) {
    forBuffers([&](BufferOp buffer, const std::string &name) {
      BufferKind kind = buffer.getKind();
      for (int64_t i = 0; i < buffer.getType().getSlots(); ++i) {
        if (kind == BufferKind::Hyper)
          memory[{buffer, i}] = reference.hypers.at({name, i});
        if (isFirst &&
            (kind == BufferKind::Parameter || kind == BufferKind::State))
          memory[{buffer, i}] = reference.variables.at(name);
        if (kind == BufferKind::Input)
          memory[{buffer, i}] = reference.inputs.at({name, firstBatch + i});
      }
    });
  }

  void begin() {
    sent.clear();
    numStarted.clear();
    for (Rank &rank : ranks)
      rank = {rank.program, std::move(rank.events), {}, {}, 0};
  }

  /// Executes what is possible. Returns false if that is nothing.
  bool move() {
    bool isMoving = false;
    for (Rank &rank : ranks)
      while (rank.at < rank.events.size() &&
             execute(rank, rank.events[rank.at])) {
        ++rank.at;
        isMoving = true;
      }
    return isMoving;
  }

  bool isAtEnd() const {
    return llvm::all_of(
        ranks, [](const Rank &rank) { return rank.at == rank.events.size(); });
  }

  std::string compare(const Reference &reference) {
    std::string fault;
    forBuffers([&](BufferOp buffer, const std::string &name) {
      BufferKind kind = buffer.getKind();
      bool isRight = true;
      if (kind == BufferKind::Parameter || kind == BufferKind::State)
        for (int64_t i = 0; i < buffer.getType().getSlots(); ++i)
          isRight &= memory[{buffer, i}] == reference.variables.at(name);
      if (buffer.getResult())
        isRight = memory[{buffer, 0}] == reference.gradients.at(name);
      if (!isRight)
        fault = "wrong " + stringifyBufferKind(kind).str() + " " + name;
    });
    auto microBatches =
        static_cast<int64_t>(pipeline.getSchedule().getMicroBatches());
    for (const auto &[slot, number] : reference.outputs)
      if (int64_t m = slot.second - firstBatch;
          m >= 0 && m < microBatches && outputs[{slot.first, m}] != number)
        fault = "wrong output " + slot.first;
    return fault;
  }

private:
  struct Rank {
    ProgramOp program;
    std::vector<Event> events;
    /// Of a slot: the message that was asked for.
    std::map<Slot, std::pair<Channel, size_t>> posted;
    std::map<Channel, size_t> numPosted;
    size_t at;
  };
  struct Message {
    Slot from;
    bool isTaken = false;
  };

  void
  forBuffers(llvm::function_ref<void(BufferOp, const std::string &)> callback) {
    for (Rank &rank : ranks)
      for (BufferOp buffer : rank.program.getBody().getOps<BufferOp>())
        callback(buffer, buffer.getName().value_or("").str());
  }

  static Slot getSlot(Value buffer, int64_t number) {
    auto op = buffer.getDefiningOp<BufferOp>();
    return {op, number % op.getType().getSlots()};
  }
  Number &at(Slot slot) {
    auto buffer = cast<BufferOp>(slot.first);
    if (buffer.getKind() == BufferKind::Output)
      return outputs[{buffer.getName()->str(), slot.second}];
    return memory[slot];
  }
  Number &at(Value buffer) { return at(getSlot(buffer, 0)); }

  static Channel getChannel(const Rank &rank, ChannelOp op) {
    auto self = static_cast<int64_t>(ProgramOp(rank.program).getRank());
    auto peer = static_cast<int64_t>(op.getPeer());
    return op.isSend() ? Channel(self, peer, op.getKind())
                       : Channel(peer, self, op.getKind());
  }

  /// Returns false if the event has to wait.
  bool execute(Rank &rank, const Event &event) {
    if (auto op = dyn_cast<RunOp>(event.op)) {
      run(op, event);
    } else if (auto op = dyn_cast<SendOp>(event.op)) {
      sent[getChannel(rank, op.getChannelOp())].push_back(
          {getSlot(op.getBuffer(), event.m)});
    } else if (auto op = dyn_cast<PostOp>(event.op)) {
      Channel channel = getChannel(rank, op.getChannelOp());
      rank.posted[getSlot(op.getBuffer(), event.m)] = {
          channel, rank.numPosted[channel]++};
    } else if (auto op = dyn_cast<WaitOp>(event.op)) {
      return take(rank, getSlot(op.getBuffer(), event.m));
    } else if (auto op = dyn_cast<AcquireOp>(event.op)) {
      return areTaken(getSlot(op.getBuffer(), event.m));
    } else if (auto op = dyn_cast<ZeroOp>(event.op)) {
      at(op.getBuffer()) = 0;
    } else if (auto op = dyn_cast<AddOp>(event.op)) {
      at(op.getInto()) = add(at(op.getInto()), at(op.getFrom()));
    } else if (auto op = dyn_cast<DivideOp>(event.op)) {
      at(op.getBuffer()) =
          multiply(at(op.getBuffer()), invert(op.getDivisor()));
    } else if (auto op = dyn_cast<RoundOp>(event.op)) {
      at(op.getInto()) = mix("round", {at(op.getFrom())});
    } else if (auto op = dyn_cast<AllReduceOp>(event.op)) {
      start(op);
    } else if (auto op = dyn_cast<AwaitReducedOp>(event.op)) {
      return await(op.getBuffer());
    } else if (auto op = dyn_cast<CopyOp>(event.op)) {
      at(getSlot(op.getInto(), event.outs[0])) =
          at(getSlot(op.getFrom(), event.ins[0]));
    }
    return true;
  }

  /// What lies there until the sum does is of no use.
  void start(AllReduceOp op) {
    Operation *buffer = op.getBuffer().getDefiningOp();
    Number &number = at(op.getBuffer());
    Reductions::Given &given = reductions.given[{buffer, numStarted[buffer]++}];
    given.isMean = op.getMean();
    given.numbers.push_back(number);
    number = mix("open", {number});
  }

  bool await(Value buffer) {
    size_t count = numStarted[buffer.getDefiningOp()];
    const Reductions::Given &given =
        reductions.given[{buffer.getDefiningOp(), count - 1}];
    if (given.numbers.size() < reductions.numReplicas)
      return false;
    Number sum = 0;
    for (Number number : given.numbers)
      sum = add(sum, number);
    at(buffer) =
        given.isMean ? multiply(sum, invert(reductions.numReplicas)) : sum;
    return true;
  }

  /// A message is read when it is waited for, from where it was sent.
  bool take(Rank &rank, Slot slot) {
    auto [channel, index] = rank.posted.at(slot);
    std::vector<Message> &messages = sent[channel];
    if (messages.size() <= index)
      return false;
    at(slot) = at(messages[index].from);
    messages[index].isTaken = true;
    return true;
  }

  bool areTaken(Slot slot) {
    for (const auto &[channel, messages] : sent)
      for (const Message &message : messages)
        if (message.from == slot && !message.isTaken)
          return false;
    return true;
  }

  void run(RunOp op, const Event &event) {
    std::vector<Number> read;
    for (auto [buffer, number] : llvm::zip_equal(op.getIns(), event.ins))
      read.push_back(at(getSlot(buffer, number)));
    for (size_t i = 0; i < event.outs.size(); ++i) {
      read.push_back(i);
      Number result = mix(op.getTask(), read);
      read.pop_back();
      Number &slot = at(getSlot(op.getOuts()[i], event.outs[i]));
      slot = op.getMode(i) == WriteMode::Add ? add(slot, result) : result;
    }
  }

  PipelineOp pipeline;
  std::vector<Rank> ranks;
  std::map<Slot, Number> memory;
  std::map<std::pair<std::string, int64_t>, Number> outputs;
  std::map<Channel, std::vector<Message>> sent;
  int64_t firstBatch; ///< Of the replica.
  Reductions &reductions;
  std::map<Operation *, size_t> numStarted;
};

/// Whether a rank adds something up over replicas.
bool isReduced(PipelineOp pipeline) {
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    std::vector<Event> events = *unrollProgram(program);
    if (llvm::any_of(events, [](const Event &event) {
          return isa<AllReduceOp>(event.op);
        }))
      return true;
  }
  return false;
}

/// All replicas together. Returns false if they are stuck.
bool execute(std::vector<Machine> &machines) {
  for (Machine &machine : machines)
    machine.begin();
  for (bool isMoving = true; isMoving;) {
    isMoving = false;
    for (Machine &machine : machines)
      isMoving |= machine.move();
  }
  return llvm::all_of(machines,
                      [](const Machine &machine) { return machine.isAtEnd(); });
}
} // namespace

std::string mlir::pipe::test::executeNumbers(PipelineOp pipeline,
                                             int numSteps) {
  Reductions reductions{isReduced(pipeline) ? size_t(2) : size_t(1), {}};
  auto numReplicas = static_cast<int64_t>(reductions.numReplicas);
  Reference reference(pipeline, numReplicas);
  std::vector<Machine> machines;
  for (int64_t replica = 0; replica < numReplicas; ++replica)
    machines.emplace_back(pipeline, replica, reductions);
  for (int number = 0; number < numSteps; ++number) {
    bool isFirst = number == 0;
    // The caller's numbers of this step; variables are those of before it.
    Reference before = reference;
    reference.execute(number);
    before.inputs = reference.inputs;
    before.hypers = reference.hypers;
    reductions.given.clear();
    for (Machine &machine : machines)
      machine.setVariables(before, isFirst);
    std::string where = " in step " + std::to_string(number);
    if (!execute(machines))
      return "stuck" + where;
    for (Machine &machine : machines)
      if (std::string fault = machine.compare(reference); !fault.empty())
        return fault + where;
  }
  return "";
}
