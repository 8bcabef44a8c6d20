//===- ChainPartition.h - Cut a chain into intervals ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_CHAINPARTITION_H
#define PIPE_ANALYSIS_PARTITION_CHAINPARTITION_H

#include "pipe/Schedule/Core/Result.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace mlir::pipe {
/// A chain of n items to be cut between items.
struct Chain {
  /// Cost of each item, at least 0.
  llvm::ArrayRef<int64_t> costs;
  /// Bytes that cross a cut in front of item i, or -1 where no cut is allowed;
  /// element 0 is ignored.
  llvm::ArrayRef<int64_t> crossingBytes;
};

/// Returns where to cut `chain` into `parts` intervals, none of them empty: the
/// first item of each interval, the first of which is 0.
///
///   costs {3, 1, 1, 3}, parts 2: {0, 2}, the bottleneck is 4
///
/// The cost of an interval is the sum over its items, and the bottleneck is the
/// largest of them. Among all cuts whose bottleneck is at most 2 % above the
/// smallest possible one, the result has the smallest sum of crossing bytes;
/// among those, its last cuts are as late as possible.
///
/// Takes O(parts * n) time.
///
/// \errors `parts` is not in [1, allowed cuts + 1]; the costs or the bytes add
/// up
///         to more than 63 bits.
Result<llvm::SmallVector<int64_t>> partitionChain(const Chain &chain,
                                                  int64_t parts);

/// For each item, whether a cut in front of it is part of some cut of `chain`
/// into `parts` intervals that `partitionChain` chooses from: one whose
/// bottleneck is at most 2 % above the smallest. Bytes count only where they
/// are -1.
///
/// \errors as `partitionChain`.
Result<llvm::SmallVector<bool>> findGoodCuts(const Chain &chain, int64_t parts);

/// The largest interval cost of `cuts`, which is as `partitionChain` returns
/// it.
int64_t getBottleneck(llvm::ArrayRef<int64_t> costs,
                      llvm::ArrayRef<int64_t> cuts);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_CHAINPARTITION_H
