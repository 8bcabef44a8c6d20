//===- pipe-opt.cpp - mlir-opt with the passes of pipe-mlir ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelFile.h"

#include "pipe/Pipelines/InitAll.h"
#include "pipe/TensorIO/StandardStreams.h"

#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;
using namespace mlir::pipe;

namespace mlir::pipe::test {
void registerTestPartitionPlanPass();
} // namespace mlir::pipe::test

static LogicalResult fail(const llvm::Twine &message) {
  llvm::errs() << "pipe-opt: error: " << message << "\n";
  return failure();
}

/// Does what mlir-opt does, with files as all tools read and write them.
static LogicalResult run(StringRef inputName, StringRef outputName,
                         DialectRegistry &registry,
                         const MlirOptMainConfig &config) {
  auto input = readModelFile(inputName);
  if (!input)
    return fail(input.getMessage());
  std::string message;
  auto output = openOutputFile(outputName, &message);
  if (!output)
    return fail(message);
  if (failed(MlirOptMain(output->os(), std::move(*input), registry, config)))
    return failure();
  output->os().flush();
  if (std::error_code code = output->os().error()) {
    output->os().clear_error();
    StringRef name = outputName == "-" ? "the standard output" : outputName;
    return fail("cannot write to " + name + ": " + code.message());
  }
  output->keep();
  return success();
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  prepareStandardStreams();
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllPasses();
  test::registerTestPartitionPlanPass();
  auto [input, output] = registerAndParseCLIOptions(
      argc, argv, "pipe-mlir optimizer driver\n", registry);
  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
  LogicalResult result =
      config.shouldShowDialects() || config.shouldListPasses()
          ? MlirOptMain(argc, argv, input, output, registry)
          : run(input, output, registry, config);
  // What could not be printed is not to be reported again.
  llvm::errs().clear_error();
  return asMainReturnCode(result);
}
