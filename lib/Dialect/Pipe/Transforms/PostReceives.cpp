//===- PostReceives.cpp - Post receives early -----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PlacePosts.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <map>

namespace mlir::pipe {
#define GEN_PASS_DEF_POSTRECEIVESPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// The number that an action on one slot names it by.
static std::optional<std::pair<LinearNumber, ValueRange>>
getSlotNumber(Operation *op) {
  using Number = std::pair<LinearNumber, ValueRange>;
  return llvm::TypeSwitch<Operation *, std::optional<Number>>(op)
      .Case<SendOp, PostOp, WaitOp, AcquireOp, ReleaseOp>([](auto action) {
        return Number(*getLinearNumber(action.getMicroBatch()),
                      action.getCoordinates());
      })
      .Default(std::nullopt);
}

namespace {
/// Reads one block, and moves its posts.
class BlockPosts {
public:
  explicit BlockPosts(Block &block) : block(block) {}

  /// Returns true if a post was moved.
  bool move() {
    read();
    bool isMoved = false;
    std::vector<int32_t> places = placePosts(actions);
    std::vector<Operation *> last(ops); // Of those that stand behind each op.
    Operation *first = nullptr;
    int32_t previous = -1; // The latest action that is no post.
    for (auto [index, op] : llvm::enumerate(ops)) {
      auto post = dyn_cast<PostOp>(op);
      if (!post) {
        previous = static_cast<int32_t>(index);
        continue;
      }
      int32_t place = places[index];
      isMoved |= place != previous;
      Operation *&behind = place < 0 ? first : last[place];
      if (behind)
        post->moveAfter(behind);
      else
        post->moveBefore(&block, block.begin());
      behind = post;
    }
    return isMoved;
  }

private:
  int32_t getNumber(Value value) {
    return numbers.try_emplace(value, numbers.size()).first->second;
  }

  void read() {
    llvm::DenseMap<Operation *, int32_t> places;
    int32_t head = -1; // The latest declaration or number.
    for (Operation &op : block) {
      if (isa<scf::YieldOp>(op))
        continue;
      PlacedAction action;
      action.isPost = isa<PostOp>(op);
      action.notBefore = head;
      for (Value operand : op.getOperands())
        if (auto it = places.find(operand.getDefiningOp()); it != places.end())
          action.notBefore = std::max(action.notBefore, it->second);
      op.walk([&](Operation *inner) { readTouches(inner, &op, action); });
      auto place = static_cast<int32_t>(ops.size());
      places[&op] = place;
      if (op.getNumResults() != 0)
        head = place;
      ops.push_back(&op);
      actions.push_back(std::move(action));
    }
  }

  /// Enters what `op`, which is `outer` or inside it, does.
  void readTouches(Operation *op, Operation *outer, PlacedAction &action) {
    if (auto post = dyn_cast<PostOp>(op))
      action.channels.push_back(getNumber(post.getChannel()));
    if (auto run = dyn_cast<RunOp>(op)) {
      for (auto [index, buffer] : llvm::enumerate(run.getIns()))
        touch(buffer, op == outer, *getLinearNumber(run.getInSlot(index)),
              run.getCoordinates(), action);
      return;
    }
    auto number = getSlotNumber(op);
    for (Value operand : op->getOperands())
      touch(operand, op == outer && number,
            number ? number->first : LinearNumber(),
            number ? number->second : ValueRange(), action);
  }

  /// Enters that `operand`, if it is a received buffer, is used: the slot of
  /// the number if `isKnown`, else any.
  void touch(Value operand, bool isKnown, const LinearNumber &number,
             ValueRange coordinates, PlacedAction &action) {
    auto buffer = dyn_cast_or_null<BufferOp>(operand.getDefiningOp());
    if (!buffer || buffer.getKind() != BufferKind::Received)
      return;
    SlotTouch touch;
    touch.buffer = getNumber(buffer);
    if (isKnown) {
      int64_t slots = buffer.getType().getSlots();
      touch.base = getBase(number, coordinates);
      touch.index = (number.constant % slots + slots) % slots;
    }
    action.touches.push_back(touch);
  }

  /// A number for what stands before the constant.
  int32_t getBase(const LinearNumber &number, ValueRange coordinates) {
    std::vector<std::pair<void *, int64_t>> terms;
    for (auto [factor, coordinate] :
         llvm::zip_equal(number.coefficients, coordinates))
      if (factor != 0)
        terms.push_back({coordinate.getAsOpaquePointer(), factor});
    llvm::sort(terms);
    return bases.try_emplace(std::move(terms), bases.size()).first->second;
  }

  Block &block;
  std::vector<Operation *> ops;
  std::vector<PlacedAction> actions;
  llvm::DenseMap<Value, int32_t> numbers; ///< Of buffers and channels.
  std::map<std::vector<std::pair<void *, int64_t>>, int32_t> bases;
};

struct PostReceivesPass
    : public pipe::impl::PostReceivesPassBase<PostReceivesPass> {
  using Base::Base;

  void runOnOperation() override {
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(movePosts(pipeline)))
        return signalPassFailure();
  }

  static LogicalResult movePosts(PipelineOp pipeline) {
    bool isMoved = false;
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
      SmallVector<Block *> blocks{&program.getBody().front()};
      program.walk([&](scf::ForOp loop) { blocks.push_back(loop.getBody()); });
      for (Block *block : blocks)
        isMoved |= BlockPosts(*block).move();
    }
    return isMoved ? setCapacities(pipeline) : success();
  }

  /// Gives all channels room for what may be in flight now. A post that comes
  /// early also tells less about what its rank has released before.
  static LogicalResult setCapacities(PipelineOp pipeline) {
    using Key = std::tuple<int64_t, int64_t, ChannelKind>;
    struct Room {
      SmallVector<ChannelOp> ends;
      std::optional<int64_t> slots = 0;
    };
    std::map<Key, Room> rooms;
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      for (ChannelOp end : program.getBody().getOps<ChannelOp>()) {
        auto rank = static_cast<int64_t>(program.getRank());
        auto peer = static_cast<int64_t>(end.getPeer());
        Room &room = rooms[end.isSend() ? Key(rank, peer, end.getKind())
                                        : Key(peer, rank, end.getKind())];
        room.ends.push_back(end);
        if (room.slots)
          room.slots = addSlots(end, *room.slots);
      }
    for (auto &[key, room] : rooms)
      for (ChannelOp end : room.ends) {
        if (!room.slots)
          return end.emitError("the slots of the buffers that are sent and "
                               "received on the channel do not fit 63 bits");
        end.setCapacity(
            std::max(static_cast<int64_t>(end.getCapacity()), *room.slots));
      }
    return success();
  }

  /// Adds the slots of all buffers that are used with a channel end.
  static std::optional<int64_t> addSlots(ChannelOp end, int64_t slots) {
    llvm::DenseSet<Value> buffers;
    std::optional<int64_t> sum = slots;
    for (Operation *user : end->getUsers()) {
      Value buffer = user->getOperand(1);
      if (sum && buffers.insert(buffer).second)
        sum = llvm::checkedAdd(*sum,
                               cast<BufferType>(buffer.getType()).getSlots());
    }
    return sum;
  }
};
} // namespace
