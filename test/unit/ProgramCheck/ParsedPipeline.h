//===- ParsedPipeline.h - Pipelines from text -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_PARSEDPIPELINE_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_PARSEDPIPELINE_H

#include "Interpreter.h"
#include "QuietContext.h"
#include "SmallPipelines.h"

#include "pipe/Analysis/ProgramCheck/AnalyzePrograms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Verifier.h"

namespace mlir::pipe::test {

/// A context with all that stands in programs.
struct ProgramContext : QuietContext {
  ProgramContext() : QuietContext(DialectRegistry()) {
    context.loadDialect<PipeDialect, arith::ArithDialect, scf::SCFDialect>();
  }
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_PARSEDPIPELINE_H
