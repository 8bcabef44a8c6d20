//===- PipeProgramOps.cpp - Ops of the rank programs ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// [%m], [%m + 3], [%m - 1], [5]
//===----------------------------------------------------------------------===//

static ParseResult
parseMicroBatch(OpAsmParser &parser,
                std::optional<OpAsmParser::UnresolvedOperand> &base,
                IntegerAttr &offset) {
  if (parser.parseLSquare())
    return failure();
  OpAsmParser::UnresolvedOperand operand;
  OptionalParseResult parsed = parser.parseOptionalOperand(operand);
  int64_t value = 0;
  if (parsed.has_value()) {
    if (failed(*parsed))
      return failure();
    base = operand;
    // "- 1" is read as a negative number.
    OptionalParseResult number = succeeded(parser.parseOptionalPlus())
                                     ? parser.parseInteger(value)
                                     : parser.parseOptionalInteger(value);
    if (number.has_value() && failed(*number))
      return failure();
  } else if (parser.parseInteger(value)) {
    return failure();
  }
  offset = parser.getBuilder().getI64IntegerAttr(value);
  return parser.parseRSquare();
}

static void printMicroBatch(OpAsmPrinter &printer, Operation *, Value base,
                            IntegerAttr offset) {
  int64_t value = offset.getInt();
  printer << '[';
  if (!base)
    printer << value;
  else if (value > 0)
    printer << base << " + " << value;
  else if (value < 0)
    printer << base << " - " << -value;
  else
    printer << base;
  printer << ']';
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
  bool isSingle = kind == BufferKind::Parameter || kind == BufferKind::Gradient;
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

LogicalResult RunOp::verify() {
  // run_c1
  llvm::SmallPtrSet<Value, 8> reads(getIns().begin(), getIns().end());
  llvm::SmallPtrSet<Value, 8> writes;
  for (OperandRange range : {getOuts(), getAccumulate()})
    for (Value buffer : range) {
      if (reads.contains(buffer))
        return emitOpError("reads and writes the same buffer ")
               << buffer.getType();
      if (!writes.insert(buffer).second)
        return emitOpError("writes the same buffer twice ") << buffer.getType();
    }
  // run_c2
  int64_t numWrites = getOuts().size() + getAccumulate().size();
  SmallVector<int64_t> seen(numWrites, 0);
  for (int64_t index : getResults()) {
    if (index < 0 || index >= numWrites)
      return emitOpError("has 'results' with ")
             << index << ", but writes " << numWrites << " buffers";
    if (++seen[index] > 1)
      return emitOpError("has 'results' with two ") << index << "s";
  }
  if (llvm::is_contained(seen, 0))
    return emitOpError("writes ")
           << numWrites << " buffers, but 'results' names only some of them";
  return success();
}

static LogicalResult verifyPeer(Operation *op, int64_t peer) {
  if (peer < 0)
    return op->emitOpError("requires the peer to be non-negative, but got ")
           << peer;
  auto program = op->getParentOfType<ProgramOp>();
  if (program && static_cast<int64_t>(program.getRank()) == peer) {
    InFlightDiagnostic diag =
        op->emitOpError("requires the peer to be another rank, but both are ")
        << peer;
    diag.attachNote() << "a value used on its own rank needs no transfer";
    return diag;
  }
  return success();
}

LogicalResult SendOp::verify() { return verifyPeer(*this, getPeer()); }
LogicalResult RecvOp::verify() { return verifyPeer(*this, getPeer()); }

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

LogicalResult RoundOp::verify() {
  // round_c1
  RankedTensorType from = getFrom().getType().getTensor();
  RankedTensorType into = getInto().getType().getTensor();
  if (into == from || getSumType(into) != from)
    return emitOpError("rounds f32 to f16 or bf16 of the same shape, but got ")
           << getFrom().getType() << " and " << getInto().getType();
  return success();
}
