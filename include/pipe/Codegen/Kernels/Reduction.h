//===- Reduction.h - The order of the sums of a reduction -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_REDUCTION_H
#define PIPE_CODEGEN_KERNELS_REDUCTION_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// On a reduction: the number of partial results, see getReductionLanes. It is
/// decided by the op alone before anything is fused into it, so that the order
/// in which an element's terms are combined never depends on the op's
/// neighbours.
inline constexpr llvm::StringLiteral kLanesAttr = "pipe.lanes";

/// Returns into how many partial results ("lanes") `op`, a reduction, splits
/// each element; 1 means that the terms are combined one after the other, in
/// the order of the loops.
///
/// With L lanes, term i of the innermost reduction loop goes to lane i mod L.
/// Each lane combines its terms in order, starting from the neutral element;
/// the upper half of the lanes is combined with the lower half until one is
/// left, which is combined with the element's first value.
///
/// L > 1 exactly where the innermost dimension of the first input is reduced by
/// the innermost reduction loop, with 8 or more terms, and every result is
/// combined by one commutative operation. L depends on the element type, the
/// number of terms and `vectorBytes` of the target only: as many elements as
/// fill the bytes of a vector, four times as many from 256 terms on. The
/// attribute `pipe.lanes`, where present, overrides.
int64_t getReductionLanes(linalg::LinalgOp op, int64_t vectorBytes);

/// Returns the operation that combines the terms of output `index`; null if the
/// body is anything else than one such operation on the output and a value that
/// depends on no output.
Operation *getCombiner(linalg::LinalgOp op, unsigned index);

/// Returns the neutral element of `combiner`, an op that getCombiner returned,
/// for its result type.
TypedAttr getNeutralElement(Operation *combiner);

/// Makes a loop nest of `op`, a contraction on buffers: loops add to what the
/// destination holds, which is filled before where `op` overwrites.
void makeLoopNest(linalg::LinalgOp op, KernelTargetAttr target);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_KERNELS_REDUCTION_H
