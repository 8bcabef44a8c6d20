//===- RequestTables.cpp - Where handles of transfers lie -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/RequestTables.h"

#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

std::optional<RequestTables> mlir::pipe::layOutRequests(ProgramOp program) {
  RequestTables tables;
  bool fits = true;
  auto addTable = [&](Value buffer) {
    int64_t begin = tables.numWords;
    int64_t slots = cast<BufferType>(buffer.getType()).getSlots();
    std::optional<int64_t> end = llvm::checkedAdd<int64_t>(begin, slots);
    fits &= end.has_value();
    tables.numWords = end.value_or(begin);
    return begin;
  };
  for (BufferOp buffer : program.getBody().getOps<BufferOp>())
    if (buffer.getKind() == BufferKind::Received) {
      int64_t requests = addTable(buffer);
      tables.received[buffer] = {requests, addTable(buffer)};
    }
  llvm::DenseMap<Value, int64_t> channelNumbers;
  for (ChannelOp channel : program.getBody().getOps<ChannelOp>())
    channelNumbers[channel] = static_cast<int64_t>(channelNumbers.size());
  program.walk([&](SendOp send) {
    int64_t channel = channelNumbers.lookup(send.getChannel());
    llvm::MapVector<int64_t, int64_t> &sent = tables.sent[send.getBuffer()];
    if (!sent.contains(channel))
      sent.insert({channel, addTable(send.getBuffer())});
  });
  if (!fits || !llvm::checkedMul<int64_t>(tables.numWords, 8))
    return std::nullopt;
  return tables;
}
