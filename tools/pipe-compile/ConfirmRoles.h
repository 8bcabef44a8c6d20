//===- ConfirmRoles.h - Try gradients that nobody named ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_CONFIRMROLES_H
#define PIPE_TOOLS_PIPE_COMPILE_CONFIRMROLES_H

#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace mlir::pipe {

/// True when the model, before it is lowered, has loops that data end: on
/// made-up data they may never do.
bool hasOpenLoops(ModuleOp module);

/// What the module does not say when it has been lowered.
struct ModelFacts {
  bool hasOpenLoops = false;
  /// Activations are kept in 16-bit floats, though the model is in f32.
  bool isRounded = false;
};

/// Where only order and type told which results are gradients, or they were
/// found behind updates, tries them: runs
/// the uncut model in the bundle `folder` on made-up data and compares them
/// with differences of the loss. `confirmation` becomes what is known then, to
/// be read behind "known by order and type" and the like.
/// \errors emits one when a result is not the gradient that it was taken for.
LogicalResult confirmRoles(ModuleOp module, StringRef folder,
                           const ModelFacts &facts, std::string &confirmation);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_CONFIRMROLES_H
