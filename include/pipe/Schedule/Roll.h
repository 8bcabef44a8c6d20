//===- Roll.h - Action lists as loops ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_ROLL_H
#define PIPE_SCHEDULE_ROLL_H

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// One step of a rank: what (an arbitrary id: compute or communication) and for
/// which micro-batch.
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

/// Finds the loops in a list of items. Exact: `unroll(roll(x)) == x`.
std::vector<RolledPart> roll(const std::vector<RollItem> &items);

/// Returns the list that the parts stand for.
std::vector<RollItem> unroll(const std::vector<RolledPart> &parts);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_ROLL_H
