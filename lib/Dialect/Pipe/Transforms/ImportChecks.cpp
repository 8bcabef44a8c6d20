//===- ImportChecks.cpp - Refuse models that cannot be cut ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Analysis/OpEffects.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe;

static LogicalResult
checkShape(Type type, llvm::function_ref<InFlightDiagnostic()> emitError) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped)
    return success();
  if (!shaped.hasRank() || !shaped.hasStaticShape())
    return emitError() << "has the type " << type
                       << ", but only static shapes can be cut into stages";
  return success();
}

/// Arguments and results must be tensors that can be sent and stored.
static LogicalResult checkBoundary(func::FuncOp func, Type type, StringRef word,
                                   unsigned index) {
  auto emitError = [&] {
    return mlir::emitError(func.getLoc()) << word << " " << index << " ";
  };
  if (failed(checkShape(type, emitError)))
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
    if (failed(checkState(op)))
      return WalkResult::interrupt();
    for (Type type : op->getResultTypes())
      if (failed(checkShape(type, [&] {
            return op->emitError("'") << op->getName() << "' ";
          })))
        return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return failure(walk.wasInterrupted());
}
