//===- Reference.h - Runs the uncut model -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_REFERENCE_H
#define PIPE_TOOLS_PIPERUN_REFERENCE_H

#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <vector>

namespace mlir::pipe {

/// Throws Failure if the bundle has no uncut model.
void requireReference(const Bundle &bundle);

/// Runs the uncut model for each micro-batch in order, adds up its gradients
/// from 0 in their sum type, divides them by M for the mean and rounds them
/// once to their element type. Throws Failure if the bundle has none.
RunResults runReference(const Bundle &bundle,
                        const std::vector<const void *> &parameters,
                        const std::vector<Bytes> &inputs);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_REFERENCE_H
