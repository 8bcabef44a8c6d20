//===- Context.h - One rank -------------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CONTEXT_H
#define PIPERT_SRC_CONTEXT_H

#include "Channel.h"
#include "Device.h"
#include "RankState.h"
#include "Reducer.h"
#include "TestHook.h"
#include "Trace.h"
#include "TransferTable.h"
#include "pipert/pipert.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace mlir::pipert {
class World;
} // namespace mlir::pipert

/// The state of one rank. Apart from `state` and `doorbell` it belongs to the
/// rank's thread while a step runs.
struct pipert_context_t {
  /// A channel as this rank sees it. Before the first run the world sets one of
  /// the two ends, and the number of the channel in the world.
  struct End {
    pipert_channel_desc_t desc;
    mlir::pipert::SendEnd *send = nullptr;
    mlir::pipert::ReceiveEnd *receive = nullptr;
    uint32_t index = 0;
    uint64_t numPosted = 0; ///< Receives; the next one's sequence number.
    mlir::pipert::TransferTable transfers = {};
  };

  pipert_context_t(mlir::pipert::World &world, int32_t rank,
                   int64_t traceCapacity, uint64_t delaySeed)
      : world(world), rank(rank), trace(traceCapacity), delays(delaySeed) {}
  ~pipert_context_t();

  // Generated code's calls; see pipert_functions.def.
  pipert_status_t send(int32_t channel, const mlir::pipert::Message &message,
                       int32_t stream, uint64_t *outRequest);
  pipert_status_t recv(int32_t channel, const mlir::pipert::Message &expected,
                       int32_t stream, uint64_t *outRequest);
  pipert_status_t waitRecv(uint64_t request, void **outData);
  pipert_status_t wait(uint64_t request);
  pipert_status_t release(uint64_t request);
  pipert_status_t launch(int32_t kernel, void *const *arguments,
                         int32_t numArguments, int32_t task, int64_t microBatch,
                         int32_t stream);
  pipert_status_t allReduce(const mlir::pipert::ReductionLabel &label,
                            void *data, int32_t stream);
  pipert_status_t awaitReduced(int32_t reduction, int32_t stream);

  /// Allocates `bytes` bytes and counts them; see pipert_allocate.
  pipert_status_t allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                           const char *name, void **outData);
  /// Whether nothing was written behind any block.
  bool isMemoryIntact() const;

  /// Waits until `condition()` holds, which a ring for `reason` announces, or
  /// the run is aborted.
  template <class Condition>
  pipert_status_t block(mlir::pipert::WaitReason reason, Condition condition);
  /// Begins a call: goes on with what is open, unless the run was aborted.
  pipert_status_t enter();
  pipert_status_t checkStream(int32_t stream) const;
  /// The same for message `transfer` of a channel, as an event of the trace.
  template <class Condition>
  pipert_status_t blockFor(pipert_event_kind_t kind, int32_t channel,
                           const mlir::pipert::Transfer &transfer,
                           Condition condition);
  pipert_status_t failAborted() const;
  pipert_status_t checkEnd(int32_t channel, int32_t direction, int32_t stream);
  pipert_status_t failMismatch(int32_t channel,
                               const mlir::pipert::Received &received) const;
  pipert_status_t beginTask(int32_t task, int64_t microBatch);
  pipert_status_t failKernel(int32_t kernel, int32_t task,
                             int64_t microBatch) const;
  /// At the end of the program: waits until the device has done all of it, and
  /// fails where that has.
  pipert_status_t finishDevice();
  /// Says that the rank is where its device is.
  void standAt(const mlir::pipert::DeviceMark &mark);

  mlir::pipert::World &world;
  const int32_t rank;
  int32_t numStreams = 1;
  std::vector<End> ends;  ///< Of the program's channels, then of the reducer's.
  size_t numChannels = 0; ///< Of the program.
  std::unique_ptr<mlir::pipert::Device> device;
  std::unique_ptr<mlir::pipert::Reducer> reducer; ///< Null: no other replica.
  std::vector<mlir::pipert::Kernel> kernels;
  /// The address of each kind of segment; null: there is none.
  std::array<void *, PIPERT_NUM_SEGMENT_KINDS> segments = {};
  mlir::pipert::Trace trace;
  mlir::pipert::RandomDelay delays;
  mlir::pipert::TestHook hook;
  pipert_counters_t counters = {};
  mutable std::mutex memoryMutex;
  std::unordered_map<void *, uint64_t> blocks; ///< Bytes of each allocation.
  mlir::pipert::RankState state;
  mlir::pipert::Doorbell doorbell;
};

#endif // PIPERT_SRC_CONTEXT_H
