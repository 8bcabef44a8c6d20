//===- Roles.h - What the arguments and results of a model are --*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_ROLES_ROLES_H
#define PIPE_ANALYSIS_ROLES_ROLES_H

#include "pipe/Analysis/Roles/StepUpdates.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <optional>
#include <string>

namespace mlir::pipe {
/// What the user says about roles beside the attributes of the function. An
/// element of a list is a name, or several with commas between them; a name
/// that holds commas stands in double quotes. See `resolveNames` for what a
/// name may be.
struct RoleOptions {
  SmallVector<std::string> batch;        ///< names of arguments
  SmallVector<std::string> parameters;   ///< names of arguments
  SmallVector<std::string> frozen;       ///< names of arguments
  SmallVector<std::string> gradients;    ///< RESULT:PARAMETER
  SmallVector<std::string> updates;      ///< RESULT:ARGUMENT
  SmallVector<std::string> extraOutputs; ///< names of results
  std::string loss;                      ///< name of a result
  std::string mode; ///< "train", "infer" or empty: find out
};

struct ArgumentRole {
  std::string name;
  std::optional<int64_t> batchDim; ///< none: a parameter
  bool isFrozen = false;           ///< said to have no gradient
};

/// A report is one number of a step that updates its parameters, which is the
/// same for all of its micro-batches.
enum class ResultKind : uint8_t { Loss, Gradient, Output, NewValue, Report };

struct ResultRole {
  std::string name;
  ResultKind kind = ResultKind::Output;
  std::string parameter; ///< of a gradient, or the argument of a new value
};

/// What told which result is the gradient of which parameter.
enum class GradientSource : uint8_t { Given, Names, Order };

/// "attributes and options", "names", "order and type".
StringRef toString(GradientSource source);

struct ModelRoles {
  SmallVector<ArgumentRole> arguments;
  SmallVector<ResultRole> results;
  bool isTraining = false;
  /// What told the gradients; of a step that updates its parameters, what told
  /// which result is the new value of which argument.
  GradientSource source = GradientSource::Given;
  /// How the step updates its parameters, if it does.
  std::optional<StepUpdates> updates;
};

/// Names of the arguments: `pipe.name`, else the name in the location, else
/// argN.
/// \errors emits one when two `pipe.name` are equal.
FailureOr<SmallVector<std::string>> getArgumentNames(func::FuncOp func);

/// Names of the results: `pipe.name`, else `jax.result_info`, else a plain name
/// in the location of the op that makes it, else resultN.
FailureOr<SmallVector<std::string>> getResultNames(func::FuncOp func);

/// Splits at commas outside of brackets and double quotes, which are taken off:
///   a,b   "a,b",c   params['a,b'],c
SmallVector<std::string> splitNames(StringRef text);

/// The places in `known` that the elements of `texts` mean, in their order. An
/// element is a name of `known`; or several, as `splitNames` reads them; each
/// is a name, a place (`arg3`, `result0`), or the beginning of tree paths, so
/// that `params` means `params['w0']` and `params['w1']`.
///
/// \param word    "argument" or "result", for places and messages
/// \param option  that the message names
/// \errors emits one that lists what is known.
FailureOr<SmallVector<unsigned>> resolveNames(func::FuncOp func,
                                              ArrayRef<std::string> texts,
                                              ArrayRef<std::string> known,
                                              StringRef word, StringRef option);

/// Finds the role of every argument and result.
///
/// Attributes and options come first. Then names tell: a result is the gradient
/// of the argument that has the same place in its tree of parameters
/// (`result[1]['w0']` of `params['w0']`). Where no name tells, order and type
/// do: results other than the loss match the parameters one to one, or do so
/// without those that cannot be meant (parameters that the loss does not
/// depend on, results that the loss is computed from). A single 0-d
/// floating-point result is the loss; every argument that is not a batch is a
/// parameter. Integers are never gradients.
///
/// Where results are new values of parameters and of what an optimizer keeps,
/// `updates` says how they are computed, and gradients are what they are
/// computed from (see `findStepUpdates`).
///
/// \errors emits one when no batch is named, a name does not exist, the loss of
///         a training graph is not known or not 0-d, a gradient has no
///         parameter, it is open which results are gradients or new values, or
///         updates cannot be told from the gradients that they read.
FailureOr<ModelRoles> findRoles(func::FuncOp func, const RoleOptions &options);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_ROLES_ROLES_H
