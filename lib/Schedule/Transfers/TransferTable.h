//===- TransferTable.h - The two ends of each transfer ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERTABLE_H
#define PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERTABLE_H

#include "pipe/Schedule/Transfers/Communication.h"

#include <optional>

namespace mlir::pipe {

/// An item by number: rank 0's list first, then rank 1's and so on.
using ItemIndex = int32_t;
inline constexpr ItemIndex kNoItem = -1;

/// Finds the other end of each transfer and the receive that an action needs.
class TransferTable {
public:
  /// Finds all errors of `checkRendezvous` except deadlocks. The communication
  /// must outlive the table.
  static Result<TransferTable>
  create(const CommunicationSchedule &communication);

  int64_t numRanks() const {
    return static_cast<int64_t>(communication->items.size());
  }
  int64_t numItems() const { return firstOfRank.back(); }
  int64_t numItems(int64_t rank) const {
    return firstOfRank[static_cast<size_t>(rank) + 1] -
           firstOfRank[static_cast<size_t>(rank)];
  }
  ItemIndex getIndex(int64_t rank, int64_t position) const {
    return static_cast<ItemIndex>(firstOfRank[static_cast<size_t>(rank)] +
                                  position);
  }
  int64_t getRank(ItemIndex index) const {
    return ranks[static_cast<size_t>(index)];
  }
  int64_t getPosition(ItemIndex index) const {
    return index - firstOfRank[static_cast<size_t>(getRank(index))];
  }
  const CommunicationItem &getItem(ItemIndex index) const {
    return communication->items[static_cast<size_t>(getRank(index))]
                               [static_cast<size_t>(getPosition(index))];
  }

  /// Returns the other end of a transfer; of an action the receive on its rank
  /// that it needs, or kNoItem.
  ItemIndex getOther(ItemIndex index) const {
    return others[static_cast<size_t>(index)];
  }

  /// Returns "rank 1, position 3: 1RECV_F2".
  std::string describe(ItemIndex index) const;

  ErrorPlace getPlace(ItemIndex index) const {
    return {getRank(index), getPosition(index), /*withTransfers=*/true};
  }

private:
  std::optional<Error> checkLists() const;
  std::optional<Error> checkActions(size_t rank) const;
  std::optional<Error> checkTransfer(ItemIndex index) const;
  std::optional<Error> enterTransfers();
  std::optional<Error> enterTransfer(ItemIndex index);
  std::optional<Error> matchAction(ItemIndex index);
  std::optional<Error> matchSend(ItemIndex index,
                                 const CommunicationItem &send);
  std::optional<Error> matchReceive(ItemIndex index,
                                    const CommunicationItem &receive);

  /// The place of the sender's end or of the receiver's end of a transfer.
  ItemIndex &getEnd(const CommunicationItem &end);
  Error makeError(ItemIndex index, const std::string &reason) const;

  const CommunicationSchedule *communication = nullptr;
  bool training = false;
  std::vector<int64_t> firstOfRank; ///< P + 1 entries
  std::vector<int32_t> ranks;       ///< by item
  std::vector<ItemIndex> ends; ///< by stage, micro-batch, kind, and send or not
  std::vector<ItemIndex> others;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_TRANSFERS_TRANSFERTABLE_H
