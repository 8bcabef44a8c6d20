//===- UpdateOutliner.h - Functions of parts of a step ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEOUTLINER_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEOUTLINER_H

#include "pipe/Analysis/Roles/Roles.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::pipe {
/// An argument of a function that is split off a step.
struct OutlinedInput {
  Value value; ///< What it stands for; null for what nothing stands for.
  Type type;
  SmallVector<NamedAttribute> attributes = {};
};

/// What stands between some values of a step and others.
struct StepPart {
  SmallVector<Operation *> ops; ///< in their order
  llvm::DenseSet<Value> read;   ///< by the ops, or results that are inputs
};

/// Copies parts of a step that updates its parameters into functions.
class UpdateOutliner {
public:
  UpdateOutliner(ModuleOp module, func::FuncOp func, const ModelRoles &roles)
      : func(func), roles(roles), symbols(module),
        body(func.getBody().front()) {}

  /// The ops that compute `results` from inputs, arguments and constants.
  static StepPart findPart(llvm::function_ref<bool(Value)> isInput,
                           ArrayRef<Value> results);

  /// Creates a private function that computes `results` from `inputs`, and from
  /// the numbers of the step that are read, which are its last arguments.
  func::FuncOp outline(const Twine &name, ArrayRef<OutlinedInput> inputs,
                       ArrayRef<Value> results);

  /// True for ops that a function has a copy of.
  bool isCopied(Operation *op) const { return copied.contains(op); }

private:
  func::FuncOp createFunction(const Twine &name, ArrayRef<OutlinedInput> inputs,
                              ArrayRef<const StepNumber *> numbers,
                              ArrayRef<Value> results);
  void fillFunction(func::FuncOp function, ArrayRef<OutlinedInput> inputs,
                    ArrayRef<const StepNumber *> numbers,
                    ArrayRef<Operation *> ops, ArrayRef<Value> results);

  func::FuncOp func;
  const ModelRoles &roles;
  SymbolTable symbols;
  Block &body;
  llvm::DenseSet<Operation *> copied;
};
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_UPDATEOUTLINER_H
