//===- Memory.h - What ranks keep over time ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TIMING_MEMORY_H
#define PIPE_SCHEDULE_TIMING_MEMORY_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Timing/Timeline.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// What a stage keeps of one micro-batch between its tasks, by stage, in bytes
/// or any other unit; not negative.
struct ActivationSizes {
  /// From the start of F to the end of B or I; to the end of F where no
  /// backward follows.
  std::vector<int64_t> forward;
  /// From the end of I to the end of W: what the weight gradient still needs.
  std::vector<int64_t> weightGradient;

  /// The same sizes on all stages. The defaults count activations in chunk
  /// units, each alive until W has run, as papers do.
  static ActivationSizes makeUniform(int64_t numStages, int64_t forward = 1,
                                     int64_t weightGradient = 1);
};

/// From `time` on, `size` is kept. Of several changes at one time the last one
/// holds; the others passed by in no time.
struct MemoryChange {
  int64_t time = 0;
  int64_t size = 0;

  friend bool operator==(const MemoryChange &, const MemoryChange &) = default;
};

/// Returns what each rank keeps over time.
///
///   0F0 0F1 0I0 0I1 0W0 0W1 with F, I, W = 1, 2, 3 and sizes 10 and 4:
///   (0, 10) (1, 20) (4, 14) (6, 8) (9, 4) (12, 0)
///
/// \errors a stage without size; a negative size; sums beyond 64 bits.
Result<std::vector<std::vector<MemoryChange>>>
getMemoryCurves(const Timeline &timeline, const ActivationSizes &sizes);

/// Returns the most that each rank keeps at a time; errors as above.
Result<std::vector<int64_t>> getPeakMemory(const Timeline &timeline,
                                           const ActivationSizes &sizes);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TIMING_MEMORY_H
