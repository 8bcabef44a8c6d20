//===- BackwardPositions.h - Where backward ops go --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_BACKWARDPOSITIONS_H
#define PIPE_ANALYSIS_PARTITION_BACKWARDPOSITIONS_H

#include "pipe/Analysis/Partition/GradientSums.h"

#include <optional>

namespace mlir::pipe {
/// Returns for each backward node the forward position that it goes with; -1
/// for nodes that are not backward.
///
/// The forward part is cut as a chain, but a stage takes the time of its
/// backward too, and which backward ops a stage gets depends on the cut. What
/// does not depend on it is the position: wherever the chain is cut, the op
/// runs at the stage that has this position. A backward op runs as high as what
/// it reads allows; a forward value is there up to the stage of its last
/// forward use; and later positions are never in lower stages. So the position
/// is the smallest over its forward reads of their last use, and over its
/// backward reads, other than sum reads, of their positions. A gradient that
/// could run later than the last use of its parameter goes with that, and so
/// does what only it needs when that sends fewer bytes.
///
///   0: a = dot(x, w)    db = dsum(b)       3: b is last used there
///   1: h = tanh(a)      dv = dw(h, db)     2: as h
///   2: b = dot(h, v)    dh = dx(db, v)     2: as v
///   3: l = sum(b)       da = dtanh(dh, a)  1: as a
///                       dw = dw(x, da)     1 as da, then 0: the use of w
///
/// With a cut in front of 2 the first stage takes da and dw, and with one in
/// front of 3 all but db.
std::vector<int32_t> findBackwardPositions(const JointGraph &graph,
                                           const GradientSums &sums);

/// Cost of each forward position: its op, the free ops that it is the first to
/// use, and the backward ops that go with it. std::nullopt when a sum does not
/// fit 63 bits.
std::optional<std::vector<int64_t>>
computeChainCosts(const JointGraph &graph, ArrayRef<int32_t> positions);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_BACKWARDPOSITIONS_H
