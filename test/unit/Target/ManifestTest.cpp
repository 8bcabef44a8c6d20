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

/// Reads a pipeline that updates the parameter `w` with a state of a type and a
/// hyper; returns the messages.
std::string readUpdates(bundle::Manifest &manifest, std::string stateType,
                        const std::string &hyper) {
  const std::string text = R"mlir(
    pipe.pipeline @p gradients mean {
      pipe.param @u : tensor<2xf32>
      pipe.param @w : tensor<2xf32>
      pipe.state @w.momentum "momentum" of @w : )mlir" +
                           stateType + R"mlir(
      pipe.state @unread "other" of @w : tensor<2xi4>
      pipe.hyper @lr "learning_rate" )mlir" +
                           hyper + R"mlir(
      pipe.hyper @no "other" : tensor<i4>
      pipe.graph (%x "x" : tensor<2xf32>) {
        %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@u, @w)
            : (tensor<2xf32>) -> tensor<2xf32>
        %g = pipe.task @backward_0 backward stage 0 kernel @b (%h)
            : (tensor<2xf32>) -> tensor<2xf32>
        pipe.return outputs(%h as "y" : tensor<2xf32>) gradients(%g of @w : tensor<2xf32>)
      }
      pipe.step (%g of @w : tensor<2xf32>) {
        %m, %w = pipe.task @update_w update stage 0 kernel @s (%g)
            params(@w.momentum, @w, @lr)
            : (tensor<2xf32>) -> ()mlir" +
                           stateType + R"mlir(, tensor<2xf32>)
        pipe.updates %m of @w.momentum : )mlir" +
                           stateType + R"mlir(, %w of @w : tensor<2xf32>
      }
      pipe.schedule "1f1b" ranks 1 micro_batches 2 virtual_stages 1 placement [0]
    })mlir";
  CompilerContext quiet;
  OwningOpRef<ModuleOp> module = quiet.parse(text);
  if (!module)
    return quiet.messages;
  bool isRead = succeeded(readModel(*module, getPipeline(*module), manifest));
  EXPECT_EQ(isRead, quiet.messages.empty()) << quiet.messages;
  return quiet.messages;
}

TEST(Manifest, UpdatesAreRead) {
  bundle::Manifest manifest;
  ASSERT_EQ(
      readUpdates(manifest, "tensor<2xf64>", "= dense<0.25> : tensor<f32>"),
      "");
  ASSERT_EQ(manifest.parameters.size(), 2u);
  EXPECT_FALSE(manifest.parameters[0].isUpdated);
  EXPECT_TRUE(manifest.parameters[1].isUpdated);
  // What no task reads is not there.
  ASSERT_EQ(manifest.states.size(), 1u);
  EXPECT_EQ(manifest.states[0], (bundle::State{"w.momentum",
                                               "momentum",
                                               {ElementType::F64, {2}},
                                               bundle::State::OfParameter,
                                               1}));
  ASSERT_EQ(manifest.hypers.size(), 1u);
  EXPECT_EQ(
      manifest.hypers[0],
      (bundle::Hyper{"lr", "learning_rate", {ElementType::F32, {}}, 0.25}));
  ASSERT_EQ(manifest.tasks.size(), 3u);
  EXPECT_EQ(getTaskName(manifest.tasks[2]), "U stage 0 update_w");
}

TEST(Manifest, StatesAndHypersHaveAPlaceInFiles) {
  const std::string files = ", which files of tensors cannot hold; let the "
                            "model convert it: they hold f64, f32, f16, bf16, "
                            "i64, i32, i16, i8 and i1\n";
  bundle::Manifest manifest;
  EXPECT_EQ(readUpdates(manifest, "tensor<2xi4>", ": tensor<f32>"),
            "'w.momentum' has elements of type 'i4'" + files);
  EXPECT_EQ(readUpdates(manifest, "tensor<2xf32>", ": tensor<i4>"),
            "'lr' has elements of type 'i4'" + files);
  EXPECT_EQ(readUpdates(manifest, "tensor<2xf32>", ": tensor<i32>"),
            "'lr' is of type 'tensor<i32>', but the caller gives "
            "floating-point numbers\n");
  EXPECT_EQ(readUpdates(manifest, "tensor<2xf32>",
                        "= dense_resource<r> : tensor<f32>"),
            "'lr' has a value that does not list its elements; print it as "
            "dense<...>\n");
}

} // namespace
