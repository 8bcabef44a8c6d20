//===- Mutate.cpp - Small random changes of programs ----------------------===//
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

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random), channels(collect<ChannelOp>()) {
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      program.walk([&](Operation *op) {
        if (auto loop = dyn_cast<scf::ForOp>(op))
          loops.push_back(loop);
        else if (isa<PipeDialect>(op->getDialect()) &&
                 !isa<ProgramOp, BufferOp, ChannelOp>(op))
          actions.push_back(op);
      });
  }

  std::string mutate() {
    if (actions.empty() || buffers.empty())
      return "";
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::drop,        &Mutator::dropWait, &Mutator::duplicate,
        &Mutator::swap,        &Mutator::move,     &Mutator::move,
        &Mutator::retag,       &Mutator::resize,   &Mutator::resize,
        &Mutator::retype,      &Mutator::bound,    &Mutator::otherBuffer,
        &Mutator::otherBuffer, &Mutator::peer,     &Mutator::channel,
        &Mutator::results,     &Mutator::task,     &Mutator::divisor,
        &Mutator::rename,      &Mutator::mark,     &Mutator::kind,
        &Mutator::moveEarlier, &Mutator::peel};
    return (this->*changes[draw(std::size(changes))])();
  }

  std::string mutateTransfers() {
    if (channels.empty())
      return "";
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::capacity,     &Mutator::capacity,  &Mutator::dropEnd,
        &Mutator::doubleEnd,    &Mutator::peer,      &Mutator::channel,
        &Mutator::otherChannel, &Mutator::moveFar,   &Mutator::moveFar,
        &Mutator::moveFar,      &Mutator::dropPost,  &Mutator::dropWait,
        &Mutator::moveEarlier,  &Mutator::swapPosts, &Mutator::swapPosts,
        &Mutator::resize};
    return (this->*changes[draw(std::size(changes))])();
  }

private:
  template <typename... Ops>
  std::vector<Operation *> getActions() {
    std::vector<Operation *> found;
    for (Operation *op : actions)
      if (isa<Ops...>(op))
        found.push_back(op);
    return found;
  }

  std::string drop() { return dropOneOf(actions); }

  std::string dropWait() {
    return dropOneOf(getActions<AcquireOp, ReleaseOp, DrainOp, WaitOp>());
  }

  std::string duplicate() {
    Operation *op = pick(actions);
    OpBuilder(op).clone(*op);
    return "double " + getName(op);
  }

  std::string swap() {
    Operation *op = pick(actions), *next = op->getNextNode();
    if (!next || !isa<PipeDialect>(next->getDialect()) ||
        isa<BufferOp, ChannelOp>(next))
      return "";
    op->moveAfter(next);
    return "swap neighbours";
  }

  /// To a random place of the same block behind the constants.
  std::string move() { return moveOneOf(actions, actions); }

  std::string moveEarlier() {
    auto waits =
        getActions<AcquireOp, ZeroOp, PostOp, WaitOp, SendOp, ReleaseOp>();
    if (waits.empty())
      return "";
    Operation *op = pick(waits), *previous = op->getPrevNode();
    if (!previous || isa<BufferOp, ChannelOp>(previous) ||
        isa<arith::ConstantOp>(previous))
      return "";
    op->moveBefore(previous);
    return "move up " + getName(op);
  }

  std::string retag() {
    Operation *op = pick(actions);
    auto map = op->getAttrOfType<AffineMapAttr>("micro_batch");
    if (!map)
      return "";
    AffineExpr expr = map.getValue().getResult(0) + (draw(2) ? 1 : -1);
    op->setAttr("micro_batch", AffineMapAttr::get(AffineMap::get(
                                   map.getValue().getNumDims(), 0, expr)));
    return "retag " + getName(op);
  }

  std::string resize() { return RandomChange::resize(pick(buffers)); }

  std::string retype() {
    BufferOp buffer = pick(buffers);
    RankedTensorType tensor = buffer.getType().getTensor();
    setType(
        buffer, buffer.getType().getSlots(),
        RankedTensorType::get(tensor.getShape(), Builder(buffer).getF64Type()));
    return "retype " + stringifyBufferKind(buffer.getKind()).str();
  }

  std::string bound() {
    if (loops.empty())
      return "";
    scf::ForOp loop = pick(loops);
    OpBuilder builder(loop);
    size_t which = draw(3);
    auto old = loop->getOperand(which).getDefiningOp<arith::ConstantIndexOp>();
    int64_t value = old.value() + (draw(2) ? 1 : -1);
    loop->setOperand(
        which, arith::ConstantIndexOp::create(builder, loop.getLoc(), value));
    return "change a loop bound";
  }

  /// Takes the first iteration out of a loop: the same program.
  std::string peel() {
    if (loops.empty())
      return "";
    scf::ForOp loop = pick(loops);
    OpBuilder builder(loop);
    auto lower = loop.getLowerBound().getDefiningOp<arith::ConstantIndexOp>();
    IRMapping mapping;
    mapping.map(loop.getInductionVar(), lower);
    for (Operation &op : loop.getBody()->without_terminator())
      builder.clone(op, mapping);
    loop.setLowerBound(arith::ConstantIndexOp::create(builder, loop.getLoc(),
                                                      lower.value() + 1));
    return "peel a loop";
  }

  std::string otherBuffer() {
    Operation *op = pick(actions);
    if (op->getNumOperands() == 0)
      return "";
    OpOperand &operand = op->getOpOperand(draw(op->getNumOperands()));
    BufferOp buffer = pick(buffers);
    if (!isa<BufferType>(operand.get().getType()) ||
        buffer->getParentOp() != operand.get().getDefiningOp()->getParentOp() ||
        buffer.getType().getTensor() !=
            cast<BufferType>(operand.get().getType()).getTensor() ||
        operand.get() == buffer)
      return "";
    operand.set(buffer);
    return "other buffer in " + getName(op);
  }

  std::string peer() {
    if (channels.empty())
      return "";
    pick(channels).setPeer(draw(pipeline.getSchedule().getRanks() + 1));
    return "other peer";
  }

  std::string channel() {
    if (channels.empty())
      return "";
    ChannelOp channel = pick(channels);
    channel.setKind(channel.getKind() == ChannelKind::Gradient
                        ? ChannelKind::Activation
                        : ChannelKind::Gradient);
    return "other kind of channel";
  }

  /// Both ends, or one of them, have another capacity.
  std::string capacity() {
    ChannelOp channel = pick(channels);
    auto rank = channel->getParentOfType<ProgramOp>().getRank();
    uint64_t old = channel.getCapacity(), changed = draw(3) ? old - 1 : old + 1;
    bool isBoth = draw(4);
    for (ChannelOp other : channels)
      if (other == channel ||
          (isBoth && other.getPeer() == rank &&
           other->getParentOfType<ProgramOp>().getRank() == channel.getPeer() &&
           other.getKind() == channel.getKind() &&
           other.getDirection() != channel.getDirection()))
        other.setCapacity(changed);
    return isBoth ? "other capacity" : "other capacity at one end";
  }

  /// With all that uses it.
  std::string dropEnd() {
    ChannelOp channel = pick(channels);
    for (Operation *user : llvm::to_vector(channel->getUsers()))
      user->erase();
    channel.erase();
    return "drop an end of a channel";
  }

  std::string doubleEnd() {
    ChannelOp channel = pick(channels);
    OpBuilder(channel).clone(*channel);
    return "double an end of a channel";
  }

  std::string otherChannel() {
    auto transfers = getActions<SendOp, PostOp>();
    if (transfers.empty())
      return "";
    Operation *op = pick(transfers);
    ChannelOp channel = pick(channels);
    Value old = op->getOperand(0);
    if (channel == old.getDefiningOp() ||
        channel->getParentOp() != old.getDefiningOp()->getParentOp())
      return "";
    op->setOperand(0, channel);
    return "other channel in " + getName(op);
  }

  /// A post or wait to a random place of its block.
  std::string moveFar() {
    return moveOneOf(getActions<PostOp, WaitOp>(), actions);
  }

  std::string dropPost() { return dropOneOf(getActions<PostOp>()); }

  /// Two posts of a block change places, for their slots or altogether.
  std::string swapPosts() {
    auto posts = getActions<PostOp>();
    if (posts.empty())
      return "";
    return exchange(pick(posts), pick(posts)) ? "exchange posts" : "";
  }

  std::string results() {
    auto runs = getActions<RunOp>();
    if (runs.empty())
      return "";
    auto run = cast<RunOp>(pick(runs));
    SmallVector<Value> outs(run.getOuts());
    if (outs.size() < 2)
      return "";
    std::swap(outs[draw(outs.size())], outs[draw(outs.size())]);
    run.getOutsMutable().assign(outs);
    return "swap results";
  }

  std::string task() {
    auto runs = getActions<RunOp>();
    if (runs.empty())
      return "";
    auto run = cast<RunOp>(pick(runs));
    bool isForward = run.getTask().starts_with("forward");
    auto stage =
        static_cast<int64_t>(draw(pipeline.getGraph().getNumStages() + 1));
    run.setTask(TaskOp::makeName(
        isForward == (draw(2) == 0) ? TaskKind::Backward : TaskKind::Forward,
        stage));
    return "other task";
  }

  std::string divisor() {
    auto divides = getActions<DivideOp>();
    if (divides.empty())
      return "";
    auto divide = cast<DivideOp>(pick(divides));
    divide.setDivisor(std::max<int64_t>(
        1, static_cast<int64_t>(divide.getDivisor()) + (draw(2) ? 1 : -1)));
    return "other divisor";
  }

  std::string rename() {
    BufferOp buffer = pick(buffers), other = pick(buffers);
    if (!buffer.getName() || !other.getName())
      return "";
    buffer.setName(*other.getName());
    return "rename " + stringifyBufferKind(buffer.getKind()).str();
  }

  std::string mark() {
    BufferOp buffer = pick(buffers);
    if (buffer.getKind() != BufferKind::Gradient)
      return "";
    buffer.setResult(!buffer.getResult());
    return "flip 'result'";
  }

  std::string kind() {
    BufferOp buffer = pick(buffers);
    if (buffer.getKind() == BufferKind::Local)
      buffer.setKind(BufferKind::Received);
    else if (buffer.getKind() == BufferKind::Received)
      buffer.setKind(BufferKind::Local);
    else
      return "";
    return "other kind of buffer";
  }

  std::vector<Operation *> actions;
  std::vector<ChannelOp> channels;
  std::vector<scf::ForOp> loops;
};
} // namespace

std::string mlir::pipe::test::mutate(PipelineOp pipeline,
                                     std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}

std::string mlir::pipe::test::mutateTransfers(PipelineOp pipeline,
                                              std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutateTransfers();
}
