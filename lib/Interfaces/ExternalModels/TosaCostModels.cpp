//===- TosaCostModels.cpp - Cost of tosa ops ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"
#include "pipe/Interfaces/ExternalModels.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

/// Multiplications that go into one element of the result; 1 for ops that are
/// not contractions.
static int64_t getReductionSize(Operation *op) {
  auto dim = [&](unsigned operand, ArrayRef<int64_t> axes) -> int64_t {
    auto type = dyn_cast<RankedTensorType>(op->getOperand(operand).getType());
    int64_t size = 1;
    for (int64_t axis : axes)
      if (type && axis < type.getRank() && !type.isDynamicDim(axis))
        size *= type.getDimSize(axis);
    return size;
  };
  return llvm::TypeSwitch<Operation *, int64_t>(op)
      .Case<tosa::MatMulOp>([&](auto) { return dim(0, {2}); })
      .Case<tosa::Conv2DOp>([&](auto) { return dim(1, {1, 2, 3}); })
      .Case<tosa::Conv3DOp>([&](auto) { return dim(1, {1, 2, 3, 4}); })
      .Case<tosa::DepthwiseConv2DOp>([&](auto) { return dim(1, {0, 1}); })
      .Case<tosa::TransposeConv2DOp>([&](auto) { return dim(1, {1, 2, 3}); })
      .Default([](Operation *) { return 1; });
}

static int64_t getFlopsPerElement(Operation *op) {
  if (isa<tosa::ExpOp, tosa::LogOp, tosa::TanhOp, tosa::SigmoidOp, tosa::ErfOp,
          tosa::PowOp, tosa::RsqrtOp, tosa::SinOp, tosa::CosOp>(op))
    return kMathFunctionFlops;
  int64_t reduction = getReductionSize(op);
  return reduction == 1 ? 1 : 2 * reduction;
}

namespace {
template <typename OpTy>
struct TosaCost : public CostOpInterface::ExternalModel<TosaCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    if (isa<tosa::ConstOp, tosa::ConstShapeOp, tosa::ReshapeOp>(op) ||
        op->getNumResults() == 0)
      return OpCost();
    std::optional<int64_t> bytes = getTensorBytesTouched(op);
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!type || !type.hasStaticShape())
      return bytes ? std::optional(OpCost{0, *bytes}) : std::nullopt;
    std::optional<int64_t> flops = getFlopsPerElement(op);
    for (int64_t size : type.getShape())
      flops = flops ? llvm::checkedMul<int64_t>(*flops, size) : std::nullopt;
    if (!flops || !bytes)
      return std::nullopt;
    return OpCost{*flops, *bytes};
  }
};
} // namespace

template <typename... OpTys>
static void attachAll(MLIRContext *context) {
  (OpTys::template attachInterface<TosaCost<OpTys>>(*context), ...);
}

void mlir::pipe::registerTosaCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, tosa::TosaDialect *) {
    attachAll<
#define GET_OP_LIST
#include "mlir/Dialect/Tosa/IR/TosaOps.cpp.inc"
        >(context);
  });
}
