//===- EarlyPosts.h - Receives posted before they are needed ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_EARLYPOSTS_H
#define PIPE_SCHEDULE_TRANSFERS_EARLYPOSTS_H

#include "pipe/Schedule/Transfers/BufferSlots.h"

namespace mlir::pipe {

/// Moves every Post of a rank's list as far to the front as its slot is free
/// and the posts of its channel keep their order: right behind the Release of
/// the message that had the slot before it, or behind the Post before it.
/// Posts that end behind the same instruction keep their order; all else stays
/// where it is. A Post never blocks, so no rank waits longer than before.
///
/// `slots` are those of the list before the move: none is added. Values that
/// are not in it have one slot. Linear in the instructions.
///
/// Example, a received value d with two slots:
///
///   before: Run F1, Post d.0, Wait d.0, Run B0, Release d.0,
///           Run F2, Post d.1, Wait d.1, Run B1, Release d.1,
///           Run F3, Post d.2, Wait d.2, Run B2, Release d.2
///   after:  Post d.0, Post d.1, Run F1, Wait d.0, Run B0, Release d.0, Post
///   d.2,
///           Run F2, Wait d.1, Run B1, Release d.1, Run F3, Wait d.2, ...
void postEarly(std::vector<std::vector<Instruction>> &instructions,
               const Dataflow &dataflow, const std::vector<BufferSlots> &slots);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_EARLYPOSTS_H
