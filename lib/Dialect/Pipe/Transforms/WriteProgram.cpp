//===- WriteProgram.cpp - Write the program of one rank -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteStep.h"

#include "pipe/Schedule/Core/Roll.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include <map>
#include <tuple>

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Actions that a loop repeats are the same but for micro-batch and group. A
/// run reads other buffers in another copy of the model, and an update divides
/// by the size of its group.
using ActionKey = std::tuple<InstructionKind, int32_t, int64_t, int64_t>;

/// Where an instruction stands: the numbers of its micro-batch and, if it names
/// versions, of its update, as expressions of `coordinates`.
struct Place {
  ValueRange coordinates;
  AffineMap microBatch, update;
};

/// The loops around a place: their variables, and what they add to the numbers
/// that an item has in the first iteration of all.
struct Frame {
  SmallVector<Value> variables;
  AffineExpr microBatch, update;
};

/// Writes the program of one rank.
class ProgramWriter {
public:
  ProgramWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank)
      : pipeline(pipeline), plan(plan), graph(plan.graph), rank(rank),
        builder(pipeline.getContext()),
        declarer(pipeline, plan, rank, builder, declared),
        gradients(pipeline, plan, rank, builder, declarer, declared),
        step(pipeline, plan, rank, builder, gradients, declared) {}

  void write() {
    ArrayRef<Instruction> instructions = plan.instructions[rank];
    builder.setInsertionPointToEnd(&pipeline.getBody().front());
    program = ProgramOp::create(builder, pipeline.getLoc(), rank,
                                /*segments=*/ArrayAttr());
    builder.createBlock(&program.getBody());
    declarer.declareBuffers();
    step.declareBuffers();
    declarer.declareChannels(instructions, graph.dataflow);
    if (!plan.rule)
      declarer.declareChannels(plan.stepInstructions[rank], plan.step.dataflow);
    instructions = instructions.take_front(plan.numTaskInstructions[rank]);
    if (plan.rule) {
      writeLoops(instructions);
      copyVersions();
    } else {
      gradients.zeroAll();
      writeTasks(instructions);
      gradients.finishAll();
      step.write();
      gradients.awaitAll();
    }
    DrainOp::create(builder, loc());
  }

private:
  Location loc() { return pipeline.getLoc(); }

  /// The channel on which this rank sends (or receives) messages of a kind.
  Value getSending(int64_t peer, bool isActivation) {
    return declared.channels.at({rank, peer, isActivation});
  }
  Value getReceiving(int64_t peer, bool isActivation) {
    return declared.channels.at({peer, rank, isActivation});
  }

  //===--------------------------------------------------------------------===//
  // Loops
  //===--------------------------------------------------------------------===//

  ActionKey getKey(const Instruction &instruction) const {
    int64_t variant = 0;
    if (instruction.kind == InstructionKind::Run)
      variant = graph.dataflow.getCopy(instruction.microBatch);
    if (instruction.kind == InstructionKind::Update)
      variant = getGroupSize(instruction);
    return {instruction.kind, instruction.object, instruction.peer, variant};
  }

  /// Writes the tasks. Where gradients are added up over replicas, that starts
  /// when they are complete, while other tasks run.
  void writeTasks(ArrayRef<Instruction> instructions) {
    size_t begin = 0;
    if (plan.replicas)
      for (const auto &complete : gradients.findComplete()) {
        size_t end = complete.numInstructions;
        writeLoops(instructions.slice(begin, end - begin));
        gradients.finish(complete);
        begin = end;
      }
    writeLoops(instructions.drop_front(begin));
  }

  void writeLoops(ArrayRef<Instruction> instructions) {
    std::map<ActionKey, int32_t> idOf;
    SmallVector<Instruction> templates;
    std::vector<RollItem> items;
    for (const Instruction &instruction : instructions) {
      auto [it, isNew] =
          idOf.try_emplace(getKey(instruction), templates.size());
      if (isNew)
        templates.push_back(instruction);
      int64_t m = instruction.microBatch;
      items.push_back({it->second, m, getUpdate(m)});
    }
    AffineExpr none = builder.getAffineConstantExpr(0);
    for (const RolledPart &part : roll(items))
      writePart(part, templates, {{}, none, none});
  }

  /// The update of the group that `microBatch` falls to. With one group, or
  /// none, all is the same in all of the step.
  int64_t getUpdate(int64_t microBatch) const {
    return plan.numUpdates > 1 ? plan.rule->getGroup(microBatch) : 0;
  }

  /// How many micro-batches have the group whose update this is.
  int64_t getGroupSize(const Instruction &update) const {
    int64_t last = update.microBatch;
    return last + 1 - plan.rule->getGroup(last) * plan.rule->every;
  }

  void writePart(const RolledPart &part, ArrayRef<Instruction> templates,
                 Frame frame) {
    OpBuilder::InsertionGuard guard(builder);
    if (part.count > 1)
      enterLoop(part, frame);
    for (const RollItem &item : part.items)
      writeInstruction(templates[item.id],
                       {frame.variables,
                        getNumber(frame, frame.microBatch + item.microBatch),
                        getNumber(frame, frame.update + item.group)});
    for (const RolledPart &inner : part.parts)
      writePart(inner, templates, frame);
  }

  /// Starts a loop in `frame`, and adds to that what its variable stands for.
  void enterLoop(const RolledPart &part, Frame &frame) {
    const RollItem &first =
        part.parts.empty() ? part.items.front() : part.parts[0].items.front();
    // A loop counts up micro-batches, from 0 in another loop; where they stand
    // still or go down, or updates go on otherwise, it counts its repetitions.
    bool isUp = part.stride > 0 &&
                (part.groupStride == 0 || part.groupStride == part.stride);
    int64_t lower = isUp && frame.variables.empty() ? first.microBatch : 0;
    int64_t step = isUp ? part.stride : 1;
    auto loop = scf::ForOp::create(builder, loc(), getConstant(lower),
                                   getConstant(lower + part.count * step),
                                   getConstant(step));
    builder.setInsertionPointToStart(loop.getBody());
    if (part.stride == 0 && part.groupStride == 0)
      return;
    AffineExpr variable = builder.getAffineDimExpr(frame.variables.size());
    frame.variables.push_back(loop.getInductionVar());
    AffineExpr repetitions = variable - lower;
    frame.microBatch =
        frame.microBatch + repetitions * (isUp ? 1 : part.stride);
    if (part.groupStride != 0)
      frame.update = frame.update + repetitions * (isUp ? 1 : part.groupStride);
  }

  /// A number of what stands in `frame`.
  static AffineMap getNumber(const Frame &frame, AffineExpr number) {
    return AffineMap::get(frame.variables.size(), 0, number);
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
    if (!head)
      for (Operation &op : program.getBody().front())
        if (isa<BufferOp, ChannelOp>(op))
          head = &op;
    if (head)
      builder.setInsertionPointAfter(head);
    else
      builder.setInsertionPointToStart(&program.getBody().front());
    constant = arith::ConstantIndexOp::create(builder, loc(), number);
    head = constant.getDefiningOp();
    return constant;
  }

  void writeInstruction(const Instruction &instruction, const Place &place) {
    switch (instruction.kind) {
    case InstructionKind::Run:
      return writeRun(instruction, place);
    case InstructionKind::Zero:
      return gradients.zero(instruction.object);
    case InstructionKind::Update:
      return writeUpdate(instruction, place);
    default:
      return writeTransfer(instruction, place);
    }
  }

  void writeTransfer(const Instruction &instruction, const Place &place) {
    bool isOwn = instruction.kind == InstructionKind::Send ||
                 instruction.kind == InstructionKind::Acquire;
    Value buffer = (isOwn ? declared.buffers : declared.received)
                       .at(graph.values[instruction.object]);
    bool isActivation = graph.dataflow.isActivation(instruction.object);
    auto [coordinates, microBatch, update] = place;
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
    case InstructionKind::Zero:
    case InstructionKind::Update:
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
    return (isReceived ? declared.received : declared.buffers).at(operand);
  }

  /// The slot of a parameter in `versions` that a micro-batch reads: a group
  /// that falls to update u finds its version in slot u + 1.
  AffineMap getVersionSlot(int64_t versions, const Place &place) {
    AffineExpr slot = place.update.getResult(0) + 1;
    if (auto constant = dyn_cast<AffineConstantExpr>(slot))
      slot = builder.getAffineConstantExpr(constant.getValue() % versions);
    return AffineMap::get(place.coordinates.size(), 0, slot);
  }

  void writeRun(const Instruction &instruction, const Place &place) {
    TaskOp task = graph.tasks[instruction.object];
    // What is there once for all micro-batches lies in slot 0.
    AffineMap only = AffineMap::get(place.coordinates.size(), 0,
                                    builder.getAffineConstantExpr(0));
    SmallVector<Value> ins, outs;
    SmallVector<AffineMap> inSlots, outSlots;
    SmallVector<int32_t> modes;
    for (Value operand : task.getOperands()) {
      ins.push_back(getOperandBuffer(operand, instruction.microBatch));
      inSlots.push_back(place.microBatch);
    }
    for (auto param : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
      ins.push_back(declared.variables.at(param.getAttr()));
      int64_t versions = plan.getNumVersions(param.getAttr());
      inSlots.push_back(versions > 1 ? getVersionSlot(versions, place) : only);
    }
    for (Value result : task.getResults()) {
      bool isGradient = declared.sums.count(result);
      outs.push_back(declared.buffers.at(result));
      outSlots.push_back(isGradient ? only : place.microBatch);
      modes.push_back(
          static_cast<int32_t>(isGradient ? WriteMode::Add : WriteMode::Write));
    }
    RunOp::create(builder, task.getLoc(), task.getName(), place.coordinates,
                  place.microBatch, ins, builder.getAffineMapArrayAttr(inSlots),
                  outs, builder.getAffineMapArrayAttr(outSlots), modes);
  }

  //===--------------------------------------------------------------------===//
  // Updates within the step
  //===--------------------------------------------------------------------===//

  void writeUpdate(const Instruction &instruction, const Place &place) {
    gradients.finish(instruction.object, getGroupSize(instruction));
    step.writeUpdate(instruction.object, place.coordinates, place.update);
    gradients.awaitAll();
  }

  /// Copies the newest version of each parameter to the slots of the others, so
  /// that the next step begins as this one did.
  void copyVersions() {
    std::map<int64_t, SmallVector<Value>> buffersOf; // By number of versions.
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (int64_t slots = buffer.getType().getSlots();
          buffer.getKind() == BufferKind::Parameter && slots > 1)
        buffersOf[slots].push_back(buffer);
    for (auto &[slots, buffers] : buffersOf) {
      int64_t newest = plan.numUpdates % slots;
      auto copyTo = [&, &buffers = buffers](ValueRange coordinates,
                                            AffineMap slot) {
        for (Value buffer : buffers)
          CopyOp::create(builder, loc(), buffer, ValueRange(),
                         getNumber(newest), buffer, coordinates, slot,
                         /*kernel=*/FlatSymbolRefAttr());
      };
      if (slots == 2) {
        copyTo({}, getNumber(1 - newest));
        continue;
      }
      OpBuilder::InsertionGuard guard(builder);
      auto loop =
          scf::ForOp::create(builder, loc(), getConstant(newest + 1),
                             getConstant(newest + slots), getConstant(1));
      builder.setInsertionPointToStart(loop.getBody());
      copyTo(loop.getInductionVar(), builder.getDimIdentityMap());
    }
  }

  PipelineOp pipeline;
  const ProgramPlan &plan;
  const TaskGraph &graph;
  int64_t rank;
  OpBuilder builder;
  ProgramOp program;
  RankDeclarations declared;
  RankDeclarer declarer;
  GradientWriter gradients;
  StepWriter step;
  std::map<int64_t, Value> constants;
  /// The last declaration or constant at the head of the program, once one of
  /// the latter was asked for.
  Operation *head = nullptr;
};
} // namespace

void mlir::pipe::writeProgram(PipelineOp pipeline, const ProgramPlan &plan,
                              int64_t rank) {
  ProgramWriter(pipeline, plan, rank).write();
}
