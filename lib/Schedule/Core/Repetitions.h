//===- Repetitions.h - Where a list of items repeats itself -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_CORE_REPETITIONS_H
#define PIPE_LIB_SCHEDULE_CORE_REPETITIONS_H

#include "pipe/Schedule/Core/Roll.h"

namespace mlir::pipe {

/// How far micro-batch and group go on from one item to another.
struct RollStride {
  int64_t microBatch;
  int64_t group;

  friend auto operator<=>(const RollStride &, const RollStride &) = default;
};

/// Returns b - a, wrapping around: micro-batches are any 64-bit numbers.
RollStride getStride(const RollItem &a, const RollItem &b);

/// The items [begin, end) repeat with `period`: item i + period has the id of
/// item i and its numbers plus a stride that is the same for all i. At
/// least two full periods long, and maximal: it cannot be made longer, and no
/// smaller period holds for the same items.
struct Repetition {
  int64_t begin;
  int64_t end;
  int64_t period;
};

/// Returns all maximal repetitions; their number is linear in the number n of
/// items, and that of their periods O(n log n). O(n log n) time, O(n) memory.
///
/// Method: Main and Lorentz, "An O(n log n) algorithm for finding all
/// repetitions in a string", J. Algorithms 5 (1984), on the differences of
/// neighbouring items. A loop shifts its micro-batches, so no item comes twice;
/// but where items repeat, the differences of neighbours do:
///
///   items  F0    F1    B0    F2    B1    F3    B2
///   pairs    FF+1  FB-1  BF+2  FB-1  BF+2  FB-1
///
/// Equal letters are equal pairs: from F1 on the text of pairs has period 2,
/// and so do the items, with stride 1. A repetition lies in one half of the
/// list, and is found there, or it crosses the middle. Then some item is one
/// period away from the middle one, and how far the pairs from both agree to
/// the right and to the left says where the repetition ends and begins.
/// Comparing all items with the middle one in this way takes linear time.
std::vector<Repetition> findRepetitions(const std::vector<RollItem> &items);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_CORE_REPETITIONS_H
