//===- LowerMessages.cpp - Messages as calls of the runtime ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ProgramLowering.h"

#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace mlir::pipe;

void ProgramLowering::lowerMessage(SendOp send) {
  Value m = getMicroBatch(send);
  LoweredBuffer &buffer = buffers[send.getBuffer()];
  int64_t channel = channelNumbers.lookup(send.getChannel());
  Value request = pipert::SendOp::create(
      builder, builder.getI64Type(), context, at.getAddress(buffer, m), m,
      static_cast<uint32_t>(channel), buffer.bytes);
  LLVM::StoreOp::create(
      builder, request,
      at.getWord(buffer.sends[channel], at.getSlot(buffer, m)));
}

void ProgramLowering::lowerMessage(PostOp post) {
  Value m = getMicroBatch(post);
  LoweredBuffer &buffer = buffers[post.getBuffer()];
  auto channel =
      static_cast<uint32_t>(channelNumbers.lookup(post.getChannel()));
  Value slot = at.getSlot(buffer, m);
  Value request = pipert::RecvOp::create(builder, builder.getI64Type(), context,
                                         at.getSlotAddress(buffer, slot), m,
                                         channel, buffer.bytes);
  LLVM::StoreOp::create(builder, request, at.getWord(buffer.requests, slot));
}

void ProgramLowering::lowerMessage(WaitOp waitOp) {
  Value m = getMicroBatch(waitOp);
  LoweredBuffer &buffer = buffers[waitOp.getBuffer()];
  Value slot = at.getSlot(buffer, m);
  Value request = loadRequest(buffer.requests, slot);
  Value data =
      pipert::WaitRecvOp::create(builder, at.getPointer(), context, request);
  LLVM::StoreOp::create(builder, data, at.getWord(buffer.messages, slot));
}

void ProgramLowering::lowerMessage(AcquireOp acquire) {
  Value m = getMicroBatch(acquire);
  LoweredBuffer &buffer = buffers[acquire.getBuffer()];
  for (auto &[channel, requests] : buffer.sends)
    wait(requests, at.getSlot(buffer, m));
}

/// Loads word `slot` of a table of requests.
Value ProgramLowering::loadRequest(Value requests, Value slot) {
  return LLVM::LoadOp::create(builder, builder.getI64Type(),
                              at.getWord(requests, slot));
}

/// Waits for a send, if one is open.
void ProgramLowering::wait(Value requests, Value slot) {
  pipert::WaitOp::create(builder, context, loadRequest(requests, slot));
}

void ProgramLowering::lowerMessage(ReleaseOp release) {
  Value m = getMicroBatch(release);
  LoweredBuffer &buffer = buffers[release.getBuffer()];
  pipert::ReleaseOp::create(
      builder, context, loadRequest(buffer.requests, at.getSlot(buffer, m)));
}

/// Leaves the tables as they were before the step: no send is open.
void ProgramLowering::lowerMessage(DrainOp) {
  Value none = at.getI64(0);
  for (auto &[handle, buffer] : buffers)
    for (auto &[channel, requests] : buffer.sends)
      forEach(buffer.slots, [&, words = requests](Value slot) {
        wait(words, slot);
        LLVM::StoreOp::create(builder, none, at.getWord(words, slot));
      });
}

void ProgramLowering::lowerMessage(AllReduceOp reduce) {
  RankedTensorType tensor = reduce.getBuffer().getType().getTensor();
  Value data = at.getAddress(buffers[reduce.getBuffer()], at.getI64(0));
  pipert::AllReduceOp::create(builder, context, data,
                              reductionNumbers.lookup(reduce.getBuffer()),
                              static_cast<uint64_t>(tensor.getNumElements()),
                              tensor.getElementType(), reduce.getMean());
}

void ProgramLowering::lowerMessage(AwaitReducedOp await) {
  pipert::AwaitReducedOp::create(builder, context,
                                 reductionNumbers.lookup(await.getBuffer()));
}

/// Runs `body` with the numbers from 0 to `count` - 1 as i64.
void ProgramLowering::forEach(int64_t count,
                              llvm::function_ref<void(Value)> body) {
  auto loop =
      scf::ForOp::create(builder, arith::ConstantIndexOp::create(builder, 0),
                         arith::ConstantIndexOp::create(builder, count),
                         arith::ConstantIndexOp::create(builder, 1));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  body(arith::IndexCastOp::create(builder, builder.getI64Type(),
                                  loop.getInductionVar()));
}
