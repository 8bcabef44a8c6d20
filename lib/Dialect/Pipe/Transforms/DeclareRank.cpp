//===- DeclareRank.cpp - Buffers and channels of one rank -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeclareRank.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

BufferType RankDeclarer::getType(Value value, int64_t slots) {
  return BufferType::get(builder.getContext(), slots,
                         cast<RankedTensorType>(value.getType()));
}

/// The type of the buffer that a partial gradient is accumulated in.
BufferType RankDeclarer::getSumBufferType(Value gradient) {
  auto type = cast<RankedTensorType>(gradient.getType());
  return BufferType::get(builder.getContext(), 1, getSumType(type));
}

Value RankDeclarer::declare(BufferKind kind, BufferType type, StringAttr name,
                            bool isResult) {
  return BufferOp::create(builder, pipeline.getLoc(), type, kind, name,
                          isResult, /*offset=*/IntegerAttr(),
                          /*stride=*/IntegerAttr());
}

void RankDeclarer::declareParameter(StringAttr name) {
  Value &buffer = declared.variables[name];
  if (buffer)
    return;
  Operation *variable = plan.symbols.lookup(name);
  // Where there are more updates than one, tasks of the graph read no hypers.
  buffer = declare(
      isa<HyperOp>(variable) ? BufferKind::Hyper : BufferKind::Parameter,
      BufferType::get(builder.getContext(), plan.getNumVersions(name),
                      getVariableType(variable)),
      name);
}

void RankDeclarer::declareBuffers() {
  llvm::SmallSetVector<int32_t, 8> tasks;
  for (const Instruction &instruction : plan.instructions[rank])
    if (instruction.kind == InstructionKind::Run)
      tasks.insert(instruction.object);
  for (int32_t task : tasks)
    for (auto param :
         TaskOp(graph.tasks[task]).getParams().getAsRange<FlatSymbolRefAttr>())
      declareParameter(param.getAttr());
  for (int32_t task : tasks) {
    for (int32_t value : graph.dataflow.tasks[task].reads)
      declareRead(task, value);
    for (int32_t value : graph.dataflow.tasks[task].writes)
      declareWrite(value);
  }
}

void RankDeclarer::declareChannels(ArrayRef<Instruction> instructions,
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
          builder, pipeline.getLoc(), ChannelType::get(builder.getContext()),
          isSend ? ChannelDirection::Send : ChannelDirection::Recv,
          isActivation ? ChannelKind::Activation : ChannelKind::Gradient,
          instruction.peer, plan.capacities.at(key));
  }
}

/// Declares where `task` finds a value in the copies that run it here.
void RankDeclarer::declareRead(int32_t task, int32_t number) {
  Value value = graph.values[number];
  const Dataflow &dataflow = graph.dataflow;
  int32_t maker = dataflow.values[number].maker;
  if (maker < 0) {
    Value &buffer = declared.buffers[value];
    if (!buffer)
      buffer = declare(BufferKind::Input, getType(value, plan.microBatches),
                       graph.inputNames.lookup(value));
    return;
  }
  for (int64_t copy : dataflow.getCopies()) {
    if (dataflow.getRank(task, copy) != rank)
      continue;
    if (dataflow.getRank(maker, copy) == rank)
      declareWrite(number);
    else if (Value &buffer = declared.received[value]; !buffer)
      buffer = declare(BufferKind::Received,
                       getType(value, slotsOf.at({number, true})));
  }
}

void RankDeclarer::declareWrite(int32_t number) {
  Value value = graph.values[number];
  if (declared.buffers.count(value))
    return;
  if (graph.dataflow.values[number].isGradient)
    return declareGradient(number);
  if (StringAttr name = graph.outputNames.lookup(value))
    declared.buffers[value] =
        declare(BufferKind::Output, getType(value, plan.microBatches), name);
  else
    declared.buffers[value] =
        declare(BufferKind::Local, getType(value, slotsOf.at({number, false})));
}

void RankDeclarer::declareGradient(int32_t number) {
  Value value = graph.values[number];
  const ReducedGradient &sum = plan.gradients[plan.gradientOf.at(number)];
  StringAttr param = sum.param;
  const PartialGradient &first = sum.partials.front();
  // It holds the result, or is rounded to it.
  bool isResult = first.value == number && first.rank == rank;
  BufferType type = getType(value, 1), sumType = getSumBufferType(value);
  bool isRounded = type != sumType;
  Value buffer =
      declare(BufferKind::Gradient, sumType, param, isResult && !isRounded);
  declared.buffers[value] = declared.sums[value] = buffer;
  if (isResult && isRounded)
    declared.rounded[value] =
        declare(BufferKind::Gradient, type, param, isResult);
  if (isResult)
    declared.gradients[param] = isRounded ? declared.rounded[value] : buffer;
}

Value RankDeclarer::declareReceivedSum(Value gradient) {
  return declare(BufferKind::Received, getSumBufferType(gradient));
}
