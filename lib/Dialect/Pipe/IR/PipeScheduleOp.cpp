//===- PipeScheduleOp.cpp - The schedule of a pipeline --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::pipe;

int64_t ScheduleOp::getNumUpdates() {
  std::optional<uint64_t> every = getUpdateEvery();
  return every ? static_cast<int64_t>((getMicroBatches() - 1) / *every + 1) : 1;
}

// schedule_c4
static LogicalResult verifyUpdates(ScheduleOp op) {
  std::optional<ArrayRef<int64_t>> delays = op.getDelays();
  if (op.getUpdateEvery().has_value() != delays.has_value())
    return op.emitOpError("requires 'update_every' and 'delays' together");
  if (!delays)
    return success();
  if (op.getCopies())
    return op.emitOpError("cannot have 'copies' and update within the step");
  auto every = static_cast<int64_t>(*op.getUpdateEvery());
  auto microBatches = static_cast<int64_t>(op.getMicroBatches());
  if (every < 1 || every > microBatches)
    return op.emitOpError("requires 'update_every' to be from 1 to the ")
           << microBatches << " micro-batches, but got " << every;
  if (delays->size() != op.getPlacement().size())
    return op.emitOpError("has ")
           << delays->size() << " entries in 'delays' for "
           << op.getPlacement().size() << " stages";
  for (auto [stage, delay] : llvm::enumerate(*delays))
    if (delay < 0 || delay >= op.getNumUpdates())
      return op.emitOpError("requires the delay of stage ")
             << stage << " to be from 0 to " << op.getNumUpdates() - 1
             << ", the number of the last update, but got " << delay;
  return success();
}

LogicalResult ScheduleOp::verify() {
  // schedule_c1
  auto verifyPositive = [&](StringRef name, int64_t value) -> LogicalResult {
    if (value >= 1)
      return success();
    return emitOpError("requires '")
           << name << "' to be at least 1, but got " << value;
  };
  if (failed(verifyPositive("ranks", getRanks())) ||
      failed(verifyPositive("micro_batches", getMicroBatches())) ||
      failed(verifyPositive("virtual_stages", getVirtualStages())))
    return failure();
  // schedule_c2
  for (ArrayRef<int64_t> placement : getPlacements()) {
    if (placement.size() != getPlacement().size())
      return emitOpError("places ")
             << placement.size() << " stages of a copy, but has "
             << getPlacement().size();
    for (auto [stage, rank] : llvm::enumerate(placement))
      if (rank < 0 || rank >= static_cast<int64_t>(getRanks()))
        return emitOpError("places stage ")
               << stage << " on rank " << rank << ", but has ranks 0 to "
               << getRanks() - 1;
  }
  // schedule_c3
  if (getCopies().has_value() != getPattern().has_value() ||
      (getPattern() && getPattern()->empty()))
    return emitOpError("requires 'copies' and 'pattern' together");
  if (std::optional<ArrayRef<int64_t>> pattern = getPattern())
    for (int64_t copy : *pattern)
      if (copy < 0 || copy > static_cast<int64_t>(getCopies()->size()))
        return emitOpError("sends a micro-batch through copy ")
               << copy << ", but has copies 0 to " << getCopies()->size();
  return verifyUpdates(*this);
}

SmallVector<ArrayRef<int64_t>> ScheduleOp::getPlacements() {
  SmallVector<ArrayRef<int64_t>> placements = {getPlacement()};
  if (std::optional<ArrayAttr> copies = getCopies())
    for (auto copy : copies->getAsRange<DenseI64ArrayAttr>())
      placements.push_back(copy);
  return placements;
}
