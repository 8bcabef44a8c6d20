//===- LiveBytes.h - Peaks of live slots and bytes --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_LIVEBYTES_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_LIVEBYTES_H

#include "CheckState.h"

#include <utility>

namespace mlir::pipe::check {

/// Walks through the instances of a rank in their order, as far as the lives of
/// its slots begin and end: `begin(life)` for those that begin at an instance,
/// then `end(life)` for those that end there. Linear.
template <typename Begin, typename End>
void sweepLives(const CheckState &state, int64_t rank, Begin begin, End end) {
  const std::vector<SlotLife> &lives = state.lives[rank];
  size_t numPositions = state.traces[rank].size();
  // Lists of the lives that begin or end at a position.
  std::vector<int32_t> beginAt(numPositions, -1), nextBegin(lives.size());
  std::vector<int32_t> endAt(numPositions, -1), nextEnd(lives.size());
  for (size_t i = lives.size(); i-- > 0;) {
    auto life = static_cast<int32_t>(i);
    nextBegin[i] = std::exchange(beginAt[lives[i].first], life);
    nextEnd[i] = std::exchange(endAt[lives[i].last], life);
  }
  for (size_t at = 0; at < numPositions; ++at) {
    for (int32_t life = beginAt[at]; life >= 0; life = nextBegin[life])
      begin(lives[life]);
    for (int32_t life = endAt[at]; life >= 0; life = nextEnd[life])
      end(lives[life]);
  }
}

/// Returns the peaks of live slots and bytes of a rank, whose lives are known.
RankFacts summarizeLives(const CheckState &state, int64_t rank);

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_LIVEBYTES_H
