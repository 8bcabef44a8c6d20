//===- SumOps.h - Recognise sums and data movement --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_SUMOPS_H
#define PIPE_ANALYSIS_SUMOPS_H

#include "mlir/IR/Operation.h"

namespace mlir::pipe {
/// True when `op` adds two tensors of its result's type element by element:
/// arith.addf, arith.addi, linalg.add, a linalg.generic or linalg.map that does
/// nothing else, or an unregistered op called `add` of two operands.
bool isElementwiseAdd(Operation *op);

/// Operands of an elementwise add.
std::pair<Value, Value> getAddends(Operation *op);

/// Returns the one operand whose elements `op` only moves to other places of
/// its result, each once: transposes, permuting copies, reshapes, also
/// unregistered `transpose` and `reshape` of one operand. Null for other ops.
OpOperand *getMovedOperand(Operation *op);

/// Returns the destination to which `op` adds: the init of a linalg
/// contraction, convolution or reduction whose body only adds to it. Null for
/// other ops.
OpOperand *getAccumulatedInit(Operation *op);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_SUMOPS_H
