//===- ArithCostModels.cpp - Cost of arith and math ops -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"
#include "pipe/Interfaces/ExternalModels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// An op that does the same to every element of its result.
template <typename OpTy>
struct ElementwiseCost
    : public CostOpInterface::ExternalModel<ElementwiseCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    int64_t flops = getScalarOpFlops(op);
    if (flops == 0)
      return OpCost();
    auto tensor = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!tensor || !tensor.hasStaticShape())
      return OpCost{flops, 0};
    std::optional<int64_t> total = flops;
    for (int64_t size : tensor.getShape())
      total = total ? llvm::checkedMul<int64_t>(*total, size) : std::nullopt;
    std::optional<int64_t> bytes = getTensorBytesTouched(op);
    if (!total || !bytes)
      return std::nullopt;
    return OpCost{*total, *bytes};
  }
};
} // namespace

template <typename... OpTys>
static void attachAll(MLIRContext *context) {
  (OpTys::template attachInterface<ElementwiseCost<OpTys>>(*context), ...);
}

void mlir::pipe::registerArithCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, arith::ArithDialect *) {
    attachAll<
#define GET_OP_LIST
#include "mlir/Dialect/Arith/IR/ArithOps.cpp.inc"
        >(context);
  });
  registry.addExtension(+[](MLIRContext *context, math::MathDialect *) {
    attachAll<
#define GET_OP_LIST
#include "mlir/Dialect/Math/IR/MathOps.cpp.inc"
        >(context);
  });
}

void mlir::pipe::registerCostModels(DialectRegistry &registry) {
  registerArithCostModels(registry);
  registerLinalgCostModels(registry);
  registerScfCostModels(registry);
  registerTensorCostModels(registry);
  registerTosaCostModels(registry);
}
