//===- WriteProgram.cpp - Write the program of one rank -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteProgram.h"

#include "WriteStep.h"

#include "pipe/Schedule/Core/Roll.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

#include <map>
#include <tuple>

using namespace mlir;
using namespace mlir::pipe;

/// `pipe-outline-sums` names the kernels of sums.
static const FlatSymbolRefAttr noKernel;

namespace {
/// Actions that a loop repeats are the same but for the micro-batch. A run
/// reads other buffers in another copy of the model.
using ActionKey = std::tuple<InstructionKind, int32_t, int64_t, int64_t>;

/// Writes the program of one rank.
class ProgramWriter {
public:
  ProgramWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank)
      : pipeline(pipeline), plan(plan), graph(plan.graph), rank(rank),
        builder(pipeline.getContext()),
        microBatches(pipeline.getSchedule().getMicroBatches()) {
    for (const BufferSlots &buffer : plan.slots[rank])
      slotsOf[{buffer.value, buffer.isReceived}] = buffer.slots;
  }

  void write() {
    ArrayRef<Instruction> instructions = plan.instructions[rank];
    builder.setInsertionPointToEnd(&pipeline.getBody().front());
    program = ProgramOp::create(builder, pipeline.getLoc(), rank,
                                /*segments=*/ArrayAttr());
    builder.createBlock(&program.getBody());
    declareBuffers(instructions);
    StepWriter step(pipeline, plan, rank, builder, declared);
    step.declareBuffers();
    declareChannels(instructions, graph.dataflow);
    declareChannels(plan.stepInstructions[rank], plan.step.dataflow);
    for (auto &[value, buffer] : gradients)
      ZeroOp::create(builder, loc(), buffer, noKernel);
    writeLoops(instructions.take_front(plan.numTaskInstructions[rank]));
    reduceGradients();
    step.write();
    DrainOp::create(builder, loc());
  }

private:
  Location loc() { return pipeline.getLoc(); }

  BufferType getType(Value value, int64_t slots) {
    return BufferType::get(builder.getContext(), slots,
                           cast<RankedTensorType>(value.getType()));
  }

  /// The type of the buffer that a partial gradient is accumulated in.
  BufferType getSumBufferType(Value gradient) {
    auto type = cast<RankedTensorType>(gradient.getType());
    return BufferType::get(builder.getContext(), 1, getSumType(type));
  }

  Value declare(BufferKind kind, BufferType type, StringAttr name = {},
                bool isResult = false) {
    auto buffer =
        BufferOp::create(builder, loc(), type, kind, name, isResult,
                         /*offset=*/IntegerAttr(), /*stride=*/IntegerAttr());
    return buffer;
  }

  void declareBuffers(ArrayRef<Instruction> instructions) {
    llvm::SmallSetVector<int32_t, 8> tasks;
    for (const Instruction &instruction : instructions)
      if (instruction.kind == InstructionKind::Run)
        tasks.insert(instruction.object);
    for (int32_t task : tasks)
      for (auto param : TaskOp(graph.tasks[task])
                            .getParams()
                            .getAsRange<FlatSymbolRefAttr>())
        if (!declared.variables.count(param.getAttr())) {
          auto op = plan.symbols.lookup<ParamOp>(param.getAttr());
          auto type = BufferType::get(builder.getContext(), 1,
                                      cast<RankedTensorType>(op.getType()));
          declared.variables[param.getAttr()] =
              declare(BufferKind::Parameter, type, param.getAttr());
        }
    for (int32_t task : tasks) {
      for (int32_t value : graph.dataflow.tasks[task].reads)
        declareRead(task, value);
      for (int32_t value : graph.dataflow.tasks[task].writes)
        declareWrite(value);
    }
  }

  /// Declares the channels in the order of their first use. Objects of
  /// `instructions` are values of `dataflow`.
  void declareChannels(ArrayRef<Instruction> instructions,
                       const Dataflow &dataflow) {
    for (const Instruction &instruction : instructions) {
      bool isSend = instruction.kind == InstructionKind::Send;
      if (!isSend && instruction.kind != InstructionKind::Post)
        continue;
      bool isActivation = dataflow.isActivation(instruction.object);
      ChannelKey key{isSend ? rank : instruction.peer,
                     isSend ? instruction.peer : rank, isActivation};
      Value &channel = declared.channels[key];
      if (!channel)
        channel = ChannelOp::create(
            builder, loc(), ChannelType::get(builder.getContext()),
            isSend ? ChannelDirection::Send : ChannelDirection::Recv,
            isActivation ? ChannelKind::Activation : ChannelKind::Gradient,
            instruction.peer, plan.capacities.at(key));
    }
  }

  /// The channel on which this rank sends (or receives) messages of a kind.
  Value getSending(int64_t peer, bool isActivation) {
    return declared.channels.at({rank, peer, isActivation});
  }
  Value getReceiving(int64_t peer, bool isActivation) {
    return declared.channels.at({peer, rank, isActivation});
  }

  /// Declares where `task` finds a value in the copies that run it here.
  void declareRead(int32_t task, int32_t number) {
    Value value = graph.values[number];
    const Dataflow &dataflow = graph.dataflow;
    int32_t maker = dataflow.values[number].maker;
    if (maker < 0) {
      Value &buffer = buffers[value];
      if (!buffer)
        buffer = declare(BufferKind::Input, getType(value, microBatches),
                         graph.inputNames.lookup(value));
      return;
    }
    for (int64_t copy : dataflow.getCopies()) {
      if (dataflow.getRank(task, copy) != rank)
        continue;
      if (dataflow.getRank(maker, copy) == rank)
        declareWrite(number);
      else if (Value &buffer = received[value]; !buffer)
        buffer = declare(BufferKind::Received,
                         getType(value, slotsOf.at({number, true})));
    }
  }

  void declareWrite(int32_t number) {
    Value value = graph.values[number];
    if (buffers.count(value))
      return;
    if (graph.dataflow.values[number].isGradient) {
      const ReducedGradient &sum = plan.gradients[plan.gradientOf.at(number)];
      StringAttr param = sum.param;
      const PartialGradient &first = sum.partials.front();
      // It holds the result, or is rounded to it.
      bool isResult = first.value == number && first.rank == rank;
      BufferType type = getType(value, 1), sumType = getSumBufferType(value);
      bool isRounded = type != sumType;
      buffers[value] =
          declare(BufferKind::Gradient, sumType, param, isResult && !isRounded);
      gradients[value] = buffers[value];
      if (isResult && isRounded)
        rounded[value] = declare(BufferKind::Gradient, type, param, isResult);
      if (isResult)
        declared.gradients[param] = isRounded ? rounded[value] : buffers[value];
    } else if (StringAttr name = graph.outputNames.lookup(value)) {
      buffers[value] =
          declare(BufferKind::Output, getType(value, microBatches), name);
    } else {
      buffers[value] = declare(BufferKind::Local,
                               getType(value, slotsOf.at({number, false})));
    }
  }

  //===--------------------------------------------------------------------===//
  // Loops
  //===--------------------------------------------------------------------===//

  void writeLoops(ArrayRef<Instruction> instructions) {
    std::map<ActionKey, int32_t> idOf;
    SmallVector<Instruction> templates;
    std::vector<RollItem> items;
    for (const Instruction &instruction : instructions) {
      bool isRun = instruction.kind == InstructionKind::Run;
      int64_t copy = isRun ? graph.dataflow.getCopy(instruction.microBatch) : 0;
      auto [it, isNew] = idOf.try_emplace(
          {instruction.kind, instruction.object, instruction.peer, copy},
          templates.size());
      if (isNew)
        templates.push_back(instruction);
      items.push_back({it->second, instruction.microBatch});
    }
    for (const RolledPart &part : roll(items))
      writePart(part, templates);
  }

  void writePart(const RolledPart &part, ArrayRef<Instruction> templates) {
    if (part.count == 1) {
      for (const RollItem &item : part.items)
        writeInstruction(templates[item.id], {}, getNumber(item.microBatch));
      return;
    }
    OpBuilder::InsertionGuard guard(builder);
    int64_t first = part.items.front().microBatch;
    // A loop counts up; where micro-batches stand still or go down, it counts
    // its repetitions.
    bool isUp = part.stride > 0;
    int64_t lower = isUp ? first : 0, step = isUp ? part.stride : 1;
    auto loop = scf::ForOp::create(builder, loc(), getConstant(lower),
                                   getConstant(lower + part.count * step),
                                   getConstant(step));
    builder.setInsertionPointToStart(loop.getBody());
    Value variable = loop.getInductionVar();
    AffineExpr base = builder.getAffineDimExpr(0);
    for (const RollItem &item : part.items) {
      if (!isUp && part.stride == 0)
        writeInstruction(templates[item.id], {}, getNumber(item.microBatch));
      else if (isUp)
        writeInstruction(
            templates[item.id], variable,
            AffineMap::get(1, 0, base + (item.microBatch - first)));
      else
        writeInstruction(
            templates[item.id], variable,
            AffineMap::get(1, 0, base * part.stride + item.microBatch));
    }
  }

  AffineMap getNumber(int64_t number) {
    return AffineMap::getConstantMap(number, builder.getContext());
  }

  /// Returns a constant at the head of the program's actions.
  Value getConstant(int64_t number) {
    Value &constant = constants[number];
    if (constant)
      return constant;
    OpBuilder::InsertionGuard guard(builder);
    Operation *last = nullptr;
    for (Operation &op : program.getBody().front())
      if (isa<BufferOp, ChannelOp, arith::ConstantOp>(op))
        last = &op;
    if (last)
      builder.setInsertionPointAfter(last);
    else
      builder.setInsertionPointToStart(&program.getBody().front());
    constant = arith::ConstantIndexOp::create(builder, loc(), number);
    return constant;
  }

  /// `microBatch` is a number of `coordinates`.
  void writeInstruction(const Instruction &instruction, ValueRange coordinates,
                        AffineMap microBatch) {
    if (instruction.kind == InstructionKind::Run)
      return writeRun(instruction, coordinates, microBatch);
    bool isOwn = instruction.kind == InstructionKind::Send ||
                 instruction.kind == InstructionKind::Acquire;
    Value buffer =
        (isOwn ? buffers : received).at(graph.values[instruction.object]);
    bool isActivation = graph.dataflow.isActivation(instruction.object);
    switch (instruction.kind) {
    case InstructionKind::Post:
      PostOp::create(builder, loc(),
                     getReceiving(instruction.peer, isActivation), buffer,
                     coordinates, microBatch);
      break;
    case InstructionKind::Wait:
      WaitOp::create(builder, loc(), buffer, coordinates, microBatch);
      break;
    case InstructionKind::Send:
      SendOp::create(builder, loc(), getSending(instruction.peer, isActivation),
                     buffer, coordinates, microBatch);
      break;
    case InstructionKind::Acquire:
      AcquireOp::create(builder, loc(), buffer, coordinates, microBatch);
      break;
    case InstructionKind::Release:
      ReleaseOp::create(builder, loc(), buffer, coordinates, microBatch);
      break;
    case InstructionKind::Run:
      break;
    }
  }

  /// Where a task finds the value `operand` of a micro-batch.
  Value getOperandBuffer(Value operand, int64_t microBatch) {
    const Dataflow &dataflow = graph.dataflow;
    int32_t maker = dataflow.values[graph.numberOf.lookup(operand)].maker;
    bool isReceived =
        maker >= 0 &&
        dataflow.getRank(maker, dataflow.getCopy(microBatch)) != rank;
    return (isReceived ? received : buffers).at(operand);
  }

  void writeRun(const Instruction &instruction, ValueRange coordinates,
                AffineMap microBatch) {
    TaskOp task = graph.tasks[instruction.object];
    // What is there once for all micro-batches lies in slot 0.
    AffineMap only =
        AffineMap::get(coordinates.size(), 0, builder.getAffineConstantExpr(0));
    SmallVector<Value> ins, outs;
    SmallVector<AffineMap> inSlots, outSlots;
    SmallVector<int32_t> modes;
    for (Value operand : task.getOperands()) {
      ins.push_back(getOperandBuffer(operand, instruction.microBatch));
      inSlots.push_back(microBatch);
    }
    for (auto param : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
      ins.push_back(declared.variables.at(param.getAttr()));
      inSlots.push_back(only);
    }
    for (Value result : task.getResults()) {
      bool isGradient = gradients.count(result);
      outs.push_back(buffers.at(result));
      outSlots.push_back(isGradient ? only : microBatch);
      modes.push_back(
          static_cast<int32_t>(isGradient ? WriteMode::Add : WriteMode::Write));
    }
    RunOp::create(builder, task.getLoc(), task.getName(), coordinates,
                  microBatch, ins, builder.getAffineMapArrayAttr(inSlots), outs,
                  builder.getAffineMapArrayAttr(outSlots), modes);
  }

  //===--------------------------------------------------------------------===//
  // End of the step
  //===--------------------------------------------------------------------===//

  void reduceGradients() {
    for (size_t index : plan.gradientsOfRank[rank]) {
      const ReducedGradient &sum = plan.gradients[index];
      const PartialGradient &result = sum.partials.front();
      for (const PartialGradient &partial : llvm::drop_begin(sum.partials))
        reduce(partial, result);
      if (result.rank != rank)
        continue;
      Value value = graph.values[result.value];
      if (pipeline.getGradients() == GradientMode::Mean)
        DivideOp::create(builder, loc(), gradients[value], microBatches,
                         noKernel);
      if (Value into = rounded.lookup(value))
        RoundOp::create(builder, loc(), gradients[value], into, noKernel);
    }
  }

  void reduce(const PartialGradient &partial, const PartialGradient &result) {
    Value part = graph.values[partial.value];
    Value whole = graph.values[result.value];
    if (partial.rank == rank && result.rank == rank) {
      AddOp::create(builder, loc(), gradients[part], gradients[whole],
                    noKernel);
    } else if (partial.rank == rank) {
      SendOp::create(builder, loc(), getSending(result.rank, false),
                     gradients[part], ValueRange(), getNumber(0));
    } else if (result.rank == rank) {
      Value message;
      {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPointAfterValue(gradients[whole]);
        message = declare(BufferKind::Received, getSumBufferType(part));
      }
      PostOp::create(builder, loc(), getReceiving(partial.rank, false), message,
                     ValueRange(), getNumber(0));
      WaitOp::create(builder, loc(), message, ValueRange(), getNumber(0));
      AddOp::create(builder, loc(), message, gradients[whole], noKernel);
      ReleaseOp::create(builder, loc(), message, ValueRange(), getNumber(0));
    }
  }

  PipelineOp pipeline;
  const ProgramPlan &plan;
  const TaskGraph &graph;
  int64_t rank;
  OpBuilder builder;
  int64_t microBatches;
  ProgramOp program;
  std::map<std::pair<int32_t, bool>, int64_t> slotsOf;
  /// Of values that this rank makes, or takes from the caller.
  llvm::DenseMap<Value, Value> buffers;
  /// Of messages of values that other ranks make.
  llvm::DenseMap<Value, Value> received;
  llvm::MapVector<Value, Value> gradients;
  /// Where sums in a wider type than the parameter's are rounded to.
  llvm::DenseMap<Value, Value> rounded;
  RankDeclarations declared;
  std::map<int64_t, Value> constants;
};
} // namespace

void mlir::pipe::writeProgram(PipelineOp pipeline, const ProgramPlan &plan,
                              int64_t rank) {
  ProgramWriter(pipeline, plan, rank).write();
}
