//===- Relay.h - A pipeline of ranks on GPUs, with its code -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Rank 0 makes numbers, each rank changes them and hands them on, and the last
// one adds them up, over several micro-batches and back again: the last rank
// sends what it has to the one before, and so on to rank 0, which adds it up,
// too. Every slot of memory is used again after two micro-batches, so that a
// message that is read too early or written too late shows in the sums.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_GPU_RELAY_H
#define PIPE_TEST_RUNTIME_GPU_RELAY_H

#include "../TestWorld.h"
#include "cuda/emulated/Machine.h"
#include "pipert/gpu.h"

#include <vector>

namespace relay {

inline constexpr int64_t numNumbers = 40; ///< Two blocks, one not full.
inline constexpr int64_t messageBytes = numNumbers * sizeof(float);
inline constexpr int64_t numSlots = 2;

/// The device functions, in their order.
enum FunctionIndex { Make, Change, Add, Check, numFunctions };

extern const pipert_gpu_module_t module;

/// Adds the module while it lives.
struct Module {
  Module() { EXPECT_EQ(pipert_gpu_add_module(&module), PIPERT_OK); }
  ~Module() { pipert_gpu_remove_module(&module); }
};

/// What a program does wrong, on rank 1 and on the way down.
enum class Mistake {
  None,
  ReleasesEarly,
  SendsEarly,
  TakesSlotEarly,
  TouchesData
};

/// What a run is made of.
struct Plan {
  int32_t numRanks = 3;
  int64_t numMicroBatches = 5;
  const char *device = "emulated";
  uint64_t seed = 0;
  double timeoutSeconds = 30;
  Mistake mistake = Mistake::None;
  int64_t wrongIndex = -1; ///< The micro-batch whose check fails, on rank 1.
};

/// What came of it: the sums of the last rank, then those of rank 0.
struct Outcome {
  pipert_status_t status = PIPERT_OK;
  std::string report; ///< Or why there is no world.
  std::vector<float> sums;
};

Outcome run(const Plan &plan, int numSteps = 2);

/// What the sums are if all goes well.
std::vector<float> getSums(const Plan &plan, int numSteps = 2);

} // namespace relay

#endif // PIPE_TEST_RUNTIME_GPU_RELAY_H
