//===- Calls.cpp - custom_call and composite ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "Locations.h"
#include "OpTable.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Targets that say where a value is to be, and leave it as it is.
static bool isPlacement(StringRef target) {
  return llvm::is_contained(
      {"Sharding", "SPMDFullToShardShape", "SPMDShardToFullShape",
       "xla.sdy.FuncResultSharding", "annotate_device_placement"},
      target);
}

LogicalResult mlir::pipe::hlo::lowerCustomCall(Importer &importer,
                                               Operation *op) {
  auto name =
      dyn_cast_or_null<StringAttr>(getAttribute(op, "call_target_name"));
  StringRef target = name ? name.getValue() : "";
  if (isPlacement(target))
    return lowerIdentity(importer, op);
  InFlightDiagnostic error = op->emitError("'")
                             << op->getName() << "' calls '" << target << "', ";
  if (target.starts_with("lapack_"))
    error << "and matrix decompositions (jnp.linalg) have no code here";
  else
    error << "whose code is not in this file";
  error << "; write the step without it";
  return noteUserLocation(error, op);
}

/// What a composite op means stands in the function that decomposes it.
LogicalResult mlir::pipe::hlo::lowerComposite(Importer &importer,
                                              Operation *op) {
  auto callee =
      dyn_cast_or_null<FlatSymbolRefAttr>(getAttribute(op, "decomposition"));
  auto func =
      callee ? SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(op, callee)
             : func::FuncOp();
  if (!func || func.getNumArguments() != op->getNumOperands() ||
      func.getNumResults() != op->getNumResults())
    return op->emitError("'") << op->getName() << "' has no decomposition with "
                              << op->getNumOperands() << " arguments and "
                              << op->getNumResults() << " results";
  SmallVector<Type> types;
  for (Type type : op->getResultTypes())
    types.push_back(toSignless(type));
  auto call = func::CallOp::create(importer.builder, op->getLoc(), callee,
                                   types, importer.getOperands(op));
  for (auto [source, imported] :
       llvm::zip_equal(op->getResults(), call.getResults()))
    importer.set(source, imported);
  return success();
}
