//===- StepInstructions.h - What each rank does once a step -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_STEPINSTRUCTIONS_H
#define PIPE_SCHEDULE_TRANSFERS_STEPINSTRUCTIONS_H

#include "pipe/Schedule/Transfers/Instructions.h"

namespace mlir::pipe {

/// Returns the instructions of every rank that run all tasks once, as
/// micro-batch 0: each rank its own in the order of the list, where a task
/// stands behind those that it reads from. A value is sent to every other rank
/// that reads it when it is made. A rank posts the receives of a channel in the
/// order of its sends, right before the first task that reads one of them, and
/// gives a message back with its last read. A value is made once and has a
/// place of its own, so nothing is acquired.
///
/// Since all ranks go through one list, no rank waits for one that waits for
/// it.
std::vector<std::vector<Instruction>> expandStep(const Dataflow &step,
                                                 int64_t ranks);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_STEPINSTRUCTIONS_H
