//===- LoopNest.cpp - The loops and accesses of a linalg op on buffers ----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Nests/LoopNest.h"

#include "mlir/Analysis/FlatLinearValueConstraints.h"

using namespace mlir;
using namespace mlir::pipe;

/// Returns how `op` walks `operand`, with one stride a loop of the op.
static FailureOr<NestAccess> getAccess(linalg::LinalgOp op,
                                       OpOperand &operand) {
  NestAccess access;
  access.value = operand.get();
  access.elementType = getElementTypeOrSelf(operand.get());
  access.strides.assign(op.getNumLoops(), 0);
  if (access.isScalar())
    return access;
  auto type = cast<MemRefType>(operand.get().getType());
  SmallVector<int64_t> strides;
  if (!type.hasStaticShape() ||
      failed(type.getStridesAndOffset(strides, access.offset)) ||
      ShapedType::isDynamicShape(strides))
    return failure();
  AffineMap map = op.getMatchingIndexingMap(&operand);
  for (auto [expr, stride] : llvm::zip_equal(map.getResults(), strides)) {
    SmallVector<int64_t> flat;
    if (failed(getFlattenedAffineExpr(expr, map.getNumDims(), 0, &flat)) ||
        flat.size() != map.getNumDims() + 1)
      return failure();
    for (unsigned loop = 0; loop < map.getNumDims(); ++loop)
      access.strides[loop] += flat[loop] * stride;
    if (!ShapedType::isDynamic(access.offset))
      access.offset += flat.back() * stride;
    else if (flat.back() != 0)
      return failure();
  }
  return access;
}

/// Returns the loops of `op` whose index its body reads.
static llvm::SmallDenseSet<unsigned> getIndexedLoops(linalg::LinalgOp op) {
  llvm::SmallDenseSet<unsigned> loops;
  op.getBlock()->walk(
      [&](linalg::IndexOp index) { loops.insert(index.getDim()); });
  return loops;
}

static void eraseLoop(LoopNest &nest, unsigned loop) {
  nest.loops.erase(nest.loops.begin() + loop);
  for (NestAccess &access : nest.accesses)
    access.strides.erase(access.strides.begin() + loop);
}

/// Returns true if `outer` and the loop inside of it walk every buffer like one
/// loop of the size of both.
static bool areMergeable(const LoopNest &nest, unsigned outer) {
  int64_t size = nest.loops[outer + 1].size;
  return nest.loops[outer].isReduction == nest.loops[outer + 1].isReduction &&
         llvm::all_of(nest.accesses, [&](const NestAccess &access) {
           return access.strides[outer] == access.strides[outer + 1] * size;
         });
}

FailureOr<LoopNest> mlir::pipe::getLoopNest(linalg::LinalgOp op,
                                            bool mergeReductions) {
  if (op.hasDynamicShape())
    return failure();
  LoopNest nest;
  nest.op = op;
  for (OpOperand &operand : op->getOpOperands()) {
    FailureOr<NestAccess> access = getAccess(op, operand);
    if (failed(access))
      return failure();
    nest.accesses.push_back(*access);
  }
  for (auto [dim, size, kind] :
       llvm::enumerate(op.getStaticLoopRanges(), op.getIteratorTypesArray()))
    nest.loops.push_back(
        {size, kind == utils::IteratorType::reduction, unsigned(dim)});

  llvm::SmallDenseSet<unsigned> indexed = getIndexedLoops(op);
  for (unsigned loop = nest.loops.size(); loop-- > 0;) {
    if (nest.loops[loop].size == 1) {
      eraseLoop(nest, loop);
      continue;
    }
    if (loop + 1 >= nest.loops.size() || !areMergeable(nest, loop) ||
        indexed.contains(nest.loops[loop].dim) ||
        indexed.contains(nest.loops[loop + 1].dim) ||
        (nest.loops[loop].isReduction && !mergeReductions))
      continue;
    nest.loops[loop + 1].size *= nest.loops[loop].size;
    eraseLoop(nest, loop);
  }
  return nest;
}
