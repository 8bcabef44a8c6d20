//===- StepBuilder.h - Writing the tasks of a step --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPBUILDER_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPBUILDER_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace mlir::pipe {

/// Writes the `pipe.step` of a pipeline: its variables before the graph, its
/// tasks behind it.
class StepBuilder : public ImplicitLocOpBuilder {
public:
  explicit StepBuilder(PipelineOp pipeline);

  template <typename SymbolOp>
  static FlatSymbolRefAttr getSymbol(SymbolOp op) {
    return FlatSymbolRefAttr::get(op.getSymNameAttr());
  }

  /// Declares a state, of `param` unless that is null. `name` may become
  /// another one, if it is taken.
  FlatSymbolRefAttr declareState(StringAttr name, StringAttr role,
                                 FlatSymbolRefAttr param,
                                 RankedTensorType type);
  /// Declares an f64 that the caller gives; `value`, what it is otherwise, may
  /// be null.
  HyperOp declareHyper(StringAttr role, ElementsAttr value);
  /// Declares the state that is to be whether all gradients are finite.
  FlatSymbolRefAttr declareFinite();

  /// Declares the state that is to be the result `name` of the model.
  FlatSymbolRefAttr declareReport(StringAttr name, RankedTensorType type);

  /// The hyper that gradients are multiplied by; null if there is none.
  FlatSymbolRefAttr findLossScale();

  /// Adds the step of the gradients of `params`. The builder stands in it
  /// afterwards.
  StepOp addStep(ArrayRef<ParamOp> params);

  /// Adds a task of kind update, and gives it a body with its operands and then
  /// its variables as arguments; the builder stands in it afterwards.
  TaskOp addTask(StringRef name, int64_t stage, ValueRange operands,
                 ArrayRef<Attribute> variables, TypeRange results);

  /// The type of a variable.
  RankedTensorType getType(Attribute variable);

  /// The element of a tensor.
  Value readScalar(Value tensor, ValueRange indices = {});

private:
  PipelineOp pipeline;
  SymbolTable symbols;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_STEPBUILDER_H
