//===- RandomChange.h - What changes of programs share ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMCHANGE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMCHANGE_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringSet.h"

#include <random>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// Draws, finds what there is to change, and makes changes that suit every kind
/// of mutant. Lists are in the order of the text.
class RandomChange {
protected:
  RandomChange(PipelineOp pipeline, std::mt19937_64 &random)
      : pipeline(pipeline), builder(pipeline.getContext()),
        buffers(collect<BufferOp>()), random(random) {}

  /// The ops of one kind.
  template <typename Op>
  std::vector<Op> collect() {
    std::vector<Op> found;
    pipeline.walk([&](Op op) { found.push_back(op); });
    return found;
  }

  /// The ops of some kinds.
  template <typename... Ops>
  std::vector<Operation *> collectAny() {
    std::vector<Operation *> found;
    pipeline.walk([&](Operation *op) {
      if (isa<Ops...>(op))
        found.push_back(op);
    });
    return found;
  }

  /// The runs of tasks of the `pipe.step`, or all others.
  std::vector<RunOp> collectRuns(bool ofStep) {
    llvm::StringSet<> tasks;
    for (TaskOp task : pipeline.getStep().getOps<TaskOp>())
      tasks.insert(task.getName());
    std::vector<RunOp> found = collect<RunOp>();
    std::erase_if(found, [&](RunOp run) {
      return tasks.contains(run.getTask()) != ofStep;
    });
    return found;
  }

  std::vector<TaskOp> collectTasksOfStep() {
    auto tasks = pipeline.getStep().getOps<TaskOp>();
    return std::vector<TaskOp>(tasks.begin(), tasks.end());
  }

  size_t draw(size_t bound) { return random() % bound; }
  template <typename T>
  T pick(const std::vector<T> &list) {
    return list[draw(list.size())];
  }

  static void setType(BufferOp buffer, int64_t slots, RankedTensorType tensor) {
    buffer.getBuffer().setType(
        BufferType::get(buffer.getContext(), slots, tensor));
  }

  /// One slot more or less.
  std::string resize(BufferOp buffer) {
    int64_t slots = buffer.getType().getSlots() + (draw(2) ? 1 : -1);
    if (slots < 1)
      return "";
    setType(buffer, slots, buffer.getType().getTensor());
    return "resize " + stringifyBufferKind(buffer.getKind()).str();
  }

  static std::string getName(Operation *op) {
    return op->getName().getStringRef().str();
  }

  static std::string drop(Operation *op) {
    std::string name = getName(op);
    op->erase();
    return "drop " + name;
  }
  std::string dropOneOf(const std::vector<Operation *> &ops) {
    return ops.empty() ? "" : drop(pick(ops));
  }

  /// One of `ops` before one of `places`, if they are of one block.
  std::string moveOneOf(const std::vector<Operation *> &ops,
                        const std::vector<Operation *> &places) {
    if (ops.empty() || places.empty())
      return "";
    Operation *op = pick(ops), *to = pick(places);
    if (to == op || to->getBlock() != op->getBlock())
      return "";
    op->moveBefore(to);
    return "move " + getName(op);
  }

  static void setMode(RunOp run, size_t result, size_t mode) {
    SmallVector<int32_t> modes(run.getModes());
    modes[result] = static_cast<int32_t>(mode);
    run.setModes(modes);
  }
  std::string changeMode(RunOp run) {
    if (run.getModes().empty())
      return "";
    size_t mode = draw(3);
    setMode(run, draw(run.getModes().size()), mode);
    return "other mode";
  }

  /// Two ops of a block change places. Returns false if they are not two.
  static bool exchange(Operation *a, Operation *b) {
    if (a == b || a->getBlock() != b->getBlock())
      return false;
    Operation *behind = a->getNextNode();
    a->moveBefore(b);
    if (behind != b)
      b->moveBefore(behind);
    return true;
  }

  PipelineOp pipeline;
  OpBuilder builder;
  std::vector<BufferOp> buffers;

private:
  std::mt19937_64 &random;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMCHANGE_H
