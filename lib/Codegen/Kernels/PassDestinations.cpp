//===- PassDestinations.cpp - Results of a kernel become destinations -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_PASSDESTINATIONSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Tensors without elements are all alike in memory.
static MemRefType getBufferType(RankedTensorType type) {
  if (type.getNumElements() == 0)
    return MemRefType::get({0}, type.getElementType());
  return MemRefType::get(type.getShape(), type.getElementType());
}

/// Replaces the tensor argument by a buffer, which is only read unless
/// `isWritable`.
static void makeBuffer(OpBuilder &builder, BlockArgument argument,
                       bool isWritable) {
  auto type = cast<RankedTensorType>(argument.getType());
  argument.setType(getBufferType(type));
  if (type.getNumElements() == 0) {
    argument.replaceAllUsesWith(tensor::EmptyOp::create(
        builder, argument.getLoc(), type.getShape(), type.getElementType()));
    return;
  }
  auto tensor = bufferization::ToTensorOp::create(
      builder, argument.getLoc(), type, argument, /*restrict=*/true,
      isWritable);
  argument.replaceAllUsesExcept(tensor, tensor);
}

/// Looks through reshapes, so that the op that computes `value` writes into the
/// reshaped `destination`.
static void peelReshapes(OpBuilder &builder, Value &value, Value &destination) {
  Location loc = value.getLoc();
  while (Operation *op = value.getDefiningOp()) {
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
      destination = memref::CollapseShapeOp::create(
          builder, loc, destination, expand.getReassociationIndices());
    else if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op))
      destination = memref::ExpandShapeOp::create(
          builder, loc, collapse.getSrcType().getShape(), destination,
          collapse.getReassociationIndices());
    else
      return;
    value = op->getOperand(0);
  }
}

/// Returns the old value plus the new one, elementwise, in the element type of
/// the destination. A matrix product could add by itself, but not with the same
/// last digits: it may add the parts of a long sum one after the other.
static Value accumulate(OpBuilder &builder, Value value, Value destination) {
  Location loc = value.getLoc();
  auto type = getSumType(cast<RankedTensorType>(value.getType()));
  Value old = bufferization::ToTensorOp::create(builder, loc, type, destination,
                                                /*restrict=*/true,
                                                /*writable=*/true);
  auto map = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto body = [](OpBuilder &b, Location loc, ValueRange args) {
    Value term = args[0];
    if (term.getType() != args[1].getType())
      term = arith::ExtFOp::create(b, loc, args[1].getType(), term);
    Value sum = isa<FloatType>(term.getType())
                    ? arith::AddFOp::create(b, loc, args[1], term).getResult()
                    : arith::AddIOp::create(b, loc, args[1], term);
    linalg::YieldOp::create(b, loc, sum);
  };
  return linalg::GenericOp::create(builder, loc, type, value, old,
                                   ArrayRef<AffineMap>{map, map}, iterators,
                                   body)
      .getResult(0);
}

/// Returns what `value` is computed from in place if memory allows: the tensor
/// that its op writes into. Null if its memory is new, or not known.
static Value getInit(Value value) {
  auto result = dyn_cast<OpResult>(value);
  if (!result)
    return nullptr;
  if (auto op = dyn_cast<DestinationStyleOpInterface>(result.getOwner()))
    return op.getTiedOpOperand(result)->get();
  if (auto loop = dyn_cast<scf::ForOp>(result.getOwner()))
    return loop.getInits()[result.getResultNumber()];
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp>(
          result.getOwner()))
    return result.getOwner()->getOperand(0);
  return nullptr;
}

/// Returns true if nothing else reads what may lie in the destination of
/// `value` before `value` does. Empty tensors and fills are made for each use.
static bool isOnlyReader(Value value) {
  while (Value init = getInit(value)) {
    if (init.getDefiningOp<tensor::EmptyOp>() ||
        init.getDefiningOp<linalg::FillOp>() ||
        init.getDefiningOp<bufferization::ToTensorOp>())
      return true;
    if (!init.hasOneUse())
      return false;
    value = init;
  }
  return isa_and_nonnull<tensor::EmptyOp, arith::ConstantOp>(
             value.getDefiningOp()) ||
         !isa_and_nonnull<scf::SCFDialect>(
             value.getDefiningOp() ? value.getDefiningOp()->getDialect()
                                   : nullptr);
}

/// Returns true if no op may write over `value` in place.
static bool isOnlyRead(Value value) {
  return llvm::all_of(value.getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    if (auto op = dyn_cast<linalg::LinalgOp>(user))
      return op.isDpsInput(&use);
    if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(user))
      return isOnlyRead(user->getResult(0));
    return isa<func::ReturnOp, tensor::ExtractOp,
               bufferization::MaterializeInDestinationOp>(user);
  });
}

/// Checks what the pass relies on: one block and static tensors.
static LogicalResult checkSignature(func::FuncOp func) {
  if (!func.getBody().hasOneBlock())
    return func.emitError("a kernel with more than one block ")
           << sayNoCode(func);
  for (Type type : llvm::concat<const Type>(func.getArgumentTypes(),
                                            func.getResultTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor || !tensor.hasStaticShape())
      return func.emitError("a kernel takes and returns tensors of static "
                            "shape, but there is ")
             << type;
    if (!getElementBytes(tensor.getElementType()))
      return func.emitError("the element type of ")
             << type << " " << sayNoCode(func);
  }
  return success();
}

/// Returns, for each result, the argument whose memory it takes the place of,
/// or -1.
static FailureOr<SmallVector<int64_t>> getInPlaceArguments(func::FuncOp func) {
  SmallVector<int64_t> arguments(func.getNumResults(), -1);
  auto attr = func->getAttrOfType<DenseI64ArrayAttr>(kInPlaceAttr);
  // It stays when the results are gone: the programs are lowered later.
  if (!attr || func.getNumResults() == 0)
    return arguments;
  llvm::SmallDenseSet<int64_t> seen;
  for (auto [index, argument] : llvm::enumerate(attr.asArrayRef())) {
    if (argument == -1)
      continue;
    if (index >= arguments.size() || argument < 0 ||
        argument >= static_cast<int64_t>(func.getNumArguments()) ||
        func.getArgumentTypes()[argument] != func.getResultTypes()[index] ||
        !seen.insert(argument).second)
      return func.emitError("'")
             << kInPlaceAttr << "' gives result " << index << " the place of "
             << "argument " << argument
             << ", which is not there, of another type, or taken";
    arguments[index] = argument;
  }
  return arguments;
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

    FailureOr<SmallVector<int64_t>> inPlace = getInPlaceArguments(func);
    if (failed(inPlace))
      return signalPassFailure();
    auto atStart = OpBuilder::atBlockBegin(&block);
    for (BlockArgument argument : block.getArguments())
      makeBuffer(atStart, argument,
                 llvm::is_contained(*inPlace, argument.getArgNumber()));
    OpBuilder builder(returnOp);
    for (auto [index, result] : llvm::enumerate(returnOp.getOperands())) {
      Value value = result;
      auto tensor = cast<RankedTensorType>(value.getType());
      MemRefType type = getBufferType(
          accumulated.contains(index) ? getSumType(tensor) : tensor);
      int64_t taken = (*inPlace)[index];
      Value destination = taken < 0 ? block.addArgument(type, value.getLoc())
                                    : block.getArgument(taken);
      if (type.getNumElements() == 0)
        continue;
      peelReshapes(atStart, value, destination);
      // At once, so that the value need not be kept until the end.
      builder.setInsertionPoint(returnOp);
      Operation *op = value.getDefiningOp();
      if (op && !isa<bufferization::ToTensorOp, tensor::EmptyOp>(op)) {
        if (isOnlyReader(value) && isOnlyRead(value))
          builder.setInsertionPointAfter(op);
        else if (!accumulated.contains(index))
          value = bufferization::AllocTensorOp::create(
              builder, value.getLoc(), cast<RankedTensorType>(value.getType()),
              ValueRange(), value);
      }
      if (accumulated.contains(index))
        value = accumulate(builder, value, destination);
      bufferization::MaterializeInDestinationOp::create(
          builder, result.getLoc(), /*result=*/Type(), value, destination,
          /*restrict=*/true, /*writable=*/true);
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
