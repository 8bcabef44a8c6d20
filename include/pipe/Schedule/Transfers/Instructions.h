//===- Instructions.h - What each rank does, in order --------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_INSTRUCTIONS_H
#define PIPE_SCHEDULE_TRANSFERS_INSTRUCTIONS_H

#include "pipe/Schedule/Transfers/Communication.h"
#include "pipe/Schedule/Transfers/Dataflow.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

enum class InstructionKind : uint8_t {
  Post,
  Wait,
  Acquire,
  Run,
  Send,
  Release,
  Zero,  ///< The gradients of a stage are to be those of another group.
  Update ///< Of the parameters of a stage.
};

/// One thing that a rank does. `object` is a task for Run, a stage for Zero and
/// Update, and a value otherwise; `peer` is the other rank of a Send or Post,
/// else -1. The micro-batch of an Update is the last one of its group.
struct Instruction {
  InstructionKind kind;
  int32_t object;
  int64_t peer;
  int64_t microBatch;

  friend bool operator==(const Instruction &, const Instruction &) = default;
};

/// Returns the instructions of every rank: the one place where sends and
/// receives come from, for programs and for what judges schedules. A value goes
/// straight from the rank that makes it to every rank that reads it, once a
/// rank.
///
/// Where the schedule has no transfers of its own, a value is sent when it is
/// made, and a rank receives the messages of a channel (directed rank edge,
/// activation or gradient) in the order in which they are sent, as late as the
/// first read of one of them allows; since a rank sends in its own order, that
/// never adds a dependency. A Wait follows its Post at once.
///
/// Why receives stand where they do: a channel is a FIFO, so a message is
/// received when it is first needed, and all that were sent before it with it.
/// Rank 0 runs F of micro-batches 0 and 1, rank 1 runs them as 1 and 0:
///
///   rank 0: Run F0, Send h.0, Run F1, Send h.1
///   rank 1: Recv h.0, Recv h.1, Run F1, Release h.1, Run F0, Release h.0
///
/// Who waits for h.1 has waited for h.0: no dependency is added. The price is a
/// slot, which h.0 holds from its receive on; `countSlots` sees it.
///
/// Transfers of the schedule are obeyed: what goes to the next stage or the one
/// before is sent where its send stands, and posted where its receive stands
/// (with all that the channel brings before it); the first reader waits. What
/// goes to other stages, of which such transfers do not speak, is sent when it
/// is made.
///
/// Where the backward of a stage is split, B means I and then W. Actions whose
/// stage has no such task are left out. An update of a micro-batch is an
/// Update; a Zero stands before the first task that makes a gradient of its
/// group.
std::vector<std::vector<Instruction>>
expandSchedule(const CommunicationSchedule &communication,
               const Dataflow &dataflow);

/// As above, without transfers.
std::vector<std::vector<Instruction>> expandSchedule(const Schedule &schedule,
                                                     const Dataflow &dataflow);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_INSTRUCTIONS_H
