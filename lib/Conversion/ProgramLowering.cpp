//===- ProgramLowering.cpp - Lowering of one program ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramLowering.h"

#include "pipe/Analysis/Program/Reductions.h"
#include "pipe/Bundle/Format.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::pipe;

ProgramLowering::ProgramLowering(ProgramOp program, PipelineOp pipeline,
                                 const PipelineNumbers &numbers,
                                 SymbolTable &module)
    : program(program), pipeline(pipeline), numbers(numbers), module(module),
      builder(program.getLoc(), program.getContext()), at(builder, mapping) {
  int64_t number = 0;
  for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
    channelNumbers[channel] = number++;
  for (auto [index, buffer] : llvm::enumerate(getReducedBuffers(program)))
    reductionNumbers[buffer] = static_cast<uint32_t>(index);
}

LogicalResult ProgramLowering::lower() {
  std::optional<RequestTables> tables = layOutRequests(program);
  if (!program.getSegments() || !tables)
    return program.emitError("has no memory plan; run pipe-plan-memory first");
  requestTables = std::move(*tables);
  if (failed(createFunction()))
    return failure();
  for (BufferOp buffer : program.getBody().getOps<BufferOp>())
    if (failed(declare(buffer)))
      return failure();
  if (failed(lowerBlock(program.getBody().front())))
    return failure();
  Value ok = arith::ConstantIntOp::create(builder, 0, 32);
  func::ReturnOp::create(builder, ok);
  return success();
}

LogicalResult ProgramLowering::createFunction() {
  std::string name = bundle::getProgramEntry(
      pipeline.getSymName(), static_cast<int64_t>(program.getRank()));
  if (Operation *other = module.lookup(name)) {
    InFlightDiagnostic diag = program.emitError("becomes the function '")
                              << name << "', but that name is taken";
    diag.attachNote(other->getLoc()) << "it is taken here";
    return diag;
  }
  builder.setInsertionPoint(pipeline);
  SmallVector<Type> inputs(4, at.getPointer());
  auto type = builder.getFunctionType(inputs, builder.getI32Type());
  auto func = func::FuncOp::create(builder, name, type);
  module.insert(func);
  Block *entry = func.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  context = entry->getArgument(0);
  segmentTable = entry->getArgument(1);
  inputTable = entry->getArgument(2);
  outputTable = entry->getArgument(3);
  workspace = loadSegment(SegmentKind::Workspace);
  requests = loadSegment(SegmentKind::Requests);
  return success();
}

/// Returns the array that begins at word `word` of the segment `requests`.
Value ProgramLowering::getTable(int64_t word) {
  return at.offset(requests, word * 8);
}

Value ProgramLowering::loadSegment(SegmentKind kind) {
  return at.loadPointer(segmentTable, static_cast<int64_t>(kind));
}

LogicalResult ProgramLowering::declare(BufferOp buffer) {
  BufferType type = buffer.getType();
  std::optional<int64_t> bytes = type.getSlotBytes();
  if (!bytes)
    return buffer.emitError("slots of the type ")
           << type.getTensor() << " have no size in bytes";
  if (!buffer.getOffset() || !buffer.getStride())
    return buffer.emitError(
        "has no place in its segment; run pipe-plan-memory first");
  LoweredBuffer lowered;
  lowered.slots = type.getSlots();
  lowered.bytes = *bytes;
  lowered.stride = *buffer.getStride();
  BufferKind kind = buffer.getKind();
  if (kind == BufferKind::Input || kind == BufferKind::Output) {
    std::optional<int64_t> index = getCallerIndex(buffer);
    if (!index)
      return buffer.emitError("the graph has no ")
             << stringifyBufferKind(kind) << " '" << *buffer.getName() << "'";
    bool isInput = kind == BufferKind::Input;
    lowered.address =
        at.loadPointer(isInput ? inputTable : outputTable, *index);
  } else {
    lowered.address =
        at.offset(loadSegment(getSegmentKind(kind)), *buffer.getOffset());
  }
  if (kind == BufferKind::Received) {
    const RequestTables::Received &tables = requestTables.received.at(buffer);
    lowered.requests = getTable(tables.requests);
    lowered.messages = getTable(tables.addresses);
  }
  for (auto [channel, word] : requestTables.sent.lookup(buffer))
    lowered.sends[channel] = getTable(word);
  buffers[buffer.getBuffer()] = lowered;
  return success();
}

/// The place of an input or output among those of the caller.
std::optional<int64_t> ProgramLowering::getCallerIndex(BufferOp buffer) {
  GraphOp graph = pipeline.getGraph();
  ArrayAttr names = buffer.getKind() == BufferKind::Input
                        ? graph.getInputs()
                        : graph.getReturn().getOutputNames();
  for (auto [index, name] : llvm::enumerate(names.getAsRange<StringAttr>()))
    if (name.getValue() == buffer.getName())
      return index;
  return std::nullopt;
}

LogicalResult ProgramLowering::lowerBlock(Block &block) {
  for (Operation &op : block) {
    builder.setLoc(op.getLoc());
    if (failed(lowerOp(op)))
      return failure();
  }
  return success();
}

LogicalResult ProgramLowering::lowerOp(Operation &op) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(&op)
      .Case<BufferOp, ChannelOp, scf::YieldOp>(
          [](Operation *) { return success(); })
      .Case<scf::ForOp>([&](auto loop) { return lowerLoop(loop); })
      .Case<RunOp, ZeroOp, AddOp, DivideOp, RoundOp, CopyOp>(
          [&](auto action) { return lowerKernel(action); })
      .Case<SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp, DrainOp, AllReduceOp,
            AwaitReducedOp>([&](auto action) {
        lowerMessage(action);
        return success();
      })
      .Default([&](Operation *other) -> LogicalResult {
        if (!isa<arith::ArithDialect>(other->getDialect()))
          return other->emitError("cannot stand in a program that is lowered");
        builder.clone(*other, mapping);
        return success();
      });
}

LogicalResult ProgramLowering::lowerLoop(scf::ForOp loop) {
  auto lowered = scf::ForOp::create(
      builder, mapping.lookup(loop.getLowerBound()),
      mapping.lookup(loop.getUpperBound()), mapping.lookup(loop.getStep()));
  mapping.map(loop.getInductionVar(), lowered.getInductionVar());
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(lowered.getBody());
  return lowerBlock(*loop.getBody());
}
