//===- EventHooks.cpp - Handover of messages on a GPU ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EventHooks.h"

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;

EventHooks::EventHooks(int32_t numFlags, CudaDevice &sender,
                       CudaDevice &receiver)
    : sender(sender), receiver(receiver) {
  for (int32_t i = 0; i < numFlags; ++i) {
    sent.push_back(sender.makeEvent());
    released.push_back(receiver.makeEvent());
  }
}

EventHooks::~EventHooks() {
  Gpu &gpu = sender.getGpu();
  gpu.makeCurrent();
  for (const auto &events : {sent, released})
    for (Event event : events)
      gpu.driver.cuEventDestroy(event);
}
