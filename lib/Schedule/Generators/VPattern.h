//===- VPattern.h - Periodic schedules of the V placement -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_VPATTERN_H
#define PIPE_LIB_SCHEDULE_GENERATORS_VPATTERN_H

#include "pipe/Schedule/Generators/Registry.h"

#include <array>

namespace mlir::pipe {

/// The first ticks of a rank with two chunks, s0 = r and s1 = 2P - 1 - r, for
/// micro-batch 0: F of s0, F of s1, I of s1, I of s0. Micro-batch m runs 6m
/// ticks later; the four ticks differ modulo 6, and the two that are left free
/// in each period are for the weight gradients.
using VPattern = std::array<int64_t, 4>;

/// Makes a schedule of the V placement from the pattern of each rank:
///   1. W run in idle ticks, first in, first out;
///   2. what is outside the steady phase moves to earlier idle ticks, if no
///      rank then has more activations than the pattern's peak: once with the
///      W in place, once without them (see `moveToIdleTicks`);
///   3. W run in the idle ticks that are left, those of s1 first.
/// After each round of moves all actions start as soon as they can.
///
/// The parameters were checked. O(PM + P^3) time.
Schedule makeWholePatternSchedule(std::string_view name,
                                  const ScheduleParameters &parameters,
                                  const std::vector<VPattern> &patterns);

/// The moves take a time of about P^3.
inline constexpr int64_t kMaxPatternRanks = 512;

/// Makes the same schedule; for many micro-batches it is made for fewer, and
/// its steady state repeated. `getPatterns` returns the patterns for P ranks.
///
/// \errors wrong parameters; more than kMaxPatternRanks ranks.
Result<Schedule>
makePatternSchedule(std::string_view name, const ScheduleParameters &parameters,
                    std::vector<VPattern> (*getPatterns)(int64_t ranks));

/// The patterns of v-half and v-min.
std::vector<VPattern> getVHalfPatterns(int64_t ranks);
std::vector<VPattern> getVMinPatterns(int64_t ranks);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_VPATTERN_H
