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

/// Bytes of a tensor; elements of less than a byte take one, elements that are
/// not numbers eight. 0 for what is not a tensor of static shape.
static std::optional<int64_t> getBytes(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape())
    return 0;
  Type element = tensor.getElementType();
  int64_t bits = element.isIntOrFloat() ? element.getIntOrFloatBitWidth() : 64;
  std::optional<int64_t> bytes = (bits + 7) / 8;
  for (int64_t size : tensor.getShape()) {
    bytes = llvm::checkedMul<int64_t>(*bytes, size);
    if (!bytes)
      return std::nullopt;
  }
  return bytes;
}

std::optional<int64_t> mlir::pipe::getTensorBytesTouched(Operation *op) {
  std::optional<int64_t> sum = 0;
  auto add = [&](TypeRange types) {
    for (Type type : types) {
      std::optional<int64_t> bytes = getBytes(type);
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
