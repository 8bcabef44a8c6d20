//===- WriteGradients.cpp - Write sums of gradients of a rank -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WriteGradients.h"

using namespace mlir;
using namespace mlir::pipe;

/// `pipe-outline-sums` names the kernels of sums.
static const FlatSymbolRefAttr noKernel;

void GradientWriter::zeroAll() {
  for (auto &[value, buffer] : declared.sums)
    ZeroOp::create(builder, pipeline.getLoc(), buffer, noKernel);
}

void GradientWriter::reduceAll() {
  for (size_t index : plan.gradientsOfRank[rank]) {
    const ReducedGradient &sum = plan.gradients[index];
    const PartialGradient &result = sum.partials.front();
    for (const PartialGradient &partial : llvm::drop_begin(sum.partials))
      reduce(partial, result);
    if (result.rank == rank)
      finish(plan.graph.values[result.value],
             pipeline.getSchedule().getMicroBatches());
  }
}

void GradientWriter::reduce(const PartialGradient &partial,
                            const PartialGradient &result) {
  Location loc = pipeline.getLoc();
  Value part = plan.graph.values[partial.value];
  Value whole = plan.graph.values[result.value];
  AffineMap first = AffineMap::getConstantMap(0, builder.getContext());
  auto getChannel = [&](int64_t from, int64_t to) {
    return declared.channels.at({from, to, /*isActivation=*/false});
  };
  if (partial.rank == rank && result.rank == rank) {
    AddOp::create(builder, loc, declared.sums[part], declared.sums[whole],
                  noKernel);
  } else if (partial.rank == rank) {
    SendOp::create(builder, loc, getChannel(rank, result.rank),
                   declared.sums[part], ValueRange(), first);
  } else if (result.rank == rank) {
    Value message;
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointAfterValue(declared.sums[whole]);
      message = declarer.declareReceivedSum(part);
    }
    PostOp::create(builder, loc, getChannel(partial.rank, rank), message,
                   ValueRange(), first);
    WaitOp::create(builder, loc, message, ValueRange(), first);
    AddOp::create(builder, loc, message, declared.sums[whole], noKernel);
    ReleaseOp::create(builder, loc, message, ValueRange(), first);
  }
}

/// Calls `function` with each gradient that `stage` makes.
template <typename Function>
void GradientWriter::forEachOfStage(int64_t stage, Function function) {
  const TaskGraph &graph = plan.graph;
  for (size_t index : plan.gradientsOfRank[rank]) {
    int32_t value = plan.gradients[index].partials.front().value;
    int32_t maker = graph.dataflow.values[value].maker;
    if (graph.dataflow.tasks[maker].stage == stage)
      function(graph.values[value]);
  }
}

void GradientWriter::zero(int64_t stage) {
  forEachOfStage(stage, [&](Value gradient) {
    ZeroOp::create(builder, pipeline.getLoc(), declared.sums[gradient],
                   noKernel);
  });
}

void GradientWriter::finish(int64_t stage, int64_t count) {
  forEachOfStage(stage, [&](Value gradient) { finish(gradient, count); });
}

void GradientWriter::finish(Value gradient, int64_t count) {
  Value sum = declared.sums[gradient];
  if (pipeline.getGradients() == GradientMode::Mean && count > 1)
    DivideOp::create(builder, pipeline.getLoc(), sum, count, noKernel);
  if (Value into = declared.rounded.lookup(gradient))
    RoundOp::create(builder, pipeline.getLoc(), sum, into, noKernel);
}
