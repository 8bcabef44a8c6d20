//===- MutateIdentity.cpp - Random changes of what and where --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "RandomChange.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random), runs(collect<RunOp>()),
        adds(collect<AddOp>()), waits(collectAny<AcquireOp>()) {}

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::operandSlot, &Mutator::operandSlot,  &Mutator::operandSlot,
        &Mutator::resultSlot,  &Mutator::resultSlot,   &Mutator::mode,
        &Mutator::inPlace,     &Mutator::inPlace,      &Mutator::dropWait,
        &Mutator::task,        &Mutator::copy,         &Mutator::copy,
        &Mutator::place,       &Mutator::addAgain,     &Mutator::addOther,
        &Mutator::ring,        &Mutator::exchangeRuns, &Mutator::unusedCopy};
    return runs.empty() ? "" : (this->*changes[draw(std::size(changes))])();
  }

private:
  /// Another expression of the same coordinates.
  AffineMap change(AffineMap slot) {
    AffineExpr expr = slot.getResult(0);
    MLIRContext *context = slot.getContext();
    AffineExpr other[] = {expr + 1,
                          expr - 1,
                          expr + 2,
                          getAffineConstantExpr(0, context),
                          getAffineConstantExpr(1, context),
                          expr * 2,
                          slot.getNumDims() ? getAffineDimExpr(0, context)
                                            : expr + 3};
    return AffineMap::get(slot.getNumDims(), 0, other[draw(std::size(other))]);
  }

  static SmallVector<AffineMap> getMaps(ArrayAttr slots) {
    return llvm::to_vector(slots.getAsValueRange<AffineMapAttr>());
  }

  std::string operandSlot() {
    RunOp run = pick(runs);
    SmallVector<AffineMap> slots = getMaps(run.getInSlots());
    if (slots.empty())
      return "";
    AffineMap &slot = slots[draw(slots.size())];
    slot = change(slot);
    run.setInSlotsAttr(builder.getAffineMapArrayAttr(slots));
    return "other slot of an operand";
  }

  std::string resultSlot() {
    RunOp run = pick(runs);
    SmallVector<AffineMap> slots = getMaps(run.getOutSlots());
    if (slots.empty())
      return "";
    AffineMap &slot = slots[draw(slots.size())];
    slot = change(slot);
    run.setOutSlotsAttr(builder.getAffineMapArrayAttr(slots));
    return "other slot of a result";
  }

  std::string mode() { return changeMode(pick(runs)); }

  /// A result takes the place of an operand of its type.
  std::string inPlace() {
    RunOp run = pick(runs);
    if (run.getOuts().empty() || run.getIns().empty())
      return "";
    size_t result = draw(run.getOuts().size());
    size_t operand = draw(run.getIns().size());
    if (cast<BufferType>(run.getOuts()[result].getType()).getTensor() !=
        cast<BufferType>(run.getIns()[operand].getType()).getTensor())
      return "";
    run.getOutsMutable()[result].set(run.getIns()[operand]);
    SmallVector<AffineMap> slots = getMaps(run.getOutSlots());
    slots[result] = run.getInSlot(operand);
    run.setOutSlotsAttr(builder.getAffineMapArrayAttr(slots));
    setMode(run, result, static_cast<size_t>(WriteMode::InOut));
    return "result in place of an operand";
  }

  std::string dropWait() { return dropOneOf(waits); }

  std::string task() {
    std::vector<TaskOp> tasks;
    for (TaskOp task : pipeline.getGraph().getOps<TaskOp>())
      tasks.push_back(task);
    pick(runs).setTask(pick(tasks).getName());
    return "other task";
  }

  /// A micro-batch passes through another copy of the model.
  std::string copy() {
    ScheduleOp schedule = pipeline.getSchedule();
    if (!schedule.getPattern())
      return "";
    SmallVector<int64_t> pattern(*schedule.getPattern());
    int64_t &copy = pattern[draw(pattern.size())];
    copy = copy == 0 ? 1 : 0;
    schedule.setPatternAttr(builder.getDenseI64ArrayAttr(pattern));
    return "micro-batch on other ranks";
  }

  /// A stage is placed on another rank.
  std::string place() {
    ScheduleOp schedule = pipeline.getSchedule();
    SmallVector<int64_t> placement(schedule.getPlacement());
    placement[draw(placement.size())] =
        static_cast<int64_t>(draw(schedule.getRanks()));
    schedule.setPlacement(placement);
    return "other placement";
  }

  /// The schedule has a copy that no micro-batch passes through: no change.
  std::string unusedCopy() {
    ScheduleOp schedule = pipeline.getSchedule();
    if (schedule.getPattern())
      return "";
    schedule.setCopiesAttr(builder.getArrayAttr(
        {builder.getDenseI64ArrayAttr(schedule.getPlacement())}));
    schedule.setPatternAttr(builder.getDenseI64ArrayAttr({0}));
    return "unused copy";
  }

  std::string addAgain() {
    if (adds.empty())
      return "";
    AddOp add = pick(adds);
    OpBuilder(add).clone(*add);
    return "add a sum twice";
  }

  /// A further sum of gradients, of any buffers of one type.
  std::string addOther() {
    if (adds.empty())
      return "";
    AddOp add = pick(adds);
    BufferOp from = pick(buffers), into = pick(buffers);
    if (from->getParentOp() != add->getParentOp() ||
        into->getParentOp() != add->getParentOp() || from == into ||
        from.getType().getTensor() != into.getType().getTensor())
      return "";
    builder.setInsertionPointAfter(add);
    AddOp::create(builder, add.getLoc(), from, into, FlatSymbolRefAttr());
    return "add another sum";
  }

  std::string ring() { return resize(pick(buffers)); }

  std::string exchangeRuns() {
    return exchange(pick(runs), pick(runs)) ? "exchange runs" : "";
  }

  std::vector<RunOp> runs;
  std::vector<AddOp> adds;
  std::vector<Operation *> waits;
};
} // namespace

std::string mlir::pipe::test::mutateIdentity(PipelineOp pipeline,
                                             std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
