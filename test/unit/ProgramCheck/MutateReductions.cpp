//===- MutateReductions.cpp - Programs that add up wrongly over replicas --===//
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
      : RandomChange(pipeline, random), starts(collectAny<AllReduceOp>()),
        awaits(collectAny<AwaitReducedOp>()),
        both(collectAny<AllReduceOp, AwaitReducedOp>()),
        users(collectAny<RunOp, AddOp, DivideOp, RoundOp, ZeroOp, SendOp>()) {}

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::drop,      &Mutator::dropPair,    &Mutator::dropOfRank,
        &Mutator::dropAll,   &Mutator::moveFar,     &Mutator::moveFar,
        &Mutator::moveFar,   &Mutator::movePair,    &Mutator::movePair,
        &Mutator::moveUser,  &Mutator::moveUser,    &Mutator::moveUser,
        &Mutator::twice,     &Mutator::twicePair,   &Mutator::otherBuffer,
        &Mutator::otherPair, &Mutator::exchangeTwo, &Mutator::exchangeTwo,
        &Mutator::otherMean, &Mutator::intoLoop,    &Mutator::addPair};
    return starts.empty() ? "" : (this->*changes[draw(std::size(changes))])();
  }

private:
  /// The place of `op` in its program, or of the loop that it is in.
  static Operation *getPlace(Operation *op) {
    return op->getParentOfType<ProgramOp>()
        .getBody()
        .front()
        .findAncestorOpInBlock(*op);
  }

  /// The ops behind the declarations of the program of `op`.
  static std::vector<Operation *> getPlaces(Operation *op) {
    std::vector<Operation *> places;
    auto program = op->getParentOfType<ProgramOp>();
    for (Operation &place : program.getBody().front())
      if (!isa<BufferOp, ChannelOp>(place) &&
          (isa<scf::ForOp>(place) || isa<PipeDialect>(place.getDialect())))
        places.push_back(&place);
    return places;
  }

  void moveTo(Operation *op, Operation *place) {
    if (op == place)
      return;
    if (draw(2))
      op->moveBefore(place);
    else if (!isa<DrainOp>(place))
      op->moveAfter(place);
  }

  /// A wait for what `start` starts.
  Operation *getAwait(Operation *start) {
    for (Operation *await : awaits)
      if (await->getOperand(0) == start->getOperand(0) &&
          await->getBlock() == start->getBlock())
        return await;
    return nullptr;
  }

  std::string drop() { return dropOneOf(both); }

  std::string dropPair() {
    Operation *start = pick(starts), *await = getAwait(start);
    if (!await)
      return "";
    start->erase();
    await->erase();
    return "drop a reduction";
  }

  std::string dropOfRank() {
    auto program = pick(starts)->getParentOfType<ProgramOp>();
    for (Operation *op : both)
      if (op->getParentOfType<ProgramOp>() == program)
        op->erase();
    return "drop all reductions of a rank";
  }

  /// There is one replica then.
  std::string dropAll() {
    for (Operation *op : both)
      op->erase();
    return "drop all reductions";
  }

  std::string moveFar() {
    Operation *op = pick(both);
    moveTo(op, pick(getPlaces(op)));
    return "move " + getName(op);
  }

  std::string movePair() {
    Operation *start = pick(starts), *await = getAwait(start);
    if (!await)
      return "";
    moveTo(start, pick(getPlaces(start)));
    await->moveAfter(start);
    return "move a reduction";
  }

  /// What changes or reads gradients, in its block.
  std::string moveUser() { return moveOneOf(users, draw(2) ? users : both); }

  std::string twice() {
    Operation *op = pick(both);
    builder.setInsertionPoint(op);
    builder.clone(*op);
    return "double " + getName(op);
  }

  std::string twicePair() {
    Operation *start = pick(starts), *await = getAwait(start);
    if (!await)
      return "";
    builder.setInsertionPointAfter(await);
    builder.clone(*start);
    builder.clone(*await);
    return "reduce twice";
  }

  /// Another accumulator of the rank.
  BufferOp drawGradient(Operation *op) {
    std::vector<BufferOp> gradients;
    for (BufferOp buffer : buffers)
      if (buffer.getKind() == BufferKind::Gradient &&
          buffer->getParentOp() == op->getParentOfType<ProgramOp>() &&
          buffer.getBuffer() != op->getOperand(0))
        gradients.push_back(buffer);
    return gradients.empty() ? BufferOp() : pick(gradients);
  }

  std::string otherBuffer() {
    Operation *op = pick(both);
    BufferOp other = drawGradient(op);
    if (!other)
      return "";
    op->setOperand(0, other);
    return "other accumulator in " + getName(op);
  }

  std::string otherPair() {
    Operation *start = pick(starts), *await = getAwait(start);
    BufferOp other = drawGradient(start);
    if (!await || !other)
      return "";
    start->setOperand(0, other);
    await->setOperand(0, other);
    return "other accumulator in a reduction";
  }

  std::string exchangeTwo() {
    Operation *a = pick(both), *b = pick(both);
    return exchange(a, b) ? "exchange reductions" : "";
  }

  std::string otherMean() {
    auto start = cast<AllReduceOp>(pick(starts));
    start.setMean(!start.getMean());
    return "other mode of a reduction";
  }

  /// With or without its other half.
  std::string intoLoop() {
    Operation *op = pick(both);
    std::vector<scf::ForOp> loops;
    for (auto loop :
         op->getParentOfType<ProgramOp>().getBody().getOps<scf::ForOp>())
      loops.push_back(loop);
    if (loops.empty())
      return "";
    Operation *await = isa<AllReduceOp>(op) ? getAwait(op) : nullptr;
    op->moveBefore(pick(loops).getBody()->getTerminator());
    if (await && draw(2))
      await->moveAfter(op);
    return "reduction in a loop";
  }

  /// Of an accumulator that others may have added to, or not.
  std::string addPair() {
    Operation *like = pick(starts);
    BufferOp other = drawGradient(like);
    if (!other)
      return "";
    builder.setInsertionPoint(draw(2) ? getPlace(like) : pick(getPlaces(like)));
    Operation *start = builder.clone(*like);
    start->setOperand(0, other);
    AwaitReducedOp::create(builder, start->getLoc(), other);
    return "reduce another accumulator, too";
  }

  std::vector<Operation *> starts, awaits, both, users;
};
} // namespace

std::string mlir::pipe::test::mutateReductions(PipelineOp pipeline,
                                               std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
