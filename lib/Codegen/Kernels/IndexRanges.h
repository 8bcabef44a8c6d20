//===- IndexRanges.h - Values that an integer can have -------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CODEGEN_KERNELS_INDEXRANGES_H
#define PIPE_LIB_CODEGEN_KERNELS_INDEXRANGES_H

#include "mlir/IR/Value.h"
#include "mlir/Interfaces/InferIntRangeInterface.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::pipe {

/// Tells which values the integers of a kernel on tensors can have. It follows
/// scalars, and tensors as if all their elements were one scalar: through
/// clamps (`max` and `min` around an index), constants, the indices of loops,
/// bodies of linalg ops, slices and reshapes. Of arguments of the kernel and
/// what loops carry it knows nothing.
class IndexRanges {
public:
  /// Returns the range of `value`, an integer or index, or a tensor of them.
  ConstantIntRanges get(Value value);

  /// Returns true if `index` is at least 0 and less than `bound` for sure.
  bool isInRange(Value index, int64_t bound);

private:
  ConstantIntRanges compute(Value value);
  ConstantIntRanges getArgument(BlockArgument argument);
  ConstantIntRanges getLinalgResult(OpResult result);
  ConstantIntRanges getUnion(ValueRange values);
  ConstantIntRanges infer(OpResult result);

  llvm::DenseMap<Value, ConstantIntRanges> known;
  int depth = 0;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CODEGEN_KERNELS_INDEXRANGES_H
