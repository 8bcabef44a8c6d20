//===- PartitionRead.cpp - Read an imported model -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"
#include "UpdateFunction.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

FailureOr<func::FuncOp> mlir::pipe::findImportedFunction(ModuleOp module,
                                                         StringRef pass) {
  if (!module.getOps<PipelineOp>().empty())
    return mlir::emitError(module.getLoc())
           << "the module has a 'pipe.pipeline' already; '" << pass
           << "' takes what 'pipe-import' left";
  SmallVector<func::FuncOp> functions;
  llvm::StringSet<> updates = getUpdateNames(module);
  for (auto func : module.getOps<func::FuncOp>())
    if (!updates.contains(func.getSymName()))
      functions.push_back(func);
  if (functions.size() == 1 && module->hasAttr(kModeAttr) &&
      functions.front().getBody().hasOneBlock())
    return functions.front();
  return mlir::emitError(module.getLoc())
         << "the module is not an imported model: run 'pipe-import' first";
}

/// Roles may be written by hand: a gradient is of a parameter that is there.
static LogicalResult checkGradients(func::FuncOp func,
                                    const ModelRoots &roots) {
  llvm::StringSet<> parameters;
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr);
        name && func.getArgAttr(i, kParameterAttr))
      parameters.insert(name.getValue());
  for (const GraphRoot &root : roots.gradients)
    if (!parameters.contains(root.name))
      return mlir::emitError(func.getLoc())
             << "'pipe.gradient' names '" << root.name
             << "', but no argument with 'pipe.parameter' has this 'pipe.name'";
  return success();
}

FailureOr<ModelRoots> mlir::pipe::readRoots(func::FuncOp func,
                                            func::FuncOp body) {
  Operation *terminator = body.getBody().front().getTerminator();
  auto mode = func->getParentOp()->getAttrOfType<StringAttr>(kModeAttr);
  bool isTraining = mode && mode.getValue() == "train";
  ModelRoots roots;
  for (auto [i, value] : llvm::enumerate(terminator->getOperands())) {
    auto name = func.getResultAttrOfType<StringAttr>(i, kNameAttr);
    auto gradient = func.getResultAttrOfType<StringAttr>(i, kGradientAttr);
    if (!name)
      return mlir::emitError(func.getLoc())
             << "result " << i
             << " has no 'pipe.name': run 'pipe-import' first";
    if (gradient && isTraining)
      roots.gradients.push_back({value, gradient.str()});
    else
      roots.outputs.push_back({value, name.str()});
  }
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (!func.getArgAttr(i, kNameAttr))
      return mlir::emitError(func.getLoc())
             << "argument " << i
             << " has no 'pipe.name': run 'pipe-import' first";
  if (failed(checkGradients(func, roots)))
    return failure();
  return roots;
}

void mlir::pipe::detachDestinations(func::FuncOp func) {
  for (auto op : func.getBody().front().getOps<linalg::LinalgOp>()) {
    if (!op.hasPureTensorSemantics())
      continue;
    for (OpOperand &init : op.getDpsInitsMutable()) {
      Value value = init.get();
      if (op.payloadUsesValueFromOperand(&init) ||
          value.getDefiningOp<tensor::EmptyOp>() ||
          llvm::is_contained(op.getDpsInputs(), value))
        continue;
      OpBuilder builder(op);
      auto type = cast<RankedTensorType>(value.getType());
      init.set(tensor::EmptyOp::create(builder, op.getLoc(), type.getShape(),
                                       type.getElementType()));
    }
  }
}
