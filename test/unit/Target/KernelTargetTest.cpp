//===- KernelTargetTest.cpp - Bundles for targets of other properties -----===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestContext.h"

#include "pipe/Backend/Backend.h"
#include "pipe/Target/Bundle.h"
#include "pipe/TensorIO/Safetensors.h"

#include <cstdlib>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {

/// Rows less their sums, in two stages: kernels with sums and temporaries.
OwningOpRef<ModuleOp> makePlan(CompilerContext &quiet) {
  return quiet.plan(R"mlir(
    func.func @main(%x: tensor<3x40xf32> {pipe.batch = 0 : i64,
                                          pipe.name = "x"})
        -> (tensor<3x40xf32> {pipe.name = "y"}) {
      %zero = arith.constant dense<0.0> : tensor<3xf32>
      %e = tensor.empty() : tensor<3x40xf32>
      %0 = math.exp %x : tensor<3x40xf32>
      %1 = linalg.reduce { arith.addf } ins(%0 : tensor<3x40xf32>)
          outs(%zero : tensor<3xf32>) dimensions = [1]
      %2 = linalg.broadcast ins(%1 : tensor<3xf32>)
          outs(%e : tensor<3x40xf32>) dimensions = [1]
      %3 = arith.divf %0, %2 : tensor<3x40xf32>
      %4 = linalg.reduce { arith.addf } ins(%3 : tensor<3x40xf32>)
          outs(%1 : tensor<3xf32>) dimensions = [1]
      %5 = math.tanh %4 : tensor<3xf32>
      %6 = linalg.broadcast ins(%5 : tensor<3xf32>)
          outs(%e : tensor<3x40xf32>) dimensions = [1]
      %7 = arith.subf %3, %6 : tensor<3x40xf32>
      return %7 : tensor<3x40xf32>
    })mlir",
                    /*ranks=*/2);
}

/// All alignments that the manifest tells, of segments and of the workspace of
/// the unpartitioned model.
std::vector<int64_t> getAlignments(const bundle::Manifest &manifest) {
  std::vector<int64_t> alignments;
  for (const bundle::Program &program : manifest.programs)
    for (const bundle::Segment &segment : program.segments)
      alignments.push_back(segment.alignment);
  alignments.push_back(manifest.reference->workspaceAlignment);
  return alignments;
}

/// Writes a bundle for the host with these properties, runs it with a check
/// against the unpartitioned model, and returns its outputs.
std::string runWith(int64_t vectorBytes, int64_t alignment) {
  Backend backend = *findBackend("host");
  backend.target.vectorBytes = vectorBytes;
  backend.target.alignment = alignment;
  BundleOptions options;
  options.backend = &backend;
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = makePlan(quiet);
  TestFolder folder;
  std::string bundle = folder / "m.pipe", data = folder / "x.safetensors",
              out = folder / "y.safetensors";
  FailureOr<bundle::Manifest> manifest = writeBundle(*module, bundle, options);
  if (failed(manifest)) {
    ADD_FAILURE() << quiet.messages;
    return "";
  }
  std::vector<int64_t> alignments = getAlignments(*manifest);
  EXPECT_GE(alignments.size(), 6u);
  for (int64_t found : alignments)
    EXPECT_EQ(found, alignment);

  std::vector<float> x(6 * 40);
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = float(i * 37 % 101) / 50 - 1;
  NamedTensor input{"x", mlir::pipe::TensorType{ElementType::F32, {6, 40}},
                    x.data()};
  EXPECT_FALSE(writeSafetensors(data, {input}));
  for (const char *transport : {"threads", "guarded"}) {
    std::string command = PIPE_RUN " " + bundle + " --inputs=" + data +
                          " --check --transport=" + transport +
                          " --write-outputs=" + out + " > " + (folder / "log") +
                          " 2>&1 < /dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0) << transport;
  }
  IoResult<Safetensors> outputs = Safetensors::read(out);
  const NamedTensor *y = outputs ? outputs->find("y") : nullptr;
  if (!y) {
    ADD_FAILURE() << "there is no output 'y'";
    return "";
  }
  return std::string(static_cast<const char *>(y->data), 6 * 40 * 4);
}

/// Alignment moves memory and nothing else; lanes are another order of sums.
TEST(KernelTarget, BundlesFollowAndRun) {
  std::string host = runWith(64, 64);
  EXPECT_EQ(runWith(64, 128), host);
  EXPECT_EQ(runWith(64, 4096), host);
  EXPECT_NE(runWith(16, 8), host);
}

/// A target that nothing can be made for is refused before any pass.
TEST(KernelTarget, IsOneThatThereCanBe) {
  Backend backend = *findBackend("host");
  backend.target.alignment = 100;
  BundleOptions options;
  options.backend = &backend;
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = makePlan(quiet);
  TestFolder folder;
  EXPECT_TRUE(failed(writeBundle(*module, folder / "m.pipe", options)));
  EXPECT_EQ(quiet.messages, "'align' of the target 'the host' must be a power "
                            "of two from 8 to 4096, but is 100\n");
}

} // namespace
