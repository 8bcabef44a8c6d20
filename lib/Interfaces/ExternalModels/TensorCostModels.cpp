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
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// An op that changes only how a tensor is looked at.
template <typename OpTy>
struct NoCost : public CostOpInterface::ExternalModel<NoCost<OpTy>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *) const { return OpCost(); }
};

/// An op that moves values: it reads as many bytes as it writes. `Piece` is the
/// operand that is moved, or -1 for the result. What the moved values are part
/// of, or are put into, does not count: updated in place, it stays where it is.
template <typename OpTy, int Piece = -1>
struct MoveCost
    : public CostOpInterface::ExternalModel<MoveCost<OpTy, Piece>, OpTy> {
  std::optional<OpCost> getOpCost(Operation *op) const {
    Value piece = Piece < 0 ? op->getResult(0) : op->getOperand(Piece);
    std::optional<int64_t> bytes = getValueBytes(piece.getType());
    if (bytes)
      bytes = llvm::checkedMul<int64_t>(2, *bytes);
    return bytes ? std::optional(OpCost{0, *bytes}) : std::nullopt;
  }
};
} // namespace

template <typename... OpTys>
static void attachNoCost(MLIRContext *context) {
  (OpTys::template attachInterface<NoCost<OpTys>>(*context), ...);
}

template <typename... OpTys>
static void attachMoveCost(MLIRContext *context) {
  (OpTys::template attachInterface<MoveCost<OpTys>>(*context), ...);
}

void mlir::pipe::registerTensorCostModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, tensor::TensorDialect *) {
    attachNoCost<tensor::EmptyOp, tensor::ExpandShapeOp,
                 tensor::CollapseShapeOp, tensor::CastOp, tensor::DimOp,
                 tensor::RankOp, tensor::ReshapeOp, tensor::BitcastOp>(context);
    attachMoveCost<tensor::ConcatOp, tensor::ExtractOp, tensor::ExtractSliceOp,
                   tensor::FromElementsOp, tensor::GatherOp, tensor::GenerateOp,
                   tensor::PadOp, tensor::SplatOp>(context);
    tensor::InsertOp::attachInterface<MoveCost<tensor::InsertOp, 0>>(*context);
    tensor::InsertSliceOp::attachInterface<MoveCost<tensor::InsertSliceOp, 0>>(
        *context);
    tensor::ScatterOp::attachInterface<MoveCost<tensor::ScatterOp, 0>>(
        *context);
  });
}
