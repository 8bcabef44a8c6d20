//===- Scalars.h - Arithmetic on one element, for tests ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_SCALARS_H
#define PIPE_TEST_UNIT_CODEGEN_SCALARS_H

#include "Tensors.h"

#include "mlir/IR/Operation.h"

namespace mlir::pipe::test {

/// Returns what `op`, of `arith` or `math` with one result, computes from
/// `operands`. A shaped op is evaluated for one of its elements. Aborts on an
/// op that it does not know.
Element evaluate(Operation *op, llvm::ArrayRef<Element> operands);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_SCALARS_H
