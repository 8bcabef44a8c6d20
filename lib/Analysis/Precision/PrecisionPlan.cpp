//===- PrecisionPlan.cpp - Which values are rounded -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Precision/PrecisionPlan.h"

#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Analysis/OpFacts/SumOps.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

SmallVector<StringRef> mlir::pipe::expandKeptOps(ArrayRef<std::string> texts) {
  static constexpr StringLiteral kDefault[] = {
      "sum",       "math.exp",   "math.exp2", "math.expm1",
      "math.log",  "math.log1p", "math.log2", "math.log10",
      "math.powf", "math.sqrt",  "math.rsqrt"};
  SmallVector<StringRef> names;
  if (texts.empty())
    llvm::append_range(names, kDefault);
  for (const std::string &text : texts)
    if (text == "default")
      llvm::append_range(names, kDefault);
    else
      names.push_back(text);
  return names;
}

bool mlir::pipe::movesElements(Operation *op) {
  if (isa<tensor::ExtractSliceOp, tensor::InsertSliceOp,
          tensor::CollapseShapeOp, tensor::ExpandShapeOp, tensor::ConcatOp,
          tensor::PadOp, tensor::CastOp>(op))
    return true;
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  return linalgOp && linalgOp.hasPureTensorSemantics() &&
         linalgOp.getNumDpsInputs() == 1 && op->getNumResults() == 1 &&
         linalgOp.getNumReductionLoops() == 0 &&
         linalgOp.getBlock()->getTerminator()->getOperand(0) ==
             linalgOp.getBlock()->getArgument(0);
}

static bool isF32Tensor(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isF32();
}

/// Operands of `op`, and what its regions read from outside.
static llvm::SetVector<Value> getReads(Operation *op) {
  llvm::SetVector<Value> reads(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), reads);
  return reads;
}

/// An op whose regions are blocks of ops like those of the function.
static bool holdsBlocks(Operation *op) {
  return isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp>(op);
}

/// A reduction that adds: its result has more digits than its terms.
static bool isSum(linalg::LinalgOp op) {
  return op.getNumReductionLoops() != 0 &&
         llvm::any_of(*op.getBlock(), [](Operation &inner) {
           return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp>(inner);
         });
}

namespace {
/// What a value is computed from.
enum class Source : uint8_t {
  Data,      ///< Constants, the batch, integers.
  Parameter, ///< A parameter, or elements of one.
  Kept,      ///< Kept ops.
  Rounded    ///< What is rounded.
};

class Planner {
public:
  explicit Planner(const KeptOps &kept) : kept(kept) {}

  PrecisionPlan run(func::FuncOp func) {
    for (BlockArgument argument : func.getArguments()) {
      unsigned number = argument.getArgNumber();
      bool isParameter = func.getArgAttr(number, kParameterAttr) &&
                         !func.getArgAttr(number, kValueAttr) &&
                         !func.getArgAttr(number, kHyperAttr);
      sources[argument] = isParameter ? Source::Parameter : Source::Data;
    }
    Block &block = func.getBody().front();
    markHead(func, block);
    planBlock(block);
    return std::move(plan);
  }

private:
  bool isProduct(Operation *op) const {
    auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
    return linalgOp && linalgOp.hasPureTensorSemantics() && !kept.products &&
           isContraction(linalgOp) &&
           llvm::all_of(op->getOperands(), isF32Tensor);
  }

  bool holdsProduct(Operation *op) const {
    bool found = isProduct(op);
    if (holdsBlocks(op))
      op->walk([&](Operation *inner) { found |= isProduct(inner); });
    return found;
  }

  /// Keeps what outputs are computed from behind the last contraction.
  void markHead(func::FuncOp func, Block &block) {
    llvm::DenseSet<Value> needed;
    for (auto [i, value] :
         llvm::enumerate(block.getTerminator()->getOperands()))
      if (!func.getResultAttr(i, kGradientAttr))
        needed.insert(value);
    llvm::DenseSet<Value> beforeProduct;
    for (Operation &op : llvm::reverse(block.without_terminator())) {
      auto isIn = [](const llvm::DenseSet<Value> &set) {
        return [&set](Value value) { return set.contains(value); };
      };
      if (llvm::none_of(op.getResults(), isIn(needed)))
        continue;
      llvm::SetVector<Value> reads = getReads(&op);
      needed.insert(reads.begin(), reads.end());
      bool isBefore = llvm::any_of(op.getResults(), isIn(beforeProduct));
      if (isBefore || holdsProduct(&op))
        beforeProduct.insert(reads.begin(), reads.end());
      if (!isBefore)
        wide.insert(op.result_begin(), op.result_end());
    }
  }

  /// Keeps what the block returns, and the sums and multiples that it is made
  /// of.
  void markReturned(Block &block) {
    SmallVector<Value> work(block.getTerminator()->getOperands());
    auto isConstant = [](Value value) {
      return value.getDefiningOp<arith::ConstantOp>() ||
             value.getDefiningOp<tensor::EmptyOp>() ||
             value.getDefiningOp<linalg::FillOp>();
    };
    llvm::SmallPtrSet<Operation *, 16> seen;
    while (!work.empty()) {
      Value value = work.pop_back_val();
      wide.insert(value);
      Operation *op = value.getDefiningOp();
      if (!op || op->getBlock() != &block || !seen.insert(op).second)
        continue;
      auto follow = [&](Value operand) {
        if (operand.hasOneUse())
          work.push_back(operand);
      };
      if (isElementwiseAdd(op)) {
        follow(op->getOperand(0));
        follow(op->getOperand(1));
      } else if (isa<tensor::InsertSliceOp, tensor::ConcatOp>(op)) {
        llvm::for_each(op->getOperands(), follow);
      } else if (OpOperand *linear = getLinearOperand(op, isConstant)) {
        follow(linear->get());
      }
    }
  }

  bool isKept(Operation *op) const {
    bool found = kept.names.contains(op->getName().getStringRef());
    if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op)) {
      found |= kept.sums && !isProduct(op) && isSum(linalgOp);
      for (Operation &inner : *linalgOp.getBlock())
        found |= kept.names.contains(inner.getName().getStringRef());
    }
    return found;
  }

  Source joinReads(Operation *op) const {
    bool moves = movesElements(op);
    Source joined = Source::Data;
    for (Value value : getReads(op)) {
      Source source = sources.lookup(value);
      if (source == Source::Parameter && !moves)
        source = Source::Rounded;
      joined = std::max(joined, source);
    }
    return joined;
  }

  void planBlock(Block &block) {
    markReturned(block);
    for (Operation &op : block.without_terminator())
      planOp(&op);
  }

  void planOp(Operation *op) {
    Source source = joinReads(op);
    if (holdsBlocks(op))
      for (Region &region : op->getRegions())
        for (Block &block : region) {
          for (BlockArgument argument : block.getArguments())
            sources[argument] =
                source == Source::Data ? Source::Data : Source::Kept;
          planBlock(block);
        }
    // Nobody knows what such an op does.
    bool isOpen =
        !op->isRegistered() ||
        (op->getNumRegions() != 0 && !isa<linalg::LinalgOp>(op) &&
         !isa<tensor::TensorDialect>(op->getDialect()) && !holdsBlocks(op));
    if (isProduct(op)) {
      plan.products.insert(op);
      source = Source::Rounded;
    }
    if (source != Source::Data && (isOpen || isKept(op)))
      source = Source::Kept;
    for (Value result : op->getResults()) {
      bool isRounded = source == Source::Rounded && isF32Tensor(result) &&
                       !wide.contains(result);
      sources[result] =
          source == Source::Rounded && !isRounded ? Source::Kept : source;
      if (isRounded)
        plan.rounded.insert(result);
    }
  }

  const KeptOps &kept;
  PrecisionPlan plan;
  llvm::DenseMap<Value, Source> sources;
  llvm::DenseSet<Value> wide; ///< Never rounded.
};
} // namespace

PrecisionPlan mlir::pipe::planPrecision(func::FuncOp func,
                                        const KeptOps &kept) {
  return Planner(kept).run(func);
}
