//===- StageAssignment.h - Stages of all ops --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PARTITION_STAGEASSIGNMENT_H
#define PIPE_ANALYSIS_PARTITION_STAGEASSIGNMENT_H

#include "pipe/Analysis/Partition/GradientSums.h"

#include "llvm/ADT/BitVector.h"

namespace mlir::pipe {
/// A forward value that a backward op reads at a stage that does not have it.
struct SentAlong {
  int32_t node = -1; ///< the reader
  int32_t value = -1;
  int32_t from = -1; ///< a stage that has it
  int32_t to = -1;
};

/// Where every op of a joint graph runs.
struct StageAssignment {
  int32_t numStages = 0;
  /// Stage of each node: of a forward op its stage; of a backward op the
  /// highest stage that computes it; -1 for free and dead ops.
  std::vector<int32_t> stage;
  /// True for a backward op that several stages may compute, each for itself,
  /// from what they have: those in `available` of its results.
  std::vector<bool> isLocal;
  /// Stages that have a value, or can compute it when a local op makes it.
  /// Inputs and constants: all stages. Parameters: the stages whose forward
  /// part uses them, also through free ops.
  std::vector<llvm::BitVector> available;
  SmallVector<SentAlong> sentAlong;

  /// Stage whose backward task yields `value`, a gradient or a term of the
  /// gradient of `parameter`: where it is made; among several that could, the
  /// highest one that uses the parameter.
  int32_t getTermStage(const JointGraph &graph, int32_t value,
                       int32_t parameter) const;
};

/// Places every op, given the stage of each forward position.
///
/// A forward value is available at the stage that makes it and at those whose
/// forward part uses it; a parameter at the latter. A backward op that reads
/// only such values, all of them available at some common stages, is local to
/// these stages. Any other backward op runs at the highest stage that is no
/// higher than the stage of any backward value it reads and that has all
/// forward values and parameters it reads. Where there is none, the stage that
/// lacks the fewest bytes is taken; forward values are sent along, and the
/// parameter is then one of that stage too.
///
/// Backward ops of unknown effects keep their order: each runs no higher than
/// the one before it.
///
/// Unless `assignSums`, sum nodes are not placed (stage -1) and sum reads do
/// not bind: that is the assignment of the terms.
StageAssignment assignStages(const JointGraph &graph, const GradientSums &sums,
                             ArrayRef<int32_t> forwardStage, int32_t numStages,
                             bool assignSums);

/// Moves backward ops of `assignment` down to where their results are used,
/// when fewer bytes are sent then: a transpose of a cotangent that is sent
/// anyway, say. Gradients are moved to a stage that uses their parameter.
void sinkBackwardOps(const JointGraph &graph, const GradientSums &sums,
                     StageAssignment &assignment);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PARTITION_STAGEASSIGNMENT_H
