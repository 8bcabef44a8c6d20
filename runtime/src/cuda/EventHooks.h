//===- EventHooks.h - Handover of messages on a GPU -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_EVENTHOOKS_H
#define PIPERT_SRC_CUDA_EVENTHOOKS_H

#include "../threads/HandoverChannel.h"
#include "CudaDevice.h"

#include <vector>

namespace mlir::pipert::cuda {

/// Orders the streams of two ranks of one GPU by the messages that they hand to
/// each other; no host thread waits for the GPU. Each flag has two events: what
/// the sender had queued before it sent, and what the receiver had before it
/// released.
class EventHooks final : public HandoverHooks {
public:
  EventHooks(int32_t numFlags, CudaDevice &sender, CudaDevice &receiver);
  ~EventHooks();

  void onSend(uint32_t flag) override { sender.record(sent[flag]); }
  void onReceive(uint32_t flag) override { receiver.waitFor(sent[flag]); }
  void onRelease(uint32_t flag) override { receiver.record(released[flag]); }
  void onReclaim(uint32_t flag) override { sender.waitFor(released[flag]); }

private:
  CudaDevice &sender;
  CudaDevice &receiver;
  std::vector<Event> sent, released;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_EVENTHOOKS_H
