//===- PipeProgramOps.cpp - Ops of the rank programs ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PipeNumbers.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// "to 1" of a channel that sends, "from 1" of one that receives
//===----------------------------------------------------------------------===//

static ParseResult parseChannelPeer(OpAsmParser &parser,
                                    ChannelDirectionAttr direction,
                                    IntegerAttr &peer) {
  bool isSend = direction.getValue() == ChannelDirection::Send;
  int64_t rank = 0;
  if (parser.parseKeyword(isSend ? "to" : "from") || parser.parseInteger(rank))
    return failure();
  peer = parser.getBuilder().getI64IntegerAttr(rank);
  return success();
}

static void printChannelPeer(OpAsmPrinter &printer, Operation *,
                             ChannelDirectionAttr direction, IntegerAttr peer) {
  bool isSend = direction.getValue() == ChannelDirection::Send;
  printer << (isSend ? "to " : "from ") << peer.getInt();
}

#define GET_OP_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeOps.cpp.inc"

//===----------------------------------------------------------------------===//
// Verifiers
//===----------------------------------------------------------------------===//

LogicalResult ProgramOp::verify() {
  // program_c1
  if (static_cast<int64_t>(getRank()) < 0)
    return emitOpError("requires 'rank' to be non-negative, but got ")
           << static_cast<int64_t>(getRank());
  // program_c2
  llvm::SmallDenseSet<uint32_t> seen;
  if (ArrayAttr segments = getSegmentsAttr())
    for (auto segment : segments.getAsRange<SegmentAttr>())
      if (!seen.insert(static_cast<uint32_t>(segment.getKind())).second)
        return emitOpError("has two segments '")
               << stringifySegmentKind(segment.getKind()) << "'";
  return success();
}

int64_t ProgramOp::getSegmentBytes(SegmentKind kind) {
  if (ArrayAttr segments = getSegmentsAttr())
    for (auto segment : segments.getAsRange<SegmentAttr>())
      if (segment.getKind() == kind)
        return segment.getBytes();
  return 0;
}

LogicalResult BufferOp::verify() {
  BufferKind kind = getKind();
  bool isNamed = kind != BufferKind::Local && kind != BufferKind::Received;
  // buffer_c1
  if (isNamed != getName().has_value())
    return emitOpError("of kind '")
           << stringifyBufferKind(kind)
           << (isNamed ? "' requires a name" : "' has no name, but got '")
           << (isNamed ? StringRef() : *getName()) << (isNamed ? "" : "'");
  // buffer_c2
  bool isSingle = kind == BufferKind::Gradient || kind == BufferKind::State;
  if (isSingle && getType().getSlots() != 1)
    return emitOpError("of kind '")
           << stringifyBufferKind(kind) << "' requires one slot, but has "
           << getType().getSlots();
  // buffer_c3
  if (getResult() && kind != BufferKind::Gradient)
    return emitOpError("of kind '")
           << stringifyBufferKind(kind)
           << "' cannot hold the result gradient of a parameter";
  return success();
}

LogicalResult WaitOp::verify() {
  return verifyNumber(*this, getMicroBatch(), getCoordinates());
}

LogicalResult AcquireOp::verify() {
  return verifyNumber(*this, getMicroBatch(), getCoordinates());
}

LogicalResult ReleaseOp::verify() {
  return verifyNumber(*this, getMicroBatch(), getCoordinates());
}

LogicalResult ChannelOp::verify() {
  // channel_c1
  auto peer = static_cast<int64_t>(getPeer());
  if (peer < 0)
    return emitOpError("requires the peer to be non-negative, but got ")
           << peer;
  auto program = (*this)->getParentOfType<ProgramOp>();
  if (static_cast<int64_t>(program.getRank()) == peer) {
    InFlightDiagnostic diag =
        emitOpError("requires the peer to be another rank, but both are ")
        << peer;
    diag.attachNote() << "a value used on its own rank needs no transfer";
    return diag;
  }
  // channel_c2
  if (static_cast<int64_t>(getCapacity()) < 1)
    return emitOpError("requires 'capacity' to be at least 1, but got ")
           << static_cast<int64_t>(getCapacity());
  return success();
}

/// Checks that a transfer uses the right end of a declared channel.
static LogicalResult verifyChannel(Operation *op, ChannelOp channel,
                                   ChannelDirection direction) {
  StringRef wanted = stringifyChannelDirection(direction);
  if (!channel)
    return op->emitOpError("requires a channel that a 'pipe.channel ")
           << wanted << "' declares";
  if (channel.getDirection() == direction)
    return success();
  InFlightDiagnostic diag = op->emitOpError("requires a channel of direction '")
                            << wanted << "', but it has '"
                            << stringifyChannelDirection(channel.getDirection())
                            << "'";
  diag.attachNote(channel.getLoc()) << "the channel is declared here";
  return diag;
}

LogicalResult SendOp::verify() {
  if (failed(verifyNumber(*this, getMicroBatch(), getCoordinates())))
    return failure();
  // send_c1
  return verifyChannel(*this, getChannelOp(), ChannelDirection::Send);
}

LogicalResult PostOp::verify() {
  if (failed(verifyNumber(*this, getMicroBatch(), getCoordinates())))
    return failure();
  // post_c1
  return verifyChannel(*this, getChannelOp(), ChannelDirection::Recv);
}

LogicalResult AddOp::verify() {
  // add_c1
  if (getFrom().getType().getTensor() != getInto().getType().getTensor())
    return emitOpError("requires both buffers to hold the same type, but got ")
           << getFrom().getType() << " and " << getInto().getType();
  return success();
}

LogicalResult DivideOp::verify() {
  // divide_c1
  if (static_cast<int64_t>(getDivisor()) < 1)
    return emitOpError("requires 'divisor' to be at least 1, but got ")
           << static_cast<int64_t>(getDivisor());
  return success();
}

LogicalResult CopyOp::verify() {
  // copy_c1
  if (getFrom().getType().getTensor() != getInto().getType().getTensor())
    return emitOpError("requires both buffers to hold the same type, but got ")
           << getFrom().getType() << " and " << getInto().getType();
  // copy_c2
  if (failed(verifyNumber(*this, getFromSlot(), getFromCoordinates())))
    return failure();
  return verifyNumber(*this, getIntoSlot(), getIntoCoordinates());
}

LogicalResult RoundOp::verify() {
  // round_c1
  RankedTensorType from = getFrom().getType().getTensor();
  RankedTensorType into = getInto().getType().getTensor();
  if (into == from || getSumType(into) != from)
    return emitOpError("rounds f32 to f16 or bf16 of the same shape, but got ")
           << getFrom().getType() << " and " << getInto().getType();
  return success();
}

/// Checks that `buffer` is one that is added up over replicas.
static LogicalResult verifyReduced(Operation *op, Value buffer) {
  auto declared = buffer.getDefiningOp<BufferOp>();
  if (!declared || declared.getKind() != BufferKind::Gradient)
    return op->emitOpError("requires a buffer that a 'pipe.buffer gradient' "
                           "declares");
  Type element = declared.getType().getTensor().getElementType();
  if (!element.isF32() && !element.isF64())
    return op->emitOpError("adds f32 or f64 over replicas, but got ")
           << element;
  return success();
}

LogicalResult AllReduceOp::verify() {
  // all_reduce_c1
  return verifyReduced(*this, getBuffer());
}

LogicalResult AwaitReducedOp::verify() {
  // await_reduced_c1
  return verifyReduced(*this, getBuffer());
}
