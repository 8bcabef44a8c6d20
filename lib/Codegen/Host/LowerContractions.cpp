//===- LowerContractions.cpp - Contractions become calls of the runtime ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/Contraction.h"
#include "pipe/Codegen/Host/Passes.h"
#include "pipe/Codegen/Kernels/Kernels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERCONTRACTIONSPASS
#include "pipe/Codegen/Host/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// Returns the declaration of the runtime's product for `type`, f32 or f64.
static LLVM::LLVMFuncOp getGemm(ModuleOp module, Type type) {
  StringRef name = type.isF32() ? "pipert_gemm_f32" : "pipert_gemm_f64";
  if (auto found = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return found;
  auto builder = OpBuilder::atBlockBegin(module.getBody());
  Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
  auto pointer = LLVM::LLVMPointerType::get(module.getContext());
  auto signature =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(module.getContext()),
                                  {i64, i64, i64, pointer, i64, i32, pointer,
                                   i64, i32, type, pointer, i64});
  return LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, signature);
}

namespace {
/// Emits the loops and the call for one contraction.
class GemmEmitter {
public:
  GemmEmitter(OpBuilder &builder, linalg::LinalgOp op, LLVM::LLVMFuncOp gemm)
      : builder(builder), op(op), gemm(gemm), loc(op.getLoc()) {}

  void emit(const MatrixProduct &product, const GemmCall &call) {
    SmallVector<Value> pointers;
    for (Value operand : op->getOperands())
      pointers.push_back(getPointer(operand));
    OpBuilder::InsertionGuard guard(builder);
    for (const ContractionLoop &loop : product.batch)
      enterLoop(loop, pointers);
    if (call.swapOperands)
      std::swap(pointers[0], pointers[1]);
    Type type = getElementTypeOrSelf(op->getOperand(0));
    double beta = op->hasAttr(kOverwriteAttr) ? 0.0 : 1.0;
    SmallVector<Value> operands{
        i64(call.m),
        i64(call.n),
        i64(call.k),
        pointers[0],
        i64(call.lda),
        i32(call.transA),
        pointers[1],
        i64(call.ldb),
        i32(call.transB),
        LLVM::ConstantOp::create(builder, loc, type,
                                 builder.getFloatAttr(type, beta)),
        pointers[2],
        i64(call.ldc)};
    LLVM::CallOp::create(builder, loc, gemm, operands);
  }

private:
  Value i64(int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(), value);
  }
  Value i32(int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, builder.getI32Type(), value);
  }

  /// Returns the address of the buffer's first element.
  Value getPointer(Value buffer) {
    auto type = cast<MemRefType>(buffer.getType());
    Value index = memref::ExtractAlignedPointerAsIndexOp::create(
        builder, loc, builder.getIndexType(), buffer);
    index =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), index);
    auto pointerType = LLVM::LLVMPointerType::get(builder.getContext());
    Value pointer = LLVM::IntToPtrOp::create(builder, loc, pointerType, index);
    auto [strides, offset] = type.getStridesAndOffset();
    return advance(pointer, i64(offset));
  }

  Value advance(Value pointer, Value elements) {
    return LLVM::GEPOp::create(builder, loc, pointer.getType(),
                               getElementTypeOrSelf(op->getOperand(0)), pointer,
                               elements);
  }

  /// Opens a loop; `pointers` become those of its iteration.
  void enterLoop(const ContractionLoop &loop, SmallVector<Value> &pointers) {
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value size = arith::ConstantIndexOp::create(builder, loc, loop.size);
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    auto scfLoop = scf::ForOp::create(builder, loc, zero, size, one);
    builder.setInsertionPointToStart(scfLoop.getBody());
    Value iteration = arith::IndexCastOp::create(
        builder, loc, builder.getI64Type(), scfLoop.getInductionVar());
    int64_t strides[] = {loop.strideA, loop.strideB, loop.strideC};
    for (auto [pointer, stride] : llvm::zip_equal(pointers, strides))
      if (stride != 0)
        pointer = advance(
            pointer, LLVM::MulOp::create(builder, loc, iteration, i64(stride)));
  }

  OpBuilder &builder;
  linalg::LinalgOp op;
  LLVM::LLVMFuncOp gemm;
  Location loc;
};

struct LowerContractionsPass
    : public pipe::impl::LowerContractionsPassBase<LowerContractionsPass> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<linalg::LinalgOp> ops;
    for (func::FuncOp kernel : getKernels(getOperation()))
      kernel.walk([&](linalg::LinalgOp op) {
        if (op->hasAttr(kContractionAttr))
          ops.push_back(op);
      });
    for (linalg::LinalgOp op : ops)
      if (failed(lower(op)))
        return signalPassFailure();
  }

  /// Replaces `op` by a call.
  LogicalResult lower(linalg::LinalgOp op) {
    OpBuilder builder(op);
    FailureOr<MatrixProduct> product = getMatrixProduct(op);
    FailureOr<GemmCall> call = failure();
    if (succeeded(product))
      call = getGemmCall(*product);
    if (failed(call))
      return op->emitOpError("is marked as a matrix product, but the runtime's "
                             "cannot express its strides; run "
                             "pipe-outline-loops first");
    Type type = getElementTypeOrSelf(op->getOperand(0));
    GemmEmitter(builder, op, getGemm(getOperation(), type))
        .emit(*product, *call);
    op->erase();
    return success();
  }
};
} // namespace
