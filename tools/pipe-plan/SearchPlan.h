//===- SearchPlan.h - The best schedule that is found -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_SEARCHPLAN_H
#define PIPE_TOOLS_PIPE_PLAN_SEARCHPLAN_H

#include "Plan.h"

namespace mlir::pipe {

/// Searches a schedule for the costs and the cap. V is 1 if not given. Throws a
/// Failure: P or M missing, no time of the backward, a cap that nothing fits.
Plan searchPlan(const SizeOptions &sizes, const CostOptions &costs,
                const SearchOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_SEARCHPLAN_H
