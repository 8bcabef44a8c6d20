//===- BundleTest.cpp - What no bundle can be made of ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestContext.h"

#include "pipe/Backend/Backend.h"
#include "pipe/Target/Bundle.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {

/// The model of all tests here, as `buildPlanPipeline` leaves it.
OwningOpRef<ModuleOp> makePlan(CompilerContext &quiet) {
  return quiet.plan(R"mlir(
    func.func @main(%x: tensor<4xf32> {pipe.batch = 0 : i64})
        -> tensor<4xf32> {
      %0 = arith.addf %x, %x : tensor<4xf32>
      return %0 : tensor<4xf32>
    })mlir",
                    /*ranks=*/1);
}

/// The message for a bundle of `module`; "" if one is written.
std::string getError(CompilerContext &quiet, ModuleOp module,
                     const Backend *backend = nullptr) {
  TestFolder folder;
  BundleOptions options;
  options.backend = backend;
  if (succeeded(writeBundle(module, folder / "m.pipe", options)))
    return "";
  EXPECT_FALSE(llvm::sys::fs::exists(folder / "m.pipe"));
  return quiet.messages;
}

/// The files of the back end below, which takes no kernel.
std::vector<BackendFile> addedFiles;

FailureOr<std::vector<BackendFile>> addFiles(ModuleOp, PipelineOp) {
  return addedFiles;
}

/// The message for a back end that adds files of these names.
std::string getErrorOfFiles(std::initializer_list<const char *> names) {
  addedFiles.clear();
  for (const char *name : names)
    addedFiles.push_back({name, "text"});
  Backend backend = *findBackend("host");
  backend.takeKernels = addFiles;
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = makePlan(quiet);
  return getError(quiet, *module, &backend);
}

TEST(Bundle, IsOfOnePipeline) {
  auto getErrorOf = [](llvm::StringRef text) {
    CompilerContext quiet;
    OwningOpRef<ModuleOp> module = quiet.parse(text);
    return getError(quiet, *module);
  };
  EXPECT_EQ(getErrorOf(""),
            "a bundle is made of one pipeline, but the module has 0\n");
  EXPECT_EQ(getErrorOf(R"mlir(
    pipe.pipeline @a { pipe.graph () { pipe.return } }
    pipe.pipeline @b { pipe.graph () { pipe.return } })mlir"),
            "a bundle is made of one pipeline, but the module has 2\n");
  EXPECT_EQ(getErrorOf("pipe.pipeline @a { pipe.graph () { pipe.return } }"),
            "has no schedule to make a bundle of; run pipe-schedule and "
            "pipe-build-programs first\n");
}

TEST(Bundle, BackEndsAddFilesUnderOtherNames) {
  EXPECT_EQ(getErrorOfFiles({"one.txt", "two.txt"}), "");
  for (std::string name :
       {"manifest.json", "model.so", "schedule.csv", "constants.safetensors"})
    EXPECT_EQ(getErrorOfFiles({"one.txt", name.c_str()}),
              "the back end 'host' adds a file '" + name +
                  "', which is one of the bundle's own; give it another "
                  "name\n");
}

TEST(Bundle, BackEndsAddNoNameTwice) {
  EXPECT_EQ(getErrorOfFiles({"one.txt", "two.txt", "one.txt"}),
            "the back end 'host' adds two files 'one.txt'; give each a name of "
            "its own\n");
}

TEST(Bundle, BackEndsAddFilesToTheFolderOnly) {
  for (std::string name : {"", ".", "..", "a/b", "/b"})
    EXPECT_EQ(getErrorOfFiles({name.c_str()}),
              "the back end 'host' adds a file '" + name +
                  "', which is no name of a file in the bundle's folder\n");
}

} // namespace
