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

/// One item of a rank's list: what (an arbitrary id: compute or communication),
/// for which micro-batch, and for which group of micro-batches, if something
/// depends on that.
struct RollItem {
  int32_t id = 0;
  int64_t microBatch = 0;
  int64_t group = 0;

  friend bool operator==(const RollItem &, const RollItem &) = default;
};

/// `items`, or the `parts` that stand in their place, run `count` times;
/// repetition q = 0 .. count-1 runs them with `microBatch + q * stride` and
/// `group + q * groupStride`. A straight line has items, count 1 and strides 0.
/// Parts in a part have items.
struct RolledPart {
  int64_t count = 1;
  int64_t stride = 0;
  std::vector<RollItem> items;
  std::vector<RolledPart> parts;
  int64_t groupStride = 0;

  friend bool operator==(const RolledPart &, const RolledPart &) = default;
};

/// Finds the loops in a list of items.
///
///   F0 F1 F2 F3 F4 B0 F5 B1 ... F31 B27 B28 B29 B30 B31   (1F1B, first rank)
///   4 times, stride 1:  F0
///   28 times, stride 1: F4 B0
///   4 times, stride 1:  B28
///
/// Exact: `unroll(roll(x)) == x`. The text is the items written down, and two
/// more for each loop. It is never longer than the smallest one of straight
/// lines and loops that are not nested, with the fewest repetitions. So the
/// text of a periodic schedule does not grow with its micro-batches, and a loop
/// is never longer than the line it replaces. The strides may be any numbers,
/// also negative, or 0 for items that repeat as they are.
///
/// A period that is long but regular is a loop of parts. With groups of 8, the
/// weights updated behind each:
///
///   F0 B0 F1 B1 ... F7 B7 U7 F8 B8 ... F15 B15 U15 ...
///   n times, stride 8, stride of groups 1:
///     8 times, stride 1: F0 B0
///     once:              U7
///
/// Such a loop begins where its repetition begins.
///
/// All items of a loop shift by the same strides. An item of no micro-batch
/// (say, the reduction at the end of a step) that stands with the same number
/// between items that shift ends the loop there: give it the number of a
/// micro-batch near it if it repeats with them, and leave it where it is if it
/// does not.
///
/// O(n log^2 n) time for n items, whatever they are (200000 items: less than a
/// second).
std::vector<RolledPart> roll(const std::vector<RollItem> &items);

/// Returns the list that the parts stand for.
std::vector<RollItem> unroll(const std::vector<RolledPart> &parts);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_ROLL_H
