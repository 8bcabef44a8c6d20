//===- ByteMachine.cpp - Rank programs on bytes ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteMachine.h"
#include "Unroll.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
/// One rank.
class Machine {
public:
  explicit Machine(ProgramOp program) : program(program) {
    for (auto segment : program.getSegmentsAttr().getAsRange<SegmentAttr>())
      memory[segment.getKind()].resize(segment.getBytes());
  }

  std::string run() {
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      prepare(buffer);
    checkPieces();
    std::vector<Event> events = *unrollProgram(program);
    for (const Event &event : events) {
      if (!fault.empty())
        return fault;
      execute(event);
    }
    for (BufferOp buffer : program.getBody().getOps<BufferOp>())
      if (isFixed(buffer) && fault.empty())
        for (int64_t slot = 0; slot < buffer.getType().getSlots(); ++slot)
          check({buffer, slot});
    return fault;
  }

private:
  using Slot = std::pair<Operation *, int64_t>;

  void fail(const std::string &text) {
    if (fault.empty())
      fault = "rank " + std::to_string(program.getRank()) + ": " + text;
  }

  /// What is needed from before the step, or behind it.
  static bool isFixed(BufferOp buffer) {
    return buffer.getKind() != BufferKind::Local &&
           buffer.getKind() != BufferKind::Received;
  }

  static int64_t getBegin(Slot slot) {
    auto buffer = cast<BufferOp>(slot.first);
    return static_cast<int64_t>(*buffer.getOffset()) +
           static_cast<int64_t>(*buffer.getStride()) * slot.second;
  }
  static int64_t getEnd(Slot slot) {
    return getBegin(slot) +
           *cast<BufferOp>(slot.first).getType().getSlotBytes();
  }
  static SegmentKind getKind(Slot slot) {
    return getSegmentKind(cast<BufferOp>(slot.first).getKind());
  }
  static Slot getSlot(Value buffer, int64_t number) {
    auto op = buffer.getDefiningOp<BufferOp>();
    return {op, number % op.getType().getSlots()};
  }
  static bool overlap(Slot a, Slot b) {
    return getKind(a) == getKind(b) && getBegin(a) < getEnd(b) &&
           getBegin(b) < getEnd(a);
  }

  void prepare(BufferOp buffer) {
    SegmentKind kind = getSegmentKind(buffer.getKind());
    for (int64_t i = 0; i < buffer.getType().getSlots(); ++i) {
      Slot slot{buffer, i};
      if (getBegin(slot) < 0 ||
          getEnd(slot) > static_cast<int64_t>(memory[kind].size()))
        return fail("outside of the segment");
      bool isCallers = buffer.getKind() == BufferKind::Input ||
                       buffer.getKind() == BufferKind::Output;
      if ((i == 0 || !isCallers) && getBegin(slot) % 64 != 0)
        return fail("not aligned");
      if (isFixed(buffer))
        fill(slot);
    }
  }

  /// What a step begins or ends with lies in one piece: there is nothing
  /// between its slots.
  void checkPieces() {
    auto getSpan = [](BufferOp buffer) {
      Slot first{buffer, 0}, last{buffer, buffer.getType().getSlots() - 1};
      return std::pair(std::min(getBegin(first), getBegin(last)),
                       std::max(getEnd(first), getEnd(last)));
    };
    for (BufferOp a : program.getBody().getOps<BufferOp>())
      for (BufferOp b : program.getBody().getOps<BufferOp>())
        if (a != b && isFixed(a) && a.getKind() == b.getKind() &&
            getSpan(a).first < getSpan(b).second &&
            getSpan(b).first < getSpan(a).second)
          fail("a buffer lies between the slots of another one");
  }

  /// The slot holds a new value.
  void fill(Slot slot) {
    stamps[slot] = ++lastStamp;
    std::vector<int64_t> &bytes = memory[getKind(slot)];
    std::fill(bytes.begin() + getBegin(slot), bytes.begin() + getEnd(slot),
              lastStamp);
  }

  /// All bytes of the slot are of its value.
  void check(Slot slot) {
    for (int64_t at = getBegin(slot); at < getEnd(slot); ++at)
      if (memory[getKind(slot)][at] != stamps[slot])
        return fail("a value has lost its byte " + std::to_string(at));
  }

  void knowDone(Slot slot) {
    if (isSent[slot])
      check(slot);
    isSent[slot] = false;
  }

  void execute(const Event &event) {
    if (auto run = dyn_cast<RunOp>(event.op))
      return execute(run, event);
    if (isa<DrainOp>(event.op)) {
      for (auto &[slot, sent] : isSent)
        knowDone(slot);
      return;
    }
    if (isa<ZeroOp, AddOp, DivideOp, RoundOp, CopyOp>(event.op)) {
      for (Value buffer : event.op->getOperands())
        check(getSlot(buffer, 0));
      return;
    }
    bool isTransfer = isa<SendOp, PostOp>(event.op);
    Slot slot = getSlot(event.op->getOperand(isTransfer), event.m);
    if (isa<PostOp>(event.op))
      return fill(slot);
    if (isa<AcquireOp>(event.op))
      return knowDone(slot);
    check(slot);
    if (isa<SendOp>(event.op))
      isSent[slot] = true;
  }

  void execute(RunOp run, const Event &event) {
    std::vector<Slot> ins, outs;
    for (auto [buffer, number] : llvm::zip_equal(run.getIns(), event.ins))
      ins.push_back(getSlot(buffer, number));
    for (auto [buffer, number] : llvm::zip_equal(run.getOuts(), event.outs))
      outs.push_back(getSlot(buffer, number));
    for (Slot slot : ins)
      check(slot);
    for (size_t i = 0; i < outs.size(); ++i) {
      for (Slot in : ins)
        if (in != outs[i] && overlap(in, outs[i]))
          fail("a result lies on an operand");
      for (size_t j = 0; j < i; ++j)
        if (overlap(outs[j], outs[i]))
          fail("two results overlap");
    }
    for (auto [index, slot] : llvm::enumerate(outs)) {
      if (run.getMode(index) == WriteMode::Write &&
          !isFixed(cast<BufferOp>(slot.first)))
        fill(slot);
      else
        check(slot);
    }
  }

  ProgramOp program;
  std::map<SegmentKind, std::vector<int64_t>> memory;
  std::map<Slot, int64_t> stamps;
  std::map<Slot, bool> isSent;
  int64_t lastStamp = 0;
  std::string fault;
};
} // namespace

std::string mlir::pipe::test::executeBytes(PipelineOp pipeline) {
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
    if (std::string fault = Machine(program).run(); !fault.empty())
      return fault;
  return "";
}
