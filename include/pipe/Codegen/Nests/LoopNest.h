//===- LoopNest.h - Loops of a linalg op on buffers -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_NESTS_LOOPNEST_H
#define PIPE_CODEGEN_NESTS_LOOPNEST_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir::pipe {

/// One loop of a nest, from 0 to `size`.
struct NestLoop {
  int64_t size;
  bool isReduction;
  unsigned dim; ///< The op's loop; for merged loops, the inner one.
};

/// How a nest walks one operand of its op.
struct NestAccess {
  Value value; ///< A buffer, or a scalar that every iteration reads.
  Type elementType;
  SmallVector<int64_t> strides; ///< In elements, one a loop of the nest.
  int64_t offset = 0;           ///< In elements, from the buffer's origin.

  bool isScalar() const { return !isa<MemRefType>(value.getType()); }
};

/// A linalg op as loops over linear addresses: loops of one iteration are gone,
/// and neighbours that together walk every buffer like one loop are merged.
struct LoopNest {
  linalg::LinalgOp op;
  SmallVector<NestLoop> loops;
  SmallVector<NestAccess> accesses; ///< One an operand of the op, in order.

  bool hasReductions() const {
    return llvm::any_of(loops, [](NestLoop l) { return l.isReduction; });
  }
  ArrayRef<NestAccess> outputs() const {
    return ArrayRef(accesses).take_back(linalg::LinalgOp(op).getNumDpsInits());
  }
};

/// Returns the nest of `op`; fails if an operand is not a buffer of static
/// shape and strides or its elements are not at a linear function of the loops.
/// With `mergeReductions` false, reduction loops stay apart.
FailureOr<LoopNest> getLoopNest(linalg::LinalgOp op, bool mergeReductions);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_NESTS_LOOPNEST_H
