//===- TestContext.h - Modules and folders of tests -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_TARGET_TESTCONTEXT_H
#define PIPE_TEST_UNIT_TARGET_TESTCONTEXT_H

#include "QuietContext.h"

#include "pipe/Pipelines/InitAll.h"
#include "pipe/Pipelines/Pipelines.h"

#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

#include <string>

namespace mlir::pipe::test {

/// A context with all that a compiler knows.
struct CompilerContext : QuietContext {
  CompilerContext() : QuietContext(getDialects()) {}

  /// Returns the model that `text` is, as `buildPlanPipeline` leaves it: two
  /// micro-batches, forwards only.
  OwningOpRef<ModuleOp> plan(llvm::StringRef text, int64_t ranks) {
    OwningOpRef<ModuleOp> module = parse(text);
    PlanPipelineOptions options;
    options.ranks = ranks;
    options.microBatches = 2;
    options.mode = "infer";
    options.schedule = "forward-only";
    PassManager pm(&context);
    buildPlanPipeline(pm, options);
    EXPECT_TRUE(succeeded(pm.run(*module))) << messages;
    return module;
  }

private:
  static DialectRegistry getDialects() {
    DialectRegistry registry;
    registerAllDialects(registry);
    return registry;
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
