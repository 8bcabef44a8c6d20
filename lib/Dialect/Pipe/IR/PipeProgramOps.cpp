//===- PipeProgramOps.cpp - Ops of the rank programs ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// [%m], [%m + 3], [%i * -1 + 7], [5]
//===----------------------------------------------------------------------===//

using Operands = SmallVector<OpAsmParser::UnresolvedOperand>;

static ParseResult
parseNumber(OpAsmParser &parser,
            SmallVectorImpl<OpAsmParser::UnresolvedOperand> &coordinates,
            AffineMapAttr &number) {
  SMLoc loc = parser.getCurrentLocation();
  Attribute map;
  NamedAttrList attributes; // Where upstream puts the map, too.
  if (parser.parseAffineMapOfSSAIds(coordinates, map, "number", attributes))
    return failure();
  number = cast<AffineMapAttr>(map);
  if (number.getValue().getNumResults() != 1)
    return parser.emitError(loc, "takes one number in brackets, but got ")
           << number.getValue().getNumResults();
  return success();
}

static void printNumber(OpAsmPrinter &printer, Operation *,
                        ValueRange coordinates, AffineMapAttr number) {
  printer << '[';
  printer.printAffineMapOfSSAIds(number, coordinates);
  printer << ']';
}

/// Adds to `sum` the value of `expr` times `factor`.
static bool addExpr(AffineExpr expr, int64_t factor, LinearNumber &sum) {
  auto addTo = [](int64_t &to, std::optional<int64_t> number) {
    std::optional<int64_t> total =
        number ? llvm::checkedAdd(to, *number) : std::nullopt;
    to = total.value_or(to);
    return total.has_value();
  };
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return addTo(sum.constant, llvm::checkedMul(constant.getValue(), factor));
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return addTo(sum.coefficients[dim.getPosition()], factor);
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return false;
  if (binary.getKind() == AffineExprKind::Add)
    return addExpr(binary.getLHS(), factor, sum) &&
           addExpr(binary.getRHS(), factor, sum);
  auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (binary.getKind() != AffineExprKind::Mul || !scale)
    return false;
  std::optional<int64_t> product = llvm::checkedMul(scale.getValue(), factor);
  return product && addExpr(binary.getLHS(), *product, sum);
}

std::optional<LinearNumber> mlir::pipe::getLinearNumber(AffineMap map) {
  LinearNumber number;
  number.coefficients.assign(map.getNumDims(), 0);
  if (!addExpr(map.getResult(0), 1, number))
    return std::nullopt;
  return number;
}

/// Checks a number that is an expression of `coordinates`.
static LogicalResult verifyNumber(Operation *op, AffineMap map,
                                  ValueRange coordinates) {
  if (map.getNumResults() != 1 || map.getNumSymbols() != 0 ||
      map.getNumDims() != coordinates.size())
    return op->emitOpError("requires a number to be one expression of its ")
           << coordinates.size() << " coordinates, but got "
           << AffineMapAttr::get(map);
  if (!getLinearNumber(map))
    return op->emitOpError("requires a number to be a sum of coordinates times "
                           "numbers of 64 bits, but got ")
           << AffineMapAttr::get(map);
  return success();
}

//===----------------------------------------------------------------------===//
// pipe.run
//===----------------------------------------------------------------------===//

namespace {
/// Collects the numbers of one op as expressions of shared coordinates.
class NumberParser {
public:
  explicit NumberParser(OpAsmParser &parser) : parser(parser) {}

  ParseResult parse() {
    Operands operands;
    AffineMapAttr map;
    if (parseNumber(parser, operands, map))
      return failure();
    SmallVector<AffineExpr> dims;
    for (const OpAsmParser::UnresolvedOperand &operand : operands)
      dims.push_back(getAffineDimExpr(findOrAdd(operand), map.getContext()));
    exprs.push_back(map.getValue().getResult(0).replaceDims(dims));
    return success();
  }

  AffineMap getNumber(size_t index) const {
    return AffineMap::get(coordinates.size(), 0, exprs[index]);
  }

  Operands coordinates;
  SmallVector<AffineExpr> exprs; ///< In the order in which they were parsed.

private:
  unsigned findOrAdd(const OpAsmParser::UnresolvedOperand &operand) {
    auto it = llvm::find_if(
        coordinates, [&](const OpAsmParser::UnresolvedOperand &other) {
          return other.name == operand.name && other.number == operand.number;
        });
    auto index = static_cast<unsigned>(it - coordinates.begin());
    if (it == coordinates.end())
      coordinates.push_back(operand);
    return index;
  }

  OpAsmParser &parser;
};

/// `(` [`add` | `inout`] buffer `[` number `]` `,` ... `:` types `)`
struct SlotList {
  Operands buffers;
  SmallVector<int32_t> modes;
  SmallVector<Type> types;
};
} // namespace

static ParseResult parseSlots(OpAsmParser &parser, NumberParser &numbers,
                              bool areWritten, SlotList &list) {
  auto parseSlot = [&]() -> ParseResult {
    WriteMode mode = WriteMode::Write;
    if (areWritten && succeeded(parser.parseOptionalKeyword("add")))
      mode = WriteMode::Add;
    else if (areWritten && succeeded(parser.parseOptionalKeyword("inout")))
      mode = WriteMode::InOut;
    list.modes.push_back(static_cast<int32_t>(mode));
    return failure(parser.parseOperand(list.buffers.emplace_back()) ||
                   numbers.parse());
  };
  return failure(parser.parseLParen() ||
                 parser.parseCommaSeparatedList(parseSlot) ||
                 parser.parseColonTypeList(list.types) || parser.parseRParen());
}

// pipe.run @task [m] [ins(slots)] [outs(slots)]
ParseResult RunOp::parse(OpAsmParser &parser, OperationState &result) {
  NumberParser numbers(parser);
  StringAttr task;
  SlotList ins, outs;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseSymbolName(task, getTaskAttrName(result.name),
                             result.attributes) ||
      numbers.parse() ||
      (succeeded(parser.parseOptionalKeyword("ins")) &&
       parseSlots(parser, numbers, /*areWritten=*/false, ins)) ||
      (succeeded(parser.parseOptionalKeyword("outs")) &&
       parseSlots(parser, numbers, /*areWritten=*/true, outs)) ||
      parser.parseOptionalAttrDict(result.attributes))
    return failure();
  Builder &builder = parser.getBuilder();
  SmallVector<AffineMap> inSlots, outSlots;
  for (size_t i = 1; i < numbers.exprs.size(); ++i)
    (i <= ins.buffers.size() ? inSlots : outSlots)
        .push_back(numbers.getNumber(i));
  Properties &properties = result.getOrAddProperties<Properties>();
  properties.micro_batch = AffineMapAttr::get(numbers.getNumber(0));
  properties.in_slots = builder.getAffineMapArrayAttr(inSlots);
  properties.out_slots = builder.getAffineMapArrayAttr(outSlots);
  properties.modes = builder.getDenseI32ArrayAttr(outs.modes);
  properties.operandSegmentSizes = {
      static_cast<int32_t>(numbers.coordinates.size()),
      static_cast<int32_t>(ins.buffers.size()),
      static_cast<int32_t>(outs.buffers.size())};
  return failure(
      parser.resolveOperands(numbers.coordinates, builder.getIndexType(),
                             result.operands) ||
      parser.resolveOperands(ins.buffers, ins.types, loc, result.operands) ||
      parser.resolveOperands(outs.buffers, outs.types, loc, result.operands));
}

void RunOp::print(OpAsmPrinter &printer) {
  auto printSlot = [&](Value buffer, Attribute number) {
    printer << buffer;
    printNumber(printer, *this, getCoordinates(), cast<AffineMapAttr>(number));
  };
  printer << ' ';
  printer.printSymbolName(getTask());
  printer << ' ';
  printNumber(printer, *this, getCoordinates(), getMicroBatchAttr());
  if (!getIns().empty()) {
    printer << " ins(";
    llvm::interleaveComma(llvm::zip_equal(getIns(), getInSlots()), printer,
                          [&](auto slot) { std::apply(printSlot, slot); });
    printer << " : " << getIns().getTypes() << ')';
  }
  if (!getOuts().empty()) {
    printer << " outs(";
    llvm::interleaveComma(
        llvm::seq<unsigned>(0, getOuts().size()), printer, [&](unsigned index) {
          if (getMode(index) != WriteMode::Write)
            printer << stringifyWriteMode(getMode(index)) << ' ';
          printSlot(getOuts()[index], getOutSlots()[index]);
        });
    printer << " : " << getOuts().getTypes() << ')';
  }
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getTaskAttrName(), getMicroBatchAttrName(),
                                 getInSlotsAttrName(), getOutSlotsAttrName(),
                                 getModesAttrName(),
                                 getOperandSegmentSizesAttrName()});
}

unsigned RunOp::getInPlaceOperand(unsigned index) {
  for (auto [number, buffer] : llvm::enumerate(getIns()))
    if (buffer == getOuts()[index] && getInSlot(number) == getOutSlot(index))
      return static_cast<unsigned>(number);
  llvm_unreachable("the verifier has seen the operand of an inout result");
}
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

/// Checks result `index` of a run against its operands and earlier results.
static LogicalResult verifyResult(RunOp run, unsigned index) {
  auto isSlot = [&](Value buffer, AffineMap slot) {
    return buffer == run.getOuts()[index] && slot == run.getOutSlot(index);
  };
  int64_t numReads = 0;
  for (auto [number, buffer] : llvm::enumerate(run.getIns()))
    numReads += isSlot(buffer, run.getInSlot(number));
  // run_c2
  for (unsigned other = 0; other < index; ++other)
    if (isSlot(run.getOuts()[other], run.getOutSlot(other)))
      return run.emitOpError("writes results ")
             << other << " and " << index << " to the same slot";
  bool isInOut = run.getMode(index) == WriteMode::InOut;
  if (numReads != 0 && !isInOut)
    return run.emitOpError("reads the slot that it writes result ")
           << index << " to; if the result takes the place of the operand, "
           << "write 'inout' before it";
  // run_c3
  if (numReads != 1 && isInOut)
    return run.emitOpError("writes result ")
           << index << " in place of " << numReads
           << " of its operands, but 'inout' means one";
  return success();
}

LogicalResult RunOp::verify() {
  // run_c4
  if (failed(verifyNumber(*this, getMicroBatch(), getCoordinates())))
    return failure();
  for (ArrayAttr slots : {getInSlots(), getOutSlots()})
    for (auto slot : slots.getAsValueRange<AffineMapAttr>())
      if (failed(verifyNumber(*this, slot, getCoordinates())))
        return failure();
  // run_c1
  if (getInSlots().size() != getIns().size() ||
      getOutSlots().size() != getOuts().size() ||
      getModes().size() != getOuts().size())
    return emitOpError("requires one slot a buffer and one mode a result");
  for (int32_t mode : getModes())
    if (!symbolizeWriteMode(static_cast<uint32_t>(mode)))
      return emitOpError("has no way to write with the number ") << mode;
  for (unsigned index = 0; index < getOuts().size(); ++index)
    if (failed(verifyResult(*this, index)))
      return failure();
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

LogicalResult RoundOp::verify() {
  // round_c1
  RankedTensorType from = getFrom().getType().getTensor();
  RankedTensorType into = getInto().getType().getTensor();
  if (into == from || getSumType(into) != from)
    return emitOpError("rounds f32 to f16 or bf16 of the same shape, but got ")
           << getFrom().getType() << " and " << getInto().getType();
  return success();
}
