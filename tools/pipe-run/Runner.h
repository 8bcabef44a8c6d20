//===- Runner.h - Runs a bundle ---------------------------------*- C++ -*-===//
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

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

struct RunOptions {
  int64_t numSteps = 1;
  double timeoutSeconds = 60;
  std::string transport = "threads";
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
  /// What the manifest says of the segments that this transport makes.
  std::vector<int64_t> predictedBytes;
  std::vector<uint64_t> lateAllocations; ///< By the runtime, after step 1.
};

/// A bundle with its world. The memory of ranks is reached by copies only.
class Runner {
public:
  Runner(const Bundle &bundle, const RunOptions &options);
  ~Runner();
  Runner(const Runner &) = delete;

  /// Copies parameters to the ranks, and runs all steps on `inputs`. Returns
  /// the runtime's report if a step failed, else "". After a failure a rank may
  /// still be running: nothing that it uses may be freed, `inputs` included.
  /// `parameters` are read until the results are taken.
  std::string run(const std::vector<const void *> &parameters,
                  const std::vector<Bytes> &inputs);

  RunResults takeResults();
  const Measurements &getMeasurements() const { return measurements; }

private:
  /// What a rank's program is given.
  struct Rank {
    pipert_context_t *context = nullptr;
    /// The address of each kind of segment; null: there is none.
    std::array<char *, PIPERT_NUM_SEGMENT_KINDS> segments = {};
    std::vector<const void *> inputs;
    std::vector<void *> outputs;
  };

  void createWorld();
  void createRanks();
  void createRank(int32_t index);
  void copyToRank(const Rank &rank, char *destination, const void *source,
                  int64_t bytes) const;
  void copyFromRank(const Rank &rank, void *destination, const char *source,
                    int64_t bytes) const;
  void fillParameters();
  /// Gives each rank the addresses of inputs and outputs: the caller's, or
  /// where its kernels cannot reach them those of copies.
  void bindInputs(const std::vector<Bytes> &inputs);
  void fetchOutputs();
  void readBuffers(RunResults &results) const;
  std::string runStep(int64_t step);
  void readTrace();

  const Bundle &bundle;
  const RunOptions options;
  pipert_world_t *world = nullptr;
  std::vector<Rank> ranks;
  std::vector<const void *> initial; ///< Values of the parameters.
  std::vector<Bytes> outputs;
  std::vector<pipert_call_t> calls;
  Measurements measurements;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_RUNNER_H
