//===- BackwardSplit.h - Backward as I and W --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// The pure part of pipe-split-backward: which ops of a backward task belong to
// the input gradient (I) and which to the weight gradient (W), and what I hands
// to W. No IR.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_BACKWARDSPLIT_H
#define PIPE_ANALYSIS_PARTITION_BACKWARDSPLIT_H

#include <cstdint>
#include <vector>

namespace mlir::pipe {

/// A value of a backward task's body.
struct BackwardValue {
  /// The op that makes it; -1 for an argument.
  int32_t maker = -1;
  /// An argument that is a parameter of the model.
  bool isParameter = false;
  /// I can hand it to W: a tensor of static shape.
  bool canBeHanded = true;
};

/// One op of the body. Ops are in program order.
struct BackwardOp {
  std::vector<int32_t> reads; ///< values
  /// Its effects are unknown: it is never copied, and keeps its order.
  bool isPinned = false;
};

/// A result of the task that somebody uses.
struct BackwardResult {
  int32_t value = -1;
  /// A task of another stage reads it.
  bool isSent = false;
};

struct BackwardBody {
  std::vector<BackwardValue> values;
  std::vector<BackwardOp> ops;
  std::vector<BackwardResult> results;
};

/// One of the two tasks. All lists are in the order of the body.
struct BackwardHalf {
  std::vector<int32_t> ops;
  std::vector<int32_t> arguments; ///< arguments of the body that it reads
  std::vector<int32_t> results;   ///< indices of BackwardBody::results
  /// Nothing to do: there is no such task.
  bool isEmpty() const { return ops.empty() && results.empty(); }
};

struct BackwardSplit {
  BackwardHalf input, weight;
  /// Values that I makes and W reads.
  std::vector<int32_t> handed;
  /// A value that I would have to hand to W but cannot, or -1. Then the rest
  /// means nothing.
  int32_t unhandable = -1;
};

/// Splits a backward. I is the backward slice of what is sent, with ops of
/// unknown effects that come before one in it. It yields the other results that
/// it makes anyway. W is what the other results need; what I has made is
/// handed over, except ops of constants and parameters only, and values that
/// cannot be handed, which W computes again. Ops that no result needs are in
/// neither, unless their effects are unknown.
BackwardSplit splitBackward(const BackwardBody &body);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_BACKWARDSPLIT_H
