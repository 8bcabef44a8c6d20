//===- YieldInPlace.cpp - Loops and branches yield where they started -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/Transforms.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_YIELDINPLACEPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;
using bufferization::OneShotAnalysisState;

static bool isTensor(Value value) { return isa<TensorType>(value.getType()); }

/// Copies what `operand` yields into the memory of `destination`.
static void yieldInto(RewriterBase &rewriter, OpOperand &operand,
                      Value destination) {
  rewriter.setInsertionPoint(operand.getOwner());
  auto copy = bufferization::MaterializeInDestinationOp::create(
      rewriter, operand.getOwner()->getLoc(), operand.get().getType(),
      operand.get(), destination);
  operand.set(copy.getResult());
}

/// Gives `operand` a copy in memory of its own.
static void copyOperand(RewriterBase &rewriter, OpOperand &operand) {
  rewriter.setInsertionPoint(operand.getOwner());
  operand.set(bufferization::AllocTensorOp::create(
      rewriter, operand.getOwner()->getLoc(),
      cast<RankedTensorType>(operand.get().getType()), ValueRange(),
      operand.get()));
}

/// Returns new memory for a tensor of `type`; not a `tensor.empty`, of which
/// every use may become another one.
static Value createMemory(RewriterBase &rewriter, Location loc, Type type) {
  return bufferization::AllocTensorOp::create(
      rewriter, loc, cast<RankedTensorType>(type), ValueRange());
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

namespace {
/// What is to be done to one op: all is decided before anything is changed.
struct Change {
  /// Operands that a `scf.for` yields into its argument, and whether they are
  /// to be saved first.
  struct Yielded {
    OpOperand *operand;
    bool isCopied;
  };
  Operation *op;
  SmallVector<Yielded> yielded;
  SmallVector<unsigned> results; ///< Of branches, that need memory.
};
} // namespace

/// Returns true if `value` is an argument of `loop` other than `own`, or
/// computed from one by ops that may work in place, whether they do so or not:
/// the analysis does not accept that the argument is written before.
static bool mayLieInAnother(scf::ForOp loop, Value value, Value own,
                            const OneShotAnalysisState &state) {
  SmallVector<Value> work{value};
  llvm::DenseSet<Value> seen;
  while (!work.empty()) {
    Value next = work.pop_back_val();
    if (!isTensor(next) || !seen.insert(next).second || next == own ||
        !loop.getRegion().isAncestor(next.getParentRegion()))
      continue;
    if (llvm::is_contained(loop.getRegionIterArgs(), next))
      return true;
    for (const bufferization::AliasingOpOperand &alias :
         state.getAliasingOpOperands(next))
      work.push_back(alias.opOperand->get());
  }
  return false;
}

/// Finds what the body of `loop` yields in another place than in the memory of
/// the argument that it becomes.
static void planFor(scf::ForOp loop, const OneShotAnalysisState &state,
                    Change &change) {
  auto yield = cast<scf::YieldOp>(loop.getBody()->getTerminator());
  for (auto [argument, operand] :
       llvm::zip_equal(loop.getRegionIterArgs(), yield->getOpOperands())) {
    if (!isTensor(argument) ||
        state.areEquivalentBufferizedValues(argument, operand.get()))
      continue;
    // What lies in the memory of an argument is saved before that is written.
    bool isCopied =
        mayLieInAnother(loop, operand.get(), argument, state) ||
        llvm::any_of(loop.getRegionIterArgs(), [&](Value other) {
          return isTensor(other) &&
                 state.areAliasingBufferizedValues(other, operand.get());
        });
    change.yielded.push_back({&operand, isCopied});
  }
}

static void settleFor(RewriterBase &rewriter, scf::ForOp loop,
                      ArrayRef<Change::Yielded> yielded) {
  for (auto [operand, isCopied] : yielded)
    if (isCopied)
      copyOperand(rewriter, *operand);
  for (auto [operand, isCopied] : yielded)
    yieldInto(rewriter, *operand,
              loop.getRegionIterArg(operand->getOperandNumber()));
}

/// Returns true if every tensor of `loop` stays in the memory of the argument
/// of the same number all the way round.
static bool isSettled(scf::WhileOp loop, const OneShotAnalysisState &state) {
  auto stay = [&](ValueRange values, Block *block) {
    for (auto [number, value] : llvm::enumerate(values))
      if (isTensor(value) && (number >= block->getNumArguments() ||
                              !state.areEquivalentBufferizedValues(
                                  value, block->getArgument(number))))
        return false;
    return true;
  };
  return stay(loop.getConditionOp().getArgs(), loop.getBeforeBody()) &&
         stay(loop.getYieldOp().getResults(), loop.getAfterBody());
}

namespace {
/// The positions of tensors and of the other values in a list.
struct Split {
  explicit Split(ValueRange values) {
    for (auto [number, value] : llvm::enumerate(values))
      (isTensor(value) ? tensors : others).push_back(number);
  }
  SmallVector<unsigned> tensors, others;
};

/// Rebuilds a loop so that it carries memory for what its first region takes
/// and, apart from it, for what its second region takes:
///
///   while (tensors taken, tensors given, other values taken)
///     condition(tensors taken, tensors given, other values given)
///   do (tensors taken, tensors given, other values given)
///     yield(tensors taken, tensors given, other values taken)
class WhileRebuilder {
public:
  WhileRebuilder(RewriterBase &rewriter, scf::WhileOp loop)
      : rewriter(rewriter), loop(loop), taken(loop.getInits()),
        given(loop.getConditionOp().getArgs()) {}

  void rebuild() {
    Location loc = loop.getLoc();
    rewriter.setInsertionPoint(loop);
    SmallVector<Value> inits = select(loop.getInits(), taken.tensors);
    for (unsigned number : given.tensors)
      inits.push_back(
          createMemory(rewriter, loc, loop.getResult(number).getType()));
    llvm::append_range(inits, select(loop.getInits(), taken.others));
    SmallVector<Type> types;
    for (Value init : ArrayRef(inits).take_front(numTensors()))
      types.push_back(init.getType());
    for (unsigned number : given.others)
      types.push_back(loop.getResult(number).getType());
    auto result = scf::WhileOp::create(rewriter, loc, types, inits,
                                       /*beforeBuilder=*/nullptr,
                                       /*afterBuilder=*/nullptr);
    moveBefore(result);
    moveAfter(result);
    unsigned next = taken.tensors.size();
    for (unsigned number : given.tensors)
      rewriter.replaceAllUsesWith(loop.getResult(number),
                                  result.getResult(next++));
    for (unsigned number : given.others)
      rewriter.replaceAllUsesWith(loop.getResult(number),
                                  result.getResult(next++));
    rewriter.eraseOp(loop);
  }

private:
  static SmallVector<Value> select(ValueRange values,
                                   ArrayRef<unsigned> numbers) {
    return llvm::map_to_vector(numbers,
                               [&](unsigned number) { return values[number]; });
  }

  unsigned numTensors() const {
    return taken.tensors.size() + given.tensors.size();
  }

  /// Moves the body of `from` behind `to`; its arguments become those of `to`
  /// at `first` and so on for tensors, and the last ones.
  void moveBody(Block *from, Block *to, const Split &split, unsigned first) {
    SmallVector<Value> arguments(from->getNumArguments());
    for (unsigned number : split.tensors)
      arguments[number] = to->getArgument(first++);
    unsigned last = numTensors();
    for (unsigned number : split.others)
      arguments[number] = to->getArgument(last++);
    rewriter.mergeBlocks(from, to, arguments);
  }

  void moveBefore(scf::WhileOp result) {
    Block *block = result.getBeforeBody();
    moveBody(loop.getBeforeBody(), block, taken, 0);
    auto condition = cast<scf::ConditionOp>(block->getTerminator());
    for (auto [place, number] : llvm::enumerate(given.tensors))
      yieldInto(rewriter, condition->getOpOperand(number + 1),
                block->getArgument(taken.tensors.size() + place));
    SmallVector<Value> values(
        block->getArguments().take_front(taken.tensors.size()));
    llvm::append_range(values, select(condition.getArgs(), given.tensors));
    llvm::append_range(values, select(condition.getArgs(), given.others));
    condition.getArgsMutable().assign(values);
  }

  void moveAfter(scf::WhileOp result) {
    Block *block = result.getAfterBody();
    moveBody(loop.getAfterBody(), block, given, taken.tensors.size());
    auto yield = cast<scf::YieldOp>(block->getTerminator());
    for (auto [place, number] : llvm::enumerate(taken.tensors))
      yieldInto(rewriter, yield->getOpOperand(number),
                block->getArgument(place));
    SmallVector<Value> values = select(yield.getResults(), taken.tensors);
    llvm::append_range(values, block->getArguments().slice(
                                   taken.tensors.size(), given.tensors.size()));
    llvm::append_range(values, select(yield.getResults(), taken.others));
    yield.getResultsMutable().assign(values);
  }

  RewriterBase &rewriter;
  scf::WhileOp loop;
  Split taken, given; ///< By the first region.
};
} // namespace

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

/// Returns what each region of `op` yields as result `number`.
static SmallVector<OpOperand *> getYielded(Operation *op, unsigned number) {
  return llvm::map_to_vector(op->getRegions(), [&](Region &region) {
    return &region.front().getTerminator()->getOpOperand(number);
  });
}

/// Finds the results that the regions of `op` do not all yield in the same
/// memory.
static void planBranches(Operation *op, const OneShotAnalysisState &state,
                         Change &change) {
  for (OpResult result : op->getResults()) {
    if (!isTensor(result))
      continue;
    unsigned number = result.getResultNumber();
    SmallVector<OpOperand *> yielded = getYielded(op, number);
    if (!llvm::all_of(yielded, [&](OpOperand *operand) {
          return state.areEquivalentBufferizedValues(yielded.front()->get(),
                                                     operand->get());
        }))
      change.results.push_back(number);
  }
}

static void settleBranches(RewriterBase &rewriter, const Change &change) {
  for (unsigned number : change.results) {
    rewriter.setInsertionPoint(change.op);
    Value memory = createMemory(rewriter, change.op->getLoc(),
                                change.op->getResult(number).getType());
    for (OpOperand *operand : getYielded(change.op, number))
      yieldInto(rewriter, *operand, memory);
  }
}

//===----------------------------------------------------------------------===//
// Pass
//===----------------------------------------------------------------------===//

/// A copy may keep another op from working in place, so that there is more to
/// do; what is left after so many rounds, bufferization refuses.
static constexpr int kMaxRounds = 4;

namespace {
struct YieldInPlacePass
    : public pipe::impl::YieldInPlacePassBase<YieldInPlacePass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    // As bufferization does: afterwards, what shares memory here shares it
    // there.
    IRRewriter rewriter(&getContext());
    splitEmptyTensors(rewriter, func);
    if (findOps().empty())
      return;
    OwningOpRef<func::FuncOp> original = func.clone();
    {
      ScopedDiagnosticHandler quiet(&getContext(),
                                    [](Diagnostic &) { return success(); });
      if (succeeded(settle(/*copyFirst=*/false)))
        return;
    }
    func.getBody().takeBody(original->getBody());
    if (failed(settle(/*copyFirst=*/true)))
      signalPassFailure();
  }

  SmallVector<Operation *> findOps() {
    SmallVector<Operation *> ops;
    getOperation().walk([&](Operation *op) {
      if (isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp>(op) &&
          (llvm::any_of(op->getOperands(), isTensor) ||
           llvm::any_of(op->getResults(), isTensor)))
        ops.push_back(op);
    });
    return ops;
  }

  /// Lets all loops and branches yield in place. With `copyFirst`, what the
  /// analysis does not let work in place gets its copy first: it does not see
  /// that such an op leaves the old value alone, and refuses to have that
  /// written elsewhere.
  LogicalResult settle(bool copyFirst) {
    bufferization::BufferizationState bufferization;
    for (int round = 0; round < kMaxRounds; ++round) {
      bufferization::OneShotBufferizationOptions options;
      options.allowReturnAllocsFromLoops = true;
      OneShotAnalysisState state(getOperation(), options);
      if (failed(bufferization::analyzeOp(getOperation(), state)))
        return failure();
      if (copyFirst && round == 0) {
        IRRewriter rewriter(&getContext());
        if (failed(bufferization::insertTensorCopies(getOperation(), state,
                                                     bufferization)))
          return failure();
        continue;
      }
      SmallVector<Change> changes = plan(findOps(), state);
      if (changes.empty())
        return success();
      for (const Change &change : changes)
        apply(change);
    }
    return success();
  }

  static SmallVector<Change> plan(ArrayRef<Operation *> ops,
                                  const OneShotAnalysisState &state) {
    SmallVector<Change> changes;
    for (Operation *op : ops) {
      Change change{op, {}, {}};
      auto whileOp = dyn_cast<scf::WhileOp>(op);
      if (auto loop = dyn_cast<scf::ForOp>(op))
        planFor(loop, state, change);
      else if (!whileOp)
        planBranches(op, state, change);
      if (!change.yielded.empty() || !change.results.empty() ||
          (whileOp && !isSettled(whileOp, state)))
        changes.push_back(change);
    }
    return changes;
  }

  void apply(const Change &change) {
    IRRewriter rewriter(&getContext());
    if (auto loop = dyn_cast<scf::ForOp>(change.op))
      settleFor(rewriter, loop, change.yielded);
    else if (auto loop = dyn_cast<scf::WhileOp>(change.op))
      WhileRebuilder(rewriter, loop).rebuild();
    else
      settleBranches(rewriter, change);
  }
};
} // namespace
