//===- OpCost.h - Cost of an op as one number -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_OPCOST_H
#define PIPE_ANALYSIS_OPFACTS_OPCOST_H

#include "mlir/IR/Operation.h"

#include <cstdint>
#include <optional>

namespace mlir::pipe {
/// Returns what one execution of `op` costs as one number: what its
/// CostOpInterface says, nothing for a constant, else the bytes of its tensors.
/// std::nullopt when it does not fit 63 bits. `isKnown`, if there, becomes
/// false when the op did not tell.
std::optional<int64_t> getScalarCost(Operation *op, bool *isKnown = nullptr);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_OPCOST_H
