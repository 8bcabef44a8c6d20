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

/// A part has this many actions in loops in it at most, and iterations of them.
static constexpr int64_t kMaxWrittenOut = int64_t(1) << 20;

namespace {
/// The numbers that the variable of a loop runs through.
struct LoopRange {
  Value variable;
  int64_t lower = 0, step = 1, trips = 0;
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
    numInnerTrips = 0;
  }

  std::optional<LoopRange> readRange(scf::ForOp loop) {
    std::optional<int64_t> lower = getConstant(loop.getLowerBound());
    std::optional<int64_t> upper = getConstant(loop.getUpperBound());
    std::optional<int64_t> step = getConstant(loop.getStep());
    std::optional<int64_t> distance =
        lower && upper ? llvm::checkedSub(*upper, *lower) : std::nullopt;
    if (!distance || !step || *step < 1) {
      fail(loop, "has bounds that are no constants of 63 bits");
      return std::nullopt;
    }
    int64_t trips = *distance <= 0 ? 0 : (*distance - 1) / *step + 1;
    return LoopRange{loop.getInductionVar(), *lower, *step, trips};
  }

  void readLoop(scf::ForOp loop) {
    std::optional<LoopRange> range = readRange(loop);
    if (!range || range->trips == 0)
      return;
    openPart();
    touches.parts.back().trips = range->trips;
    readBody(loop, *range);
  }

  void readBody(scf::ForOp loop, const LoopRange &outer) {
    for (Operation &op : loop.getBody()->without_terminator())
      if (auto inner = dyn_cast<scf::ForOp>(op))
        readInnerLoop(inner, outer);
      else
        readAction(&op, outer);
  }

  /// Reads a loop in `outer` iteration by iteration, as straight actions.
  void readInnerLoop(scf::ForOp loop, const LoopRange &outer) {
    std::optional<LoopRange> range = readRange(loop);
    if (!range)
      return;
    for (int64_t trip = 0; trip < range->trips && !error; ++trip) {
      if (touches.parts.back().length + ++numInnerTrips > kMaxWrittenOut)
        return fail(loop, "in a loop has too many iterations");
      known[range->variable] = range->lower + trip * range->step;
      readBody(loop, outer);
    }
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
      std::optional<int64_t> first = getNumber(coordinate, loop);
      sum = first ? llvm::checkedMulAdd(factor, *first, *sum) : std::nullopt;
      if (isVariable)
        stride = llvm::checkedMulAdd(factor, loop.step, *stride);
    }
    if (!sum || !stride)
      return fail(op, "names a slot that is no linear expression of the "
                      "variables of its loops, of 64 bits");
    touch.number = *sum;
    touch.stride = *stride;
    part.touches[ring->second].push_back(touch);
  }

  /// What `coordinate` is in the first iteration of `loop`.
  std::optional<int64_t> getNumber(Value coordinate, const LoopRange &loop) {
    if (loop.variable && coordinate == loop.variable)
      return loop.lower;
    if (auto it = known.find(coordinate); it != known.end())
      return it->second;
    return getConstant(coordinate);
  }

  SlotTouches touches;
  /// The variables of loops in a loop, in the current iteration.
  llvm::DenseMap<Value, int64_t> known;
  llvm::DenseMap<Value, int32_t> ringOf;
  bool isOpen = false;       ///< The last part is still being read.
  int64_t numInnerTrips = 0; ///< Of loops in the loop that the last part is.
  std::optional<Error> error;
};
} // namespace

Result<SlotTouches> mlir::pipe::readSlotTouches(ProgramOp program) {
  return TouchReader(program).read(program);
}
