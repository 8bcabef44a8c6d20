//===- Contraction.cpp - Contractions as calls of a matrix product --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Analysis/OpFacts/ElementTypes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::pipe;

/// Looks through conversions of 16-bit floats to f32.
static Value skipExtension(Value value) {
  auto extension = value.getDefiningOp<arith::ExtFOp>();
  return extension && isSmallFloat(extension.getIn().getType()) &&
                 extension.getType().isF32()
             ? extension.getIn()
             : value;
}

/// Returns true if the body is `yield out + a * b` up to commutation. Of 16-bit
/// floats, it may convert each to f32, and what it yields back.
static bool isMultiplyAdd(Block &body) {
  auto yield = dyn_cast<linalg::YieldOp>(body.getTerminator());
  if (!yield || yield.getNumOperands() != 1)
    return false;
  Value sum = yield.getOperand(0);
  if (auto rounding = sum.getDefiningOp<arith::TruncFOp>();
      rounding && isSmallFloat(sum.getType()))
    sum = rounding.getIn();
  auto add = sum.getDefiningOp<arith::AddFOp>();
  if (!add)
    return false;
  Value product = add.getLhs(), out = add.getRhs();
  if (skipExtension(out) != body.getArgument(2))
    std::swap(product, out);
  auto multiply = product.getDefiningOp<arith::MulFOp>();
  if (!multiply || skipExtension(out) != body.getArgument(2))
    return false;
  Value a = body.getArgument(0), b = body.getArgument(1);
  Value lhs = skipExtension(multiply.getLhs()),
        rhs = skipExtension(multiply.getRhs());
  return ((lhs == a && rhs == b) || (lhs == b && rhs == a)) &&
         llvm::all_of(body.without_terminator(), [](Operation &op) {
           return isa<arith::AddFOp, arith::MulFOp, arith::ExtFOp,
                      arith::TruncFOp>(op);
         });
}

/// Returns true if the runtime's product can do with operands of these element
/// types: all f32 or all f64; or 16-bit floats among f32, which are converted.
static bool areTypesSupported(linalg::LinalgOp op) {
  auto is = [&](auto isType) {
    return llvm::all_of(op->getOperandTypes(), [&](Type type) {
      return isa<ShapedType>(type) && isType(getElementTypeOrSelf(type));
    });
  };
  return is([](Type type) { return type.isF64(); }) ||
         is([](Type type) { return type.isF32() || isSmallFloat(type); });
}

/// Returns the position of each loop among the results of `map`, -1 where it is
/// absent; std::nullopt if the map is more than a choice of loops.
static std::optional<SmallVector<int64_t>> getPositions(AffineMap map) {
  SmallVector<int64_t> positions(map.getNumDims(), -1);
  for (auto [position, expr] : llvm::enumerate(map.getResults())) {
    if (auto constant = dyn_cast<AffineConstantExpr>(expr);
        constant && constant.getValue() == 0)
      continue;
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim || positions[dim.getPosition()] >= 0)
      return std::nullopt;
    positions[dim.getPosition()] = position;
  }
  return positions;
}

/// Returns what each loop of `op` indexes; loops of one iteration index
/// nothing and are std::nullopt. An empty list: not a contraction.
static SmallVector<std::optional<ContractionDim>>
classifyLoops(linalg::LinalgOp op) {
  SmallVector<SmallVector<int64_t>> positions;
  for (AffineMap map : op.getIndexingMapsArray()) {
    auto found = getPositions(map);
    if (!found)
      return {};
    positions.push_back(*found);
  }
  SmallVector<std::optional<ContractionDim>> kinds;
  for (auto [loop, size] : llvm::enumerate(op.getStaticLoopRanges())) {
    bool a = positions[0][loop] >= 0, b = positions[1][loop] >= 0,
         c = positions[2][loop] >= 0;
    if (size == 1)
      kinds.push_back(std::nullopt);
    else if (a && b)
      kinds.push_back(c ? ContractionDim::Batch : ContractionDim::K);
    else if (a != b && c)
      kinds.push_back(a ? ContractionDim::M : ContractionDim::N);
    else
      return {};
  }
  return kinds;
}

bool mlir::pipe::isMatrixProduct(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 ||
      op.hasDynamicShape() || op->getNumRegions() != 1 ||
      op->getRegion(0).empty() || !isMultiplyAdd(*op.getBlock()))
    return false;
  if (!areTypesSupported(op))
    return false;
  auto kinds = classifyLoops(op);
  auto has = [&](ContractionDim kind) {
    return llvm::is_contained(kinds, kind);
  };
  return has(ContractionDim::K) &&
         (has(ContractionDim::M) || has(ContractionDim::N));
}

bool mlir::pipe::isContraction(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 ||
      op->getNumRegions() != 1 || op->getRegion(0).empty() ||
      op.hasDynamicShape() || !isMultiplyAdd(*op.getBlock()))
    return false;
  int64_t terms = 1;
  for (auto [size, kind] :
       llvm::zip_equal(op.getStaticLoopRanges(), op.getIteratorTypesArray()))
    if (kind == utils::IteratorType::reduction)
      terms = std::max(terms, size);
  if (terms == 1)
    return false;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  for (auto [loop, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    if (kind == utils::IteratorType::parallel &&
        maps[0].isFunctionOfDim(loop) != maps[1].isFunctionOfDim(loop))
      return true;
  return false;
}

/// Returns the stride in elements of each loop in the buffer `operand`.
static FailureOr<SmallVector<int64_t>> getLoopStrides(linalg::LinalgOp op,
                                                      OpOperand &operand) {
  auto type = dyn_cast<MemRefType>(operand.get().getType());
  SmallVector<int64_t> strides;
  int64_t offset;
  if (!type || failed(type.getStridesAndOffset(strides, offset)) ||
      llvm::is_contained(strides, ShapedType::kDynamic))
    return failure();
  auto positions = getPositions(op.getMatchingIndexingMap(&operand));
  SmallVector<int64_t> result;
  for (int64_t position : *positions)
    result.push_back(position < 0 ? 0 : strides[position]);
  return result;
}

/// Merges `inner` into `outer` if together they walk memory like one loop.
static bool mergeLoops(ContractionLoop &outer, const ContractionLoop &inner) {
  if (outer.strideA != inner.strideA * inner.size ||
      outer.strideB != inner.strideB * inner.size ||
      outer.strideC != inner.strideC * inner.size)
    return false;
  outer = {outer.size * inner.size, inner.strideA, inner.strideB,
           inner.strideC};
  return true;
}

static SmallVector<ContractionLoop>
mergeAdjacent(ArrayRef<ContractionLoop> loops) {
  SmallVector<ContractionLoop> merged;
  for (const ContractionLoop &loop : loops)
    if (merged.empty() || !mergeLoops(merged.back(), loop))
      merged.push_back(loop);
  return merged;
}

FailureOr<MatrixProduct> mlir::pipe::getMatrixProduct(linalg::LinalgOp op) {
  auto a = getLoopStrides(op, op->getOpOperand(0));
  auto b = getLoopStrides(op, op->getOpOperand(1));
  auto c = getLoopStrides(op, op->getOpOperand(2));
  if (failed(a) || failed(b) || failed(c))
    return failure();
  SmallVector<ContractionLoop> m, n, k;
  MatrixProduct product;
  SmallVector<int64_t> sizes = op.getStaticLoopRanges();
  for (auto [loop, kind] : llvm::enumerate(classifyLoops(op))) {
    if (!kind)
      continue;
    ContractionLoop entry{sizes[loop], (*a)[loop], (*b)[loop], (*c)[loop]};
    (*kind == ContractionDim::M   ? m
     : *kind == ContractionDim::N ? n
     : *kind == ContractionDim::K ? k
                                  : product.batch)
        .push_back(entry);
  }
  // One loop of each kind goes into the call, the outer ones around it. A sum
  // over two loops that are not adjacent in memory is not one matrix product.
  auto take = [&](SmallVector<ContractionLoop> loops, ContractionLoop &inner) {
    loops = mergeAdjacent(loops);
    if (loops.empty())
      return;
    inner = loops.pop_back_val();
    product.batch.append(loops);
  };
  if (mergeAdjacent(k).size() != 1)
    return failure();
  take(k, product.k);
  take(m, product.m);
  take(n, product.n);
  product.batch = mergeAdjacent(product.batch);
  return product;
}

/// Describes a matrix of `rows` x `columns` with these strides: transposed if
/// its columns are contiguous. Returns the leading dimension, -1 if neither
/// dimension is contiguous.
static int64_t getLeadingDimension(int64_t rows, int64_t rowStride,
                                   int64_t columns, int64_t columnStride,
                                   bool &transposed) {
  transposed = false;
  if ((columnStride == 1 || columns == 1) &&
      (rows == 1 || rowStride >= columns))
    return rows == 1 ? columns : rowStride;
  transposed = true;
  if ((rowStride == 1 || rows == 1) && (columns == 1 || columnStride >= rows))
    return columns == 1 ? rows : columnStride;
  return -1;
}

FailureOr<GemmCall> mlir::pipe::getGemmCall(const MatrixProduct &product) {
  GemmCall call;
  const ContractionLoop &m = product.m, &n = product.n, &k = product.k;
  call.ldc = getLeadingDimension(m.size, m.strideC, n.size, n.strideC,
                                 call.swapOperands);
  if (call.swapOperands) {
    // C' = B' * A': B' is n x k and A' is k x m.
    call.m = n.size, call.n = m.size, call.k = k.size;
    call.lda =
        getLeadingDimension(n.size, n.strideB, k.size, k.strideB, call.transA);
    call.ldb =
        getLeadingDimension(k.size, k.strideA, m.size, m.strideA, call.transB);
  } else {
    call.m = m.size, call.n = n.size, call.k = k.size;
    call.lda =
        getLeadingDimension(m.size, m.strideA, k.size, k.strideA, call.transA);
    call.ldb =
        getLeadingDimension(k.size, k.strideB, n.size, n.strideB, call.transB);
  }
  if (call.lda < 0 || call.ldb < 0 || call.ldc < 0)
    return failure();
  return call;
}
