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
#include "SmallPipelines.h"

#include "pipe/Analysis/ProgramCheck/AnalyzePrograms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

namespace mlir::pipe::test {

/// A context whose diagnostics are kept instead of printed.
struct QuietContext {
  MLIRContext context;
  std::string messages;

  QuietContext() : context(MLIRContext::Threading::DISABLED) {
    context.loadDialect<PipeDialect, arith::ArithDialect, scf::SCFDialect>();
    context.getDiagEngine().registerHandler([this](Diagnostic &diag) {
      messages += diag.str() + "\n";
      for (Diagnostic &note : diag.getNotes())
        messages += "  note: " + note.str() + "\n";
    });
  }

  OwningOpRef<ModuleOp> parse(const std::string &text) {
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << messages << text;
    return module;
  }
};

inline PipelineOp getPipeline(ModuleOp module) {
  return *module.getOps<PipelineOp>().begin();
}

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_PARSEDPIPELINE_H
