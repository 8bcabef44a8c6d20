//===- MemoryReservation.cpp - Memory for schedules in the making ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryReservation.h"

#include <algorithm>

using namespace mlir::pipe;

int64_t MemoryReservation::addLane(int64_t copy,
                                   const std::vector<int32_t> &microBatches,
                                   int64_t forwardSize,
                                   int64_t weightGradientSize) {
  lanes.push_back({copy, &microBatches, forwardSize, weightGradientSize});
  inputGradientAdds |= weightGradientSize > forwardSize;
  neededAtMost += std::max(forwardSize, weightGradientSize);
  return static_cast<int64_t>(lanes.size()) - 1;
}

void MemoryReservation::count(Lane &lane, ActionKind kind, int64_t change) {
  switch (kind) {
  case ActionKind::Forward:
    lane.forwards += change;
    kept += change * lane.forwardSize;
    break;
  case ActionKind::Backward:
    lane.backwards += change;
    lane.weightGradients += change;
    kept -= change * lane.forwardSize;
    break;
  case ActionKind::InputGradient:
    lane.backwards += change;
    kept += change * (lane.weightGradientSize - lane.forwardSize);
    break;
  case ActionKind::WeightGradient:
    lane.weightGradients += change;
    kept -= change * lane.weightGradientSize;
    break;
  case ActionKind::Update:
    break;
  }
}

bool MemoryReservation::mayRun(int64_t lane, ActionKind kind) {
  Lane &each = lanes[static_cast<size_t>(lane)];
  // Without a backward nothing stays: caps hold one forward.
  bool adds = kind == ActionKind::Forward ||
              (kind == ActionKind::InputGradient &&
               each.weightGradientSize > each.forwardSize);
  if (!training || !adds)
    return true;
  count(each, kind, 1);
  // Whole micro-batches fit: no need to look closer.
  bool safe = kept <= cap && (cap - kept >= neededAtMost || isSafe());
  count(each, kind, -1);
  return safe;
}

void MemoryReservation::run(int64_t lane, ActionKind kind) {
  if (training)
    count(lanes[static_cast<size_t>(lane)], kind, 1);
}

bool MemoryReservation::isSafe() const {
  for (const Lane &lane : lanes) {
    auto canFinishNext = [&](int64_t next) {
      return next == static_cast<int64_t>(lane.microBatches->size()) ||
             canFinish((*lane.microBatches)[static_cast<size_t>(next)],
                       lane.copy);
    };
    if (!canFinishNext(lane.forwards) ||
        (inputGradientAdds && !canFinishNext(lane.backwards)))
      return false;
  }
  return true;
}

/// Whether the micro-batch fits through once all older ones are done.
bool MemoryReservation::canFinish(int64_t microBatch, int64_t copy) const {
  int64_t freed = 0;
  int64_t added = 0;
  int64_t addedByInputGradients = 0;
  for (const Lane &lane : lanes) {
    int64_t older = (*numOlder)[static_cast<size_t>(lane.copy)]
                               [static_cast<size_t>(microBatch)];
    bool passes = lane.copy == copy;
    int64_t numFreed = older + (passes && !weightGradientsWait);
    freed +=
        (std::min(older, lane.forwards) - std::min(older, lane.backwards)) *
        lane.forwardSize;
    freed += (std::min(numFreed, lane.backwards) -
              std::min(numFreed, lane.weightGradients)) *
             lane.weightGradientSize;
    if (!passes)
      continue;
    if (lane.forwards <= older)
      added += lane.forwardSize;
    if (lane.backwards <= older)
      addedByInputGradients =
          combineAdded(addedByInputGradients, lane.forwardSize,
                       lane.weightGradientSize, weightGradientsWait);
  }
  return cap - kept + freed >= added + addedByInputGradients;
}
