//===- Constants.h - Values of parameters as files --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_TARGET_CONSTANTS_H
#define PIPE_LIB_TARGET_CONSTANTS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include <string>

namespace mlir::pipe {

/// Writes the values of the parameters of `pipeline` that have one to the
/// safetensors file `path`; no file when there are none. To be called after
/// `readModel`. Errors are diagnostics at the parameter.
LogicalResult writeConstants(PipelineOp pipeline, const std::string &path);

} // namespace mlir::pipe

#endif // PIPE_LIB_TARGET_CONSTANTS_H
