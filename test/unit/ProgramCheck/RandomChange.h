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

#include <random>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// Draws, and makes changes that suit every kind of mutant.
class RandomChange {
protected:
  explicit RandomChange(std::mt19937_64 &random) : random(random) {}

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

private:
  std::mt19937_64 &random;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_RANDOMCHANGE_H
