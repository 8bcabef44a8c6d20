//===- ConstantScalars.h - Scalars whose values are known -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_TORCH_CONSTANTSCALARS_H
#define PIPE_LIB_IMPORT_TORCH_CONSTANTSCALARS_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"

namespace mlir::pipe {

/// Finds out which values are constants by folding what they are computed from,
/// without changing it.
class ConstantScalars {
public:
  /// Returns the value as an attribute; null if it is no constant, or only by
  /// a computation that is very deep.
  Attribute get(Value value);

private:
  Attribute compute(Value value);

  llvm::DenseMap<Value, Attribute> known;
  int depth = 0;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_IMPORT_TORCH_CONSTANTSCALARS_H
