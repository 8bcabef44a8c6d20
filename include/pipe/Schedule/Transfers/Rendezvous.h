//===- Rendezvous.h - Do sends and receives ever meet? ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_RENDEZVOUS_H
#define PIPE_SCHEDULE_TRANSFERS_RENDEZVOUS_H

#include "pipe/Schedule/Transfers/Communication.h"

#include <optional>
#include <string_view>

namespace mlir::pipe {

/// How the transfers of a rank wait for each other. Each rank has queues of
/// transfers in the order of its list; a transfer completes when both its ends
/// are reached by their ranks and are the first of their queues.
enum class QueueModel : uint8_t {
  EdgeKind, ///< one queue for each directed pair of ranks and kind of value
            ///< (activation or gradient): what the runtime of this project has
  Edge,     ///< one for each directed pair of ranks
  Pair,     ///< one for each unordered pair of ranks
  Rank,     ///< one for each rank
  Blocking ///< one for each rank, and the rank waits until its transfer is done
};

inline constexpr QueueModel kQueueModels[] = {
    QueueModel::EdgeKind, QueueModel::Edge, QueueModel::Pair, QueueModel::Rank,
    QueueModel::Blocking};

/// Returns "edge-kind", "edge", "pair", "rank" or "blocking".
std::string_view toString(QueueModel model);

/// Returns the model of that name.
/// \errors an unknown name (lists the known ones).
Result<QueueModel> parseQueueModel(std::string_view name);

/// Checks that all sends and receives meet, even if no send completes before
/// its receive is there (as large messages do). In this order:
///   - the schedule without transfers passes `checkSchedule`;
///   - each transfer belongs to a stage of its rank and names the rank of the
///     stage at the other end, which is another one;
///   - each value that crosses ranks is sent once, after the action that makes
///     it, and received once, before the action that reads it;
///   - under the queues of `model` all ranks come to their end.
/// A schedule without any transfer gets them first, receives right before the
/// actions that read them.
///
/// \returns nothing, or the first error. It names rank, position (from 0, in
///          the list with transfers), cell and reason; the notes of a deadlock
///          say who waits for whom, and what is behind what.
std::optional<Error> checkRendezvous(const CommunicationSchedule &communication,
                                     QueueModel model);

/// As above, for a schedule without transfers.
std::optional<Error> checkRendezvous(const Schedule &schedule,
                                     QueueModel model);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_RENDEZVOUS_H
