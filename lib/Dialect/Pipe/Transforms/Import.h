//===- Import.h - Parts of pipe-import --------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_IMPORT_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_IMPORT_H

#include "pipe/Analysis/Roles/Roles.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringSet.h"

// The parts of pipe-import, in the order in which they run. Each emits one
// error, at the place, and returns failure.

namespace mlir::pipe {
/// Returns the function that `name` names, else the one that is the model.
FailureOr<func::FuncOp> findModelFunction(ModuleOp module, StringRef name);

/// Replaces every call in `func`, nested ones included, by the body of what it
/// calls.
LogicalResult inlineCalls(func::FuncOp func);

/// Puts what goes into an optimization barrier in the place of what comes out.
void dropBarriers(func::FuncOp func);

/// Refuses what no later pass could cut: several blocks, dynamic or empty
/// shapes, random numbers.
LogicalResult checkModelFunction(func::FuncOp func);

/// Of a step that updates its parameters, as `roles` say: moves what stands
/// behind the gradients into functions, one a parameter, and returns gradients.
/// `roles` are those of the new arguments and results afterwards.
LogicalResult splitUpdates(ModuleOp module, func::FuncOp func,
                           ModelRoles &roles);

/// Inlines and checks the functions that update parameters.
LogicalResult prepareUpdates(ModuleOp module);

/// Gives every parameter with a gradient the function that updates it, if there
/// is one, and checks it. `func` has its roles.
LogicalResult readUpdates(ModuleOp module, func::FuncOp func);

/// Writes `roles` as the attributes of arguments and results.
void writeRoles(func::FuncOp func, const ModelRoles &roles);

/// Makes each group of parameters one, its first: the others are replaced by
/// it, and their gradients are added to its own. `func` has its roles.
LogicalResult tieParameters(func::FuncOp func, ArrayRef<std::string> groups);

/// Turns big constants, resources and loads of globals into arguments of `func`
/// with `pipe.name`, `pipe.parameter` and `pipe.value`. `func` has `pipe.name`
/// on all of its arguments.
LogicalResult hoistConstants(func::FuncOp func);

/// Removes everything but `func` and the functions that update its parameters
/// from `module`; a remark names the public functions among it.
void dropOthers(ModuleOp module, func::FuncOp func);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_IMPORT_H
