//===- Roles.h - What the arguments and results of a model are --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_ROLES_H
#define PIPE_ANALYSIS_ROLES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <optional>
#include <string>

namespace mlir::pipe {
/// What the user says about roles beside the attributes of the function.
struct RoleOptions {
  SmallVector<std::string> batch;      ///< names of arguments
  SmallVector<std::string> parameters; ///< names of arguments
  std::string loss;                    ///< name of a result
  std::string mode;                    ///< "train", "infer" or empty: find out
};

struct ArgumentRole {
  std::string name;
  std::optional<int64_t> batchDim; ///< none: a parameter
};

enum class ResultKind : uint8_t { Loss, Gradient, Output };

struct ResultRole {
  std::string name;
  ResultKind kind = ResultKind::Output;
  std::string parameter; ///< of a gradient
};

struct ModelRoles {
  SmallVector<ArgumentRole> arguments;
  SmallVector<ResultRole> results;
  bool isTraining = false;
};

/// The name in a location: that of a NameLoc, also inside call sites and fused
/// locations. Empty when there is none.
std::string getLocationName(Location loc);

/// Names of the arguments: `pipe.name`, else the name in the location, else
/// argN.
/// \errors emits one when two `pipe.name` are equal.
FailureOr<SmallVector<std::string>> getArgumentNames(func::FuncOp func);

/// Names of the results: `pipe.name`, else a plain name in the location of the
/// op that makes it, else resultN.
FailureOr<SmallVector<std::string>> getResultNames(func::FuncOp func);

/// Finds the role of every argument and result, from attributes, options and
/// defaults in this order. Without a word a single 0-d floating-point result is
/// the loss, the other results are gradients if they match the parameters one
/// to one in order and type, and every argument that is not a batch is a
/// parameter.
///
/// \errors emits one when no batch is named, a name does not exist, the loss of
/// a
///         training graph is not known, or a gradient has no parameter.
FailureOr<ModelRoles> findRoles(func::FuncOp func, const RoleOptions &options);

/// Writes `roles` as the attributes of arguments and results.
void writeRoles(func::FuncOp func, const ModelRoles &roles);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_ROLES_H
