//===- LinalgCostModels.cpp - Cost of linalg ops --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"
#include "pipe/Interfaces/ExternalModels.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

/// Iterations of the loop nest that `op` stands for; 1 when a bound is not
/// static. std::nullopt when the product does not fit 63 bits.
static std::optional<int64_t> getLoopCount(linalg::LinalgOp op) {
  std::optional<int64_t> count = 1;
  for (int64_t size : op.getStaticLoopRanges())
    if (!ShapedType::isDynamic(size))
      count = count ? llvm::checkedMul<int64_t>(*count, size) : std::nullopt;
  return count;
}

namespace {
/// Iterations of the loop nest times the ops of the body. A matrix
/// multiplication of m x k by k x n, whose body multiplies and adds, counts 2 m
/// n k.
template <typename OpTy>
struct StructuredCost
    : public CostOpInterface::ExternalModel<StructuredCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    auto linalgOp = cast<linalg::LinalgOp>(op);
    int64_t perIteration = 0;
    linalgOp.getBlock()->walk(
        [&](Operation *nested) { perIteration += getScalarOpFlops(nested); });
    std::optional<int64_t> count = getLoopCount(linalgOp);
    std::optional<int64_t> flops =
        count ? llvm::checkedMul<int64_t>(*count, perIteration) : std::nullopt;
    std::optional<int64_t> bytes = getTensorBytesTouched(op);
    if (!flops || !bytes)
      return std::nullopt;
    return OpCost{*flops, *bytes};
  }
};
} // namespace

template <typename... OpTys>
static void attachAll(MLIRContext *context) {
  (OpTys::template attachInterface<StructuredCost<OpTys>>(*context), ...);
}

void mlir::pipe::registerLinalgCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, linalg::LinalgDialect *) {
    attachAll<
#define GET_OP_LIST
#include "mlir/Dialect/Linalg/IR/LinalgStructuredOps.cpp.inc"
        >(context);
  });
}
