//===- WriteSlabs.h - Slices and reshapes of slabs --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESLABS_H
#define PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESLABS_H

#include "pipe/Analysis/Slices/Slab.h"

#include "mlir/IR/Builders.h"

namespace mlir::pipe {
/// Returns the elements of `value` as a tensor of `type`, which has the same
/// ones but for dimensions of size 1. Uses what `value` is a reshape of.
Value reshapeTo(OpBuilder &builder, Value value, RankedTensorType type);

/// Returns `slab` of `value` by a `tensor.extract_slice`.
Value extractSlab(OpBuilder &builder, Value value, const Slab &slab);
} // namespace mlir::pipe

#endif // PIPE_LIB_DIALECT_PIPE_TRANSFORMS_WRITESLABS_H
