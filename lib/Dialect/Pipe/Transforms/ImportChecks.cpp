//===- ImportChecks.cpp - Refuse models that cannot be cut ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe;

/// `advice` says what to do about a dynamic shape.
static LogicalResult
checkShape(Type type, StringRef advice,
           llvm::function_ref<InFlightDiagnostic()> emitError) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped)
    return success();
  if (!shaped.hasRank() || !shaped.hasStaticShape())
    return emitError() << "has the type " << type
                       << ", but only static shapes can be cut into stages"
                       << advice;
  return success();
}

/// Arguments and results must be tensors that can be sent and stored.
static LogicalResult checkBoundary(func::FuncOp func, Type type, StringRef word,
                                   unsigned index) {
  auto emitError = [&] {
    return mlir::emitError(func.getLoc()) << word << " " << index << " ";
  };
  StringRef advice = word == "argument"
                         ? "; export the model with this argument of a fixed "
                           "size, without dynamic dimensions"
                         : "";
  if (failed(checkShape(type, advice, emitError)))
    return failure();
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return emitError() << "has the type " << type << ", but must be a tensor";
  if (!getElementBytes(tensor.getElementType()))
    return emitError() << "has the type " << type
                       << ", whose elements have no size in bytes";
  if (!getTensorBytes(tensor))
    return emitError() << "has the type " << type
                       << ", whose size does not fit 63 bits";
  return success();
}

/// A global that the model writes is a state, such as a random seed.
static LogicalResult checkState(Operation *op) {
  if (isRandomOp(op))
    return op->emitError("'")
           << op->getName()
           << "' draws random numbers, which is not yet "
              "runnable: it must never run twice, and stages "
              "would need one state for all";
  if (isa<ml_program::GlobalStoreOp, ml_program::GlobalStoreGraphOp>(op))
    return op->emitError("'")
           << op->getName()
           << "' changes a global, as a random seed does; such a state is not "
              "yet runnable, and is never duplicated";
  return success();
}

/// A named product converts its operands as signed numbers.
static LogicalResult checkContraction(Operation *op) {
  auto contraction = dyn_cast<linalg::ContractionOpInterface>(op);
  if (!contraction || isa<linalg::GenericOp>(op))
    return success();
  if (auto cast = op->getAttrOfType<linalg::TypeFnAttr>("cast");
      cast && cast.getValue() == linalg::TypeFn::cast_unsigned)
    return success();
  Type first = getElementTypeOrSelf(op->getOperand(0));
  for (Value operand : op->getOperands()) {
    Type other = getElementTypeOrSelf(operand);
    if (first.isInteger() == other.isInteger())
      continue;
    return op->emitError("'")
           << op->getName() << "' multiplies " << first << " and " << other
           << ", but a named product takes integers for signed, so that true "
              "is -1 and a byte of 200 is -56; convert them before the product "
              "and leave out the pass that merges the conversion into it";
  }
  return success();
}

/// What follows from no static shape has a size that data decide.
static constexpr StringLiteral kOpAdvice =
    "; it follows from no static shape, as where nonzero or a mask says how "
    "many elements there are; give it a fixed size in the model";

LogicalResult mlir::pipe::checkModelFunction(func::FuncOp func) {
  for (auto [i, type] : llvm::enumerate(func.getArgumentTypes()))
    if (failed(checkBoundary(func, type, "argument", i)))
      return failure();
  for (auto [i, type] : llvm::enumerate(func.getResultTypes()))
    if (failed(checkBoundary(func, type, "result", i)))
      return failure();
  if (!func.getBody().hasOneBlock())
    return func.getBody().front().getTerminator()->emitError(
               "branches: the model has ")
           << func.getBody().getBlocks().size()
           << " blocks, but must have one; use structured control flow";
  WalkResult walk = func.getBody().walk([&](Operation *op) -> WalkResult {
    if (failed(checkState(op)) || failed(checkContraction(op)))
      return WalkResult::interrupt();
    for (Type type : op->getResultTypes())
      if (failed(checkShape(type, kOpAdvice, [&] {
            return op->emitError("'") << op->getName() << "' ";
          })))
        return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}
