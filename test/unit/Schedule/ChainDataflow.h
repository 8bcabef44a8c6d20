//===- ChainDataflow.h - The dataflow of a chain of stages ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_SCHEDULE_CHAINDATAFLOW_H
#define PIPE_TEST_UNIT_SCHEDULE_CHAINDATAFLOW_H

#include "pipe/Schedule/Transfers/BufferSlots.h"

namespace mlir::pipe {

/// A chain of stages: an activation to the next stage that its backward reads
/// too, a residual, a gradient; and a skip from stage 0 to every later stage.
/// Where the backward is split, I hands a value to W, and stage 0 has no I.
inline Dataflow makeChain(const Schedule &schedule, bool isSplit = false) {
  Dataflow flow;
  int64_t stages = schedule.numStages();
  flow.copyPattern.assign(schedule.copyOfMicroBatch.begin(),
                          schedule.copyOfMicroBatch.end());
  flow.values.push_back({-1, {}, false}); // the input
  std::vector<int32_t> activations{0};
  int32_t skip = -1;
  auto addTask = [&](ActionKind kind, int64_t stage) {
    DataflowTask task{kind, static_cast<int32_t>(stage), {}, {}, {}};
    for (int64_t copy = 0; copy < schedule.numCopies(); ++copy)
      task.ranks.push_back(schedule.getPlacement(copy)[stage]);
    flow.tasks.push_back(std::move(task));
    return static_cast<int32_t>(flow.tasks.size() - 1);
  };
  auto addValue = [&](int32_t maker) {
    auto value = static_cast<int32_t>(flow.values.size());
    flow.values.push_back({maker, {}, false});
    flow.tasks[maker].writes.push_back(value);
    return value;
  };
  auto read = [&](int32_t task, int32_t value) {
    flow.tasks[task].reads.push_back(value);
    flow.values[value].readers.push_back(task);
  };
  std::vector<int32_t> residuals;
  for (int64_t stage = 0; stage < stages; ++stage) {
    int32_t task = addTask(ActionKind::Forward, stage);
    read(task, activations.back());
    if (skip >= 0)
      read(task, skip);
    activations.push_back(addValue(task));
    residuals.push_back(addValue(task));
    if (stage == 0)
      skip = addValue(task);
  }
  if (!schedule.isTraining())
    return flow;
  int32_t cotangent = -1;
  for (int64_t stage = stages - 1; stage >= 0; --stage) {
    int32_t incoming = cotangent, kept = -1;
    auto readAll = [&](int32_t task) {
      for (int32_t value :
           {activations[stage], residuals[stage], incoming, kept})
        if (value >= 0)
          read(task, value);
    };
    if (isSplit && stage > 0) {
      int32_t task = addTask(ActionKind::InputGradient, stage);
      readAll(task);
      cotangent = addValue(task);
      kept = addValue(task);
    }
    int32_t task = addTask(
        isSplit ? ActionKind::WeightGradient : ActionKind::Backward, stage);
    readAll(task);
    if (!isSplit && stage > 0)
      cotangent = addValue(task);
    flow.values[addValue(task)].isGradient = true;
  }
  return flow;
}

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_SCHEDULE_CHAINDATAFLOW_H
