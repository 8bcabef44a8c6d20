//===- TensorInterpreter.h - A slow and simple interpreter of tensor functions
//-*- C -*- C++ -*-===//
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_TENSORINTERPRETER_H
#define PIPE_TEST_UNIT_CODEGEN_TENSORINTERPRETER_H

#include "Tensors.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace mlir::pipe::test {

/// Runs `function` on `arguments`, one element after the other in the order of
/// the loops, and returns its results. Mathematical functions are those of the
/// C library in f64, rounded once. Aborts on an op that it does not know.
std::vector<Tensor> interpret(func::FuncOp function,
                              const std::vector<Tensor> &arguments);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_TENSORINTERPRETER_H
