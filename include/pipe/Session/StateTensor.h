//===- StateTensor.h - What an optimizer keeps ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_STATETENSOR_H
#define PIPE_SESSION_STATETENSOR_H

#include "pipe/Session/Manifest.h"
#include "pipe/TensorIO/Bytes.h"

#include <string>
#include <vector>

namespace mlir::pipe::session {

/// A state of a whole parameter.
struct StateTensor {
  std::string key; ///< "momentum.w".
  TensorType type;
  Bytes value;
};

/// The states of a bundle before the first step, which are zero. Parts of a
/// parameter are one tensor.
std::vector<StateTensor> makeStates(const Manifest &manifest);

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_STATETENSOR_H
