//===- SliceChain.h - What was written last to each part --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_SLICES_SLICECHAIN_H
#define PIPE_ANALYSIS_SLICES_SLICECHAIN_H

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace mlir::pipe {
/// Writes to a range, one after the other, and who wrote a part of it last.
///
///   write 0 to [0, 1), write 1 to [2, 3), write 2 to [0, 1)
///   find(0, 1, 1) == 0      after write 1, [0, 1) holds what write 0 wrote
///   find(0, 1, 2) == 2
///   find(1, 2, 2) == kNone  nobody wrote it
///   find(1, 3, 2)           not known: of nobody and of write 1
///
/// The ranges of two writes are equal or share nothing.
class SliceChain {
public:
  /// What nobody wrote.
  static constexpr int64_t kNone = -1;

  /// Appends a write to [begin, end), begin < end; false, and nothing is done,
  /// if a part of that is in the range of another write.
  bool add(int64_t begin, int64_t end);

  /// The number of writes.
  int64_t size() const { return numWrites; }

  /// The range [begin, end) of write `number`.
  int64_t getBegin(int64_t number) const { return begins[number]; }
  int64_t getEnd(int64_t number) const { return ranges.at(begins[number]).end; }

  /// The write among the first `last` + 1 ones that wrote all of [begin, end)
  /// last, or kNone; std::nullopt if there is not one for all of it. Takes
  /// logarithmic time, and the time of the ranges in between where there are
  /// several.
  std::optional<int64_t> find(int64_t begin, int64_t end, int64_t last) const;

private:
  /// The writes to one range, in ascending order.
  struct Range {
    int64_t end;
    std::vector<int64_t> writes;
  };
  std::map<int64_t, Range> ranges; ///< By their begin.
  std::vector<int64_t> begins;     ///< Of each write.
  int64_t numWrites = 0;
};
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_SLICES_SLICECHAIN_H
