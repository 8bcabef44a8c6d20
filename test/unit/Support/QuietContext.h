//===- QuietContext.h - Modules of tests ------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_SUPPORT_QUIETCONTEXT_H
#define PIPE_TEST_UNIT_SUPPORT_QUIETCONTEXT_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

#include <string>

namespace mlir::pipe::test {

/// A context whose errors are kept, and nothing printed.
struct QuietContext {
  MLIRContext context;
  std::string messages; ///< A line an error, and one for each of its notes.

  explicit QuietContext(const DialectRegistry &registry)
      : context(MLIRContext::Threading::DISABLED) {
    context.appendDialectRegistry(registry);
    context.printOpOnDiagnostic(false);
    context.getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() != DiagnosticSeverity::Error)
        return;
      messages += diagnostic.str() + "\n";
      for (Diagnostic &note : diagnostic.getNotes())
        messages += "  note: " + note.str() + "\n";
    });
  }

  OwningOpRef<ModuleOp> parse(llvm::StringRef text) {
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << messages << text.str();
    return module;
  }
};

inline PipelineOp getPipeline(ModuleOp module) {
  return *module.getOps<PipelineOp>().begin();
}

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_SUPPORT_QUIETCONTEXT_H
