//===- Stretch.h - Periodic schedules for more micro-batches ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_GENERATORS_STRETCH_H
#define PIPE_LIB_SCHEDULE_GENERATORS_STRETCH_H

#include "pipe/Schedule/Core/Schedule.h"

#include <optional>

namespace mlir::pipe {

/// Makes a schedule for more micro-batches by repeating its steady state: the
/// actions in the middle of each rank's list that belong to `period`
/// micro-batches. What follows them moves to later micro-batches.
///
///   rank 0: 0F0 0F1 [0B0 0F2] [0B1 0F3] 0B2 0B3, two more, period 1:
///   rank 0: 0F0 0F1 [0B0 0F2] [0B1 0F3] [0B2 0F4] [0B3 0F5] 0B4 0B5
///
/// \param microBatches  those of `schedule` and a multiple of `period` more.
/// \returns nothing if some rank's list has no such repetition in its middle.
std::optional<Schedule> stretch(const Schedule &schedule, int64_t microBatches,
                                int64_t period);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_GENERATORS_STRETCH_H
