//===- OutlineTasks.cpp - Move task bodies into functions -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OperationSupport.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_OUTLINETASKSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns a hash that equal bodies share: of all ops in order, but for what
/// they read.
static llvm::hash_code hashBody(Region &body) {
  llvm::hash_code hash = llvm::hash_value(body.front().getNumArguments());
  for (BlockArgument argument : body.getArguments())
    hash = llvm::hash_combine(hash, argument.getType());
  body.walk([&](Operation *op) {
    hash =
        llvm::hash_combine(hash, OperationEquivalence::computeHash(
                                     op, OperationEquivalence::ignoreHashValue,
                                     OperationEquivalence::ignoreHashValue,
                                     OperationEquivalence::IgnoreLocations));
  });
  return hash;
}

/// Returns the operands of `yield` that are `result`, in their order.
static SmallVector<OpOperand *> getReturned(OpResult result, ReturnOp yield) {
  SmallVector<OpOperand *> returned;
  for (OpOperand &use : result.getUses())
    if (use.getOwner() == yield)
      returned.push_back(&use);
  llvm::sort(returned, [](OpOperand *a, OpOperand *b) {
    return a->getOperandNumber() < b->getOperandNumber();
  });
  return returned;
}

/// Outputs come before gradients.
static bool isOutput(OpOperand &returned, ReturnOp yield) {
  return returned.getOperandNumber() < yield.getOutputs().size();
}

/// Returns the indices of the results of `task` that are gradients: they are
/// added up over the micro-batches.
static SmallVector<int64_t> getGradientResults(TaskOp task, ReturnOp yield) {
  SmallVector<int64_t> indices;
  for (OpResult result : task.getResults())
    if (llvm::any_of(result.getUses(), [&](OpOperand &use) {
          return use.getOwner() == yield && !isOutput(use, yield);
        }))
      indices.push_back(result.getResultNumber());
  return indices;
}

namespace {
/// What is read of a pipeline to outline its tasks.
struct Surroundings {
  explicit Surroundings(PipelineOp pipeline)
      : yield(pipeline.getGraph().getReturn()),
        schedule(pipeline.getSchedule()), symbols(pipeline) {}

  ReturnOp yield;
  ScheduleOp schedule; ///< May be null.
  SymbolTable symbols;
};
} // namespace

/// Returns true if the schedule keeps older versions of the parameters that
/// `task` updates.
static bool keepsVersions(TaskOp task, ScheduleOp schedule) {
  std::optional<ArrayRef<int64_t>> delays;
  if (schedule)
    delays = schedule.getDelays();
  return delays && task.getStage() < delays->size() &&
         (*delays)[task.getStage()] > 0;
}

/// Returns, for each result of a task of a step, the argument whose place it
/// takes: the variable that it is the new value of, or -1. A new version of a
/// parameter leaves the old one where it is.
static SmallVector<int64_t> getInPlaceArguments(TaskOp task,
                                                const Surroundings &around) {
  SmallVector<int64_t> arguments(task.getNumResults(), -1);
  bool isInPlace = !keepsVersions(task, around.schedule);
  llvm::SmallDenseMap<Attribute, int64_t> argumentOf;
  for (auto [place, variable] : llvm::enumerate(task.getParams()))
    argumentOf.try_emplace(variable, task.getNumOperands() + place);
  for (OpResult result : task.getResults())
    for (OpOperand &use : result.getUses())
      if (auto updates = dyn_cast<UpdatesOp>(use.getOwner())) {
        Attribute name = updates.getVariables()[use.getOperandNumber()];
        StringAttr variable = cast<FlatSymbolRefAttr>(name).getAttr();
        if (!isInPlace && around.symbols.lookup<ParamOp>(variable))
          continue;
        arguments[result.getResultNumber()] = argumentOf.at(name);
      }
  return arguments;
}

/// What a kernel does with its results, beside computing them.
static std::pair<SmallVector<int64_t>, SmallVector<int64_t>>
getModes(TaskOp task, const Surroundings &around) {
  if (task.isOnceAStep())
    return {{}, getInPlaceArguments(task, around)};
  return {getGradientResults(task, around.yield), {}};
}

/// Gives every operand of the graph's return a result of its own, gradients one
/// that no task reads, and drops results that nobody uses: what a kernel writes
/// has one destination, and one way to get there.
static void separateResults(TaskOp task, ReturnOp yield) {
  // A new result: which old one it is, the operand of the return that it
  // serves, and whether tasks read it.
  struct NewResult {
    unsigned index;
    OpOperand *returned;
    bool isRead;
  };
  SmallVector<NewResult> results;
  for (OpResult result : task.getResults()) {
    bool isRead = llvm::any_of(result.getUsers(), llvm::IsaPred<TaskOp>);
    for (OpOperand *use : getReturned(result, yield)) {
      // Tasks may read an output where it lies.
      results.push_back(
          {result.getResultNumber(), use, isOutput(*use, yield) && isRead});
      isRead &= !isOutput(*use, yield);
    }
    if (isRead)
      results.push_back({result.getResultNumber(), nullptr, true});
  }
  bool isSame = results.size() == task.getNumResults();
  for (auto [index, result] : llvm::enumerate(results))
    isSame &= result.index == index;
  if (isSame)
    return;

  SmallVector<Type> types;
  SmallVector<Value> yielded;
  Operation *terminator = task.getBodyBlock()->getTerminator();
  for (const NewResult &result : results) {
    types.push_back(task.getResult(result.index).getType());
    yielded.push_back(terminator->getOperand(result.index));
  }
  terminator->setOperands(yielded);
  OperationState state(task.getLoc(), TaskOp::getOperationName());
  state.addOperands(task.getOperands());
  state.addTypes(types);
  state.addAttributes(task->getAttrs());
  state.addRegion()->takeBody(task.getBody());
  Operation *separated = OpBuilder(task).create(state);
  for (auto [index, result] : llvm::enumerate(results))
    if (result.returned)
      result.returned->set(separated->getResult(index));
  for (auto [index, result] : llvm::enumerate(results))
    if (result.isRead)
      task.getResult(result.index)
          .replaceAllUsesWith(separated->getResult(index));
  task.erase();
}

static bool areEqualBodies(TaskOp a, TaskOp b, const Surroundings &around) {
  return getModes(a, around) == getModes(b, around) &&
         OperationEquivalence::isRegionEquivalentTo(
             &a.getBody(), &b.getBody(), OperationEquivalence::IgnoreLocations);
}

/// Returns a symbol such as "mlp_f0" for the forward task of stage 0.
static std::string getKernelName(PipelineOp pipeline, TaskOp task) {
  static constexpr StringLiteral letters = "fbiwu";
  return (pipeline.getSymName() + "_" +
          Twine(letters[static_cast<uint32_t>(task.getKind())]) +
          Twine(static_cast<int64_t>(task.getStage())))
      .str();
}

/// Moves the body of `task` into a new function in front of `pipeline`.
static func::FuncOp outline(TaskOp task, PipelineOp pipeline,
                            SymbolTable &symbols) {
  OpBuilder builder(pipeline);
  Region &body = task.getBody();
  auto type = FunctionType::get(task.getContext(), body.getArgumentTypes(),
                                task.getResultTypes());
  auto kernel = func::FuncOp::create(builder, task.getLoc(),
                                     getKernelName(pipeline, task), type);
  kernel.setPrivate();
  symbols.insert(kernel);
  kernel.getBody().takeBody(body);
  Operation *yield = kernel.getBody().front().getTerminator();
  builder.setInsertionPoint(yield);
  func::ReturnOp::create(builder, yield->getLoc(), yield->getOperands());
  yield->erase();
  return kernel;
}

namespace {
struct OutlineTasksPass
    : public pipe::impl::OutlineTasksPassBase<OutlineTasksPass> {
  using Base::Base;

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (PipelineOp pipeline :
         llvm::make_early_inc_range(getOperation().getOps<PipelineOp>()))
      outlineAll(pipeline, symbols);
  }

  void outlineAll(PipelineOp pipeline, SymbolTable &symbols) {
    Surroundings around(pipeline);
    for (TaskOp task :
         llvm::make_early_inc_range(pipeline.getGraph().getOps<TaskOp>()))
      if (task.getBodyBlock())
        separateResults(task, around.yield);
    // 1. Read: group the tasks by body.
    SmallVector<SmallVector<TaskOp>> groups;
    llvm::DenseMap<size_t, SmallVector<size_t>> byHash;
    int64_t numTasks = 0;
    for (TaskOp task : pipeline.getTasks()) {
      if (!task.getBodyBlock())
        continue;
      ++numTasks;
      SmallVector<size_t> &candidates = byHash[hashBody(task.getBody())];
      auto *it = llvm::find_if(candidates, [&](size_t group) {
        return areEqualBodies(groups[group].front(), task, around);
      });
      if (it != candidates.end()) {
        groups[*it].push_back(task);
        continue;
      }
      candidates.push_back(groups.size());
      groups.push_back({task});
    }
    // 2. Write.
    for (ArrayRef<TaskOp> group : groups) {
      auto [gradients, inPlace] = getModes(group.front(), around);
      func::FuncOp kernel = outline(group.front(), pipeline, symbols);
      if (!gradients.empty())
        kernel->setAttr(kAccumulateAttr,
                        DenseI64ArrayAttr::get(&getContext(), gradients));
      if (!inPlace.empty())
        kernel->setAttr(kInPlaceAttr,
                        DenseI64ArrayAttr::get(&getContext(), inPlace));
      for (TaskOp task : group) {
        task.getBody().getBlocks().clear();
        task.setKernel(kernel.getSymName());
      }
    }
    if (numTasks)
      pipeline.emitRemark()
          << groups.size() << " kernels serve " << numTasks << " tasks";
  }
};
} // namespace
