//===- WriteGradients.h - Write sums of gradients of a rank -----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEGRADIENTS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEGRADIENTS_H

#include "DeclareRank.h"

namespace mlir::pipe {

/// Writes what is done to the accumulators of a rank, but for what tasks add.
class GradientWriter {
public:
  GradientWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank,
                 OpBuilder &builder, RankDeclarer &declarer,
                 RankDeclarations &declared)
      : pipeline(pipeline), plan(plan), rank(rank), builder(builder),
        declarer(declarer), declared(declared) {}

  void zeroAll();
  /// Brings the parts of all gradients to where they are added up, and makes
  /// the gradients of the step of them.
  void reduceAll();

  /// The same for those that `stage`, which is on this rank, makes alone.
  void zero(int64_t stage);
  /// Makes gradients of `count` micro-batches of what `stage` has added up.
  void finish(int64_t stage, int64_t count);

private:
  template <typename Function>
  void forEachOfStage(int64_t stage, Function function);
  void finish(Value gradient, int64_t count);
  void reduce(const PartialGradient &partial, const PartialGradient &result);

  PipelineOp pipeline;
  const ProgramPlan &plan;
  int64_t rank;
  OpBuilder &builder;
  RankDeclarer &declarer;
  RankDeclarations &declared;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEGRADIENTS_H
