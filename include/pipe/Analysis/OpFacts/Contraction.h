//===- Contraction.h - Contractions as calls --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_CONTRACTION_H
#define PIPE_ANALYSIS_OPFACTS_CONTRACTION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// What a loop of a contraction C += A * B indexes.
enum class ContractionDim { Batch, M, N, K };

/// One loop of a contraction. Strides are in elements, 0 where the loop does
/// not index the operand.
struct ContractionLoop {
  int64_t size;
  int64_t strideA;
  int64_t strideB;
  int64_t strideC;
};

/// A contraction as loops (batch, each one call) around one matrix product
/// C[m, n] = sum over k of A[m, k] * B[k, n].
struct MatrixProduct {
  SmallVector<ContractionLoop> batch;
  ContractionLoop m{1, 1, 0, 1};
  ContractionLoop n{1, 0, 1, 1};
  ContractionLoop k{1, 1, 1, 0};
};

/// How the three matrices are handed to a BLAS-like function.
struct GemmCall {
  int64_t m, n, k;
  int64_t lda, ldb, ldc;
  bool transA, transB;
  bool swapOperands; ///< Computes C' = B' * A' because C is stored transposed.
};

/// Returns true if `op` multiplies its two inputs and adds the product to its
/// output, in a floating-point type that the runtime has a product for or in
/// 16-bit floats, which are products of f32 (widenMatrixProduct), over loops
/// that index the operands as a contraction does, with a result of more than
/// one element for each batch. A property of the op alone.
bool isMatrixProduct(linalg::LinalgOp op);

/// Returns true if `op` adds up products of its two inputs of which each
/// element takes part in many: matrix products, also those that the runtime has
/// none for, and convolutions. A dot product of two vectors is none, it is a
/// sum; nor is an outer product, which adds nothing up.
bool isContraction(linalg::LinalgOp op);

/// Returns the loops of `op`, which isMatrixProduct accepts and which is on
/// buffers of static layout; loops over adjacent memory are merged.
FailureOr<MatrixProduct> getMatrixProduct(linalg::LinalgOp op);

/// Returns the call for `product`; fails if no matrix dimension of an operand
/// is contiguous.
FailureOr<GemmCall> getGemmCall(const MatrixProduct &product);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_CONTRACTION_H
