//===- Dataflow.h - Which task reads what of which ------------ -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_TRANSFERS_DATAFLOW_H
#define PIPE_SCHEDULE_TRANSFERS_DATAFLOW_H

#include "pipe/Schedule/Core/Schedule.h"

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// A value of the task graph: an input (`maker` is -1) or a result of a task.
struct DataflowValue {
  int32_t maker = -1;
  /// Tasks that read it, each once, in the order of the graph.
  std::vector<int32_t> readers;
  /// Added up over the micro-batches on each rank of the maker; nobody reads
  /// it.
  bool isGradient = false;
};

/// A task of the graph: at most one for a kind and a stage.
struct DataflowTask {
  ActionKind kind = ActionKind::Forward;
  int32_t stage = 0;
  std::vector<int64_t> ranks;  ///< In each copy of the model.
  std::vector<int32_t> reads;  ///< Values, each once; no parameters.
  std::vector<int32_t> writes; ///< Values.
};

struct Dataflow {
  std::vector<DataflowTask> tasks;
  std::vector<DataflowValue> values;
  /// Micro-batch m passes through copy `copyPattern[m mod size]` of the model;
  /// empty if there is one.
  std::vector<int64_t> copyPattern;

  int64_t getCopy(int64_t microBatch) const {
    return copyPattern.empty() ? 0
                               : copyPattern[static_cast<size_t>(microBatch) %
                                             copyPattern.size()];
  }
  /// Returns the copies that micro-batches pass through, ascending.
  std::vector<int64_t> getCopies() const;
  /// Returns the rank that runs `task` in `copy`.
  int64_t getRank(int32_t task, int64_t copy) const {
    return tasks[static_cast<size_t>(task)].ranks[static_cast<size_t>(copy)];
  }
  /// Returns the ranks that run `task`, each once, by those copies.
  std::vector<int64_t> getRanks(int32_t task) const;
  /// Returns the ranks other than the maker's where `value` is read in `copy`,
  /// ascending.
  std::vector<int64_t> getRemoteReaders(int32_t value, int64_t copy) const;
  /// Returns true if messages of `value` use the activation channels.
  bool isActivation(int32_t value) const;
};

/// Finds tasks by kind and stage.
class TaskNumbers {
public:
  explicit TaskNumbers(const Dataflow &dataflow);

  /// Returns the task of this kind and stage, or -1.
  int32_t lookup(ActionKind kind, int64_t stage) const;

  /// Returns true if the backward of `stage` is I and W.
  bool isSplit(int64_t stage) const {
    return lookup(ActionKind::InputGradient, stage) >= 0 ||
           lookup(ActionKind::WeightGradient, stage) >= 0;
  }

private:
  std::vector<int32_t> numbers; ///< By stage and kind.
};

/// Returns what goes from stage to stage in a plain chain: each stage makes one
/// value with F for the next one, and one with B or I for the one before. A
/// stage has the tasks that `schedule` has actions of; where that has B and
/// halves of one stage, its tasks are the halves.
Dataflow makeChainDataflow(const Schedule &schedule);

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_TRANSFERS_DATAFLOW_H
