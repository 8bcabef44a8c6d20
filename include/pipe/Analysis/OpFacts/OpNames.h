//===- OpNames.h - What an op is called -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_OPNAMES_H
#define PIPE_ANALYSIS_OPFACTS_OPNAMES_H

#include "mlir/IR/Operation.h"

#include <string>

namespace mlir::pipe {
/// The name in a location: that of a NameLoc, also inside call sites and fused
/// locations. Empty when there is none.
std::string getLocationName(Location loc);

/// `pipe.name` of `op`, else the name in its location.
std::string getOpName(Operation *op);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_OPNAMES_H
