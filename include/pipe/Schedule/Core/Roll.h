//===- Roll.h - Action lists as loops ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_ROLL_H
#define PIPE_SCHEDULE_CORE_ROLL_H

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// One item of a rank's list: what (an arbitrary id: compute or communication)
/// and for which micro-batch.
struct RollItem {
  int32_t id = 0;
  int64_t microBatch = 0;

  friend bool operator==(const RollItem &, const RollItem &) = default;
};

/// `items` run `count` times; repetition q = 0 .. count-1 runs them with
/// `microBatch + q * stride`. A straight line has count 1 and stride 0.
struct RolledPart {
  int64_t count = 1;
  int64_t stride = 0;
  std::vector<RollItem> items;

  friend bool operator==(const RolledPart &, const RolledPart &) = default;
};

/// Finds the loops in a list of items.
///
///   F0 F1 F2 F3 F4 B0 F5 B1 ... F31 B27 B28 B29 B30 B31   (1F1B, first rank)
///   4 times, stride 1:  F0
///   28 times, stride 1: F4 B0
///   4 times, stride 1:  B28
///
/// Exact: `unroll(roll(x)) == x`. Among all ways to write the list as straight
/// lines and loops (not nested) the result has the smallest text: items written
/// down, and two more for each loop; then the fewest repetitions. So the text
/// of a periodic schedule does not grow with its micro-batches, and a loop is
/// never longer than the line it replaces. The stride may be any number, also
/// negative, or 0 for items that repeat as they are.
///
/// All items of a loop shift by the same stride. An item of no micro-batch
/// (say, the reduction at the end of a step) that stands with the same number
/// between items that shift ends the loop there: give it the number of a
/// micro-batch near it if it repeats with them, and leave it where it is if it
/// does not.
///
/// O(n log n) time for n items, whatever they are (200000 items: 0.2 s).
std::vector<RolledPart> roll(const std::vector<RollItem> &items);

/// Returns the list that the parts stand for.
std::vector<RollItem> unroll(const std::vector<RolledPart> &parts);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_ROLL_H
