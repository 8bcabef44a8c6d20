//===- ProgramModel.h - Rank programs as plain values -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What pipe-verify-programs reasons about: the task graph, the placement and
// the programs of all ranks, without IR. See docs/Verification.md.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMMODEL_H
#define PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMMODEL_H

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe::check {

/// A value of the task graph for one micro-batch. Values are named by their
/// index in `PipelineModel::values`.
struct GraphValue {
  /// A gradient is that of a step, complete; the partial ones are results.
  enum class Kind : uint8_t {
    Input,
    Parameter,
    State,
    Hyper,
    Gradient,
    Result
  };
  Kind kind = Kind::Input;
  std::string name; ///< "input 'x'", "result 0 of forward stage 1".
  int32_t type = 0; ///< Equal types have equal numbers.
  /// The type that sums over micro-batches of this value have.
  int32_t sumType = 0;
  /// The parameter (a value) whose partial gradient this is, or -1.
  int32_t gradientOf = -1;
  int32_t maker = -1; ///< Of a result: its task.
  /// Of a parameter or state: its value after the step, or -1 if it stays.
  int32_t update = -1;
  /// Of a result that is such a value: whose. Of a gradient: the parameter.
  int32_t variable = -1;
};

/// A task of the graph.
struct GraphTask {
  std::string name; ///< "forward stage 1".
  /// In each copy of the model, by its placement; -1 if the stage has no place.
  std::vector<int64_t> ranks;
  std::vector<int32_t> reads;   ///< Values: operands, then parameters.
  std::vector<int32_t> results; ///< Values.
  int64_t stage = 0;
  /// It runs for each update of a step, whose number is its micro-batch, and
  /// not for each micro-batch.
  bool isOfUpdate = false;
};

/// An output of the graph: the value is kept for every micro-batch.
struct GraphOutput {
  std::string name;
  int32_t value = -1;
};

enum class BufferRole : uint8_t {
  Local,
  Received,
  Parameter,
  Gradient,
  Input,
  Output,
  State,
  Hyper
};
inline constexpr size_t kNumBufferRoles = 8;

/// Where a buffer lies in its segment: slot s begins at byte `offset` + s *
/// `stride`.
struct BufferPlace {
  int64_t offset = 0;
  int64_t stride = 0;
};

/// The memory of one rank for the buffers of one role.
struct ProgramSegment {
  std::string name;
  int64_t alignment = 1; ///< Of its first byte.
  int64_t bytes = 0;
};

struct ProgramBuffer {
  BufferRole role = BufferRole::Local;
  std::string name; ///< For messages: "local buffer 2", "gradient of 'w'".
  int64_t slots = 1;
  int32_t type = 0;
  int64_t slotBytes = 0;
  bool isResult = false;
  /// The value of an input or parameter, the parameter of a gradient, the index
  /// of an output; -1 if the graph has no such thing.
  int32_t subject = -1;
  std::optional<BufferPlace> place; ///< Without, memory of its own.
};

/// One end of a channel, as its rank declares it.
struct ProgramChannel {
  bool isSend = false;
  bool isGradient = false;
  int64_t peer = -1;
  int64_t capacity = 0;
};

enum class ActionRole : uint8_t {
  Run,
  Send,
  Post,
  Wait,
  Acquire,
  Release,
  Zero,
  Add,
  Divide,
  Round,
  Copy,
  AllReduce,
  AwaitReduced,
  Drain
};

/// How a result of a task gets into its slot.
enum class ResultMode : uint8_t {
  Write, ///< Over what was there.
  Add,   ///< Added to what was there.
  InOut  ///< In place of the operand that was there.
};

/// One action of a program as it is written, once for all its repetitions.
/// Buffers are indices in the program's `buffers`.
struct ProgramAction {
  ActionRole role = ActionRole::Drain;
  int32_t task = -1;              ///< Run: -1 if the graph has no such task.
  std::string taskName;           ///< Run: its symbol.
  std::vector<int32_t> ins, outs; ///< Run: one an operand, one a result.
  std::vector<ResultMode> modes;  ///< Run: one a result.
  /// All but Run and Drain; Add, Round, Copy: what is added, rounded, copied.
  /// Copy has them in `ins` and `outs`, too.
  int32_t buffer = -1;
  int32_t into = -1;    ///< Add, Round, Copy.
  int64_t divisor = 1;  ///< Divide.
  bool isMean = false;  ///< AllReduce: over replicas, else the sum.
  int32_t channel = -1; ///< Send, Post: in the program's `channels`.
};

/// `constant` plus `coefficients[d]` times the induction variable of the
/// enclosing loop of depth d.
struct LoopNumber {
  int64_t constant = 0;
  std::vector<int64_t> coefficients;
};

/// A loop (`action` is -1) or an action with its micro-batch.
struct ProgramNode {
  int32_t action = -1;
  LoopNumber microBatch;
  /// Run, Copy: of `ins`, then of `outs`, each modulo the slots of its buffer.
  std::vector<LoopNumber> slots;

  int64_t lower = 0, step = 1, trips = 0;
  std::vector<ProgramNode> body;
};

struct RankProgram {
  bool exists = false;
  std::array<ProgramSegment, kNumBufferRoles> segments; ///< By role.
  std::vector<ProgramBuffer> buffers;
  std::vector<ProgramChannel> channels;
  std::vector<ProgramAction> actions;
  std::vector<ProgramNode> body;
};

struct PipelineModel {
  int64_t microBatches = 1;
  bool isMean = false;
  std::vector<GraphValue> values;
  std::vector<GraphTask> tasks;
  std::vector<GraphOutput> outputs;
  std::vector<RankProgram> programs; ///< One a rank.
  /// Micro-batch m passes through copy `copyPattern[m mod size]` of the model;
  /// empty if there is one.
  std::vector<int64_t> copyPattern;

  /// The step updates its variables after every `updateEvery` micro-batches and
  /// after the last one; those of update u are group u.
  int64_t updateEvery = 1;
  /// Of each stage: how many updates older than the newest the version is that
  /// its micro-batches use; empty if none.
  std::vector<int64_t> delays;

  int64_t getNumUpdates() const { return (microBatches - 1) / updateEvery + 1; }
  int64_t getGroup(int64_t microBatch) const {
    return microBatch / updateEvery;
  }
  int64_t getGroupBegin(int64_t update) const { return update * updateEvery; }
  int64_t getGroupEnd(int64_t update) const {
    return std::min((update + 1) * updateEvery, microBatches);
  }
  /// The version of parameters that `task` reads in its run for `number`, a
  /// micro-batch or update; 0 is that of before the step.
  int64_t getVersion(int32_t task, int64_t number) const {
    if (tasks[task].isOfUpdate)
      return number;
    int64_t delay = delays.empty() ? 0 : delays[tasks[task].stage];
    return std::max<int64_t>(getGroup(number) - delay, 0);
  }

  /// The rank that runs `task` for a micro-batch; -1 if there is none, or
  /// `task` is.
  int64_t getRank(int32_t task, int64_t microBatch) const {
    if (task < 0)
      return -1;
    int64_t copy =
        copyPattern.empty() ? 0 : copyPattern[microBatch % copyPattern.size()];
    return tasks[task].ranks[copy];
  }
};

} // namespace mlir::pipe::check

#endif // PIPE_ANALYSIS_PROGRAMCHECK_PROGRAMMODEL_H
