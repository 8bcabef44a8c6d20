//===- NumberMachine.cpp - Rank programs on numbers -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NumberMachine.h"
#include "Unroll.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// Numbers modulo a prime: a mean is a product with an inverse, and sums do not
/// depend on their order.
using Number = uint64_t;
constexpr Number kPrime = (Number(1) << 61) - 1;

Number add(Number a, Number b) { return (a + b) % kPrime; }
Number multiply(Number a, Number b) {
  return static_cast<Number>(static_cast<unsigned __int128>(a) * b % kPrime);
}
Number invert(Number a) {
  Number result = 1;
  for (Number power = kPrime - 2; power; power >>= 1, a = multiply(a, a))
    if (power & 1)
      result = multiply(result, a);
  return result;
}

/// A function of all numbers of the list, in their order, and of the name.
Number mix(StringRef name, ArrayRef<Number> numbers) {
  Number hash = 14695981039346656037ull % kPrime;
  auto take = [&](Number number) {
    hash =
        multiply(add(hash, number % kPrime), 6364136223846793005ull % kPrime);
    hash ^= hash >> 29;
  };
  for (char c : name)
    take(static_cast<unsigned char>(c));
  for (Number number : numbers)
    take(add(number, 1));
  return hash % kPrime;
}

bool isShortFloat(Type type) {
  Type element = cast<RankedTensorType>(type).getElementType();
  return isa<FloatType>(element) && element.getIntOrFloatBitWidth() == 16;
}

/// What the graph gives in a step.
class Reference {
public:
  explicit Reference(PipelineOp pipeline)
      : pipeline(pipeline), schedule(pipeline.getSchedule()) {
    for (Operation &op : pipeline.getBody().front())
      if (isa<ParamOp, StateOp>(op)) {
        StringRef name = SymbolTable::getSymbolName(&op).getValue();
        variables[name.str()] = mix(name, {7});
      }
  }

  void execute(Number number) {
    GraphOp graph = pipeline.getGraph();
    auto microBatches = static_cast<int64_t>(schedule.getMicroBatches());
    int64_t every = schedule.getUpdateEvery().value_or(microBatches);
    inputs.clear();
    gradients.clear();
    history = {variables};
    for (int64_t m = 0, size = 0; m < microBatches; ++m) {
      if (size == 0)
        giveHypers(number);
      for (auto [argument, name] :
           llvm::zip_equal(graph.getBody().getArguments(), graph.getInputs())) {
        StringRef input = cast<StringAttr>(name).getValue();
        values[argument] = inputs[{input.str(), m}] =
            mix(input, {number, static_cast<Number>(m)});
      }
      runTasks(graph.getBody());
      if (size == 0)
        gradients.clear();
      takeResults(graph.getReturn(), m);
      if (++size == every || m + 1 == microBatches) {
        finishGroup(size);
        size = 0;
      }
    }
  }

  std::map<std::string, Number> variables, gradients;
  std::map<std::pair<std::string, int64_t>, Number> inputs, outputs, hypers;

private:
  /// Those of the group that begins.
  void giveHypers(Number number) {
    auto update = static_cast<int64_t>(history.size()) - 1;
    for (HyperOp hyper : pipeline.getBody().getOps<HyperOp>()) {
      std::string name = hyper.getSymName().str();
      hypers[{name, update}] = variables[name] =
          mix(name, {number, static_cast<Number>(update)});
    }
  }

  void finishGroup(int64_t size) {
    for (auto &[name, sum] : gradients) {
      if (pipeline.getGradients() == GradientMode::Mean)
        sum = multiply(sum, invert(size));
      if (isShortFloat(pipeline.lookupParam(name).getType()))
        sum = mix("round", {sum});
    }
    for (StepOp step : pipeline.getBody().getOps<StepOp>())
      executeStep(step);
    history.push_back(variables);
  }

  /// The variables that a task sees: those of now, or older ones.
  const std::map<std::string, Number> &getVariables(TaskOp task) {
    auto delays = schedule.getDelays();
    if (!delays || isa<StepOp>(task->getParentOp()))
      return variables;
    auto age = static_cast<size_t>((*delays)[task.getStage()]);
    return history.size() > age ? history[history.size() - 1 - age]
                                : history.front();
  }

  void runTasks(Region &region) {
    for (TaskOp task : region.getOps<TaskOp>()) {
      std::vector<Number> read;
      for (Value operand : task.getOperands())
        read.push_back(values[operand]);
      for (Attribute name : task.getParams())
        read.push_back(getVariables(task).at(
            cast<FlatSymbolRefAttr>(name).getValue().str()));
      for (OpResult result : task.getResults()) {
        read.push_back(result.getResultNumber());
        values[result] = mix(task.getName(), read);
        read.pop_back();
      }
    }
  }

  void takeResults(ReturnOp op, int64_t m) {
    for (auto [value, name] :
         llvm::zip_equal(op.getOutputs(), op.getOutputNames()))
      outputs[{cast<StringAttr>(name).str(), m}] = values[value];
    for (auto [value, name] :
         llvm::zip_equal(op.getGradients(), op.getParams())) {
      Number &sum = gradients[cast<FlatSymbolRefAttr>(name).getValue().str()];
      sum = add(sum, values[value]);
    }
  }

  void executeStep(StepOp step) {
    for (auto [argument, name] :
         llvm::zip_equal(step.getBody().getArguments(), step.getParams()))
      values[argument] =
          gradients.at(cast<FlatSymbolRefAttr>(name).getValue().str());
    runTasks(step.getBody());
    auto updates = cast<UpdatesOp>(step.getBody().front().getTerminator());
    for (auto [value, name] :
         llvm::zip_equal(updates.getValues(), updates.getVariables()))
      variables[cast<FlatSymbolRefAttr>(name).getValue().str()] = values[value];
  }

  PipelineOp pipeline;
  ScheduleOp schedule;
  llvm::DenseMap<Value, Number> values;
  /// The variables before the step, and after each update of it.
  std::vector<std::map<std::string, Number>> history;
};

using Slot = std::pair<Operation *, int64_t>;
using Channel = std::tuple<int64_t, int64_t, ChannelKind>;

/// All ranks. Outputs of a name lie in one memory, whoever writes them.
class Machine {
public:
  explicit Machine(PipelineOp pipeline) : pipeline(pipeline) {
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
          memory[{buffer, i}] = reference.inputs.at({name, i});
      }
    });
  }

  /// Returns false if all ranks are stuck.
  bool execute() {
    sent.clear();
    for (Rank &rank : ranks)
      rank = {rank.program, std::move(rank.events), {}, {}, 0};
    for (bool isMoving = true; isMoving;) {
      isMoving = false;
      for (Rank &rank : ranks)
        while (rank.at < rank.events.size() &&
               execute(rank, rank.events[rank.at])) {
          ++rank.at;
          isMoving = true;
        }
    }
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
    for (const auto &[slot, number] : reference.outputs)
      if (outputs[slot] != number)
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
    } else if (auto op = dyn_cast<CopyOp>(event.op)) {
      at(getSlot(op.getInto(), event.outs[0])) =
          at(getSlot(op.getFrom(), event.ins[0]));
    }
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
};
} // namespace

std::string mlir::pipe::test::executeNumbers(PipelineOp pipeline,
                                             int numSteps) {
  Reference reference(pipeline);
  Machine machine(pipeline);
  for (int number = 0; number < numSteps; ++number) {
    bool isFirst = number == 0;
    // The caller's numbers of this step; variables are those of before it.
    Reference before = reference;
    reference.execute(number);
    before.inputs = reference.inputs;
    before.hypers = reference.hypers;
    machine.setVariables(before, isFirst);
    std::string where = " in step " + std::to_string(number);
    if (!machine.execute())
      return "stuck" + where;
    if (std::string fault = machine.compare(reference); !fault.empty())
      return fault + where;
  }
  return "";
}
