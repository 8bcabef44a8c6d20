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

namespace mlir::pipe::check {

/// Gathers when slots of one rank are live and finds the peaks.
class LiveBytes {
public:
  LiveBytes(const CheckState &state, int64_t rank) : state(state), rank(rank) {}

  /// A slot of `buffer` holds a value from the instance at `first` to the one
  /// at `last`, both included.
  void add(int32_t buffer, int32_t first, int32_t last);

  RankFacts summarize();

private:
  struct Event {
    int64_t time; ///< Twice the position, plus one for an end.
    int32_t buffer;
  };
  const CheckState &state;
  int64_t rank;
  std::vector<Event> events;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_LIVEBYTES_H
