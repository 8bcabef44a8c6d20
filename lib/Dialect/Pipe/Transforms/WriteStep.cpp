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

Value StepWriter::declare(BufferKind kind, RankedTensorType type,
                          StringAttr name) {
  return BufferOp::create(builder, pipeline.getLoc(),
                          BufferType::get(builder.getContext(), 1, type), kind,
                          name, /*result=*/false, /*offset=*/IntegerAttr(),
                          /*stride=*/IntegerAttr());
}

void StepWriter::declareVariable(StringAttr name) {
  Value &buffer = declared.variables[name];
  if (buffer)
    return;
  Operation *variable = symbols.lookup(name);
  buffer = declare(getBufferKind(variable), getVariableType(variable), name);
}

void StepWriter::declareBuffers() {
  for (const Instruction &instruction : instructions) {
    auto number = static_cast<size_t>(instruction.object);
    if (instruction.kind == InstructionKind::Post) {
      received[instruction.object] =
          declare(BufferKind::Received,
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
            BufferKind::Local, cast<RankedTensorType>(result.getType()));
  }
}

/// Where `value`, which may be made here, lies on this rank.
Value StepWriter::getBuffer(int32_t value) const {
  if (auto it = received.find(value); it != received.end())
    return it->second;
  if (auto it = local.find(value); it != local.end())
    return it->second;
  if (auto gradient = dyn_cast<BlockArgument>(step.values[value])) {
    auto params = cast<StepOp>(gradient.getOwner()->getParentOp()).getParams();
    return declared.gradients.at(
        cast<FlatSymbolRefAttr>(params[gradient.getArgNumber()]).getAttr());
  }
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
      return runTask(step.tasks[number]);
    number -= step.tasks.size();
    CopyOp::create(builder, loc, getBuffer(step.copies[number].value),
                   declared.variables.at(step.copies[number].param),
                   /*kernel=*/FlatSymbolRefAttr());
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
  case InstructionKind::Acquire:
    return; // A slot is written once a step, and drained at its end.
  }
}

void StepWriter::runTask(TaskOp task) {
  AffineMap first = AffineMap::getConstantMap(0, builder.getContext());
  SmallVector<Value> ins, outs;
  SmallVector<int32_t> modes;
  for (Value operand : task.getOperands())
    ins.push_back(getBuffer(step.numberOf.at(operand)));
  for (auto variable : task.getParams().getAsRange<FlatSymbolRefAttr>())
    ins.push_back(declared.variables.at(variable.getAttr()));
  for (Value result : task.getResults()) {
    outs.push_back(getBuffer(step.numberOf.at(result)));
    modes.push_back(static_cast<int32_t>(step.variableOf.contains(result)
                                             ? WriteMode::InOut
                                             : WriteMode::Write));
  }
  SmallVector<AffineMap> inSlots(ins.size(), first),
      outSlots(outs.size(), first);
  RunOp::create(builder, task.getLoc(), task.getName(), ValueRange(), first,
                ins, builder.getAffineMapArrayAttr(inSlots), outs,
                builder.getAffineMapArrayAttr(outSlots), modes);
}
