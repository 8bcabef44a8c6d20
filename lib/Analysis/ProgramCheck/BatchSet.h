//===- BatchSet.h - Sets of micro-batches -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_BATCHSET_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_BATCHSET_H

#include <cstdint>
#include <map>
#include <optional>

namespace mlir::pipe::check {

/// A set of micro-batches, as runs of neighbours: a sum that grows in order is
/// one run, however many it holds.
class BatchSet {
public:
  bool contains(int32_t batch) const;
  /// Adds a micro-batch that the set does not contain.
  void insert(int32_t batch);
  /// Adds those of `other`. Returns one that both contain, and then adds
  /// nothing.
  std::optional<int32_t> insertAll(const BatchSet &other);
  int64_t size() const { return count; }
  /// Whether it holds [begin, end), which is not empty, and no others.
  bool isRange(int64_t begin, int64_t end) const {
    return runs.size() == 1 && runs.begin()->first == begin &&
           runs.begin()->second == end;
  }
  /// The last of them; -1 for none.
  int32_t getLast() const {
    return runs.empty() ? -1 : runs.rbegin()->second - 1;
  }

private:
  /// Returns a member of both, if there is one.
  std::optional<int32_t> findCommon(const BatchSet &other) const;
  void insertRun(int32_t begin, int32_t end);

  std::map<int32_t, int32_t> runs; ///< Begin -> end, not adjacent.
  int64_t count = 0;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_BATCHSET_H
