//===- ElementwiseFusion.cpp - Merging generics on tensors ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ElementwiseFusion.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

bool mlir::pipe::isElementwise(linalg::GenericOp producer) {
  return producer.hasPureTensorSemantics() && producer.getNumResults() == 1 &&
         producer.getNumReductionLoops() == 0 &&
         producer.getRegionOutputArgs()[0].use_empty() &&
         producer.getIndexingMapsArray().back().isPermutation();
}

/// Returns the producer's loop indices as a function of those of the op that
/// owns `operand`.
static AffineMap getLoopMap(linalg::GenericOp producer, OpOperand &operand) {
  auto consumer = cast<linalg::GenericOp>(operand.getOwner());
  AffineMap output = producer.getIndexingMapsArray().back();
  return inversePermutation(output).compose(
      consumer.getMatchingIndexingMap(&operand));
}

/// Returns true if every loop is the index of a dimension, from which its size
/// is known.
static bool areLoopsIndexed(ArrayRef<AffineMap> maps) {
  llvm::SmallBitVector indexed(maps.front().getNumDims());
  for (AffineMap map : maps)
    for (AffineExpr expr : map.getResults())
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        indexed.set(dim.getPosition());
  return indexed.all();
}

bool mlir::pipe::canFuseProducer(linalg::GenericOp producer,
                                 OpOperand &operand) {
  auto consumer = dyn_cast<linalg::GenericOp>(operand.getOwner());
  if (!consumer || !consumer.isDpsInput(&operand) ||
      !consumer.hasPureTensorSemantics() || !isElementwise(producer))
    return false;
  AffineMap loops = getLoopMap(producer, operand);
  SmallVector<AffineMap> maps = consumer.getIndexingMapsArray();
  maps.erase(maps.begin() + operand.getOperandNumber());
  for (OpOperand *input : producer.getDpsInputOperands())
    maps.push_back(producer.getMatchingIndexingMap(input).compose(loops));
  if (!areLoopsIndexed(maps))
    return false;
  // An index of the producer must be one of the consumer, or constant.
  return !producer.hasIndexSemantics() ||
         llvm::all_of(loops.getResults(), [](AffineExpr expr) {
           return isa<AffineDimExpr, AffineConstantExpr>(expr);
         });
}

namespace {
/// The inputs of a generic that is being made; equal ones are one.
struct InputList {
  SmallVector<Value> values;
  SmallVector<AffineMap> maps;

  unsigned insert(Value value, AffineMap map) {
    for (unsigned i = 0; i < values.size(); ++i)
      if (values[i] == value && maps[i] == map)
        return i;
    values.push_back(value);
    maps.push_back(map);
    return values.size() - 1;
  }
};
} // namespace

/// Creates a generic like `op` with these inputs and without a body; its block
/// has its arguments.
static linalg::GenericOp createLike(RewriterBase &rewriter,
                                    linalg::GenericOp op,
                                    const InputList &inputs,
                                    ArrayRef<unsigned> outputs) {
  SmallVector<AffineMap> maps = inputs.maps;
  SmallVector<Value> inits;
  SmallVector<Type> types;
  for (unsigned output : outputs) {
    OpOperand *init = op.getDpsInitOperand(output);
    inits.push_back(init->get());
    types.push_back(op->getResult(output).getType());
    maps.push_back(op.getMatchingIndexingMap(init));
  }
  rewriter.setInsertionPoint(op);
  auto result =
      linalg::GenericOp::create(rewriter, op.getLoc(), types, inputs.values,
                                inits, maps, op.getIteratorTypesArray());
  result->setDiscardableAttrs(op->getDiscardableAttrDictionary());
  Block *block = rewriter.createBlock(&result.getRegion());
  for (Value value : llvm::concat<const Value>(inputs.values, inits))
    block->addArgument(getElementTypeOrSelf(value), value.getLoc());
  rewriter.setInsertionPointToEnd(block);
  return result;
}

static SmallVector<unsigned> getAllOutputs(linalg::GenericOp op) {
  return llvm::to_vector(llvm::seq<unsigned>(0, op.getNumDpsInits()));
}

/// Copies the body of `op` without its terminator. `loops` gives the index of
/// each of its loops where they are not those of the new op.
static void cloneBody(RewriterBase &rewriter, linalg::GenericOp op,
                      IRMapping &mapping, AffineMap loops = {}) {
  for (Operation &inner : op.getBlock()->without_terminator()) {
    auto index = dyn_cast<linalg::IndexOp>(inner);
    if (!index || !loops) {
      rewriter.clone(inner, mapping);
      continue;
    }
    AffineExpr expr = loops.getResult(index.getDim());
    Value value;
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      value =
          linalg::IndexOp::create(rewriter, inner.getLoc(), dim.getPosition());
    else
      value = arith::ConstantIndexOp::create(
          rewriter, inner.getLoc(), cast<AffineConstantExpr>(expr).getValue());
    mapping.map(index.getResult(), value);
  }
}

/// Ends the body of a generic with the yielded values of `op` at `outputs`.
static void cloneYield(RewriterBase &rewriter, linalg::GenericOp op,
                       const IRMapping &mapping, ArrayRef<unsigned> outputs) {
  Operation *yield = op.getBlock()->getTerminator();
  SmallVector<Value> values;
  for (unsigned output : outputs)
    values.push_back(mapping.lookupOrDefault(yield->getOperand(output)));
  linalg::YieldOp::create(rewriter, yield->getLoc(), values);
}

linalg::GenericOp mlir::pipe::fuseProducer(RewriterBase &rewriter,
                                           linalg::GenericOp producer,
                                           OpOperand &operand) {
  auto consumer = cast<linalg::GenericOp>(operand.getOwner());
  AffineMap loops = getLoopMap(producer, operand);
  InputList inputs;
  SmallVector<unsigned> ofConsumer, ofProducer;
  for (OpOperand *input : consumer.getDpsInputOperands())
    ofConsumer.push_back(
        input == &operand
            ? ~0u
            : inputs.insert(input->get(),
                            consumer.getMatchingIndexingMap(input)));
  for (OpOperand *input : producer.getDpsInputOperands())
    ofProducer.push_back(inputs.insert(
        input->get(), producer.getMatchingIndexingMap(input).compose(loops)));

  SmallVector<unsigned> outputs = getAllOutputs(consumer);
  linalg::GenericOp fused = createLike(rewriter, consumer, inputs, outputs);
  Block *block = fused.getBlock();
  IRMapping mapping;
  for (auto [argument, input] :
       llvm::zip_equal(producer.getRegionInputArgs(), ofProducer))
    mapping.map(argument, block->getArgument(input));
  cloneBody(rewriter, producer, mapping, loops);
  Value computed = mapping.lookupOrDefault(
      producer.getBlock()->getTerminator()->getOperand(0));
  for (auto [argument, input] :
       llvm::zip_equal(consumer.getRegionInputArgs(), ofConsumer))
    mapping.map(argument, input == ~0u ? computed : block->getArgument(input));
  mapping.map(consumer.getRegionOutputArgs(), fused.getRegionOutputArgs());
  cloneBody(rewriter, consumer, mapping);
  cloneYield(rewriter, consumer, mapping, outputs);
  rewriter.replaceOp(consumer, fused.getResults());
  return fused;
}

/// Returns the scalar that every element of `input` is; null if it is none.
static Value getUniformScalar(RewriterBase &rewriter, Value input) {
  if (!isa<TensorType>(input.getType()))
    return input;
  if (auto fill = input.getDefiningOp<linalg::FillOp>())
    return fill.value();
  DenseElementsAttr value;
  if (!matchPattern(input, m_Constant(&value)) || !value.isSplat() ||
      !value.getElementType().isIntOrFloat())
    return nullptr;
  return arith::ConstantOp::create(rewriter, input.getLoc(),
                                   value.getSplatValue<TypedAttr>());
}

linalg::GenericOp mlir::pipe::simplifyInputs(RewriterBase &rewriter,
                                             linalg::GenericOp op) {
  InputList inputs;
  IRMapping mapping;
  SmallVector<std::pair<BlockArgument, unsigned>> kept;
  for (OpOperand *input : op.getDpsInputOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(input);
    if (argument.use_empty())
      continue;
    rewriter.setInsertionPoint(op);
    if (Value scalar = getUniformScalar(rewriter, input->get()))
      mapping.map(argument, scalar);
    else
      kept.emplace_back(
          argument,
          inputs.insert(input->get(), op.getMatchingIndexingMap(input)));
  }
  SmallVector<AffineMap> maps = inputs.maps;
  for (OpOperand &init : op.getDpsInitsMutable())
    maps.push_back(op.getMatchingIndexingMap(&init));
  if (inputs.values.size() == size_t(op.getNumDpsInputs()) ||
      !areLoopsIndexed(maps))
    return op;
  SmallVector<unsigned> outputs = getAllOutputs(op);
  linalg::GenericOp simple = createLike(rewriter, op, inputs, outputs);
  for (auto [argument, input] : kept)
    mapping.map(argument, simple.getBlock()->getArgument(input));
  mapping.map(op.getRegionOutputArgs(), simple.getRegionOutputArgs());
  cloneBody(rewriter, op, mapping);
  cloneYield(rewriter, op, mapping, outputs);
  rewriter.replaceOp(op, simple.getResults());
  return simple;
}

/// Returns the outputs whose old value the yielded values of `outputs` depend
/// on, and `outputs` themselves.
static SmallVector<unsigned> getNeededOutputs(linalg::GenericOp op,
                                              SmallVector<unsigned> outputs) {
  Operation *yield = op.getBlock()->getTerminator();
  llvm::SmallDenseSet<Value> seen;
  for (size_t next = 0; next < outputs.size(); ++next) {
    SmallVector<Value> worklist{yield->getOperand(outputs[next])};
    while (!worklist.empty()) {
      Value value = worklist.pop_back_val();
      if (!seen.insert(value).second)
        continue;
      if (Operation *inner = value.getDefiningOp()) {
        if (inner->getBlock() == op.getBlock())
          llvm::append_range(worklist, inner->getOperands());
        continue;
      }
      for (auto [index, argument] : llvm::enumerate(op.getRegionOutputArgs()))
        if (argument == value && !llvm::is_contained(outputs, index))
          outputs.push_back(index);
    }
  }
  llvm::sort(outputs);
  return outputs;
}

linalg::GenericOp mlir::pipe::removeUnusedResults(RewriterBase &rewriter,
                                                  linalg::GenericOp op) {
  SmallVector<unsigned> used;
  for (OpResult result : op->getResults())
    if (!result.use_empty())
      used.push_back(result.getResultNumber());
  if (used.empty() || used.size() == op->getNumResults())
    return op;
  // Ops with regions may read anything.
  if (llvm::any_of(*op.getBlock(),
                   [](Operation &inner) { return inner.getNumRegions() > 0; }))
    return op;
  SmallVector<unsigned> outputs = getNeededOutputs(op, used);
  if (outputs.size() == op->getNumResults())
    return op;
  InputList inputs;
  IRMapping mapping;
  SmallVector<unsigned> positions;
  for (OpOperand *input : op.getDpsInputOperands())
    positions.push_back(
        inputs.insert(input->get(), op.getMatchingIndexingMap(input)));
  linalg::GenericOp smaller = createLike(rewriter, op, inputs, outputs);
  for (auto [argument, position] :
       llvm::zip_equal(op.getRegionInputArgs(), positions))
    mapping.map(argument, smaller.getBlock()->getArgument(position));
  for (auto [index, output] : llvm::enumerate(outputs))
    mapping.map(op.getRegionOutputArgs()[output],
                smaller.getRegionOutputArgs()[index]);
  for (Operation &inner : op.getBlock()->without_terminator())
    if (llvm::all_of(inner.getOperands(), [&](Value value) {
          auto argument = dyn_cast<BlockArgument>(value);
          return mapping.contains(value) ||
                 (argument ? argument.getOwner() != op.getBlock()
                           : value.getParentBlock() != op.getBlock());
        }))
      rewriter.clone(inner, mapping);
  cloneYield(rewriter, op, mapping, outputs);
  for (Operation &inner :
       llvm::make_early_inc_range(llvm::reverse(*smaller.getBlock())))
    if (isOpTriviallyDead(&inner))
      rewriter.eraseOp(&inner);
  for (auto [index, output] : llvm::enumerate(outputs))
    rewriter.replaceAllUsesWith(op->getResult(output),
                                smaller->getResult(index));
  rewriter.eraseOp(op);
  return smaller;
}
