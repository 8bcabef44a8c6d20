//===- DualPipeWriter.h - The phases of DualPipe -----------------*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_DUALPIPEWRITER_H
#define PIPE_LIB_SCHEDULE_GENERATORS_DUALPIPEWRITER_H

#include "pipe/Schedule/Core/Schedule.h"

#include <array>
#include <deque>

namespace mlir::pipe {

/// One of the two stages of a rank, and the micro-batches that pass through it:
/// `count` of them from `firstMicroBatch` on.
struct DualPipeStage {
  int64_t stage = 0;
  int64_t firstMicroBatch = 0;
  int64_t count = 0;
};

/// Writes the actions of rank `r` of `ranks`. Stage 0 is the one that
/// micro-batches reach first.
///
///   1. F0                          2(P - r - 1) times
///   2. F0, F1                      r + 1
///   3. I1, W, F1                   P - r - 1
///   4. F0 with B1, F1 with B0      M - 2P + r + 1
///   5. B1, F1 with B0              P - r - 1
///   6. B1, B0                      r + 1; from the middle on I instead of B
///   7. W, I0                       P - r - 1
///   8. W                           r + 1
///
/// W is the one that has waited longest, of either stage. The pairs that are
/// written with "with" may overlap on a device; here they run one after the
/// other. The phases are for at least 2P micro-batches: fewer are those without
/// the last ones, for what remains of a legal schedule is legal.
class DualPipeWriter {
public:
  DualPipeWriter(const std::array<DualPipeStage, 2> &stages,
                 std::vector<Action> &actions)
      : stages(stages), actions(actions) {}

  void write(int64_t r, int64_t ranks);

private:
  void append(size_t which, ActionKind kind, int64_t index);
  void f(size_t which);
  /// The whole backward, or I now and W later.
  void b(size_t which, bool split = false);
  void w();
  void writeLastBackwards(int64_t r);

  struct Waiting {
    size_t which;
    int64_t index;
  };

  std::array<DualPipeStage, 2> stages;
  std::vector<Action> &actions;
  std::array<int64_t, 2> forwards = {}, backwards = {};
  std::deque<Waiting> waiting;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_DUALPIPEWRITER_H
