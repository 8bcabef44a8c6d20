//===- WidenSums.cpp - Sums in a wider type -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WidenSums.h"
#include "pipe/Analysis/OpFacts/ElementTypes.h"
#include "pipe/Codegen/Kernels/Reduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

/// Terms that may be added one after the other in f32. Each addition may be off
/// by half a unit in the last place, all in the same direction. More products,
/// as in a convolution: their time is that of the arithmetic, where the time of
/// other sums is that of reading the terms. As many as the runtime's product.
static constexpr int64_t kLongestChain = 32, kLongestProductChain = 1024;

static unsigned getWidth(Type type) {
  return isa<FloatType>(type) ? type.getIntOrFloatBitWidth() : 0;
}

/// Returns true if `value` is a floating-point number narrower than `wide`.
static bool isNarrow(Value value, FloatType wide) {
  return getWidth(value.getType()) != 0 &&
         getWidth(value.getType()) < wide.getWidth();
}

/// Returns true if more terms of an output are combined one after the other, if
/// it is of f32, than f32 has digits for.
static bool hasLongChain(linalg::GenericOp op, int64_t vectorBytes) {
  int64_t terms = 1;
  for (auto [size, kind] :
       llvm::zip_equal(op.getStaticLoopRanges(), op.getIteratorTypesArray()))
    if (kind == utils::IteratorType::reduction)
      terms = llvm::MulOverflow(terms, size, terms) ? INT64_MAX : terms;
  int64_t lanes = getReductionLanes(op, vectorBytes);
  bool addsProducts = llvm::any_of(*op.getBlock(), [](Operation &inner) {
    return isa<arith::AddFOp>(inner) &&
           llvm::any_of(inner.getOperands(), [](Value operand) {
             return operand.getDefiningOp<arith::MulFOp>() != nullptr;
           });
  });
  int64_t longest =
      addsProducts && lanes == 1 ? kLongestProductChain : kLongestChain;
  return static_cast<int64_t>(llvm::divideCeil(terms, lanes)) > longest;
}

//===----------------------------------------------------------------------===//
// Conversions of tensors
//===----------------------------------------------------------------------===//

/// Returns `tensor` with elements of `type`, wider or narrower.
static Value convertTensor(RewriterBase &rewriter, Location loc, Value tensor,
                           FloatType type) {
  auto from = cast<RankedTensorType>(tensor.getType());
  bool widens = getWidth(from.getElementType()) < type.getWidth();
  Value empty = tensor::EmptyOp::create(rewriter, loc, from.getShape(), type);
  FloatAttr number;
  if (auto fill = tensor.getDefiningOp<linalg::FillOp>();
      fill && widens && matchPattern(fill.value(), m_Constant(&number)) &&
      number.getType() == from.getElementType()) {
    APFloat value = number.getValue();
    bool lossy;
    value.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                  &lossy);
    Value constant =
        arith::ConstantOp::create(rewriter, loc, FloatAttr::get(type, value));
    return linalg::FillOp::create(rewriter, loc, constant, empty).getResult(0);
  }
  AffineMap map = rewriter.getMultiDimIdentityMap(from.getRank());
  SmallVector<utils::IteratorType> iterators(from.getRank(),
                                             utils::IteratorType::parallel);
  auto body = [&](OpBuilder &b, Location loc, ValueRange args) {
    Value converted =
        widens ? arith::ExtFOp::create(b, loc, type, args[0]).getResult()
               : arith::TruncFOp::create(b, loc, type, args[0]).getResult();
    linalg::YieldOp::create(b, loc, converted);
  };
  return linalg::GenericOp::create(rewriter, loc, empty.getType(), tensor,
                                   empty, ArrayRef<AffineMap>{map, map},
                                   iterators, body)
      .getResult(0);
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

namespace {
/// Rewrites one reduction so that what depends on its outputs is in `wide`.
class SumWidener {
public:
  SumWidener(RewriterBase &rewriter, linalg::GenericOp op, FloatType wide)
      : rewriter(rewriter), op(op), wide(wide) {}

  /// Returns true if there is a sum to widen, and it can be.
  bool match() {
    for (unsigned i = 0; i < op.getNumDpsInits(); ++i) {
      BlockArgument output = op.getRegionOutputArgs()[i];
      llvm::SetVector<Operation *> users = getDependent(output);
      if (isNarrow(output, wide) && llvm::any_of(users, rounds)) {
        outputs.insert(i);
        dependent.insert_range(users);
      }
    }
    return !outputs.empty() && llvm::all_of(dependent, [&](Operation *inner) {
      return canWiden(inner);
    });
  }

  linalg::GenericOp rewrite() {
    rewriter.setInsertionPoint(op);
    SmallVector<Value> inits(op.getDpsInits());
    for (unsigned i : outputs)
      inits[i] = convertTensor(rewriter, op.getLoc(), inits[i], wide);
    linalg::GenericOp widened = linalg::GenericOp::create(
        rewriter, op.getLoc(), TypeRange(ValueRange(inits)),
        SmallVector<Value>(op.getDpsInputs()), inits, op.getIndexingMapsArray(),
        op.getIteratorTypesArray());
    widened->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    rewriteBody(widened);
    rewriter.setInsertionPointAfter(widened);
    SmallVector<Value> results(widened->getResults());
    for (unsigned i : outputs)
      results[i] = convertTensor(
          rewriter, op.getLoc(), results[i],
          cast<FloatType>(getElementTypeOrSelf(op->getResult(i))));
    rewriter.replaceOp(op, results);
    return widened;
  }

private:
  /// The ops of the body that depend on `output`.
  llvm::SetVector<Operation *> getDependent(BlockArgument output) {
    llvm::SetVector<Operation *> users(llvm::from_range, output.getUsers());
    for (size_t i = 0; i < users.size(); ++i)
      users.insert_range(users[i]->getUsers());
    users.remove(op.getBlock()->getTerminator());
    return users;
  }

  /// Returns true for operations whose result depends on the type that they
  /// are done in.
  static bool rounds(Operation *inner) {
    return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp>(
        inner);
  }

  bool canWiden(Operation *inner) {
    auto fits = [&](Type type) { return getWidth(type) <= wide.getWidth(); };
    if (!llvm::all_of(inner->getOperandTypes(), fits) ||
        !llvm::all_of(inner->getResultTypes(), fits))
      return false;
    // Functions of f64 would be those of the C library.
    if (isa<math::MathDialect>(inner->getDialect()))
      return wide.isF32() && inner->getNumRegions() == 0;
    return rounds(inner) ||
           isa<arith::NegFOp, arith::MaximumFOp, arith::MinimumFOp,
               arith::MaxNumFOp, arith::MinNumFOp, arith::CmpFOp,
               arith::SelectOp, arith::ExtFOp, arith::TruncFOp>(inner);
  }

  void rewriteBody(linalg::GenericOp widened) {
    Block *block = rewriter.createBlock(&widened.getRegion());
    for (auto [argument, operand] :
         llvm::zip_equal(op.getBlock()->getArguments(), widened->getOperands()))
      mapping.map(argument, block->addArgument(getElementTypeOrSelf(operand),
                                               argument.getLoc()));
    for (unsigned i : outputs)
      wides[op.getRegionOutputArgs()[i]] = widened.getRegionOutputArgs()[i];
    for (Operation &inner : op.getBlock()->without_terminator())
      if (dependent.contains(&inner))
        widenOp(&inner);
      else
        rewriter.clone(inner, mapping);
    Operation *yield = op.getBlock()->getTerminator();
    SmallVector<Value> yielded;
    for (auto [i, value] : llvm::enumerate(yield->getOperands()))
      yielded.push_back(outputs.contains(i) ? getWide(value)
                                            : getNarrow(value));
    linalg::YieldOp::create(rewriter, yield->getLoc(), yielded);
    for (Operation &inner : llvm::make_early_inc_range(llvm::reverse(*block)))
      if (isOpTriviallyDead(&inner))
        rewriter.eraseOp(&inner);
  }

  /// Emits `inner` on wide operands.
  void widenOp(Operation *inner) {
    if (isa<arith::ExtFOp, arith::TruncFOp>(inner)) {
      wides[inner->getResult(0)] = getWide(inner->getOperand(0));
      return;
    }
    OperationState state(inner->getLoc(), inner->getName());
    state.propertiesAttr = inner->getPropertiesAsAttribute();
    bool adds = isa<arith::AddFOp, arith::SubFOp>(inner);
    for (Value operand : inner->getOperands())
      state.operands.push_back(getWide(operand, adds));
    for (Value result : inner->getResults())
      state.types.push_back(isNarrow(result, wide) ? wide : result.getType());
    Operation *emitted = rewriter.create(state);
    for (auto [old, result] :
         llvm::zip_equal(inner->getResults(), emitted->getResults()))
      if (isNarrow(old, wide))
        wides[old] = result;
      else
        mapping.map(old, result);
  }

  Value extend(Value value, FloatType type) {
    return arith::ExtFOp::create(rewriter, value.getLoc(), type, value);
  }

  /// Returns `value` in the wide type, if it is a number that has it not. A
  /// `term` that is a product of 16-bit floats is not rounded to these.
  Value getWide(Value value, bool isTerm = false) {
    if (Value found = wides.lookup(value))
      return found;
    auto product = value.getDefiningOp<arith::MulFOp>();
    Value narrow = mapping.lookupOrDefault(value);
    if (isTerm && product && product->getBlock() == op.getBlock() &&
        isSmallFloat(value.getType())) {
      FloatType f32 = rewriter.getF32Type();
      Value a = extend(mapping.lookupOrDefault(product.getLhs()), f32);
      Value b = extend(mapping.lookupOrDefault(product.getRhs()), f32);
      narrow = arith::MulFOp::create(rewriter, value.getLoc(), a, b);
    }
    return isNarrow(narrow, wide) ? extend(narrow, wide) : narrow;
  }

  /// Returns `value` in its own type.
  Value getNarrow(Value value) {
    if (Value found = wides.lookup(value))
      return arith::TruncFOp::create(rewriter, value.getLoc(), value.getType(),
                                     found);
    return mapping.lookupOrDefault(value);
  }

  RewriterBase &rewriter;
  linalg::GenericOp op;
  FloatType wide;
  llvm::SetVector<unsigned> outputs; ///< Those to widen.
  llvm::SetVector<Operation *> dependent;
  IRMapping mapping;
  DenseMap<Value, Value> wides; ///< Of values that depend on outputs.
};
} // namespace

linalg::GenericOp mlir::pipe::widenSums(RewriterBase &rewriter,
                                        linalg::GenericOp op,
                                        int64_t vectorBytes) {
  if (op.getNumReductionLoops() == 0 || !op.hasPureTensorSemantics() ||
      op.hasDynamicShape())
    return op;
  SmallVector<FloatType> types;
  if (hasLongChain(op, vectorBytes))
    types.push_back(rewriter.getF64Type());
  types.push_back(rewriter.getF32Type());
  for (FloatType type : types)
    if (SumWidener widener(rewriter, op, type); widener.match())
      return widener.rewrite();
  return op;
}

//===----------------------------------------------------------------------===//
// Matrix products
//===----------------------------------------------------------------------===//

linalg::LinalgOp mlir::pipe::widenMatrixProduct(RewriterBase &rewriter,
                                                linalg::LinalgOp op) {
  if (llvm::none_of(op->getOperandTypes(), isSmallFloat))
    return op;
  rewriter.setInsertionPoint(op);
  Location loc = op.getLoc();
  FloatType f32 = rewriter.getF32Type();
  SmallVector<Value> operands;
  for (Value operand : op->getOperands())
    operands.push_back(isSmallFloat(operand.getType())
                           ? convertTensor(rewriter, loc, operand, f32)
                           : operand);
  auto body = [](OpBuilder &b, Location loc, ValueRange args) {
    Value product = arith::MulFOp::create(b, loc, args[0], args[1]);
    Value sum = arith::AddFOp::create(b, loc, args[2], product);
    linalg::YieldOp::create(b, loc, sum);
  };
  auto widened = linalg::GenericOp::create(
      rewriter, loc, operands[2].getType(), ArrayRef(operands).take_front(2),
      operands[2], op.getIndexingMapsArray(), op.getIteratorTypesArray(), body);
  widened->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  Value result = widened.getResult(0);
  if (auto type = cast<FloatType>(getElementTypeOrSelf(op->getResult(0)));
      isSmallFloat(type))
    result = convertTensor(rewriter, loc, result, type);
  rewriter.replaceOp(op, result);
  return cast<linalg::LinalgOp>(widened.getOperation());
}
