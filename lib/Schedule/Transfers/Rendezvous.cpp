//===- Rendezvous.cpp - Do sends and receives ever meet? ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/Rendezvous.h"

#include "RendezvousMachine.h"

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

std::string_view mlir::pipe::toString(QueueModel model) {
  switch (model) {
  case QueueModel::EdgeKind:
    return "edge-kind";
  case QueueModel::Edge:
    return "edge";
  case QueueModel::Pair:
    return "pair";
  case QueueModel::Rank:
    return "rank";
  case QueueModel::Blocking:
    return "blocking";
  }
  return "?";
}

Result<QueueModel> mlir::pipe::parseQueueModel(std::string_view name) {
  std::string known;
  for (QueueModel model : kQueueModels) {
    if (toString(model) == name)
      return model;
    known += (known.empty() ? "" : ", ") + std::string(toString(model));
  }
  return Error("unknown queue model '" + std::string(name) +
               "'; known models: " + known);
}

static std::optional<Error> run(const CommunicationSchedule &communication,
                                QueueModel model) {
  Result<TransferTable> table = TransferTable::create(communication);
  if (!table)
    return table.getError();
  return RendezvousMachine(*table, model).run();
}

/// Returns the action that a transfer added by consumer belongs to: the one
/// before a send, the one after a receive.
static ErrorPlace findAction(const CommunicationSchedule &communication,
                             const ErrorPlace &place) {
  const auto &list = communication.items[static_cast<size_t>(place.rank)];
  auto position = static_cast<size_t>(place.position);
  if (list[position].kind == Kind::Send)
    --position;
  if (list[position].kind == Kind::Receive)
    ++position;
  ErrorPlace action = {place.rank, 0, /*withTransfers=*/false};
  for (size_t i = 0; i < position; ++i)
    action.position += !list[i].isTransfer();
  return action;
}

std::optional<Error> mlir::pipe::checkRendezvous(const Schedule &schedule,
                                                 QueueModel model) {
  Result<CommunicationSchedule> added =
      addCommunication(schedule, ReceiveOrder::ByConsumer);
  if (!added)
    return added.getError();
  std::optional<Error> error = run(*added, model);
  if (!error)
    return std::nullopt;
  error->notes.push_back("the schedule has no sends and receives of its own: "
                         "positions are those after each receive was put right "
                         "before the action that reads the value");
  for (ErrorPlace &place : error->places)
    place = findAction(*added, place);
  return error;
}

std::optional<Error>
mlir::pipe::checkRendezvous(const CommunicationSchedule &communication,
                            QueueModel model) {
  if (!communication.hasTransfers())
    return checkRendezvous(communication.schedule, model);
  return run(communication, model);
}
