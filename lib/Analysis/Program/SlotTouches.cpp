//===- SlotTouches.cpp - What a program does to local slots ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SlotTouches.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

static std::optional<int64_t> getConstant(Value value) {
  APInt number;
  if (!matchPattern(value, m_ConstantInt(&number)) ||
      number.getSignificantBits() > 64)
    return std::nullopt;
  return number.getSExtValue();
}

namespace {
/// The loop around an action, if there is one.
struct LoopRange {
  Value variable;
  int64_t lower = 0, step = 1;
};

class TouchReader {
public:
  explicit TouchReader(ProgramOp program) {
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (buffer.getKind() == BufferKind::Local) {
        ringOf[buffer] = static_cast<int32_t>(touches.rings.size());
        touches.rings.push_back(buffer);
      }
  }

  Result<SlotTouches> read(ProgramOp program) && {
    for (Operation &op : program.getBody().front()) {
      auto loop = dyn_cast<scf::ForOp>(op);
      if (!loop) {
        readAction(&op, {});
        continue;
      }
      readLoop(loop);
      // What follows is a part of its own.
      isOpen = false;
    }
    if (error)
      return std::move(*error);
    return std::move(touches);
  }

private:
  void fail(Operation *op, const Twine &text) {
    if (!error)
      error = Error((op->getName().getStringRef() + " " + text).str());
  }

  void openPart() {
    ProgramPart part;
    part.touches.resize(touches.rings.size());
    touches.parts.push_back(std::move(part));
    isOpen = true;
  }

  void readLoop(scf::ForOp loop) {
    std::optional<int64_t> lower = getConstant(loop.getLowerBound());
    std::optional<int64_t> upper = getConstant(loop.getUpperBound());
    std::optional<int64_t> step = getConstant(loop.getStep());
    std::optional<int64_t> distance =
        lower && upper ? llvm::checkedSub(*upper, *lower) : std::nullopt;
    if (!distance || !step || *step < 1)
      return fail(loop, "has bounds that are no constants of 63 bits");
    if (*distance <= 0)
      return;
    openPart();
    touches.parts.back().trips = (*distance - 1) / *step + 1;
    for (Operation &op : loop.getBody()->without_terminator())
      readAction(&op, {loop.getInductionVar(), *lower, *step});
  }

  /// Writes down what `op` does, and that time goes on.
  void readAction(Operation *op, const LoopRange &loop) {
    if (op->getNumRegions() != 0)
      return fail(op, "stands where only actions may stand");
    if (isa<BufferOp, ChannelOp>(op) || op->hasTrait<OpTrait::ConstantLike>())
      return;
    if (!isOpen)
      openPart();
    llvm::TypeSwitch<Operation *>(op)
        .Case([&](RunOp run) { readRun(run, loop); })
        .Case<SendOp, AcquireOp>([&](auto action) {
          constexpr bool isSend = std::is_same_v<decltype(action), SendOp>;
          add(isSend ? TouchKind::Send : TouchKind::Acquire, action.getBuffer(),
              action.getMicroBatch(), action.getCoordinates(), loop, op);
        })
        .Case([&](DrainOp) {
          for (std::vector<Touch> &list : touches.parts.back().touches)
            list.push_back({touches.parts.back().length, TouchKind::Drain});
        })
        .Default([&](Operation *) {
          for (Value operand : op->getOperands())
            if (ringOf.contains(operand))
              fail(op, "is no action on local buffers");
        });
    ++touches.parts.back().length;
  }

  void readRun(RunOp run, const LoopRange &loop) {
    for (auto [index, buffer] : llvm::enumerate(run.getIns()))
      add(TouchKind::Use, buffer, run.getInSlot(index), run.getCoordinates(),
          loop, run);
    for (auto [index, buffer] : llvm::enumerate(run.getOuts()))
      add(run.getMode(index) == WriteMode::Write ? TouchKind::Fill
                                                 : TouchKind::Use,
          buffer, run.getOutSlot(index), run.getCoordinates(), loop, run);
  }

  void add(TouchKind kind, Value buffer, AffineMap number,
           OperandRange coordinates, const LoopRange &loop, Operation *op) {
    auto ring = ringOf.find(buffer);
    if (ring == ringOf.end())
      return;
    ProgramPart &part = touches.parts.back();
    Touch touch{part.length, kind};
    std::optional<LinearNumber> linear = getLinearNumber(number);
    std::optional<int64_t> sum, stride = 0;
    if (linear)
      sum = linear->constant;
    for (auto [index, coordinate] : llvm::enumerate(coordinates)) {
      if (!sum || !stride)
        break;
      int64_t factor = linear->coefficients[index];
      bool isVariable = loop.variable && coordinate == loop.variable;
      std::optional<int64_t> first =
          isVariable ? loop.lower : getConstant(coordinate);
      sum = first ? llvm::checkedMulAdd(factor, *first, *sum) : std::nullopt;
      if (isVariable)
        stride = llvm::checkedMulAdd(factor, loop.step, *stride);
    }
    if (!sum || !stride)
      return fail(op, "names a slot that is no linear expression of the "
                      "variable of its loop, of 64 bits");
    touch.number = *sum;
    touch.stride = *stride;
    part.touches[ring->second].push_back(touch);
  }

  SlotTouches touches;
  llvm::DenseMap<Value, int32_t> ringOf;
  bool isOpen = false; ///< The last part is still being read.
  std::optional<Error> error;
};
} // namespace

Result<SlotTouches> mlir::pipe::readSlotTouches(ProgramOp program) {
  return TouchReader(program).read(program);
}
