//===- Partition.cpp - Cut a model into the tasks of stages ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "pipe/Analysis/OpFacts/SumOps.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PARTITIONPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// What is compared with the model has the gradients of the loss itself: the
/// number that they are multiplied by is 1, and no argument.
static void dropLossScale(func::FuncOp func) {
  for (unsigned i = func.getNumArguments(); i-- > 0;) {
    if (!func.getArgAttr(i, kHyperAttr))
      continue;
    OpBuilder builder = OpBuilder::atBlockBegin(&func.getBody().front());
    BlockArgument argument = func.getArgument(i);
    auto type = cast<RankedTensorType>(argument.getType());
    auto one = DenseElementsAttr::get(
        type, builder.getFloatAttr(type.getElementType(), 1));
    argument.replaceAllUsesWith(
        arith::ConstantOp::create(builder, argument.getLoc(), one));
    (void)func.eraseArgument(i);
  }
}

namespace {
struct PartitionPass : public pipe::impl::PartitionPassBase<PartitionPass> {
  using Base::Base;

  /// The names in `cut-after` tell the number of stages when nothing else does.
  int64_t getNumStages() const {
    if (stages == 1 && !cutAfter.empty())
      return cutAfter.size() + 1;
    return stages;
  }

  void runOnOperation() override {
    FailureOr<func::FuncOp> func =
        findImportedFunction(getOperation(), getArgument());
    if (failed(func))
      return signalPassFailure();
    OwningOpRef<func::FuncOp> copy = func->clone();
    // What the module says of dialects holds for the copy, too.
    if (Attribute dialects = getOperation()->getAttr(kSumDialectsAttr))
      (*copy)->setAttr(kSumDialectsAttr, dialects);
    CutRequest request{getNumStages(), SmallVector<std::string>(
                                           cutAfter.begin(), cutAfter.end())};
    FailureOr<PartitionedModel> model = partitionModel(*func, *copy, request);
    if (failed(model))
      return signalPassFailure();
    PipelineOp pipeline = buildPipeline(*func, *copy, *model);
    emitPartitionRemarks(pipeline, *model);
    dropLossScale(*func);
    func->setPrivate();
  }
};
} // namespace
