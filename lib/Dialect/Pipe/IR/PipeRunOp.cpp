//===- PipeRunOp.cpp - The run of a task ----------------------------------===//
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

using Operands = SmallVector<OpAsmParser::UnresolvedOperand>;

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

namespace {
/// What a run does with its slots.
struct SlotUses {
  using Slot = std::pair<Value, AffineMap>;
  llvm::SmallDenseMap<Slot, int64_t> numReads;
  llvm::SmallDenseMap<Slot, unsigned> writer; ///< The first of its results.
};
} // namespace

/// Checks result `index` of a run against its operands and earlier results.
static LogicalResult verifyResult(RunOp run, unsigned index, SlotUses &uses) {
  SlotUses::Slot slot(run.getOuts()[index], run.getOutSlot(index));
  // run_c2
  if (auto [other, isNew] = uses.writer.try_emplace(slot, index); !isNew)
    return run.emitOpError("writes results ")
           << other->second << " and " << index << " to the same slot";
  int64_t numReads = uses.numReads.lookup(slot);
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
  SlotUses uses;
  for (auto [number, buffer] : llvm::enumerate(getIns()))
    ++uses.numReads[{buffer, getInSlot(number)}];
  for (unsigned index = 0; index < getOuts().size(); ++index)
    if (failed(verifyResult(*this, index, uses)))
      return failure();
  return success();
}
