//===- ProgramChannels.h - Channels of rank programs ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_PROGRAMCHANNELS_H
#define PIPE_ANALYSIS_PROGRAM_PROGRAMCHANNELS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

namespace mlir::pipe {
/// One end of a FIFO channel, seen from a rank.
struct ProgramChannel {
  int64_t peer;
  ChannelKind kind;
  bool isSend;
  /// Messages in flight (sent and not released) at most.
  int64_t capacity;
};

/// Returns the channels that `program` uses, in the order in which its text
/// first names them; a channel's place in this list is its number in the
/// lowered program. The capacity is that of the sender at both ends: the slots
/// of all buffers that it sends from on the channel.
SmallVector<ProgramChannel> getProgramChannels(ProgramOp program);

/// Returns the place in `channels` of the one with this peer, kind and
/// direction.
int64_t findChannel(ArrayRef<ProgramChannel> channels, int64_t peer,
                    ChannelKind kind, bool isSend);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_PROGRAMCHANNELS_H
