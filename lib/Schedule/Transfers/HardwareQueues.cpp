//===- HardwareQueues.cpp - How many queues a device needs ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Transfers/HardwareQueues.h"

#include "Core/MessageWords.h"
#include "HardwareQueueMachine.h"

#include <limits>

using namespace mlir::pipe;

/// Returns the schedule with transfers: its own, or those of programs.
static Result<CommunicationSchedule>
getTransfers(const CommunicationSchedule &communication) {
  if (communication.hasTransfers())
    return communication;
  return addCommunication(communication.schedule, ReceiveOrder::BySender);
}

/// Returns the action that an added transfer belongs to: the last one before a
/// send, the next one after a receive.
static ErrorPlace findAction(const CommunicationSchedule &communication,
                             const ErrorPlace &place) {
  const auto &list = communication.items[static_cast<size_t>(place.rank)];
  auto position = static_cast<size_t>(place.position);
  bool isSend = list[position].kind == CommunicationItem::Kind::Send;
  ErrorPlace action = {place.rank, isSend ? -1 : 0, /*withTransfers=*/false};
  for (size_t i = 0; i < position; ++i)
    action.position += !list[i].isTransfer();
  return action;
}

/// Finds the smallest number: few are needed as a rule, so that what is too
/// little is doubled first.
static Result<int64_t> count(const TransferTable &table) {
  HardwareQueueMachine unlimited(table, std::numeric_limits<int64_t>::max());
  if (!unlimited.run()) {
    Error error = unlimited.describeCircle();
    error.message += " with any number of hardware queues";
    return error;
  }
  int64_t enough = unlimited.getMostUsed(), tooFew = 0;
  auto test = [&](int64_t queues) {
    (HardwareQueueMachine(table, queues).run() ? enough : tooFew) = queues;
  };
  for (int64_t queues = 1; queues < enough; queues *= 2)
    test(queues);
  while (enough - tooFew > 1)
    test(tooFew + (enough - tooFew) / 2);
  return enough;
}

Result<int64_t>
mlir::pipe::countHardwareQueues(const CommunicationSchedule &communication) {
  Result<CommunicationSchedule> transfers = getTransfers(communication);
  if (!transfers)
    return transfers.getError();
  Result<TransferTable> table = TransferTable::create(*transfers);
  if (!table)
    return table.getError();
  return count(*table);
}

std::optional<Error>
mlir::pipe::checkHardwareQueues(const CommunicationSchedule &communication,
                                int64_t queues) {
  Result<CommunicationSchedule> transfers = getTransfers(communication);
  if (!transfers)
    return transfers.getError();
  Result<TransferTable> table = TransferTable::create(*transfers);
  if (!table)
    return table.getError();
  HardwareQueueMachine machine(*table, queues);
  if (machine.run())
    return std::nullopt;
  Result<int64_t> enough = count(*table);
  if (!enough)
    return enough.getError();
  Error error = machine.describeCircle();
  error.message = "deadlock with " +
                  plural(queues, "hardware queue", "hardware queues") +
                  " a rank, where at least " + str(*enough) +
                  " are needed: " + error.message;
  if (communication.hasTransfers())
    return error;
  error.notes.push_back("the schedule has no sends and receives of its own: "
                        "positions are those after they were put where "
                        "programs have them");
  for (ErrorPlace &place : error.places)
    place = findAction(*transfers, place);
  return error;
}
