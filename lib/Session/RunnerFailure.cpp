//===- RunnerFailure.cpp - What is known of a failed run ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Runner.h"

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// The last events of a rank; nothing if they have not come.
static std::optional<RankEvents> readLastEvents(const pipert_world_t *world,
                                                int32_t rank) {
  RankEvents events(PIPERT_RECORDED_EVENTS);
  uint64_t count = 0;
  if (pipert_world_events(world, rank, events.data(), events.size(), &count))
    return std::nullopt;
  events.resize(count);
  return events;
}

std::optional<FailureRecord> Runner::readFailure() const {
  pipert_failure_t failure = {};
  failure.struct_size = sizeof(failure);
  if (pipert_world_failure(world, &failure))
    return std::nullopt;
  FailureRecord record;
  record.report = getFailure(world);
  record.rank = options.membership ? options.membership->rank : 0;
  record.speaker = failure.speaker;
  record.timeNs = failure.time_ns;
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    record.events.push_back(readLastEvents(world, int32_t(rank)));
    if (remote && record.events.back())
      remote->shiftToOwnClock(rank, *record.events.back());
  }
  return record;
}
