//===- UpdateRule.h - Which version of the weights is used ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_UPDATERULE_H
#define PIPE_SCHEDULE_CORE_UPDATERULE_H

#include "pipe/Schedule/Core/Result.h"
#include "pipe/Schedule/Core/Schedule.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mlir::pipe {

/// When parameters are updated within a step, and which of their versions a
/// micro-batch uses. Micro-batches fall into groups of `every`, the last group
/// being what remains. Update u follows the last backward of group u; it makes
/// version u + 1 of version u and the group's gradient. Version 0 is that of
/// before the step. Forward and backward of a micro-batch of group g use, on a
/// stage with the delay d, version max(0, g - d).
///
/// So d + 1 versions are kept, version v in slot v mod (d + 1), all of them
/// version 0 at the start: group g finds its version in slot (g + 1) mod
/// (d + 1), which update g then overwrites.
///
/// PipeDream (arXiv:1806.03377) has `every` = 1 and the delay P - 1 - r on rank
/// r; with vertical sync P - 1 on all ranks. PipeDream-2BW (arXiv:2006.09503)
/// has groups of P micro-batches and the delay 1.
struct UpdateRule {
  int64_t every = 1;
  std::vector<int64_t> delays; ///< By stage.

  int64_t getGroup(int64_t microBatch) const { return microBatch / every; }
  int64_t getNumUpdates(int64_t microBatches) const {
    return (microBatches - 1) / every + 1;
  }
};

/// Returns the rule of a schedule with updates `U<m>`; nothing for one without.
/// The order of the actions gives the groups and the smallest delay of each
/// stage; with `verticalSync` all stages have the largest of these.
/// \errors updates of no micro-batch beside those; several copies of the model;
///         groups that are not equal on all stages; a group of another length
///         than the first one (the last may be shorter); a backward on the
///         wrong side of an update. All places are named.
/// The schedule must be one that an `ActionTable` can be made of.
Result<std::optional<UpdateRule>> findUpdateRule(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_UPDATERULE_H
