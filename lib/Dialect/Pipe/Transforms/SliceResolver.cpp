//===- SliceResolver.cpp - Slices without what they are slices of ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SliceResolver.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

#include <numeric>

using namespace mlir;
using namespace mlir::pipe;

/// Ops behind each other that one query looks through.
static constexpr int kMaxDepth = 64;

static RankedTensorType getTensorType(Value value) {
  return cast<RankedTensorType>(value.getType());
}

SliceResolver::SliceResolver(Block &block) {
  for (Operation &op : block) {
    if (auto insert = dyn_cast<tensor::InsertSliceOp>(op))
      addInsert(insert);
    else if (auto concat = dyn_cast<tensor::ConcatOp>(op))
      addConcat(concat);
  }
}

void SliceResolver::addInsert(tensor::InsertSliceOp op) {
  std::optional<Slab> slab = matchSlab(op);
  if (!slab)
    return;
  auto before = places.find(op.getDest());
  // The first insertion into the newest state of a chain makes it longer.
  if (before != places.end()) {
    Chain *chain = before->second.chain;
    if (chain->root && chain->dimension == slab->dimension &&
        before->second.number + 1 == chain->writes.size() &&
        chain->writes.add(slab->begin, slab->end)) {
      chain->sources.push_back(op.getSource());
      places[op.getResult()] = {chain, chain->writes.size() - 1};
      return;
    }
  }
  auto chain = std::make_unique<Chain>();
  chain->root = op.getDest();
  chain->dimension = slab->dimension;
  chain->writes.add(slab->begin, slab->end);
  chain->sources.push_back(op.getSource());
  places[op.getResult()] = {chain.get(), 0};
  chains.push_back(std::move(chain));
}

void SliceResolver::addConcat(tensor::ConcatOp op) {
  auto chain = std::make_unique<Chain>();
  chain->dimension = op.getDim();
  int64_t begin = 0;
  for (Value source : op.getInputs()) {
    if (!getTensorType(source).hasStaticShape())
      return;
    int64_t end = begin + getTensorType(source).getDimSize(op.getDim());
    if (end > begin) {
      chain->writes.add(begin, end);
      chain->sources.push_back(source);
    }
    begin = end;
  }
  places[op.getResult()] = {chain.get(), chain->writes.size() - 1};
  chains.push_back(std::move(chain));
}

Value SliceResolver::resolve(OpBuilder &builder, Value value,
                             const Slab &slab) {
  RankedTensorType type = getTensorType(value);
  if (!type.hasStaticShape())
    return {};
  if (slab.size() == type.getDimSize(slab.dimension))
    return value;
  std::pair<void *, Slab> key{value.getAsOpaquePointer(), slab};
  if (auto it = known.find(key); it != known.end())
    return it->second;
  if (depth == kMaxDepth)
    return {};
  ++depth;
  Value result = compute(builder, value, slab);
  --depth;
  return known[key] = result;
}

Value SliceResolver::compute(OpBuilder &builder, Value value,
                             const Slab &slab) {
  if (isa<BlockArgument>(value))
    return extractSlab(builder, value, slab);
  if (auto place = places.find(value); place != places.end())
    return ofChain(builder, value, place->second, slab);
  Operation *op = value.getDefiningOp();
  RankedTensorType type = getSlabType(getTensorType(value), slab);
  DenseElementsAttr constant;
  if (matchPattern(value, m_Constant(&constant)) && constant.isSplat())
    return arith::ConstantOp::create(builder, value.getLoc(),
                                     constant.resizeSplat(type));
  if (isa<tensor::EmptyOp>(op))
    return tensor::EmptyOp::create(builder, value.getLoc(), type.getShape(),
                                   type.getElementType());
  if (auto fill = dyn_cast<linalg::FillOp>(op)) {
    Value empty = tensor::EmptyOp::create(
        builder, value.getLoc(), type.getShape(), type.getElementType());
    return linalg::FillOp::create(builder, value.getLoc(), fill.value(), empty)
        .getResult(0);
  }
  if (auto slice = dyn_cast<tensor::ExtractSliceOp>(op))
    return ofSlice(builder, slice, slab);
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return ofExpand(builder, expand, slab);
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op))
    return ofCollapse(builder, collapse, slab);
  if (auto linalgOp = dyn_cast<linalg::LinalgOp>(op))
    return ofLinalg(builder, linalgOp, slab);
  return ofElementwise(builder, op, slab);
}

//===----------------------------------------------------------------------===//
// Ops that move elements
//===----------------------------------------------------------------------===//

Value SliceResolver::ofChain(OpBuilder &builder, Value value,
                             const Place &place, const Slab &slab) {
  const Chain &chain = *place.chain;
  if (chain.dimension != slab.dimension)
    return {};
  std::optional<int64_t> write =
      chain.writes.find(slab.begin, slab.end, place.number);
  if (!write)
    return {};
  if (*write == SliceChain::kNone)
    return chain.root ? resolve(builder, chain.root, slab) : Value();
  Value source = chain.sources[*write];
  int64_t begin = chain.writes.getBegin(*write);
  Slab written{slab.dimension, begin, chain.writes.getEnd(*write)};
  Value whole =
      reshapeTo(builder, source, getSlabType(getTensorType(value), written));
  if (!whole)
    return {};
  Slab part{slab.dimension, slab.begin - begin, slab.end - begin};
  if (Value known = resolve(builder, whole, part))
    return known;
  return extractSlab(builder, whole, part);
}

Value SliceResolver::ofSlice(OpBuilder &builder, tensor::ExtractSliceOp op,
                             const Slab &slab) {
  std::optional<Slab> own = matchSlab(op);
  if (!own)
    return {};
  // The dimension of the source, which has those that are dropped here.
  llvm::SmallBitVector dropped = op.getDroppedDims();
  int64_t dimension = 0, left = slab.dimension;
  while (dropped.test(dimension) || left-- > 0)
    ++dimension;
  Slab ofSource{dimension, slab.begin, slab.end};
  bool isSame = own->dimension == dimension;
  if (isSame) {
    ofSource.begin += own->begin;
    ofSource.end += own->begin;
  }
  Value source = resolve(builder, op.getSource(), ofSource);
  if (!source)
    return {};
  if (!isSame)
    source = extractSlab(builder, source, *own);
  return reshapeTo(builder, source, getSlabType(op.getType(), slab));
}

/// Elements of the dimensions of `group` behind `dimension`; -1 unless those
/// before it are of size 1.
static int64_t getInner(ArrayRef<int64_t> shape, ArrayRef<int64_t> group,
                        int64_t dimension) {
  int64_t inner = 1;
  for (int64_t other : group) {
    if (other < dimension && shape[other] != 1)
      return -1;
    if (other > dimension)
      inner *= shape[other];
  }
  return inner;
}

Value SliceResolver::ofExpand(OpBuilder &builder, tensor::ExpandShapeOp op,
                              const Slab &slab) {
  for (auto [dimension, group] :
       llvm::enumerate(op.getReassociationIndices())) {
    if (!llvm::is_contained(group, slab.dimension))
      continue;
    int64_t inner = getInner(op.getType().getShape(), group, slab.dimension);
    if (inner < 0)
      return {};
    Value source = resolve(builder, op.getSrc(),
                           {static_cast<int64_t>(dimension), slab.begin * inner,
                            slab.end * inner});
    if (!source)
      return {};
    return tensor::ExpandShapeOp::create(builder, op.getLoc(),
                                         getSlabType(op.getResultType(), slab),
                                         source, op.getReassociationIndices());
  }
  return {};
}

Value SliceResolver::ofCollapse(OpBuilder &builder, tensor::CollapseShapeOp op,
                                const Slab &slab) {
  ArrayRef<int64_t> shape = op.getSrcType().getShape();
  ReassociationIndices group = op.getReassociationIndices()[slab.dimension];
  // The outermost dimension that is larger than 1.
  auto *outer = llvm::find_if(group, [&](int64_t d) { return shape[d] != 1; });
  if (outer == group.end())
    return {};
  int64_t inner = getInner(shape, group, *outer);
  if (inner <= 0 || slab.begin % inner || slab.end % inner)
    return {};
  Value source = resolve(builder, op.getSrc(),
                         {*outer, slab.begin / inner, slab.end / inner});
  if (!source)
    return {};
  return tensor::CollapseShapeOp::create(builder, op.getLoc(),
                                         getSlabType(op.getResultType(), slab),
                                         source, op.getReassociationIndices());
}

//===----------------------------------------------------------------------===//
// Ops by element
//===----------------------------------------------------------------------===//

/// True when nothing but slabs along `dimension`, or results of the block, are
/// made of `value`, or only one op reads it: then the op is not needed any
/// more.
static bool isOnlySliced(Value value, int64_t dimension) {
  return value.hasOneUse() ||
         llvm::all_of(value.getUsers(), [&](Operation *op) {
           if (op->hasTrait<OpTrait::IsTerminator>())
             return true;
           auto slice = dyn_cast<tensor::ExtractSliceOp>(op);
           std::optional<Slab> slab = slice ? matchSlab(slice) : std::nullopt;
           return slab && slab->dimension == dimension;
         });
}

Value SliceResolver::ofElementwise(OpBuilder &builder, Operation *op,
                                   const Slab &slab) {
  if (!OpTrait::hasElementwiseMappableTraits(op) || op->getNumResults() != 1 ||
      !isOnlySliced(op->getResult(0), slab.dimension))
    return {};
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    if (isa<RankedTensorType>(operand.getType()))
      operand = resolve(builder, operand, slab);
    if (!operand)
      return {};
    operands.push_back(operand);
  }
  RankedTensorType type = getSlabType(getTensorType(op->getResult(0)), slab);
  return mlir::clone(builder, op, type, operands)->getResult(0);
}

/// The place of loop `loop` among the results of `map`; -1 if it has none,
/// std::nullopt if it is a part of an expression.
static std::optional<int64_t> findLoop(AffineMap map, unsigned loop) {
  int64_t found = -1;
  for (auto [place, expr] : llvm::enumerate(map.getResults())) {
    if (auto dim = dyn_cast<AffineDimExpr>(expr)) {
      if (dim.getPosition() != loop)
        continue;
      if (found >= 0)
        return std::nullopt;
      found = place;
    } else if (expr.isFunctionOfDim(loop)) {
      return std::nullopt;
    }
  }
  return found;
}

Value SliceResolver::ofLinalg(OpBuilder &builder, linalg::LinalgOp op,
                              const Slab &slab) {
  if (!op.hasPureTensorSemantics() || op->getNumResults() != 1 ||
      op.getNumLoops() != op.getNumParallelLoops() || op.hasIndexSemantics() ||
      !isOnlySliced(op->getResult(0), slab.dimension))
    return {};
  OpOperand &init = *op.getDpsInitOperand(0);
  auto loop = dyn_cast<AffineDimExpr>(
      op.getMatchingIndexingMap(&init).getResult(slab.dimension));
  if (!loop)
    return {};
  SmallVector<Value> operands;
  for (OpOperand &operand : op->getOpOperands()) {
    Value value = operand.get();
    std::optional<int64_t> place =
        findLoop(op.getMatchingIndexingMap(&operand), loop.getPosition());
    if (!place)
      return {};
    if (&operand == &init && !op.payloadUsesValueFromOperand(&init)) {
      RankedTensorType type = getSlabType(getTensorType(value), slab);
      value = tensor::EmptyOp::create(builder, op.getLoc(), type.getShape(),
                                      type.getElementType());
    } else if (*place >= 0) {
      value = resolve(builder, value, {*place, slab.begin, slab.end});
    }
    if (!value)
      return {};
    operands.push_back(value);
  }
  RankedTensorType type = getSlabType(getTensorType(init.get()), slab);
  return mlir::clone(builder, op, type, operands)->getResult(0);
}
