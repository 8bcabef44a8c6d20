//===- StepBuilder.cpp - Writing the tasks of a step ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepBuilder.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe;

StepBuilder::StepBuilder(PipelineOp pipeline)
    : ImplicitLocOpBuilder(pipeline.getLoc(), pipeline.getContext()),
      pipeline(pipeline), symbols(pipeline) {
  setInsertionPoint(pipeline.getGraph());
}

FlatSymbolRefAttr StepBuilder::declareState(StringAttr name, StringAttr role,
                                            FlatSymbolRefAttr param,
                                            RankedTensorType type) {
  auto state = StateOp::create(*this, name, role, param, /*result=*/UnitAttr(),
                               TypeAttr::get(type));
  symbols.insert(state, getInsertionPoint());
  return getSymbol(state);
}

FlatSymbolRefAttr StepBuilder::declareReport(StringAttr name,
                                             RankedTensorType type) {
  auto state = StateOp::create(*this, name, /*role=*/name, FlatSymbolRefAttr(),
                               getUnitAttr(), TypeAttr::get(type));
  symbols.insert(state, getInsertionPoint());
  return getSymbol(state);
}

HyperOp StepBuilder::declareHyper(StringAttr role, ElementsAttr value) {
  auto type = RankedTensorType::get({}, getF64Type());
  auto hyper = HyperOp::create(*this, role, role, TypeAttr::get(type), value);
  symbols.insert(hyper, getInsertionPoint());
  return hyper;
}

FlatSymbolRefAttr StepBuilder::declareFinite() {
  StringAttr role = getStringAttr("finite");
  return declareState(role, role, FlatSymbolRefAttr(),
                      RankedTensorType::get({}, getI1Type()));
}

FlatSymbolRefAttr StepBuilder::findLossScale() {
  for (HyperOp hyper : pipeline.getBody().getOps<HyperOp>())
    if (hyper.getRole() == kLossScaleRole)
      return getSymbol(hyper);
  return FlatSymbolRefAttr();
}

StepOp StepBuilder::addStep(ArrayRef<ParamOp> params) {
  setInsertionPointAfter(pipeline.getGraph());
  SmallVector<Attribute> names;
  for (ParamOp param : params)
    names.push_back(getSymbol(param));
  auto step = StepOp::create(*this, getArrayAttr(names));
  Block *block = createBlock(&step.getBody());
  for (ParamOp param : params)
    block->addArgument(param.getType(), getLoc());
  return step;
}

TaskOp StepBuilder::addTask(StringRef name, int64_t stage, ValueRange operands,
                            ArrayRef<Attribute> variables, TypeRange results) {
  auto task = TaskOp::create(*this, results, name, TaskKind::Update, stage,
                             /*kernel=*/FlatSymbolRefAttr(), operands,
                             getArrayAttr(variables), /*cost=*/IntegerAttr());
  SmallVector<Type> types(operands.getTypes());
  for (Attribute variable : variables)
    types.push_back(getType(variable));
  SmallVector<Location> locs(types.size(), getLoc());
  createBlock(&task.getBody(), {}, types, locs);
  return task;
}

RankedTensorType StepBuilder::getType(Attribute variable) {
  return getVariableType(
      symbols.lookup(cast<FlatSymbolRefAttr>(variable).getValue()));
}

Value StepBuilder::readScalar(Value tensor, ValueRange indices) {
  return tensor::ExtractOp::create(*this, tensor, indices);
}
