//===- DualPipeWriter.cpp - The eight phases of DualPipe and DualPipeV
//-----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DualPipeWriter.h"

#include "Common.h"

#include <algorithm>

using namespace mlir::pipe;

void DualPipeWriter::append(size_t which, ActionKind kind, int64_t index) {
  const DualPipeStage &stage = stages[which];
  if (index < stage.count)
    mlir::pipe::append(actions, stage.stage, kind,
                       stage.firstMicroBatch + index);
}

void DualPipeWriter::f(size_t which) {
  append(which, ActionKind::Forward, forwards[which]++);
}

void DualPipeWriter::b(size_t which, bool split) {
  append(which, split ? ActionKind::InputGradient : ActionKind::Backward,
         backwards[which]);
  if (split)
    waiting.push_back({which, backwards[which]});
  ++backwards[which];
}

void DualPipeWriter::w() {
  append(waiting.front().which, ActionKind::WeightGradient,
         waiting.front().index);
  waiting.pop_front();
}

void DualPipeWriter::write(int64_t r, int64_t ranks) {
  auto repeat = [](int64_t times, auto phase) {
    for (int64_t k = 0; k < times; ++k)
      phase();
  };
  int64_t count = std::max({2 * ranks, stages[0].count, stages[1].count});
  int64_t behind = ranks - r - 1;
  repeat(2 * behind, [&] { f(0); });
  repeat(r + 1, [&] { f(0), f(1); });
  repeat(behind, [&] { b(1, /*split=*/true), w(), f(1); });
  repeat(count - 2 * ranks + r + 1, [&] { f(0), b(1), f(1), b(0); });
  repeat(behind, [&] { b(1), f(1), b(0); });
  writeLastBackwards(r);
  repeat(behind, [&] { w(), b(0, /*split=*/true); });
  repeat(r + 1, [&] { w(); });
}

void DualPipeWriter::writeLastBackwards(int64_t r) {
  // On odd ranks the backward of stage 1 is the first that is split.
  int64_t half = (r + 1) / 2;
  for (int64_t k = 0; k <= r; ++k) {
    b(1, /*split=*/k > half || (k == half && r % 2 == 1));
    b(0, /*split=*/k >= half);
  }
}
