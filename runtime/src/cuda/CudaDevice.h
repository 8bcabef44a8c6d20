//===- CudaDevice.h - A rank on a GPU ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_CUDADEVICE_H
#define PIPERT_SRC_CUDA_CUDADEVICE_H

#include "../Device.h"
#include "CudaQueue.h"
#include "Gpu.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace mlir::pipert::cuda {

class CudaDevice;

/// The GPUs of a world, and the ranks on them.
struct Fleet {
  Platform platform;
  std::string error;                      ///< Why there is no platform.
  std::vector<std::unique_ptr<Gpu>> gpus; ///< By number; null: not in use.
  std::vector<CudaDevice *> devices;
  /// Something does not come to its end: what it may touch stays for ever.
  std::atomic<bool> isLost = false;

  ~Fleet();

  /// Waits, a second at most, until nothing is under way, before memory goes.
  /// False if it is lost.
  bool drain();
  /// The same of one stream.
  bool drain(Gpu &gpu, Stream stream);
};

/// The stream of a rank, its memory and what it has queued.
///
/// Without device code kernels are code of the host and run when they are
/// launched; then PIPERT_MEMORY_DEVICE is host memory that the GPU reaches.
class CudaDevice final : public Device {
public:
  CudaDevice(Fleet &fleet, Gpu &gpu);
  ~CudaDevice();
  /// Returns what went wrong, or "".
  std::string start();

  Gpu &getGpu() const { return gpu; }
  Stream getStream() const { return stream; }
  Event makeEvent();
  void makeStream(Stream &made);
  /// Queues on `channel`, a stream of this GPU, a copy of memory of `peer`
  /// behind two events, and records a third one.
  void copyFromPeer(Stream channel, std::array<Event, 2> before,
                    void *destination, const CudaDevice &peer,
                    const void *source, uint64_t bytes, Event copied);
  /// On the stream of the rank; what fails is kept, and told later.
  void record(Event event);
  void waitFor(Event event);

  bool hasSpace(int32_t space) const override;
  void *allocate(int32_t space, uint64_t bytes, uint64_t alignment,
                 const std::string &name) override;
  void free(void *data) override;
  bool isIntact(const void *data, uint64_t bytes) const override;
  pipert_status_t copy(void *destination, const void *source,
                       uint64_t bytes) override;
  std::string describeRoom() override;
  void launch(const Kernel &kernel, void *const *arguments,
              int32_t numArguments) override;
  void mark(const DeviceMark &mark) override;
  void beginEnd() override;
  DeviceNews look() override;
  pipert_status_t end(DeviceMark &mark) override;

private:
  bool isOnGpu(int32_t space) const {
    return space == PIPERT_MEMORY_DEVICE && gpu.hasCode();
  }
  void *allocateOnGpu(uint64_t bytes);
  void *allocatePinned(uint64_t bytes);

  Fleet &fleet;
  Gpu &gpu;
  const Driver &driver;
  Stream stream = nullptr;
  CudaQueue queue;

  /// Blocks on the GPU, and the place in `guards` of the bytes behind them; -1:
  /// none is left.
  std::map<const void *, int32_t> blocks;
  std::set<void *> pinned;
  unsigned char *guards = nullptr; ///< Pinned.
  int32_t numGuards = 0;
  bool guardsAreFresh = false;
  std::map<const void *, uint64_t> blockBytes;

  std::vector<DeviceMark> marks; ///< Of this step.
  std::vector<Event> markEvents; ///< Of each of them, and more.
  size_t numPassed = 0;
  Event endEvent = nullptr;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_CUDADEVICE_H
