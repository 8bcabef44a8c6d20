//===- LocalLives.h - When local slots hold what is needed ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A value needs the bytes of its slot from the action that fills it to the last
// one that reads it here and, if it is sent, to the acquire or drain that knows
// its sends done. Time is counted in moments, one an executed action, where the
// middle of a long loop is one iteration that stands for many: its first and
// last iterations have moments of their own. With the body of three actions and
// two iterations kept at each end (16 are):
//
//   iteration  0     1     2 ... n-3   n-2      n-1
//   moments    0-2   3-5   6-8         9-11     12-14
//
// Lives in moments are never shorter than lives in time: what is needed at the
// same time is needed at the same moment. The converse holds but for that
// middle, where a slot counts as needed when it is in some iteration. More is
// of no use: in the steady state of a loop the slots of a ring take turns, so
// that whoever has bytes in common with one of them meets all of them.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_LOCALLIVES_H
#define PIPE_ANALYSIS_PROGRAM_LOCALLIVES_H

#include "pipe/Analysis/Program/Lives.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Schedule/Core/Result.h"

namespace mlir::pipe {

/// A ring has this many slots at most that are looked at one by one.
inline constexpr int64_t kMaxSlotsWithLives = 1024;

/// The lives of a local buffer: one list a slot, or a single one for all slots
/// of a ring that has more than kMaxSlotsWithLives.
struct RingLives {
  BufferOp buffer;
  std::vector<Lives> slots;
};

/// The local buffers of a program in their order.
struct LocalLives {
  std::vector<RingLives> rings;
  int64_t numMoments = 0;
};

/// Returns when each slot of each local buffer of `program` is needed. Takes
/// time in proportion to the slots and to the actions as they are written, not
/// to the iterations of loops; but a loop in a loop is looked at iteration by
/// iteration, for one of the outer one.
/// \errors Names what has no place in such a time: a loop in a loop with more
///         actions and iterations than 2^20, a loop whose bounds are no
///         constants, a slot that is no linear expression of its loops'
///         variables, an op that is no action on local buffers.
Result<LocalLives> findLocalLives(ProgramOp program);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_LOCALLIVES_H
