//===- Unroll.cpp - Rank programs as lists of ops -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Unroll.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Unroller {
public:
  std::vector<Event> events;

  bool run(Block &block) {
    for (Operation &op : block)
      if (!run(&op))
        return false;
    return true;
  }

private:
  bool run(Operation *op) {
    if (isa<scf::YieldOp, BufferOp, ChannelOp>(op))
      return true;
    if (auto constant = dyn_cast<arith::ConstantIndexOp>(op)) {
      numbers[constant] = constant.value();
      return true;
    }
    if (isa<arith::AddIOp, arith::SubIOp, arith::MulIOp>(op)) {
      int64_t a = numbers.lookup(op->getOperand(0));
      int64_t b = numbers.lookup(op->getOperand(1));
      numbers[op->getResult(0)] = isa<arith::AddIOp>(op)   ? a + b
                                  : isa<arith::SubIOp>(op) ? a - b
                                                           : a * b;
      return true;
    }
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      int64_t step = numbers.lookup(loop.getStep());
      if (step < 1)
        return false;
      for (int64_t i = numbers.lookup(loop.getLowerBound());
           i < numbers.lookup(loop.getUpperBound()); i += step) {
        numbers[loop.getInductionVar()] = i;
        if (!run(*loop.getBody()))
          return false;
      }
      return true;
    }
    if (!isa<RunOp, SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp, ZeroOp, AddOp,
             DivideOp, RoundOp, CopyOp, AllReduceOp, AwaitReducedOp, DrainOp>(
            op))
      return false;
    Event event{op, 0, {}, {}};
    SmallVector<int64_t> coordinates = getNumbers(op->getOperands());
    if (auto map = op->getAttrOfType<AffineMapAttr>("micro_batch"))
      event.m = evaluate(map.getValue().getResult(0), coordinates);
    if (auto run = dyn_cast<RunOp>(op)) {
      for (auto slot : run.getInSlots().getAsValueRange<AffineMapAttr>())
        event.ins.push_back(evaluate(slot.getResult(0), coordinates));
      for (auto slot : run.getOutSlots().getAsValueRange<AffineMapAttr>())
        event.outs.push_back(evaluate(slot.getResult(0), coordinates));
    }
    if (auto copy = dyn_cast<CopyOp>(op)) {
      event.ins = {evaluate(copy.getFromSlot().getResult(0),
                            getNumbers(copy.getFromCoordinates()))};
      event.outs = {evaluate(copy.getIntoSlot().getResult(0),
                             getNumbers(copy.getIntoCoordinates()))};
    }
    events.push_back(std::move(event));
    return events.size() < 100'000;
  }

  /// The values of those operands that are numbers.
  SmallVector<int64_t> getNumbers(ValueRange operands) {
    SmallVector<int64_t> found;
    for (Value operand : operands)
      if (isa<IndexType>(operand.getType()))
        found.push_back(numbers.lookup(operand));
    return found;
  }

  static int64_t evaluate(AffineExpr expr, ArrayRef<int64_t> coordinates) {
    if (auto constant = dyn_cast<AffineConstantExpr>(expr))
      return constant.getValue();
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      return coordinates[dim.getPosition()];
    auto both = cast<AffineBinaryOpExpr>(expr);
    int64_t a = evaluate(both.getLHS(), coordinates);
    int64_t b = evaluate(both.getRHS(), coordinates);
    return expr.getKind() == AffineExprKind::Add ? a + b : a * b;
  }

  llvm::DenseMap<Value, int64_t> numbers;
};
} // namespace

std::optional<std::vector<Event>>
mlir::pipe::test::unrollProgram(ProgramOp program) {
  Unroller unroller;
  if (!unroller.run(program.getBody().front()))
    return std::nullopt;
  return std::move(unroller.events);
}
