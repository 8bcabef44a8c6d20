//===- Placement.h - Which rank holds which stage ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_PLACEMENT_H
#define PIPE_SCHEDULE_CORE_PLACEMENT_H

#include <cstdint>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// The regular placements, for P ranks and V virtual stages (chunks) a rank.
///
///   P = 3, V = 2     stage: 0 1 2 3 4 5
///   Loop             rank:  0 1 2 0 1 2
///   Wave             rank:  0 1 2 2 1 0
///
/// Linear is Loop with V = 1; the V placement of zero-bubble schedules is Wave
/// with V = 2.
enum class PlacementKind : uint8_t { Linear, Loop, Wave };

/// Returns "linear", "loop" or "wave".
std::string_view toString(PlacementKind kind);

/// Returns the rank of each of the `ranks * virtualStages` stages. Both
/// arguments are at least 1 and their product was found to be small
/// (see `checkParameters`).
std::vector<int64_t> makePlacement(PlacementKind kind, int64_t ranks,
                                   int64_t virtualStages);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_PLACEMENT_H
