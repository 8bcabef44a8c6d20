//===- MutateVersions.cpp - Programs with wrong versions of parameters ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "RandomChange.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random), runs(collect<RunOp>()),
        movable(collectAny<ZeroOp, DivideOp, RoundOp, CopyOp, RunOp>()),
        loops(collect<scf::ForOp>()), copies(collect<CopyOp>()),
        rings(buffers) {
    std::erase_if(loops, [](scf::ForOp loop) {
      return loop.getRegion().getOps<CopyOp>().empty();
    });
    std::erase_if(rings, [](BufferOp buffer) { return !isRing(buffer); });
  }

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::versionOfRun, &Mutator::versionOfRun, &Mutator::versionOfRun,
        &Mutator::update,       &Mutator::update,       &Mutator::copySlot,
        &Mutator::copySlot,     &Mutator::dropCopy,     &Mutator::boundOfCopies,
        &Mutator::ring,         &Mutator::move,         &Mutator::move,
        &Mutator::move,         &Mutator::drop,         &Mutator::size,
        &Mutator::delay,        &Mutator::group,        &Mutator::mode,
        &Mutator::otherLoop,    &Mutator::otherLoop};
    return (this->*changes[draw(std::size(changes))])();
  }

private:
  /// What has a slot for each version or update.
  static bool isRing(BufferOp buffer) {
    return buffer.getKind() == BufferKind::Parameter ||
           buffer.getKind() == BufferKind::Hyper;
  }

  AffineMap shift(AffineMap slot) {
    AffineExpr expr = slot.getResult(0);
    AffineExpr other[] = {expr + 1, expr - 1, expr + 2,
                          getAffineConstantExpr(0, slot.getContext()),
                          expr * 2};
    return AffineMap::get(slot.getNumDims(), 0, other[draw(std::size(other))]);
  }

  /// A run reads another version, or writes one.
  std::string versionOfRun() {
    RunOp run = pick(runs);
    bool isResult = draw(4) == 0;
    OperandRange buffers = isResult ? run.getOuts() : run.getIns();
    ArrayAttr slots = isResult ? run.getOutSlots() : run.getInSlots();
    std::vector<size_t> candidates;
    for (auto [index, buffer] : llvm::enumerate(buffers))
      if (isRing(buffer.getDefiningOp<BufferOp>()))
        candidates.push_back(index);
    if (candidates.empty())
      return "";
    auto maps = llvm::to_vector(slots.getAsValueRange<AffineMapAttr>());
    AffineMap &slot = maps[pick(candidates)];
    slot = shift(slot);
    ArrayAttr changed = builder.getAffineMapArrayAttr(maps);
    if (isResult)
      run.setOutSlotsAttr(changed);
    else
      run.setInSlotsAttr(changed);
    return isResult ? "write another version" : "read another version";
  }

  /// A run says that it is another update.
  std::string update() {
    std::vector<RunOp> updates = collectRuns(/*ofStep=*/true);
    if (updates.empty())
      return "";
    RunOp run = pick(updates);
    run.setMicroBatchAttr(AffineMapAttr::get(shift(run.getMicroBatch())));
    return "another update";
  }

  std::string copySlot() {
    if (copies.empty())
      return "";
    CopyOp copy = pick(copies);
    if (draw(2))
      copy.setFromSlotAttr(AffineMapAttr::get(shift(copy.getFromSlot())));
    else
      copy.setIntoSlotAttr(AffineMapAttr::get(shift(copy.getIntoSlot())));
    return "other slot of a copy";
  }

  std::string dropCopy() {
    if (copies.empty())
      return "";
    pick(copies)->erase();
    return "drop a copy";
  }

  std::string boundOfCopies() {
    if (loops.empty())
      return "";
    scf::ForOp loop = pick(loops);
    builder.setInsertionPoint(loop);
    Value bound = draw(2) ? loop.getLowerBound() : loop.getUpperBound();
    auto constant = bound.getDefiningOp<arith::ConstantIndexOp>();
    Value other = arith::ConstantIndexOp::create(
        builder, loop.getLoc(), constant.value() + (draw(2) ? 1 : -1));
    loop->replaceUsesOfWith(bound, other);
    return "other bound of copies";
  }

  std::string ring() { return rings.empty() ? "" : resize(pick(rings)); }

  std::string move() { return moveOneOf(movable, movable); }

  std::string drop() { return dropOneOf(movable); }

  std::string size() {
    for (Operation *op : movable)
      if (auto divide = dyn_cast<DivideOp>(op); divide && draw(2)) {
        divide.setDivisor(divide.getDivisor() + 1);
        return "other size of a group";
      }
    return "";
  }

  /// The variables of two loops around an action change places.
  std::string otherLoop() {
    std::vector<Operation *> candidates;
    for (Operation *op :
         collectAny<RunOp, SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp>())
      if (getVariables(op).size() == 2)
        candidates.push_back(op);
    if (candidates.empty())
      return "";
    auto variables = getVariables(pick(candidates));
    Value first = variables[0]->get();
    variables[0]->set(variables[1]->get());
    variables[1]->set(first);
    return "exchange the variables of loops";
  }

  static std::vector<OpOperand *> getVariables(Operation *op) {
    std::vector<OpOperand *> variables;
    for (OpOperand &operand : op->getOpOperands())
      if (isa<IndexType>(operand.get().getType()))
        variables.push_back(&operand);
    return variables;
  }

  /// The programs stay, and the schedule means other versions.
  std::string delay() {
    ScheduleOp schedule = pipeline.getSchedule();
    SmallVector<int64_t> delays(*schedule.getDelays());
    delays[draw(delays.size())] += draw(2) ? 1 : -1;
    schedule.setDelays(delays);
    return "other delay";
  }

  std::string group() {
    ScheduleOp schedule = pipeline.getSchedule();
    schedule.setUpdateEvery(*schedule.getUpdateEvery() + (draw(2) ? 1 : -1));
    return "other groups";
  }

  std::string mode() { return changeMode(pick(runs)); }

  std::vector<RunOp> runs;
  std::vector<Operation *> movable;
  std::vector<scf::ForOp> loops; ///< With copies.
  std::vector<CopyOp> copies;
  std::vector<BufferOp> rings;
};
} // namespace

std::string mlir::pipe::test::mutateVersions(PipelineOp pipeline,
                                             std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
