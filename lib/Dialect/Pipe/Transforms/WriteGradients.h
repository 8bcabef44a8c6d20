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

#include <set>

namespace mlir::pipe {

/// Writes what is done to the accumulators of a rank, but for what tasks add.
class GradientWriter {
public:
  GradientWriter(PipelineOp pipeline, const ProgramPlan &plan, int64_t rank,
                 OpBuilder &builder, RankDeclarer &declarer,
                 RankDeclarations &declared)
      : pipeline(pipeline), plan(plan), rank(rank), builder(builder),
        declarer(declarer), declared(declared) {}

  /// Gradients that are complete behind the first `numInstructions` of the
  /// rank's tasks.
  struct Complete {
    size_t numInstructions;
    SmallVector<size_t> gradients; ///< In the plan's list.
  };

  void zeroAll();
  /// Returns the gradients that only this rank adds to, by where they are
  /// complete: behind the last task that adds to one, and the transfers that
  /// follow it.
  std::vector<Complete> findComplete() const;
  /// Makes gradients of the step of those.
  void finish(const Complete &complete);
  /// Brings the parts of all other gradients to where they are added up, and
  /// makes the gradients of the step of them.
  void finishAll();

  /// Where gradients are added up over replicas, that is only started above.
  /// Waits for the gradient of `param`, unless that was done.
  void await(StringAttr param);
  void awaitAll();

  /// The same for those that `stage`, which is on this rank, makes alone.
  void zero(int64_t stage);
  /// Makes gradients of `count` micro-batches of what `stage` has added up.
  void finish(int64_t stage, int64_t count);

private:
  /// The value whose accumulator a gradient is added up in.
  Value getResult(size_t index) const;
  template <typename Function>
  void forEachOfStage(int64_t stage, Function function);
  void reduce(size_t index);
  void reduce(const PartialGradient &partial, const PartialGradient &result);
  void finishSum(size_t index, int64_t count);
  void round(Value gradient);

  PipelineOp pipeline;
  const ProgramPlan &plan;
  int64_t rank;
  OpBuilder &builder;
  RankDeclarer &declarer;
  RankDeclarations &declared;
  std::set<size_t> finished; ///< Before the end of the tasks.
  /// Those that are on their way to and from other replicas: by parameter, the
  /// values.
  llvm::MapVector<StringAttr, Value> open;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITEGRADIENTS_H
