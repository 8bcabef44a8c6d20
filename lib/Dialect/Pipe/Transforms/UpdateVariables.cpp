//===- UpdateVariables.cpp - States and numbers of updates ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UpdateVariables.h"

using namespace mlir;
using namespace mlir::pipe;

LogicalResult UpdateVariables::declare(PipelineUpdates &updates) {
  for (UpdatedParam &param : updates.params) {
    declareStates(param);
    if (failed(declareHypers(param.function.op)))
      return failure();
    for (const UpdateFunction &terms : param.terms)
      if (failed(declareHypers(terms.op)))
        return failure();
  }
  for (const SharedFunction &shared : updates.shared) {
    declareReports(shared.op);
    if (failed(declareHypers(shared.op)))
      return failure();
  }
  return success();
}

FlatSymbolRefAttr UpdateVariables::getHyper(func::FuncOp function, unsigned i) {
  return StepBuilder::getSymbol(
      hypers.lookup(function.getArgAttrOfType<StringAttr>(i, kHyperAttr)));
}

void UpdateVariables::declareStates(UpdatedParam &param) {
  auto type = cast<RankedTensorType>(param.op.getType());
  for (unsigned i = 0; i < param.function.numStates; ++i) {
    StringAttr role = param.function.getRole(i);
    StringAttr name = param.function.getStateName(i);
    if (!name)
      name =
          builder.getStringAttr(param.op.getSymName() + "." + role.getValue());
    Type given = param.function.op.getArgumentTypes()[2 + i];
    // A function on elements has them in the shape of the parameter.
    auto tensor = dyn_cast<RankedTensorType>(given);
    statesOf[param.op].push_back(
        builder.declareState(name, role, builder.getSymbol(param.op),
                             tensor ? tensor : type.clone(given)));
  }
}

void UpdateVariables::declareReports(func::FuncOp function) {
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (auto name = function.getResultAttrOfType<StringAttr>(i, kReportAttr))
      reports.push_back(builder.declareReport(
          name, cast<RankedTensorType>(function.getResultTypes()[i])));
}

LogicalResult UpdateVariables::declareHypers(func::FuncOp function) {
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto role = function.getArgAttrOfType<StringAttr>(i, kHyperAttr);
    if (!role)
      continue;
    auto given = function.getArgAttrOfType<FloatAttr>(i, kValueAttr);
    auto type = RankedTensorType::get({}, builder.getF64Type());
    DenseElementsAttr value;
    if (given)
      value = DenseElementsAttr::get(type, given.getValueAsDouble());
    HyperOp &hyper = hypers[role];
    if (!hyper) {
      hyper = builder.declareHyper(role, value);
    } else if (value && hyper.getValueAttr() && hyper.getValueAttr() != value) {
      return function.emitError("'")
             << function.getSymName() << "' gives the number " << role
             << " the value " << value << ", but another update "
             << hyper.getValueAttr();
    } else if (value) {
      hyper.setValueAttr(value);
    }
  }
  return success();
}
