//===- EqualParameters.h - Parameters that may be one -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_EQUALPARAMETERS_H
#define PIPE_TOOLS_PIPERUN_EQUALPARAMETERS_H

#include "Session.h"

#include <string>
#include <vector>

namespace mlir::pipe {

/// Groups of parameters with gradients that have the same type and the same
/// values, which are not all one number: a front end that prints a tied weight
/// as several parameters gives each only a part of its gradient. `values` are
/// in the manifest's order. Takes time linear in the bytes.
std::vector<std::vector<std::string>>
findEqualParameters(const Manifest &manifest,
                    const std::vector<const void *> &values);

/// What to say of such a group.
std::string describeEqualParameters(const std::vector<std::string> &names);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_EQUALPARAMETERS_H
