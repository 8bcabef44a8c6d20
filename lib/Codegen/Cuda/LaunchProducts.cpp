//===- LaunchProducts.cpp - Contractions and copies for the queue ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LAUNCHPRODUCTSPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static Value advance(OpBuilder &builder, Location loc, Value pointer,
                     Type element, Value elements) {
  return LLVM::GEPOp::create(builder, loc, pointer.getType(), element, pointer,
                             elements);
}

/// Returns the address of the buffer's first element.
static Value getPointer(OpBuilder &builder, Location loc, Value buffer) {
  Type i64 = builder.getI64Type();
  Value index = memref::ExtractAlignedPointerAsIndexOp::create(
      builder, loc, builder.getIndexType(), buffer);
  index = arith::IndexCastOp::create(builder, loc, i64, index);
  auto pointerType = LLVM::LLVMPointerType::get(builder.getContext());
  Value pointer = LLVM::IntToPtrOp::create(builder, loc, pointerType, index);
  auto type = cast<MemRefType>(buffer.getType());
  auto [strides, offset] = type.getStridesAndOffset();
  if (offset == 0)
    return pointer;
  Value elements;
  if (ShapedType::isDynamic(offset)) {
    Value start = memref::ExtractStridedMetadataOp::create(builder, loc, buffer)
                      .getOffset();
    elements = arith::IndexCastOp::create(builder, loc, i64, start);
  } else {
    elements = LLVM::ConstantOp::create(builder, loc, i64, offset);
  }
  return advance(builder, loc, pointer, type.getElementType(), elements);
}

namespace {
/// Emits the products for one contraction.
class ProductEmitter {
public:
  ProductEmitter(OpBuilder &builder, linalg::LinalgOp op)
      : builder(builder), op(op), loc(op.getLoc()),
        element(getElementTypeOrSelf(op->getOperand(0))) {}

  void emit(MatrixProduct product, const GemmCall &call) {
    SmallVector<Value> pointers;
    for (Value operand : op->getOperands())
      pointers.push_back(getPointer(builder, loc, operand));
    OpBuilder::InsertionGuard guard(builder);
    // The longest loop goes into the call, the others around it.
    ContractionLoop batch{1, 0, 0, 0};
    auto longest = llvm::max_element(
        product.batch, [](const ContractionLoop &a, const ContractionLoop &b) {
          return a.size < b.size;
        });
    if (longest != product.batch.end()) {
      batch = *longest;
      product.batch.erase(longest);
    }
    for (const ContractionLoop &loop : product.batch)
      enterLoop(loop, pointers);
    if (call.swapOperands) {
      std::swap(pointers[0], pointers[1]);
      std::swap(batch.strideA, batch.strideB);
    }
    pipert::GpuMultiplyOp::create(
        builder, loc, pointers[0], pointers[1], pointers[2], call.m, call.n,
        call.k, call.lda, call.ldb, call.ldc, batch.size, batch.strideA,
        batch.strideB, batch.strideC, element, call.transA, call.transB,
        !op->hasAttr(kOverwriteAttr));
  }

private:
  /// Opens a loop; `pointers` become those of its iteration.
  void enterLoop(const ContractionLoop &loop, SmallVector<Value> &pointers) {
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value size = arith::ConstantIndexOp::create(builder, loc, loop.size);
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    auto scfLoop = scf::ForOp::create(builder, loc, zero, size, one);
    builder.setInsertionPointToStart(scfLoop.getBody());
    Type i64 = builder.getI64Type();
    Value iteration = arith::IndexCastOp::create(builder, loc, i64,
                                                 scfLoop.getInductionVar());
    int64_t strides[] = {loop.strideA, loop.strideB, loop.strideC};
    for (auto [pointer, stride] : llvm::zip_equal(pointers, strides))
      if (stride != 0) {
        Value factor = LLVM::ConstantOp::create(builder, loc, i64, stride);
        pointer = advance(builder, loc, pointer, element,
                          LLVM::MulOp::create(builder, loc, iteration, factor));
      }
  }

  OpBuilder &builder;
  linalg::LinalgOp op;
  Location loc;
  Type element;
};

struct LaunchProductsPass
    : public pipe::impl::LaunchProductsPassBase<LaunchProductsPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<linalg::LinalgOp> products;
    SmallVector<memref::CopyOp> copies;
    for (func::FuncOp kernel : getLaunchingKernels(getOperation()))
      kernel.walk([&](Operation *op) {
        if (auto copy = dyn_cast<memref::CopyOp>(op))
          copies.push_back(copy);
        else if (op->hasAttr(kContractionAttr))
          products.push_back(cast<linalg::LinalgOp>(op));
      });
    for (linalg::LinalgOp op : products)
      if (failed(lower(op)))
        return signalPassFailure();
    for (memref::CopyOp copy : copies)
      lower(copy);
  }

  static LogicalResult lower(linalg::LinalgOp op) {
    OpBuilder builder(op);
    FailureOr<MatrixProduct> product = getMatrixProduct(op);
    FailureOr<GemmCall> call = failure();
    if (succeeded(product))
      call = getGemmCall(*product);
    if (failed(call))
      return op->emitOpError("is marked as a matrix product, but the runtime's "
                             "cannot express its strides; run "
                             "pipe-outline-loops first");
    ProductEmitter(builder, op).emit(*product, *call);
    op->erase();
    return success();
  }

  /// The copy is one of neighbouring bytes; pipe-launch-device-code has made
  /// loop nests of the others.
  static void lower(memref::CopyOp copy) {
    OpBuilder builder(copy);
    Location loc = copy.getLoc();
    auto type = cast<MemRefType>(copy.getSource().getType());
    std::optional<int64_t> bytes = getTensorBytes(
        RankedTensorType::get(type.getShape(), type.getElementType()));
    Value source = getPointer(builder, loc, copy.getSource());
    Value target = getPointer(builder, loc, copy.getTarget());
    pipert::GpuCopyOp::create(builder, loc, source, target, bytes.value_or(0));
    copy.erase();
  }
};
} // namespace
