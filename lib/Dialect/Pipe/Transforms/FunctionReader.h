//===- FunctionReader.h - Reads functions of updates ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FUNCTIONREADER_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FUNCTIONREADER_H

#include "UpdateFunction.h"

namespace mlir::pipe {
/// Reads what functions of updates, of terms and of what is shared have in
/// common. Each step emits one error, and returns failure.
struct FunctionReader {
  func::FuncOp op;
  RankedTensorType type;
  /// What the function is, with the parameter.
  std::string what;
  UpdateFunction function{op};

  InFlightDiagnostic emitError();
  LogicalResult readResults();
  LogicalResult checkBody();
  LogicalResult readNumbers(unsigned i);
  LogicalResult readArguments();
  LogicalResult readTermResults();

private:
  /// The gradient and the parameter.
  LogicalResult readHead();
  LogicalResult readState(unsigned i);
  LogicalResult readNumber(unsigned i);
};

/// The function `name`, which `attribute` of `owner` names.
/// \errors emits one at `loc` if there is none.
FailureOr<func::FuncOp> findFunction(ModuleOp module, Location loc,
                                     FlatSymbolRefAttr name,
                                     StringRef attribute, StringRef owner);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_FUNCTIONREADER_H
