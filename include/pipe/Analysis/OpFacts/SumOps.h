//===- SumOps.h - Recognise sums and data movement --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_SUMOPS_H
#define PIPE_ANALYSIS_OPFACTS_SUMOPS_H

#include "mlir/IR/Operation.h"
#include "mlir/Support/LLVM.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::pipe {
/// On the module, or a function that stands alone: names of the dialects whose
/// unregistered `add`, `transpose` and `reshape` are what they are called.
inline constexpr llvm::StringLiteral kSumDialectsAttr = "pipe.sum_dialects";

/// True for an unregistered op of this mnemonic, in any dialect, with one
/// result, no regions and `numOperands` operands.
bool isForeign(Operation *op, StringRef mnemonic, unsigned numOperands);

/// True when `op` adds two different tensors of its result's type by element:
/// arith.addf, arith.addi, linalg.add, a linalg.generic or linalg.map that does
/// nothing else, or an unregistered op called `add` of two operands whose
/// dialect is one of `kSumDialectsAttr`.
bool isElementwiseAdd(Operation *op);

/// Returns the one operand that `op` is linear in, so that `op` of a sum is the
/// sum of `op` of its terms, when every other value that it reads is free:
/// transposes, permuting copies, reshapes, slices, casts between float types,
/// negation, products with free values, reductions into zeros, also
/// unregistered `transpose` and `reshape` of one operand of such a dialect.
/// Null for other ops.
OpOperand *getLinearOperand(Operation *op,
                            llvm::function_ref<bool(Value)> isFree);

/// Returns the destination to which `op` adds: the init of a linalg
/// contraction, convolution or reduction whose body only adds to it. Null for
/// other ops.
OpOperand *getAccumulatedInit(Operation *op);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_SUMOPS_H
