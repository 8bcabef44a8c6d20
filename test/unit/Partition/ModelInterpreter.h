//===- ModelInterpreter.h - Compute what a model computes -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PARTITION_MODELINTERPRETER_H
#define PIPE_TEST_UNIT_PARTITION_MODELINTERPRETER_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <map>
#include <string>

namespace pipe_test {
/// Values of arguments, outputs and gradients by name.
using Numbers = std::map<std::string, uint32_t>;

/// Computes the results of an imported function over tensor<1xi32>: outputs,
/// the loss among them, by name, and gradients as "d NAME" of the parameter.
Numbers runFunction(mlir::func::FuncOp func, const Numbers &arguments);

/// Computes the same from the tasks of a pipeline, in their order; partial
/// gradients are added.
Numbers runPipeline(mlir::pipe::PipelineOp pipeline, const Numbers &arguments);
} // namespace pipe_test

#endif // PIPE_TEST_UNIT_PARTITION_MODELINTERPRETER_H
