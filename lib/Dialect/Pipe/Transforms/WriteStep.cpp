//===- WriteStep.cpp - Write what a rank does once a step -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteStep.h"

using namespace mlir;
using namespace mlir::pipe;

static BufferKind getBufferKind(Operation *variable) {
  if (isa<StateOp>(variable))
    return BufferKind::State;
  return isa<HyperOp>(variable) ? BufferKind::Hyper : BufferKind::Parameter;
}

/// The number behind `number`.
static AffineMap plusOne(AffineMap number) {
  return AffineMap::get(number.getNumDims(), 0, number.getResult(0) + 1);
}

Value StepWriter::declare(BufferKind kind, int64_t slots, RankedTensorType type,
                          StringAttr name) {
  return BufferOp::create(builder, pipeline.getLoc(),
                          BufferType::get(builder.getContext(), slots, type),
                          kind, name, /*result=*/false,
                          /*offset=*/IntegerAttr(), /*stride=*/IntegerAttr());
}

void StepWriter::declareVariable(StringAttr name) {
  Value &buffer = declared.variables[name];
  if (buffer)
    return;
  Operation *variable = plan.symbols.lookup(name);
  BufferKind kind = getBufferKind(variable);
  int64_t slots =
      kind == BufferKind::Hyper ? plan.numUpdates : plan.getNumVersions(name);
  buffer = declare(kind, slots, getVariableType(variable), name);
}

void StepWriter::declareBuffers() {
  for (const Instruction &instruction : instructions) {
    auto number = static_cast<size_t>(instruction.object);
    if (instruction.kind == InstructionKind::Post) {
      received[instruction.object] =
          declare(BufferKind::Received, 1,
                  cast<RankedTensorType>(step.values[number].getType()));
      continue;
    }
    if (instruction.kind != InstructionKind::Run)
      continue;
    if (number >= step.tasks.size()) {
      declareVariable(step.copies[number - step.tasks.size()].param);
      continue;
    }
    TaskOp task = step.tasks[number];
    for (auto variable : task.getParams().getAsRange<FlatSymbolRefAttr>())
      declareVariable(variable.getAttr());
    for (Value result : task.getResults())
      if (!step.variableOf.contains(result))
        local[step.numberOf.lookup(result)] = declare(
            BufferKind::Local, 1, cast<RankedTensorType>(result.getType()));
  }
}

/// The parameter whose gradient an argument of the step is.
StringAttr StepWriter::getParameter(BlockArgument gradient) {
  auto params = cast<StepOp>(gradient.getOwner()->getParentOp()).getParams();
  return cast<FlatSymbolRefAttr>(params[gradient.getArgNumber()]).getAttr();
}

/// Where `value`, which may be made here, lies on this rank.
Value StepWriter::getBuffer(int32_t value) const {
  if (auto it = received.find(value); it != received.end())
    return it->second;
  if (auto it = local.find(value); it != local.end())
    return it->second;
  if (auto gradient = dyn_cast<BlockArgument>(step.values[value]))
    return declared.gradients.at(getParameter(gradient));
  return declared.variables.at(step.variableOf.at(step.values[value]));
}

void StepWriter::write() {
  for (const Instruction &instruction : instructions)
    writeInstruction(instruction);
}

void StepWriter::writeInstruction(const Instruction &instruction) {
  Location loc = pipeline.getLoc();
  auto number = static_cast<size_t>(instruction.object);
  AffineMap first = AffineMap::getConstantMap(0, builder.getContext());
  auto getChannel = [&](int64_t from, int64_t to) {
    return declared.channels.at({from, to, /*isActivation=*/false});
  };
  switch (instruction.kind) {
  case InstructionKind::Run:
    if (number < step.tasks.size())
      return runTask(step.tasks[number], {}, first);
    number -= step.tasks.size();
    CopyOp::create(builder, loc, getBuffer(step.copies[number].value),
                   ValueRange(), first,
                   declared.variables.at(step.copies[number].param),
                   ValueRange(), first, /*kernel=*/FlatSymbolRefAttr());
    return;
  case InstructionKind::Send:
    SendOp::create(builder, loc, getChannel(rank, instruction.peer),
                   getBuffer(instruction.object), ValueRange(), first);
    return;
  case InstructionKind::Post:
    PostOp::create(builder, loc, getChannel(instruction.peer, rank),
                   getBuffer(instruction.object), ValueRange(), first);
    return;
  case InstructionKind::Wait:
    WaitOp::create(builder, loc, getBuffer(instruction.object), ValueRange(),
                   first);
    return;
  case InstructionKind::Release:
    ReleaseOp::create(builder, loc, getBuffer(instruction.object), ValueRange(),
                      first);
    return;
  case InstructionKind::Acquire: // A slot is written once a step, and drained
  case InstructionKind::Zero:    // at its end. The others are those of tasks.
  case InstructionKind::Update:
    return;
  }
}

void StepWriter::runTask(TaskOp task, ValueRange coordinates,
                         AffineMap update) {
  AffineMap first =
      AffineMap::get(coordinates.size(), 0, builder.getAffineConstantExpr(0));
  SmallVector<Value> ins, outs;
  SmallVector<AffineMap> inSlots, outSlots;
  SmallVector<int32_t> modes;
  // Where the value of a step lies: a new version in the slot behind the old.
  auto getSlot = [&](Value value) {
    StringAttr variable = step.variableOf.lookup(value);
    bool hasVersions = variable && plan.getNumVersions(variable) > 1;
    return hasVersions ? plusOne(update) : first;
  };
  for (Value operand : task.getOperands()) {
    if (auto gradient = dyn_cast<BlockArgument>(operand))
      gradients.await(getParameter(gradient));
    ins.push_back(getBuffer(step.numberOf.at(operand)));
    inSlots.push_back(getSlot(operand));
  }
  // Version u of a parameter, and the numbers that the caller gives update u.
  for (auto variable : task.getParams().getAsRange<FlatSymbolRefAttr>()) {
    Value buffer = declared.variables.at(variable.getAttr());
    ins.push_back(buffer);
    bool isSingle = cast<BufferType>(buffer.getType()).getSlots() == 1;
    inSlots.push_back(isSingle ? first : update);
  }
  for (Value result : task.getResults()) {
    StringAttr variable = step.variableOf.lookup(result);
    bool isInPlace = variable && plan.getNumVersions(variable) == 1;
    outs.push_back(getBuffer(step.numberOf.at(result)));
    outSlots.push_back(getSlot(result));
    modes.push_back(
        static_cast<int32_t>(isInPlace ? WriteMode::InOut : WriteMode::Write));
  }
  RunOp::create(builder, task.getLoc(), task.getName(), coordinates, update,
                ins, builder.getAffineMapArrayAttr(inSlots), outs,
                builder.getAffineMapArrayAttr(outSlots), modes);
}

void StepWriter::writeUpdate(int64_t stage, ValueRange coordinates,
                             AffineMap update) {
  for (TaskOp task : plan.stepTasksOfStage[stage])
    runTask(task, coordinates, update);
}
