//===- MeanLoss.h - The loss of a step --------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_MEANLOSS_H
#define PIPE_SESSION_MEANLOSS_H

#include "pipe/Session/Manifest.h"
#include "pipe/TensorIO/Bytes.h"

#include <optional>
#include <vector>

namespace mlir::pipe::session {

/// The mean over the micro-batches of the loss; nothing for a model that has
/// not one loss, of one floating-point number.
std::optional<double> getMeanLoss(const Manifest &manifest,
                                  const std::vector<Bytes> &outputs);

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_MEANLOSS_H
