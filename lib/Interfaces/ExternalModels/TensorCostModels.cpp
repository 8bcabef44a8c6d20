//===- TensorCostModels.cpp - Cost of tensor ops --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Interfaces/CostOpInterface.h"
#include "pipe/Interfaces/ExternalModels.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// An op that changes only how a tensor is looked at.
template <typename OpTy>
struct NoCost : public CostOpInterface::ExternalModel<NoCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *) const { return OpCost(); }
};

/// An op that copies: it reads as many bytes as it writes. `Piece` is the
/// operand that is written, or -1 for the result.
template <typename OpTy, int Piece = -1>
struct CopyCost
    : public CostOpInterface::ExternalModel<CopyCost<OpTy, Piece>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    Value piece = Piece < 0 ? op->getResult(0) : op->getOperand(0);
    auto type = dyn_cast<RankedTensorType>(piece.getType());
    if (!type || !type.hasStaticShape())
      return OpCost();
    Type element = type.getElementType();
    int64_t bits =
        element.isIntOrFloat() ? element.getIntOrFloatBitWidth() : 64;
    return OpCost{0, 2 * type.getNumElements() * ((bits + 7) / 8)};
  }
};
} // namespace

template <typename... OpTys>
static void attachNoCost(MLIRContext *context) {
  (OpTys::template attachInterface<NoCost<OpTys>>(*context), ...);
}

template <typename... OpTys>
static void attachCopyCost(MLIRContext *context) {
  (OpTys::template attachInterface<CopyCost<OpTys>>(*context), ...);
}

void mlir::pipe::registerTensorCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, tensor::TensorDialect *) {
    attachNoCost<tensor::EmptyOp, tensor::ExpandShapeOp,
                 tensor::CollapseShapeOp, tensor::CastOp, tensor::DimOp,
                 tensor::RankOp, tensor::ReshapeOp, tensor::BitcastOp,
                 tensor::ExtractOp, tensor::FromElementsOp>(context);
    attachCopyCost<tensor::ExtractSliceOp, tensor::ConcatOp, tensor::PadOp,
                   tensor::SplatOp, tensor::GatherOp, tensor::GenerateOp>(
        context);
    tensor::InsertSliceOp::attachInterface<CopyCost<tensor::InsertSliceOp, 0>>(
        *context);
  });
}
