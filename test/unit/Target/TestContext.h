//===- TestContext.h - Modules and folders of tests -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_TARGET_TESTCONTEXT_H
#define PIPE_TEST_UNIT_TARGET_TESTCONTEXT_H

#include "pipe/Pipelines/InitAll.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

#include <string>

namespace mlir::pipe::test {

/// A context whose errors are kept, and nothing printed.
struct QuietContext {
  MLIRContext context;
  std::string messages;

  QuietContext() : context(MLIRContext::Threading::DISABLED) {
    DialectRegistry registry;
    registerAllDialects(registry);
    context.appendDialectRegistry(registry);
    context.printOpOnDiagnostic(false);
    context.getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
        messages += diagnostic.str() + "\n";
    });
  }

  OwningOpRef<ModuleOp> parse(llvm::StringRef text) {
    auto module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module) << messages;
    return module;
  }
};

/// A folder of its own, which every user may enter; removed at the end.
class TestFolder {
public:
  TestFolder() {
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("pipe-target", path));
    EXPECT_FALSE(llvm::sys::fs::setPermissions(path, llvm::sys::fs::all_all));
  }
  ~TestFolder() { (void)llvm::sys::fs::remove_directories(path); }
  TestFolder(const TestFolder &) = delete;

  std::string operator/(llvm::StringRef name) const {
    return (path + "/" + name).str();
  }

private:
  llvm::SmallString<128> path;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_TARGET_TESTCONTEXT_H
