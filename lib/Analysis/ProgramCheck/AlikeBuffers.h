//===- AlikeBuffers.h - Buffers of equal histories --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A stage has thousands of parameters, which all its tasks read, and each has
// its gradient, which all its backward tasks add to. What a check finds of one
// of them depends on what the program does with it, and on nothing else: two of
// which the program does the same are both right or both wrong. So one of them
// is followed through all micro-batches, and the others are like it.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_ALIKEBUFFERS_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_ALIKEBUFFERS_H

#include "pipe/Analysis/ProgramCheck/ProgramModel.h"

namespace mlir::pipe::check {

/// What is followed of one rank.
struct FollowedBuffers {
  /// Of each buffer: the one that is followed for it; mostly itself.
  std::vector<int32_t> standIn;
  /// Places in `ins` and in `outs` of an action whose buffers are followed.
  struct Operands {
    std::vector<int32_t> ins, outs;
  };
  std::vector<Operands> operands; ///< Of each action.

  bool isFollowed(int32_t buffer) const { return standIn[buffer] == buffer; }
};

/// Finds for each rank which buffers are alike, so that the first of them is
/// followed for all. They are
/// - local buffers without a place that the same runs write and read in the
///   same slots;
/// - parameters, states and gradients that the same runs of tasks read and add
///   to, and with which the program does the same outside of these: actions on
///   them alone, and the updates of such a group, stand in the same bodies and
///   in the same order.
/// In both cases the values that they hold for the graph correspond, one to
/// one. Messages are followed one by one, and so is what takes part in one.
/// Linear in the operands of all actions, but for the sorting of equal
/// histories.
std::vector<FollowedBuffers> findAlikeBuffers(const PipelineModel &model);

/// Follows all buffers.
std::vector<FollowedBuffers> followAllBuffers(const PipelineModel &model);

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_ALIKEBUFFERS_H
