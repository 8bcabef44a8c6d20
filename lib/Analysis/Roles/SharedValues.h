//===- SharedValues.h - What updates read of each other ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_SHAREDVALUES_H
#define PIPE_LIB_ANALYSIS_ROLES_SHAREDVALUES_H

#include "StepGroups.h"
#include "StepReports.h"

namespace mlir::pipe {
/// Follows the new values of every update back to its gradient, and finds what
/// it reads that other updates have a part in: `updates.shared`, and the terms
/// of these. `updates` has its gradients.
///
/// Shared is what several updates read and several have a part in, and a single
/// number that is computed from one update for another. A term is a single
/// number that is computed from the gradient, the parameter and the states of
/// one update, and from what is shared in front of it. Between the terms and
/// what is shared stand numbers, constants and what is shared in front, and any
/// ops.
///
/// Reports are those of the results `rest` that are one number, and computed
/// like something shared.
///
/// \errors emits one where an update reads anything else of another.
LogicalResult findSharedValues(const StepGroups &groups,
                               const StepReporter &reporter,
                               ArrayRef<unsigned> rest, StepUpdates &updates);
} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_SHAREDVALUES_H
