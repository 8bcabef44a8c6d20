//===- Gpu.h - One GPU, as a world uses it ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_GPU_H
#define PIPERT_SRC_CUDA_GPU_H

#include "Blas.h"
#include "Driver.h"
#include "pipert/gpu.h"

#include <memory>
#include <string>
#include <vector>

namespace mlir::pipert::cuda {

/// The driver of a world, and how the library of products is found.
struct Platform {
  const Driver *driver = nullptr;
  const Blas *(*openBlas)(std::string &error) = nullptr;
  int32_t numGpus = 0;
};

/// Opens what `device` of pipert_world_options_t names: "cuda", "emulated" or
/// "emulated:N" with N GPUs. Sets `error` where that cannot be.
Platform openPlatform(const std::string &device, uint64_t seed,
                      std::string &error);

/// The context of a GPU, and the code of all modules of the process in it.
class Gpu {
public:
  /// Null: `error` says why it does not serve.
  static std::unique_ptr<Gpu> open(const Platform &platform, int32_t ordinal,
                                   std::string &error);
  ~Gpu();
  Gpu(const Gpu &) = delete;

  /// Whether there is device code. Without, kernels are code of the host.
  bool hasCode() const { return !modules.empty(); }
  /// Null: no module has it that was added before the world was made.
  Function find(const pipert_gpu_function_t &function) const;
  /// Lets copies between this GPU and another one go the direct way, where
  /// there is one; others go through the host.
  void connect(Gpu &other);
  /// Makes the context that of this thread.
  Result makeCurrent();

  const Driver &driver;
  const Platform platform;
  const int32_t ordinal;
  Context context = nullptr;
  std::string name;

private:
  struct Loaded {
    const pipert_gpu_module_t *source;
    Module module;
    std::vector<Function> functions;
  };

  Gpu(const Platform &platform, int32_t ordinal);
  std::string start();
  std::string load(const pipert_gpu_module_t &source);
  std::string check(const char *what, Result result) const;

  const uint64_t number; ///< Of all that this process has opened; from 1.
  DeviceId device = 0;
  int32_t capability = 0; ///< 90: 9.0.
  std::vector<Loaded> modules;
};

} // namespace mlir::pipert::cuda

#endif // PIPERT_SRC_CUDA_GPU_H
