//===- PassDestinations.cpp - Results of a kernel become destinations -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "pipe/Codegen/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PASSDESTINATIONSPASS
#include "pipe/Codegen/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Tensors without elements are all alike in memory.
static MemRefType getBufferType(RankedTensorType type) {
  if (type.getNumElements() == 0)
    return MemRefType::get({0}, type.getElementType());
  return MemRefType::get(type.getShape(), type.getElementType());
}

/// Replaces the tensor argument by a buffer that is only read.
static void makeBuffer(OpBuilder &builder, BlockArgument argument) {
  auto type = cast<RankedTensorType>(argument.getType());
  argument.setType(getBufferType(type));
  if (type.getNumElements() == 0) {
    argument.replaceAllUsesWith(tensor::EmptyOp::create(
        builder, argument.getLoc(), type.getShape(), type.getElementType()));
    return;
  }
  auto tensor = bufferization::ToTensorOp::create(
      builder, argument.getLoc(), type, argument, /*restrict=*/true);
  argument.replaceAllUsesExcept(tensor, tensor);
}

namespace {
/// A value, the buffer that it goes to, and whether it goes nowhere else.
struct Result {
  Value value;
  Value destination;
  bool isOnlyUse;
};
} // namespace

/// Looks through reshapes, so that the op that computes the value writes into
/// the reshaped destination.
static void peelReshapes(OpBuilder &builder, Result &result) {
  Location loc = result.value.getLoc();
  Value &destination = result.destination;
  while (Operation *op = result.value.getDefiningOp()) {
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
      destination = memref::CollapseShapeOp::create(
          builder, loc, destination, expand.getReassociationIndices());
    else if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op))
      destination = memref::ExpandShapeOp::create(
          builder, loc, collapse.getSrcType().getShape(), destination,
          collapse.getReassociationIndices());
    else
      return;
    result.value = op->getOperand(0);
    result.isOnlyUse &= result.value.hasOneUse();
  }
}

static Value readOldValue(OpBuilder &builder, const Result &result) {
  return bufferization::ToTensorOp::create(
      builder, result.value.getLoc(), result.value.getType(),
      result.destination, /*restrict=*/true, /*writable=*/true);
}

/// Lets a matrix product that only goes to its destination add to what is
/// there. Returns false for other values.
static bool accumulateProduct(OpBuilder &builder, const Result &result) {
  auto product = result.value.getDefiningOp<linalg::LinalgOp>();
  if (!product || !result.isOnlyUse || !product->hasAttr(kContractionAttr) ||
      !product->hasAttr(kOverwriteAttr))
    return false;
  product.getDpsInitsMutable()[0].set(readOldValue(builder, result));
  product->removeAttr(kOverwriteAttr);
  return true;
}

/// Returns the old value plus the new one, elementwise, in the element type.
static Value accumulate(OpBuilder &builder, const Result &result) {
  Value value = result.value;
  Location loc = value.getLoc();
  auto type = cast<RankedTensorType>(value.getType());
  Value old = readOldValue(builder, result);
  auto map = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto body = [](OpBuilder &b, Location loc, ValueRange args) {
    Value sum =
        isa<FloatType>(args[0].getType())
            ? arith::AddFOp::create(b, loc, args[1], args[0]).getResult()
            : arith::AddIOp::create(b, loc, args[1], args[0]);
    linalg::YieldOp::create(b, loc, sum);
  };
  return linalg::GenericOp::create(builder, loc, type, value, old,
                                   ArrayRef<AffineMap>{map, map}, iterators,
                                   body)
      .getResult(0);
}

/// Checks what the pass relies on: one block and static tensors.
static LogicalResult checkSignature(func::FuncOp func) {
  if (!func.getBody().hasOneBlock())
    return func.emitError("a kernel with more than one block has no code "
                          "generation for the host");
  for (Type type : llvm::concat<const Type>(func.getArgumentTypes(),
                                            func.getResultTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor || !tensor.hasStaticShape())
      return func.emitError("a kernel takes and returns tensors of static "
                            "shape, but there is ")
             << type;
    if (!getElementBytes(tensor.getElementType()))
      return func.emitError("the element type of ")
             << type << " has no code generation for the host";
  }
  return success();
}

namespace {
struct PassDestinationsPass
    : public pipe::impl::PassDestinationsPassBase<PassDestinationsPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    if (failed(checkSignature(func)))
      return signalPassFailure();
    Block &block = func.getBody().front();
    auto returnOp = cast<func::ReturnOp>(block.getTerminator());
    llvm::DenseSet<int64_t> accumulated;
    if (auto indices = func->getAttrOfType<DenseI64ArrayAttr>(kAccumulateAttr))
      accumulated.insert_range(indices.asArrayRef());

    auto atStart = OpBuilder::atBlockBegin(&block);
    for (BlockArgument argument : block.getArguments())
      makeBuffer(atStart, argument);
    OpBuilder builder(returnOp);
    for (auto [index, value] : llvm::enumerate(returnOp.getOperands())) {
      auto type = getBufferType(cast<RankedTensorType>(value.getType()));
      Result result{value, block.addArgument(type, value.getLoc()),
                    value.hasOneUse()};
      if (type.getNumElements() == 0)
        continue;
      peelReshapes(atStart, result);
      if (accumulated.contains(index) && !accumulateProduct(atStart, result))
        result.value = accumulate(builder, result);
      bufferization::MaterializeInDestinationOp::create(
          builder, value.getLoc(), /*result=*/Type(), result.value,
          result.destination, /*restrict=*/true, /*writable=*/true);
    }
    returnOp.getOperandsMutable().clear();
    setType(func);
  }

  /// Makes the function's type that of its block. Attributes of results go.
  void setType(func::FuncOp func) {
    Block &block = func.getBody().front();
    SmallVector<Attribute> argumentAttrs;
    auto empty = DictionaryAttr::get(&getContext());
    for (unsigned i = 0; i < block.getNumArguments(); ++i)
      argumentAttrs.push_back(
          i < func.getNumArguments() ? func.getArgAttrDict(i) : empty);
    for (Attribute &attr : argumentAttrs)
      if (!attr)
        attr = empty;
    func.removeResAttrsAttr();
    func.removeArgAttrsAttr();
    func.setFunctionType(
        FunctionType::get(&getContext(), block.getArgumentTypes(), {}));
    func.setAllArgAttrs(argumentAttrs);
    func->removeAttr(kAccumulateAttr);
  }
};
} // namespace
