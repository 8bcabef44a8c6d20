//===- TransferTable.h - What is known of open transfers --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_TRANSFERTABLE_H
#define PIPERT_SRC_TRANSFERTABLE_H

#include "Channel.h"

#include <vector>

namespace mlir::pipert {

/// What the trace says of a message.
struct Transfer {
  int64_t microBatch = -1;
  uint64_t sequence = PIPERT_EVENT_NO_SEQUENCE;
  uint64_t bytes = 0;
};

/// The open sends, or receives, of a channel by their tickets, for the trace:
/// an end of a channel need not keep this. Where more are open than the table
/// has places, what is known of the older ones may be lost.
class TransferTable {
public:
  void resize(size_t size) { places.resize(size); }

  void set(Ticket ticket, const Transfer &transfer) {
    places[ticket.entry % places.size()] = {ticket, transfer};
  }
  Transfer get(Ticket ticket) const {
    const Place &place = places[ticket.entry % places.size()];
    bool isSame = place.ticket.entry == ticket.entry &&
                  place.ticket.generation == ticket.generation;
    return isSame ? place.transfer : Transfer();
  }

private:
  struct Place {
    Ticket ticket;
    Transfer transfer;
  };
  std::vector<Place> places = std::vector<Place>(1);
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_TRANSFERTABLE_H
