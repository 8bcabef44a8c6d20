//===- CheckKernels.cpp - Ops of kernels that cannot be lowered -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CHECKKERNELSPASS
#include "pipe/Codegen/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isRandom(Operation *op) {
  static constexpr StringLiteral words[] = {"rng", "random", "rand",
                                            "bernoulli", "dropout"};
  StringRef name = op->getName().stripDialect();
  return llvm::any_of(
      words, [&](StringRef word) { return name.contains_insensitive(word); });
}

static bool isSupported(Operation *op) {
  if (isa<func::ReturnOp, scf::ForOp, scf::IfOp, scf::IndexSwitchOp,
          scf::WhileOp, scf::ConditionOp, scf::YieldOp,
          pipert::CheckAssertionOp>(op))
    return true;
  if (isa<linalg::LinalgOp, linalg::IndexOp, linalg::YieldOp,
          linalg::AggregatedOpInterface>(op))
    return !isRandom(op);
  if (isa<tensor::CastOp, tensor::CollapseShapeOp, tensor::ConcatOp,
          tensor::DimOp, tensor::EmptyOp, tensor::ExpandShapeOp,
          tensor::ExtractOp, tensor::ExtractSliceOp, tensor::FromElementsOp,
          tensor::GatherOp, tensor::GenerateOp, tensor::InsertOp,
          tensor::InsertSliceOp, tensor::PadOp, tensor::ScatterOp,
          tensor::SplatOp, tensor::YieldOp>(op))
    return true;
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
      op->getDialect());
}

/// Returns what is wrong with `type` as the type of a value in a kernel; empty
/// if nothing is.
static StringRef findFault(Type type) {
  auto integer = dyn_cast<IntegerType>(getElementTypeOrSelf(type));
  if (integer && integer.getWidth() > 64)
    return "integers of more than 64 bits";
  if (integer && !integer.isSignless())
    return "integers with a sign of their own";
  auto tensor = dyn_cast<TensorType>(type);
  if (!tensor)
    return isa<IntegerType, FloatType, IndexType>(type)
               ? ""
               : "a type without code generation";
  if (!tensor.hasStaticShape())
    return "a dynamic shape";
  if (!getElementBytes(tensor.getElementType()))
    return "an element type without code generation";
  return "";
}

/// Returns what is wrong with how `op` walks a tensor; empty if nothing is.
static StringRef findWalkFault(Operation *op) {
  if (auto pad = dyn_cast<tensor::PadOp>(op);
      pad && (!pad.getLow().empty() || !pad.getHigh().empty()))
    return "a padding that is only known at run time";
  auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op);
  if (!slice)
    return "";
  if (llvm::any_of(slice.getStaticStrides(), ShapedType::isDynamic))
    return "a stride that is only known at run time";
  if (llvm::any_of(slice.getStaticStrides(),
                   [](int64_t stride) { return stride < 1; }))
    return "a stride below 1";
  return "";
}

/// Emits an error if `op` cannot be lowered.
static LogicalResult checkOp(Operation *op) {
  if (!isSupported(op)) {
    InFlightDiagnostic diag = op->emitError("op '")
                              << op->getName()
                              << "' has no code generation for the host; ";
    if (isRandom(op))
      diag << "random numbers cannot be run yet";
    else
      diag << "it takes arith, math, linalg, tensor and scf";
    return diag;
  }
  for (Type type :
       llvm::concat<const Type>(op->getOperandTypes(), op->getResultTypes()))
    if (StringRef fault = findFault(type); !fault.empty())
      return op->emitError("op '")
             << op->getName() << "' has no code generation for the host; "
             << type << " has " << fault;
  if (StringRef fault = findWalkFault(op); !fault.empty())
    return op->emitError("op '")
           << op->getName() << "' has no code generation for the host; it has "
           << fault;
  return success();
}

/// Emits an error if the function itself cannot be a kernel.
static LogicalResult checkFunction(func::FuncOp func) {
  if (!func.getBody().hasOneBlock())
    return func.emitError("function '")
           << func.getSymName()
           << "' has no code generation for the host; it has "
           << func.getBody().getBlocks().size() << " blocks";
  for (Type type : llvm::concat<const Type>(func.getArgumentTypes(),
                                            func.getResultTypes())) {
    StringRef fault =
        isa<RankedTensorType>(type) ? findFault(type) : "no memory of its own";
    if (!fault.empty())
      return func.emitError("function '")
             << func.getSymName() << "' has no code generation for the host; "
             << type << " has " << fault;
  }
  return success();
}

namespace {
struct CheckKernelsPass
    : public pipe::impl::CheckKernelsPassBase<CheckKernelsPass> {
  using Base::Base;

  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isExternal())
      return;
    if (failed(checkFunction(func)))
      return signalPassFailure();
    bool failed = false;
    func.walk([&](Operation *op) {
      if (op != func)
        failed |= mlir::failed(checkOp(op));
    });
    if (failed)
      signalPassFailure();
  }
};
} // namespace
