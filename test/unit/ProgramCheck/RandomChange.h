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
