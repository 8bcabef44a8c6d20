//===- UpdateVariables.h - States and numbers of updates --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEVARIABLES_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEVARIABLES_H

#include "StepBuilder.h"
#include "UpdateTasks.h"

namespace mlir::pipe {
/// What tasks of functions that update read and write beside parameters.
class UpdateVariables {
public:
  explicit UpdateVariables(StepBuilder &builder) : builder(builder) {}

  /// Declares all; the builder stands in front of the graph.
  /// \errors emits one when two functions give a number different values.
  LogicalResult declare(PipelineUpdates &updates);

  /// Those of a parameter, in the order of the function that updates it.
  ArrayRef<Attribute> getStates(ParamOp param) { return statesOf[param]; }
  /// The hyper that argument `i` of `function` stands for.
  FlatSymbolRefAttr getHyper(func::FuncOp function, unsigned i);
  /// What the step says of itself, in the order of the functions of what is
  /// shared and their results.
  ArrayRef<Attribute> getReports() const { return reports; }

private:
  void declareStates(UpdatedParam &param);
  /// What the step says of itself by results of `function`.
  void declareReports(func::FuncOp function);
  /// Those that `function` takes.
  LogicalResult declareHypers(func::FuncOp function);

  StepBuilder &builder;
  llvm::DenseMap<Operation *, SmallVector<Attribute>> statesOf;
  llvm::DenseMap<StringAttr, HyperOp> hypers; ///< By role.
  SmallVector<Attribute> reports;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEVARIABLES_H
