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

/// Whether other ranks wait for `instruction`, which comes behind a task.
static bool isForOthers(const Instruction &instruction) {
  return instruction.kind == InstructionKind::Send ||
         instruction.kind == InstructionKind::Release;
}

std::vector<GradientWriter::Complete> GradientWriter::findComplete() const {
  ArrayRef<Instruction> instructions = plan.instructions[rank];
  instructions = instructions.take_front(plan.numTaskInstructions[rank]);
  llvm::DenseMap<int32_t, size_t> lastRun; // Of each task.
  size_t end = 0;                          // Of the last one of all.
  for (auto [position, instruction] : llvm::enumerate(instructions))
    if (instruction.kind == InstructionKind::Run)
      end = lastRun[instruction.object] = position;
  std::map<size_t, SmallVector<size_t>> complete;
  for (size_t index : plan.gradientsOfRank[rank]) {
    const auto &partials = plan.gradients[index].partials;
    if (llvm::any_of(partials, [&](auto &part) { return part.rank != rank; }))
      continue;
    size_t last = 0;
    for (const PartialGradient &part : partials)
      last = std::max(last,
                      lastRun.at(plan.graph.dataflow.values[part.value].maker));
    size_t behind = last + 1;
    while (behind < instructions.size() &&
           (last == end || isForOthers(instructions[behind])))
      ++behind;
    complete[behind].push_back(index);
  }
  std::vector<Complete> list;
  for (auto &[position, gradients] : complete)
    list.push_back({position, gradients});
  return list;
}

void GradientWriter::finish(const Complete &complete) {
  for (size_t index : complete.gradients) {
    reduce(index);
    finished.insert(index);
  }
}

void GradientWriter::finishAll() {
  for (size_t index : plan.gradientsOfRank[rank])
    if (!finished.count(index))
      reduce(index);
}

/// Brings the parts of a gradient to where it is added up, and finishes it
/// there.
void GradientWriter::reduce(size_t index) {
  const PartialGradient &result = plan.gradients[index].partials.front();
  for (const PartialGradient &partial :
       llvm::drop_begin(plan.gradients[index].partials))
    reduce(partial, result);
  if (result.rank == rank)
    finishSum(index, plan.microBatches);
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
      function(index);
  }
}

Value GradientWriter::getResult(size_t index) const {
  return plan.graph.values[plan.gradients[index].partials.front().value];
}

void GradientWriter::zero(int64_t stage) {
  forEachOfStage(stage, [&](size_t index) {
    ZeroOp::create(builder, pipeline.getLoc(), declared.sums[getResult(index)],
                   noKernel);
  });
}

void GradientWriter::finish(int64_t stage, int64_t count) {
  forEachOfStage(stage, [&](size_t index) { finishSum(index, count); });
}

/// Makes the gradient of a step, or of a group of it, of its sum over `count`
/// micro-batches.
void GradientWriter::finishSum(size_t index, int64_t count) {
  Value gradient = getResult(index);
  Value sum = declared.sums[gradient];
  bool isMean = pipeline.getGradients() == GradientMode::Mean;
  if (isMean && count > 1)
    DivideOp::create(builder, pipeline.getLoc(), sum, count, noKernel);
  if (!plan.replicas)
    return round(gradient);
  AllReduceOp::create(builder, pipeline.getLoc(), sum, isMean);
  open[plan.gradients[index].param] = gradient;
}

/// Rounds a gradient whose sum has a wider type than its parameter.
void GradientWriter::round(Value gradient) {
  if (Value into = declared.rounded.lookup(gradient))
    RoundOp::create(builder, pipeline.getLoc(), declared.sums[gradient], into,
                    noKernel);
}

void GradientWriter::await(StringAttr param) {
  auto it = open.find(param);
  if (it == open.end())
    return;
  AwaitReducedOp::create(builder, pipeline.getLoc(), declared.sums[it->second]);
  round(it->second);
  open.erase(it);
}

void GradientWriter::awaitAll() {
  while (!open.empty())
    await(open.front().first);
}
