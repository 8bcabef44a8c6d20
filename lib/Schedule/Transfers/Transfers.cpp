//===- Transfers.cpp - Which values cross ranks ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

static std::optional<CommunicationItem>
makeTransfer(const Schedule &schedule, const Action &action, Kind kind) {
  if (action.kind == ActionKind::WeightGradient ||
      action.kind == ActionKind::Update)
    return std::nullopt;
  CommunicationItem item;
  item.kind = kind;
  item.action = action;
  if (action.kind == ActionKind::InputGradient)
    item.action.kind = ActionKind::Backward;
  int64_t other = getOtherStage(item);
  if (other < 0 || other >= schedule.numStages())
    return std::nullopt;
  const std::vector<int64_t> &placement =
      schedule.getPlacement(schedule.getCopy(action.microBatch));
  int64_t peer = placement[static_cast<size_t>(other)];
  if (peer == placement[static_cast<size_t>(action.stage)])
    return std::nullopt;
  item.peer = static_cast<int32_t>(peer);
  return item;
}

std::optional<CommunicationItem> mlir::pipe::makeSend(const Schedule &schedule,
                                                      const Action &action) {
  return makeTransfer(schedule, action, Kind::Send);
}

std::optional<CommunicationItem>
mlir::pipe::makeReceive(const Schedule &schedule, const Action &action) {
  return makeTransfer(schedule, action, Kind::Receive);
}

int64_t mlir::pipe::getOtherStage(const CommunicationItem &transfer) {
  bool upwards = (transfer.kind == Kind::Send) ==
                 (transfer.action.kind == ActionKind::Forward);
  return int64_t{transfer.action.stage} + (upwards ? 1 : -1);
}

CommunicationItem mlir::pipe::getOtherEnd(const Schedule &schedule,
                                          const CommunicationItem &transfer) {
  CommunicationItem other = transfer;
  other.kind = transfer.kind == Kind::Send ? Kind::Receive : Kind::Send;
  other.action.stage = static_cast<int32_t>(getOtherStage(transfer));
  other.peer = static_cast<int32_t>(schedule.getRank(transfer.action));
  return other;
}
