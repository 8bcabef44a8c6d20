//===- CostOpInterface.h - Cost of an op ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_INTERFACES_COSTOPINTERFACE_H
#define PIPE_INTERFACES_COSTOPINTERFACE_H

#include "mlir/IR/OpDefinition.h"

#include <cstdint>
#include <optional>

namespace mlir::pipe {
/// What one execution of an op costs.
struct OpCost {
  int64_t flops = 0; ///< Floating-point (or integer) operations.
  int64_t bytes = 0; ///< Bytes of tensors read and written.
};

/// Operations that one call of a math function (exp, tanh, erf, ...) counts as.
inline constexpr int64_t kMathFunctionFlops = 16;

/// Operations that moving one byte is worth. A core that does 32 operations a
/// nanosecond reads about 16 bytes in it from a near cache.
inline constexpr int64_t kFlopsPerByte = 2;

/// The one number that stages are balanced by:
///   flops + kFlopsPerByte * bytes.
/// std::nullopt when it does not fit 63 bits.
std::optional<int64_t> getScalarCost(const OpCost &cost);

/// Bytes of a number or of a tensor of static shape; elements of less than a
/// byte take one, elements that are not numbers eight. 0 for other shapes,
/// std::nullopt when the size does not fit 63 bits.
std::optional<int64_t> getValueBytes(Type type);

/// Bytes of all tensor operands and results of `op`; other types count nothing.
/// std::nullopt when the sum does not fit 63 bits.
std::optional<int64_t> getTensorBytesTouched(Operation *op);

/// Operations that one execution of the scalar op `op` counts as: 0 for
/// constants, terminators and casts of an index, kMathFunctionFlops for math
/// functions, else 1.
int64_t getScalarOpFlops(Operation *op);
} // namespace mlir::pipe

#include "pipe/Interfaces/CostOpInterface.h.inc"

#endif // PIPE_INTERFACES_COSTOPINTERFACE_H
