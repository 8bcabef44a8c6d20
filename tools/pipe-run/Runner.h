//===- Runner.h - Runs a bundle on the host transport -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_RUNNER_H
#define PIPE_TOOLS_PIPERUN_RUNNER_H

#include "Bundle.h"
#include "Bytes.h"

#include "pipert/pipert.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mlir::pipe {

struct RunOptions {
  int64_t numSteps = 1;
  double timeoutSeconds = 60;
  bool fullTrace = false; ///< Keep all events of a step, not the latest 1024.
  /// Called after each step with the number of steps done.
  std::function<void(int64_t)> onStep;
};

/// What a step gives: bytes in the manifest's order.
struct RunResults {
  std::vector<Bytes> outputs; ///< M slices each.
  /// By parameter; nothing where no rank has one.
  std::vector<std::optional<Bytes>> gradients;
  /// Values after the last step; nothing where no rank uses the parameter.
  std::vector<std::optional<Bytes>> parameters;
};

/// What was measured; one entry a rank where it says so.
struct Measurements {
  std::vector<int64_t> stepWallNs;                 ///< One a step.
  std::vector<std::vector<pipert_event_t>> events; ///< Of the last step.
  std::vector<pipert_counters_t> counters;
  std::vector<int64_t>
      touchedBytes; ///< Of the arena: to the last byte written.
  std::vector<uint64_t> lateAllocations; ///< By the runtime, after step 1.
};

/// A bundle with its world, arenas and buffers.
class Runner {
public:
  Runner(const Bundle &bundle, const RunOptions &options);
  ~Runner();
  Runner(const Runner &) = delete;

  /// Copies parameters into the arenas, and runs all steps on `inputs`. Returns
  /// the runtime's report if a step failed, else "". After a failure a rank may
  /// still be running: nothing that it uses may be freed, `inputs` included.
  /// `parameters` are read until the results are taken.
  std::string run(const std::vector<const void *> &parameters,
                  const std::vector<Bytes> &inputs);

  RunResults takeResults();
  const Measurements &getMeasurements() const { return measurements; }

private:
  void createWorld();
  void createContexts();
  /// What `buffer`, a parameter or a gradient, holds; throws Failure if it has
  /// another size.
  ParameterRegion getRegion(const Buffer &buffer, size_t rank) const;
  void fillArenas();
  void readBuffers(RunResults &results) const;
  std::string runStep(int64_t step);
  void readTrace();
  void measureMemory();

  const Bundle &bundle;
  const RunOptions options;
  pipert_world_t *world = nullptr;
  std::vector<pipert_context_t *> contexts;
  std::vector<char *> arenas;
  std::vector<const void *> initial; ///< Values of the parameters.
  std::vector<Bytes> outputs;
  std::vector<const void *> inputPointers;
  std::vector<void *> outputPointers;
  std::vector<pipert_call_t> calls;
  Measurements measurements;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_RUNNER_H
