//===- ProgramChannels.cpp - Channels of rank programs --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/ProgramChannels.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns the slots of all buffers that `sender` sends to `peer` on `kind`.
static int64_t getCapacity(ProgramOp sender, int64_t peer, ChannelKind kind) {
  llvm::SetVector<Value> buffers;
  sender.walk([&](SendOp send) {
    if (static_cast<int64_t>(send.getPeer()) == peer &&
        send.getChannel() == kind)
      buffers.insert(send.getBuffer());
  });
  int64_t slots = 0;
  for (Value buffer : buffers)
    slots += cast<BufferType>(buffer.getType()).getSlots();
  return std::max<int64_t>(slots, 1);
}

static ProgramOp findProgram(PipelineOp pipeline, int64_t rank) {
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
    if (static_cast<int64_t>(program.getRank()) == rank)
      return program;
  return {};
}

SmallVector<ProgramChannel> mlir::pipe::getProgramChannels(ProgramOp program) {
  SmallVector<ProgramChannel> channels;
  auto pipeline = program->getParentOfType<PipelineOp>();
  auto add = [&](int64_t peer, ChannelKind kind, bool isSend) {
    if (findChannel(channels, peer, kind, isSend) >= 0)
      return;
    ProgramOp sender = isSend ? program : findProgram(pipeline, peer);
    int64_t receiver = isSend ? peer : program.getRank();
    channels.push_back(
        {peer, kind, isSend, sender ? getCapacity(sender, receiver, kind) : 1});
  };
  program.walk([&](Operation *op) {
    if (auto send = dyn_cast<SendOp>(op))
      add(send.getPeer(), send.getChannel(), true);
    else if (auto recv = dyn_cast<RecvOp>(op))
      add(recv.getPeer(), recv.getChannel(), false);
  });
  return channels;
}

int64_t mlir::pipe::findChannel(ArrayRef<ProgramChannel> channels, int64_t peer,
                                ChannelKind kind, bool isSend) {
  for (auto [index, channel] : llvm::enumerate(channels))
    if (channel.peer == peer && channel.kind == kind &&
        channel.isSend == isSend)
      return index;
  return -1;
}
