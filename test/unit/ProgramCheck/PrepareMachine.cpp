//===- PrepareMachine.cpp - Buffers and channels of all ranks -------------===//
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

Operation *ProgramMachine::getParameterOfGradient(Value value) {
  for (auto [gradient, name] :
       llvm::zip_equal(yield.getGradients(), yield.getParams()))
    if (gradient == value)
      return pipeline.lookupParam(cast<FlatSymbolRefAttr>(name).getValue());
  return nullptr;
}

Operation *ProgramMachine::getUpdatedVariable(Value value) {
  if (step)
    for (auto [updated, name] : llvm::zip_equal(
             step.getUpdates().getValues(), step.getUpdates().getVariables()))
      if (updated == value)
        return pipeline.lookupSymbol(cast<FlatSymbolRefAttr>(name).getValue());
  return nullptr;
}

Value ProgramMachine::getNewValue(Operation *variable) {
  if (step)
    for (Value value : step.getUpdates().getValues())
      if (getUpdatedVariable(value) == variable)
        return value;
  return {};
}

/// The op of the parameter, state or hyper that `buffer` holds, or null if it
/// holds none or there is none of this kind and name.
Operation *ProgramMachine::getVariable(BufferOp buffer) {
  Operation *op = pipeline.lookupSymbol(buffer.getName().value_or(""));
  if ((buffer.getKind() == BufferKind::Parameter &&
       isa_and_nonnull<ParamOp>(op)) ||
      (buffer.getKind() == BufferKind::State && isa_and_nonnull<StateOp>(op)) ||
      (buffer.getKind() == BufferKind::Hyper && isa_and_nonnull<HyperOp>(op)))
    return op;
  return nullptr;
}

bool ProgramMachine::prepareBuffer(int64_t rank, BufferOp buffer) {
  Type expected = getType(buffer);
  int64_t slots = buffer.getType().getSlots();
  Memory &memory = memories[rank].front();
  StringRef name = buffer.getName().value_or("");
  switch (buffer.getKind()) {
  case BufferKind::Local:
  case BufferKind::Received:
    return slots >= 1 || fail("no slots");
  case BufferKind::Parameter:
  case BufferKind::State:
  case BufferKind::Hyper: {
    Operation *variable = getVariable(buffer);
    int64_t wanted =
        buffer.getKind() == BufferKind::Hyper ? getNumUpdates() : 1;
    if (!variable || slots < 1 ||
        (buffer.getKind() != BufferKind::Parameter && slots != wanted))
      return fail("bad buffer of a variable");
    if (cast<TypeAttr>(variable->getAttr("type")).getValue() != expected)
      return fail("wrong type of a variable");
    for (int64_t i = 0; i < slots; ++i)
      memory.cells[{buffer, i}] = {
          Cell::Value,
          {variable, buffer.getKind() == BufferKind::Hyper ? i : 0}};
    return true;
  }
  case BufferKind::Gradient: {
    ParamOp param = pipeline.lookupParam(name);
    if (!param || slots != 1)
      return fail("bad gradient buffer");
    return expected == (buffer.getResult()
                            ? param.getType()
                            : getAccumulatorType(param.getType())) ||
           fail("wrong type of a gradient");
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
bool ProgramMachine::checkOwners() {
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

bool ProgramMachine::prepareChannels(int64_t rank) {
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
bool ProgramMachine::checkChannels() {
  for (const auto &[channel, rooms] : sending)
    if (rooms.size() != 1)
      return fail("a channel has two senders' ends");
  return sending == receiving || fail("the ends of a channel do not fit");
}

bool ProgramMachine::prepare() {
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
      isReduced |= isa<AllReduceOp>(event.op);
      if (event.m < 0 || event.m >= microBatches)
        return fail("no such micro-batch");
      for (const std::vector<int64_t> &slots : {event.ins, event.outs})
        if (llvm::any_of(slots, [](int64_t slot) { return slot < 0; }))
          return fail("no such slot");
    }
  }
  return checkChannels() && checkOwners();
}
