//===- PipeOps.td - Operations of the pipe dialect ---------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPEOPS_TD
#define PIPE_DIALECT_PIPE_IR_PIPEOPS_TD

include "pipe/Dialect/Pipe/IR/PipeGraphOps.td"
include "pipe/Dialect/Pipe/IR/PipeStepOps.td"
include "pipe/Dialect/Pipe/IR/PipeProgramOps.td"
include "pipe/Dialect/Pipe/IR/PipeActionOps.td"

#endif // PIPE_DIALECT_PIPE_IR_PIPEOPS_TD
