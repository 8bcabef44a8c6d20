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
#include "mlir/IR/IRMapping.h"

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
/// `isWritable`. Returns the tensor that stands for what the buffer holds.
static Value makeBuffer(OpBuilder &builder, BlockArgument argument,
                        bool isWritable) {
  auto type = cast<RankedTensorType>(argument.getType());
  argument.setType(getBufferType(type));
  Value tensor;
  if (type.getNumElements() == 0)
    tensor = tensor::EmptyOp::create(builder, argument.getLoc(),
                                     type.getShape(), type.getElementType());
  else
    tensor = bufferization::ToTensorOp::create(builder, argument.getLoc(), type,
                                               argument, /*restrict=*/true,
                                               isWritable);
  argument.replaceAllUsesExcept(tensor, tensor.getDefiningOp());
  return tensor;
}

/// Returns the reshapes that make `value` of what some op computes, the last
/// one first, and sets `value` to that, so that the op can write into a
/// reshaped destination.
static SmallVector<Operation *> peelReshapes(Value &value) {
  SmallVector<Operation *> reshapes;
  while (isa_and_nonnull<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(
      value.getDefiningOp())) {
    reshapes.push_back(value.getDefiningOp());
    value = reshapes.back()->getOperand(0);
  }
  return reshapes;
}

/// Undoes `reshapes` on `buffer`.
static Value undoReshapes(OpBuilder &builder, ArrayRef<Operation *> reshapes,
                          Value buffer) {
  for (Operation *op : reshapes) {
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op)) {
      buffer = memref::CollapseShapeOp::create(
          builder, op->getLoc(), buffer, expand.getReassociationIndices());
      continue;
    }
    auto collapse = cast<tensor::CollapseShapeOp>(op);
    buffer = memref::ExpandShapeOp::create(
        builder, op->getLoc(), collapse.getSrcType().getShape(), buffer,
        collapse.getReassociationIndices());
  }
  return buffer;
}

/// Undoes `reshapes` on `tensor`.
static Value undoReshapesOfTensor(OpBuilder &builder,
                                  ArrayRef<Operation *> reshapes,
                                  Value tensor) {
  for (Operation *op : reshapes) {
    Type type = op->getOperand(0).getType();
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
      tensor =
          tensor::CollapseShapeOp::create(builder, op->getLoc(), type, tensor,
                                          expand.getReassociationIndices());
    else
      tensor = tensor::ExpandShapeOp::create(
          builder, op->getLoc(), type, tensor,
          cast<tensor::CollapseShapeOp>(op).getReassociationIndices());
  }
  return tensor;
}

/// Returns `old` plus `value`, elementwise, in the element type of `old`. A
/// matrix product could add by itself, but not with the same last digits: it
/// may add the parts of a long sum one after the other.
static Value accumulate(OpBuilder &builder, Value value, Value old) {
  Location loc = value.getLoc();
  auto type = cast<RankedTensorType>(old.getType());
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
static FailureOr<SmallVector<int64_t>>
getInPlaceArguments(func::FuncOp func,
                    const llvm::DenseSet<int64_t> &accumulated) {
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
    if (accumulated.contains(index))
      return func.emitError("'")
             << kInPlaceAttr << "' gives result " << index << " the place of "
             << "argument " << argument << ", but '" << kAccumulateAttr
             << "' adds it to another buffer";
    arguments[index] = argument;
  }
  return arguments;
}

/// Returns the tensor of what `buffer` holds, which is written in its place.
static Value readWritable(OpBuilder &builder, Value buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  return bufferization::ToTensorOp::create(
      builder, buffer.getLoc(),
      RankedTensorType::get(type.getShape(), type.getElementType()), buffer,
      /*restrict=*/true, /*writable=*/true);
}

/// Returns true for what an op of the kernel makes.
static bool isComputed(Value value) {
  return value.getDefiningOp() &&
         !isa<bufferization::ToTensorOp, tensor::EmptyOp>(
             value.getDefiningOp());
}

static Value copy(OpBuilder &builder, Value value) {
  return bufferization::AllocTensorOp::create(
      builder, value.getLoc(), cast<RankedTensorType>(value.getType()),
      ValueRange(), value);
}

static Value materialize(OpBuilder &builder, Value value, Value destination) {
  return bufferization::MaterializeInDestinationOp::create(
             builder, value.getLoc(), destination.getType(), value, destination)
      .getResult();
}

/// Writes `value`, or the sum of it and what is there, into `destination`, at
/// once where it can be, so that the value need not be kept until the end.
static Value writeInto(OpBuilder &builder, Value value, Value destination,
                       bool isSum) {
  Block *block = builder.getInsertionBlock();
  if (isComputed(value)) {
    if (isOnlyReader(value) && isOnlyRead(value))
      builder.setInsertionPointAfter(value.getDefiningOp());
    else if (!isSum)
      value = copy(builder, value);
  }
  if (isSum)
    value = accumulate(builder, value, destination);
  Value written = materialize(builder, value, destination);
  // Others read it there, so that it need be in no other place.
  value.replaceUsesWithIf(written, [&](OpOperand &use) {
    Operation *user = block->findAncestorOpInBlock(*use.getOwner());
    return user != block->getTerminator() &&
           written.getDefiningOp()->isBeforeInBlock(user);
  });
  return written;
}

/// Returns true if `value` lies in one of `tensors`, in whole or in part.
static bool liesIn(Value value, ArrayRef<Value> tensors) {
  while (isa_and_nonnull<tensor::ExtractSliceOp, tensor::ExpandShapeOp,
                         tensor::CollapseShapeOp, tensor::CastOp>(
      value.getDefiningOp()))
    value = value.getDefiningOp()->getOperand(0);
  return llvm::is_contained(tensors, value);
}

/// Writes `value` over `destination` behind all else, which may read what is
/// there. What is there of another argument that is written over is saved
/// first.
static Value writeOver(OpBuilder &builder, Value value, Value destination,
                       ArrayRef<Value> writtenOver) {
  if (liesIn(value, writtenOver)) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointAfterValue(value);
    value = copy(builder, value);
  } else if (isComputed(value) && !(isOnlyReader(value) && isOnlyRead(value))) {
    value = copy(builder, value);
  }
  return materialize(builder, value, destination);
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

    FailureOr<SmallVector<int64_t>> inPlace =
        getInPlaceArguments(func, accumulated);
    if (failed(inPlace))
      return signalPassFailure();
    auto atStart = OpBuilder::atBlockBegin(&block);
    SmallVector<Value> tensors, writtenOver;
    for (BlockArgument argument : block.getArguments()) {
      bool isWritable = llvm::is_contained(*inPlace, argument.getArgNumber());
      tensors.push_back(makeBuffer(atStart, argument, isWritable));
      if (isWritable)
        writtenOver.push_back(tensors.back());
    }
    SmallVector<std::pair<Value, Value>> held; // Tensors, and in which buffer.
    for (auto [index, result] : llvm::enumerate(returnOp.getOperands())) {
      Value value = result;
      auto tensor = cast<RankedTensorType>(value.getType());
      bool isSum = accumulated.contains(index);
      MemRefType type = getBufferType(isSum ? getSumType(tensor) : tensor);
      int64_t taken = (*inPlace)[index];
      Value buffer = taken < 0 ? block.addArgument(type, value.getLoc())
                               : block.getArgument(taken);
      if (type.getNumElements() == 0)
        continue;
      SmallVector<Operation *> reshapes = peelReshapes(value);
      if (taken < 0)
        buffer = undoReshapes(atStart, reshapes, buffer);
      Value destination =
          taken < 0 ? readWritable(atStart, buffer)
                    : undoReshapesOfTensor(atStart, reshapes, tensors[taken]);
      OpBuilder builder(returnOp);
      Value written = taken < 0
                          ? writeInto(builder, value, destination, isSum)
                          : writeOver(builder, value, destination, writtenOver);
      builder.setInsertionPoint(returnOp);
      if (taken >= 0)
        for (Operation *op : llvm::reverse(reshapes)) {
          IRMapping mapping;
          mapping.map(op->getOperand(0), written);
          written = builder.clone(*op, mapping)->getResult(0);
        }
      held.push_back({written, buffer});
    }
    // Bufferization has to know that a buffer holds its result at the end: so
    // tensors are written above, and said to be in the buffers here.
    OpBuilder atEnd(returnOp);
    for (auto [tensor, buffer] : held)
      bufferization::MaterializeInDestinationOp::create(
          atEnd, tensor.getLoc(), /*result=*/Type(), tensor, buffer,
          /*restrict=*/true, /*writable=*/true);
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
