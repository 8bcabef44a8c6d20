//===- MutateStep.cpp - Random changes of what happens once a step --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "RandomChange.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random), tasks(collectTasksOfStep()),
        runs(collectRuns(true)), others(collectRuns(false)),
        sums(collectAny<AddOp, DivideOp, RoundOp, ZeroOp>()),
        transfers(collectAny<SendOp, PostOp, WaitOp, ReleaseOp>()),
        copies(collect<CopyOp>()) {
    std::erase_if(transfers, [](Operation *op) {
      return !isa<ProgramOp>(op->getParentOp());
    });
  }

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::moveRun,      &Mutator::moveRun,      &Mutator::moveRun,
        &Mutator::drop,         &Mutator::twice,        &Mutator::otherBatch,
        &Mutator::otherStage,   &Mutator::elsewhere,    &Mutator::intoLoop,
        &Mutator::notInPlace,   &Mutator::notInPlace,   &Mutator::otherResult,
        &Mutator::otherResult,  &Mutator::swapResults,  &Mutator::otherOperand,
        &Mutator::otherOperand, &Mutator::moveSum,      &Mutator::moveSum,
        &Mutator::moveTransfer, &Mutator::moveTransfer, &Mutator::otherSent,
        &Mutator::changeCopy,   &Mutator::changeCopy,   &Mutator::changeCopy,
        &Mutator::moveOther,    &Mutator::moveOther};
    return runs.empty() ? "" : (this->*changes[draw(std::size(changes))])();
  }

private:
  /// The ops behind the declarations of the program that `op` is in.
  std::vector<Operation *> getPlaces(Operation *op) {
    std::vector<Operation *> places;
    auto program = op->getParentOfType<ProgramOp>();
    for (Operation &place : program.getBody().front())
      if (&place != op && !isa<BufferOp, ChannelOp>(place) &&
          (isa<scf::ForOp>(place) || isa<PipeDialect>(place.getDialect())))
        places.push_back(&place);
    return places;
  }

  /// Of one type in the program of `like`, with a name or without.
  std::vector<BufferOp> getAlike(Value like, bool isNamed) {
    std::vector<BufferOp> alike;
    auto type = cast<BufferType>(like.getType()).getTensor();
    for (BufferOp buffer : buffers)
      if (buffer->getParentOp() == like.getDefiningOp()->getParentOp() &&
          buffer.getBuffer() != like && buffer.getType().getTensor() == type &&
          buffer.getName().has_value() == isNamed)
        alike.push_back(buffer);
    return alike;
  }

  std::string move(Operation *op) {
    std::vector<Operation *> places = getPlaces(op);
    if (places.empty())
      return "";
    Operation *place = pick(places);
    if (draw(2))
      op->moveBefore(place);
    else
      op->moveAfter(place);
    return "move " + getName(op);
  }

  std::string moveRun() { return move(pick(runs)) + " of the step"; }
  std::string moveSum() { return sums.empty() ? "" : move(pick(sums)); }
  std::string moveTransfer() {
    return transfers.empty() ? "" : move(pick(transfers));
  }

  /// One of a micro-batch that stands in no loop.
  std::string moveOther() {
    if (others.empty())
      return "";
    RunOp run = pick(others);
    return isa<ProgramOp>(run->getParentOp()) ? move(run) : "";
  }

  std::string drop() {
    pick(runs)->erase();
    return "drop a run of the step";
  }

  std::string twice() {
    RunOp run = pick(runs);
    builder.setInsertionPoint(run);
    Operation *other = builder.clone(*run);
    return draw(2) ? "run twice" : move(other) + " again";
  }

  std::string otherBatch() {
    RunOp run = pick(runs);
    run.setMicroBatchAttr(
        AffineMapAttr::get(AffineMap::getConstantMap(1, builder.getContext())));
    return "run of the step for another micro-batch";
  }

  /// The graph, or the placement, puts the task on another rank.
  std::string otherStage() {
    TaskOp task = pick(tasks);
    SmallVector<int64_t> placement(pipeline.getSchedule().getPlacement());
    if (draw(2)) {
      task.setStage(draw(placement.size()));
      return "other stage";
    }
    placement[task.getStage()] =
        static_cast<int64_t>(draw(pipeline.getSchedule().getRanks()));
    pipeline.getSchedule().setPlacement(placement);
    return "other placement";
  }

  /// Another rank runs a task, on buffers of its own; one of a micro-batch,
  /// too.
  std::string elsewhere() {
    RunOp run = pick(!others.empty() && draw(3) == 0 ? others : runs);
    std::vector<ProgramOp> programs;
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      if (program != run->getParentOp())
        programs.push_back(program);
    if (programs.empty())
      return "";
    ProgramOp program = pick(programs);
    IRMapping mapping;
    for (Value value : run->getOperands()) {
      auto buffer = value.getDefiningOp<BufferOp>();
      if (!buffer || mapping.contains(value))
        continue;
      for (BufferOp other : buffers)
        if (other->getParentOp() == program &&
            other.getKind() == buffer.getKind() &&
            other.getName() == buffer.getName() &&
            other.getType() == buffer.getType())
          mapping.map(value, other.getBuffer());
      if (mapping.contains(value))
        continue;
      builder.setInsertionPointToStart(&program.getBody().front());
      builder.clone(*buffer, mapping);
    }
    builder.setInsertionPoint(&program.getBody().front().back());
    builder.clone(*run, mapping);
    if (draw(2))
      run->erase();
    return "run on another rank";
  }

  std::string intoLoop() {
    RunOp run = pick(runs);
    std::vector<scf::ForOp> loops;
    for (auto loop :
         run->getParentOfType<ProgramOp>().getBody().getOps<scf::ForOp>())
      loops.push_back(loop);
    if (loops.empty())
      return "";
    run->moveBefore(pick(loops).getBody()->getTerminator());
    return "run of the step in a loop";
  }

  /// A result that takes the place of an operand goes elsewhere, or is written
  /// over it.
  std::string notInPlace() {
    RunOp run = pick(runs);
    if (run.getModes().empty())
      return "";
    size_t index = draw(run.getModes().size());
    setMode(run, index, draw(3));
    std::vector<BufferOp> alike = getAlike(run.getOuts()[index], false);
    if (draw(2) && !alike.empty())
      run.getOutsMutable()[index].set(pick(alike));
    return "other mode of a result of the step";
  }

  std::string otherResult() {
    RunOp run = pick(runs);
    if (run.getOuts().empty())
      return "";
    size_t index = draw(run.getOuts().size());
    std::vector<BufferOp> alike = getAlike(run.getOuts()[index], draw(4) != 0);
    if (alike.empty())
      return "";
    run.getOutsMutable()[index].set(pick(alike));
    return "other buffer of a result of the step";
  }

  /// Two results of one type, with what they take the place of.
  std::string swapResults() {
    RunOp run = pick(runs);
    SmallVector<Value> outs(run.getOuts());
    if (outs.size() < 2)
      return "";
    size_t a = draw(outs.size()), b = draw(outs.size());
    if (a == b || outs[a].getType() != outs[b].getType())
      return "";
    std::swap(outs[a], outs[b]);
    run.getOutsMutable().assign(outs);
    return "swap results of the step";
  }

  std::string otherOperand() {
    RunOp run = pick(runs);
    if (run.getIns().empty())
      return "";
    size_t index = draw(run.getIns().size());
    std::vector<BufferOp> alike = getAlike(run.getIns()[index], draw(4) != 0);
    if (alike.empty())
      return "";
    run.getInsMutable()[index].set(pick(alike));
    return "other operand of the step";
  }

  std::string otherSent() {
    std::vector<SendOp> sends;
    for (Operation *op : transfers)
      if (auto send = dyn_cast<SendOp>(op))
        sends.push_back(send);
    if (sends.empty())
      return "";
    SendOp send = pick(sends);
    std::vector<BufferOp> alike = getAlike(send.getBuffer(), draw(4) != 0);
    if (alike.empty())
      return "";
    send.getBufferMutable().set(pick(alike));
    return "send another buffer";
  }

  std::string changeCopy() {
    if (copies.empty())
      return "";
    CopyOp copy = pick(copies);
    switch (draw(6)) {
    case 0:
      copy->erase();
      return "drop a copy";
    case 1:
      builder.setInsertionPoint(copy);
      return move(builder.clone(*copy)) + " twice";
    case 2:
      return move(copy);
    case 3:
      // Another one before it, whose value it overwrites.
      builder.setInsertionPoint(copy);
      copy = cast<CopyOp>(builder.clone(*copy));
      break;
    default:
      break;
    }
    OpOperand &operand =
        draw(2) ? copy.getFromMutable() : copy.getIntoMutable();
    std::vector<BufferOp> alike = getAlike(operand.get(), draw(2));
    if (alike.empty())
      return "";
    operand.set(pick(alike));
    return "other buffer of a copy";
  }

  std::vector<TaskOp> tasks;
  std::vector<RunOp> runs, others; ///< Of the step, of micro-batches.
  std::vector<Operation *> sums, transfers;
  std::vector<CopyOp> copies;
};
} // namespace

std::string mlir::pipe::test::mutateStep(PipelineOp pipeline,
                                         std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
