//===- ManifestTest.cpp - What a manifest cannot describe -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReadPipeline.h"
#include "TestContext.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {

/// The message for programs like this; "" if they are described.
std::string getErrorOfProgram(llvm::StringRef program) {
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = quiet.parse(
      ("pipe.pipeline @p { pipe.graph () { pipe.return }\n" + program + "}")
          .str());
  bundle::Manifest manifest;
  return succeeded(readPrograms(*module, getPipeline(*module), manifest))
             ? ""
             : quiet.messages;
}

TEST(Manifest, ProgramsArePlanned) {
  EXPECT_EQ(getErrorOfProgram("pipe.program rank 0 {}"),
            "has no memory plan; run pipe-plan-memory first\n");
  EXPECT_EQ(getErrorOfProgram("pipe.program rank 0 segments [] {}"), "");
  EXPECT_EQ(getErrorOfProgram(R"mlir(
    pipe.program rank 0
        segments [#pipe.segment<local device align 64 bytes 128>] {
      %h = pipe.buffer local : <1 x tensor<3xf32>>
    })mlir"),
            "has no place in its segment; run pipe-plan-memory first\n");
}

TEST(Manifest, ProgramsStandInTheOrderOfTheRanks) {
  EXPECT_EQ(getErrorOfProgram("pipe.program rank 1 segments [] {}"),
            "is of rank 1, where the program of rank 0 is expected; the "
            "programs of a bundle stand in the order of the ranks\n");
}

TEST(Manifest, EdgesHaveASize) {
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = quiet.parse(R"mlir(
    pipe.pipeline @p {
      pipe.graph (%x "x" : tensor<2xf32>) {
        %h = pipe.task @forward_0 forward stage 0 kernel @f (%x)
            : (tensor<2xf32>) -> tensor<2xcomplex<f32>>
        %y = pipe.task @forward_1 forward stage 1 kernel @g (%h)
            : (tensor<2xcomplex<f32>>) -> tensor<2xf32>
        pipe.return outputs(%y as "y" : tensor<2xf32>)
      }
      pipe.schedule "forward-only" ranks 2 micro_batches 2 virtual_stages 1 placement [0, 1]
    }
    func.func private @f(tensor<2xf32>) -> tensor<2xcomplex<f32>>
    func.func private @g(tensor<2xcomplex<f32>>) -> tensor<2xf32>)mlir");
  bundle::Manifest manifest;
  EXPECT_TRUE(failed(readModel(*module, getPipeline(*module), manifest)));
  EXPECT_EQ(quiet.messages, "reads a value of type 'tensor<2xcomplex<f32>>', "
                            "which has no size in bytes\n");
}

} // namespace
