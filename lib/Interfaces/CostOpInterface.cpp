//===- CostOpInterface.cpp - Cost of an op --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

#include "pipe/Interfaces/CostOpInterface.cpp.inc"

std::optional<int64_t> mlir::pipe::getScalarCost(const OpCost &cost) {
  return llvm::checkedMulAdd<int64_t>(kFlopsPerByte, cost.bytes, cost.flops);
}

static int64_t getElementBytes(Type type) {
  return ((type.isIntOrFloat() ? type.getIntOrFloatBitWidth() : 64) + 7) / 8;
}

std::optional<int64_t> mlir::pipe::getValueBytes(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped)
    return getElementBytes(type);
  if (!shaped.hasStaticShape())
    return 0;
  std::optional<int64_t> bytes = getElementBytes(shaped.getElementType());
  for (int64_t size : shaped.getShape())
    bytes = bytes ? llvm::checkedMul<int64_t>(*bytes, size) : std::nullopt;
  return bytes;
}

std::optional<int64_t> mlir::pipe::getTensorBytesTouched(Operation *op) {
  std::optional<int64_t> sum = 0;
  auto add = [&](TypeRange types) {
    for (Type type : types) {
      if (!isa<RankedTensorType>(type))
        continue;
      std::optional<int64_t> bytes = getValueBytes(type);
      sum =
          sum && bytes ? llvm::checkedAdd<int64_t>(*sum, *bytes) : std::nullopt;
    }
  };
  add(op->getOperandTypes());
  add(op->getResultTypes());
  return sum;
}

int64_t mlir::pipe::getScalarOpFlops(Operation *op) {
  if (op->hasTrait<OpTrait::IsTerminator>() ||
      op->hasTrait<OpTrait::ConstantLike>() || isa<arith::IndexCastOp>(op))
    return 0;
  bool isCheapMath = isa<math::AbsFOp, math::AbsIOp, math::FloorOp,
                         math::CeilOp, math::FmaOp, math::CopySignOp>(op);
  if (op->getDialect() && isa<math::MathDialect>(op->getDialect()))
    return isCheapMath ? 1 : kMathFunctionFlops;
  return 1;
}
