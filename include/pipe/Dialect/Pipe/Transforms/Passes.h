//===- Passes.h - Passes of the pipe dialect --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_H
#define PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

#include <memory>

namespace mlir::pipe {
struct RequestedSchedule;

#define GEN_PASS_DECL
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"

/// Creates `pipe-schedule` for a schedule that the caller has made or read
/// already (`resolveSchedule`, of the same request as `options`).
std::unique_ptr<Pass>
createSchedulePass(const SchedulePassOptions &options,
                   std::shared_ptr<const RequestedSchedule> requested);

#define GEN_PASS_REGISTRATION
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

#endif // PIPE_DIALECT_PIPE_TRANSFORMS_PASSES_H
