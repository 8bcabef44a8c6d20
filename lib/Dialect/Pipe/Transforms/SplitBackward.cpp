//===- SplitBackward.cpp - Backward tasks as I and W ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SplitBackward.h"

#include "pipe/Analysis/OpFacts/OpCost.h"
#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_SPLITBACKWARDPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// True when a message or a buffer can hold `type`.
static bool canBeHanded(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() && getTensorBytes(tensor);
}

/// True for memory: a copy of the op that makes it would be other memory.
static bool makesMemory(Operation *op) {
  return llvm::any_of(op->getResultTypes(), llvm::IsaPred<BaseMemRefType>);
}

static NumberedBody readBody(TaskOp task, const llvm::StringSet<> &pure) {
  NumberedBody numbered;
  DenseMap<Value, int32_t> numberOf;
  auto add = [&](Value value, int32_t maker, bool isParameter) {
    numberOf[value] = numbered.values.size();
    numbered.values.push_back(value);
    numbered.body.values.push_back(
        {maker, isParameter, canBeHanded(value.getType())});
  };
  Block *block = task.getBodyBlock();
  for (BlockArgument argument : block->getArguments())
    add(argument, -1, argument.getArgNumber() >= task.getOperands().size());
  for (Operation &op : block->without_terminator()) {
    BackwardOp backward;
    backward.isPinned = !isPureOp(&op, pure) || makesMemory(&op);
    llvm::SetVector<Value> reads(op.operand_begin(), op.operand_end());
    getUsedValuesDefinedAbove(op.getRegions(), reads);
    for (Value value : reads)
      backward.reads.push_back(numberOf.lookup(value));
    for (Value result : op.getResults())
      add(result, numbered.ops.size(), false);
    numbered.ops.push_back(&op);
    numbered.body.ops.push_back(std::move(backward));
  }
  Operation *yield = block->getTerminator();
  for (OpResult result : task.getResults()) {
    if (result.use_empty())
      continue;
    bool isSent = llvm::any_of(result.getUsers(), [&](Operation *user) {
      auto reader = dyn_cast<TaskOp>(user);
      return reader && reader.getStage() != task.getStage();
    });
    unsigned number = result.getResultNumber();
    numbered.results.push_back(number);
    numbered.body.results.push_back(
        {numberOf.lookup(yield->getOperand(number)), isSent});
  }
  return numbered;
}

/// The work of `half` by the cost model of pipe-partition. std::nullopt when it
/// does not fit 63 bits.
static std::optional<int64_t> getWork(const NumberedBody &numbered,
                                      const BackwardHalf &half) {
  int64_t work = 0;
  for (int32_t op : half.ops) {
    std::optional<int64_t> cost = getScalarCost(numbered.ops[op]);
    if (!cost || __builtin_add_overflow(work, *cost, &work))
      return std::nullopt;
  }
  return work;
}

/// The part of `cost` that I has when the work of I and W is `input` and
/// `weight`; W has the rest, so that B = I + W.
static int64_t getInputCost(int64_t cost, int64_t input, int64_t weight) {
  if (cost - input == weight)
    return input;
  double total = static_cast<double>(input) + static_cast<double>(weight);
  double share = total > 0 ? static_cast<double>(input) / total : 0.5;
  // A cost near 2^63 is rounded up to it as a double, which only a share below
  // 1 brings back.
  return share < 1 ? static_cast<int64_t>(share * static_cast<double>(cost))
                   : cost;
}

/// The cost attributes of both halves; nothing when the task has none.
static LogicalResult divideCost(SplitTask &task) {
  if (!task.old.getCost())
    return success();
  auto cost = static_cast<int64_t>(*task.old.getCost());
  std::optional<int64_t> input = getWork(task.numbered, task.split.input);
  std::optional<int64_t> weight = getWork(task.numbered, task.split.weight);
  if (!input || !weight)
    return task.old.emitError("the cost of the backward of stage ")
           << task.old.getStage() << " does not fit 63 bits";
  int64_t part = task.split.input.isEmpty() ? 0
                 : task.split.weight.isEmpty()
                     ? cost
                     : getInputCost(cost, *input, *weight);
  Builder builder(task.old.getContext());
  task.inputCost = builder.getI64IntegerAttr(part);
  task.weightCost = builder.getI64IntegerAttr(cost - part);
  return success();
}

/// Says why I cannot hand `made` to W.
static LogicalResult emitUnhandable(TaskOp task, Value made) {
  Operation *maker = made.getDefiningOp();
  bool isMemory = makesMemory(maker);
  return maker->emitError("'")
         << maker->getName()
         << (isMemory ? "' makes memory" : "' has unknown effects")
         << ", and its result of type " << made.getType()
         << " is needed for the input and for the weight gradient of stage "
         << task.getStage()
         << ": it cannot be computed twice, and only tensors can be kept; take "
            "a schedule without I and W"
         << (isMemory ? ""
                      : ", or name its dialect in 'pure-dialects' of "
                        "pipe-import if it has no effects");
}

/// Reads one backward task and decides how to split it.
static FailureOr<SplitTask> planTask(TaskOp old,
                                     const llvm::StringSet<> &pure) {
  if (!old.getBodyBlock())
    return old.emitError("the backward of stage ")
           << old.getStage() << " is in the kernel " << old.getKernelAttr()
           << " already; run pipe-split-backward before pipe-outline-tasks";
  SplitTask task{old, readBody(old, pure), {}, {}, {}};
  task.split = splitBackward(task.numbered.body);
  if (int32_t value = task.split.unhandable; value >= 0)
    return emitUnhandable(old, task.numbered.values[value]);
  if (failed(divideCost(task)))
    return failure();
  return task;
}

/// "1 op", "2 ops".
static std::string quoteCount(size_t count, StringRef what) {
  return (Twine(count) + " " + what + (count == 1 ? "" : "s")).str();
}

static void emitSplitRemark(SplitTask &task) {
  int64_t bytes = 0;
  for (int32_t value : task.split.handed)
    bytes += getTensorBytes(
                 cast<RankedTensorType>(task.numbered.values[value].getType()))
                 .value_or(0);
  mlir::emitRemark(task.old.getLoc())
      << "backward of stage " << task.old.getStage() << ": input gradient "
      << quoteCount(task.split.input.ops.size(), "op") << ", weight gradient "
      << quoteCount(task.split.weight.ops.size(), "op") << ", which takes "
      << quoteCount(task.split.handed.size(), "value") << " of " << bytes
      << " bytes from it";
}

namespace {
struct SplitBackwardPass
    : public pipe::impl::SplitBackwardPassBase<SplitBackwardPass> {
  using Base::Base;

  void runOnOperation() override {
    // All is decided before anything is written: a failure changes nothing.
    std::vector<SplitTask> tasks;
    llvm::StringSet<> pure = readPureDialects(getOperation());
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>())
      if (failed(plan(pipeline, pure, tasks)))
        return signalPassFailure();
    for (SplitTask &task : tasks) {
      writeSplitTask(task);
      emitSplitRemark(task);
      task.old.erase();
    }
  }

  static LogicalResult plan(PipelineOp pipeline, const llvm::StringSet<> &pure,
                            std::vector<SplitTask> &tasks) {
    for (TaskOp old : pipeline.getGraph().getOps<TaskOp>())
      if (old.getKind() == TaskKind::Backward) {
        FailureOr<SplitTask> task = planTask(old, pure);
        if (failed(task))
          return failure();
        tasks.push_back(std::move(*task));
      }
    return success();
  }
};
} // namespace
