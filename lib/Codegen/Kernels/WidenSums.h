//===- WidenSums.h - Sums in a wider type -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_WIDENSUMS_H
#define PIPE_LIB_CODEGEN_KERNELS_WIDENSUMS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// Lets a reduction on tensors keep its sums and products in a wider type and
/// round them once at the end: f16 and bf16 in f32; and all of these in f64,
/// where a partial result has many terms. Returns the op that takes the place
/// of `op`, or `op` if nothing is to be widened. Decided by the op alone.
///
///   out + a                        ->  round(widen(out) + widen(a))
///   out + a * b, of 16-bit floats  ->  round(widen(out) + widen(a) * widen(b))
///
/// What picks or compares (a maximum and its place) stays as it is. A body that
/// does more with its output than add, subtract, multiply, divide, pick and
/// compare is left alone.
/// How many terms a partial result has depends on `vectorBytes`, see
/// getReductionLanes.
linalg::GenericOp widenSums(RewriterBase &rewriter, linalg::GenericOp op,
                            int64_t vectorBytes);

/// Replaces `op`, which isMatrixProduct accepts, by a product on f32 whose
/// result is rounded once, if it has 16-bit floats. Returns that or `op`.
linalg::LinalgOp widenMatrixProduct(RewriterBase &rewriter,
                                    linalg::LinalgOp op);

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_WIDENSUMS_H
