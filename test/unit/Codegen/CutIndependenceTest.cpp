//===- CutIndependenceTest.cpp - Results do not depend on what shares a kernel
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::pipe::test;

/// Runs @first on `inputs`, then @second on the results, each its own kernel.
static std::vector<Tensor> runCut(ModuleOp module,
                                  const std::vector<Tensor> &inputs) {
  std::vector<Tensor> values = inputs;
  for (StringRef name : {"first", "second"}) {
    auto function = module.lookupSymbol<func::FuncOp>(name);
    std::vector<Tensor> outputs;
    for (Type type : function.getResultTypes())
      outputs.push_back(Tensor::zeros(cast<RankedTensorType>(type)));
    CompiledKernel(module, name).run(values, outputs);
    values = outputs;
  }
  return values;
}

/// Makes @first, @second and @whole, which does both, of two bodies; expects
/// equal bits from the whole and from the parts.
///
/// `first` computes %m from %x; `second` computes %r from %m.
static void expectSameWhenCut(std::string inType, std::string middleType,
                              std::string outType, std::string first,
                              std::string second) {
  std::string maps = R"mlir(
    #id = affine_map<(i, j) -> (i, j)>
    #row = affine_map<(i, j) -> (i)>
    #column = affine_map<(i, j) -> (j)>
    #swap = affine_map<(i, j) -> (j, i)>
    #none = affine_map<(i, j) -> ()>
  )mlir";
  auto function = [](std::string name, std::string in, std::string argument,
                     std::string out, std::string result, std::string body) {
    return "func.func private @" + name + "(%" + argument + ": " + in +
           ") -> " + out + " {\n" + body + "\n  return %" + result + " : " +
           out + "\n}\n";
  };
  OwningOpRef<ModuleOp> module =
      parse(maps + function("first", inType, "x", middleType, "m", first) +
            function("second", middleType, "m", outType, "r", second) +
            function("whole", inType, "x", outType, "r", first + second));
  ASSERT_TRUE(module);
  auto getType = [&](StringRef name, bool result) {
    auto type = module->lookupSymbol<func::FuncOp>(name).getFunctionType();
    return cast<RankedTensorType>(result ? type.getResult(0)
                                         : type.getInput(0));
  };
  std::vector<Tensor> inputs{Tensor::fractions(getType("whole", false), 7)};
  std::vector<Tensor> outputs{Tensor::zeros(getType("whole", true))};
  CompiledKernel(*module, "whole").run(inputs, outputs);
  std::vector<Tensor> cut = runCut(*module, inputs);
  EXPECT_EQ(outputs[0].toBytes(), cut[0].toBytes()) << first << second;
}

static const char *kExp = R"mlir(
  %m = math.exp %x : tensor<12x300xf32>)mlir";

/// A sum with this output map and these iterators.
static std::string getSum(std::string map, std::string iterators,
                          std::string type) {
  return R"mlir(
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : )mlir" +
         type + R"mlir(
  %z = linalg.fill ins(%zero : f32) outs(%e : )mlir" +
         type + ") -> " + type + R"mlir(
  %r = linalg.generic {indexing_maps = [#id, )mlir" +
         map + "], iterator_types = [" + iterators +
         R"mlir(]} ins(%m : tensor<12x300xf32>) outs(%z : )mlir" + type +
         R"mlir() {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %o, %a : f32
    linalg.yield %s : f32
  } -> )mlir" +
         type;
}

TEST(CutIndependence, SumsOfWhatIsComputedInPlace) {
  std::string type = "tensor<12x300xf32>";
  expectSameWhenCut(
      type, type, "tensor<12xf32>", kExp,
      getSum("#row", R"("parallel", "reduction")", "tensor<12xf32>"));
  expectSameWhenCut(
      type, type, "tensor<300xf32>", kExp,
      getSum("#column", R"("reduction", "parallel")", "tensor<300xf32>"));
  expectSameWhenCut(
      type, type, "tensor<f32>", kExp,
      getSum("#none", R"("reduction", "reduction")", "tensor<f32>"));
}

// A multiplication and a sum look like a matrix-vector product together.
TEST(CutIndependence, ProductsAndSums) {
  std::string type = "tensor<12x300xf32>";
  std::string first = R"mlir(
  %v = arith.constant dense<0.1> : tensor<300xf32>
  %w = math.exp %v : tensor<300xf32>
  %f = tensor.empty() : tensor<12x300xf32>
  %m = linalg.generic {indexing_maps = [#id, #column, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x, %w : tensor<12x300xf32>, tensor<300xf32>) outs(%f : tensor<12x300xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %p = arith.mulf %a, %b : f32
    linalg.yield %p : f32
  } -> tensor<12x300xf32>)mlir";
  expectSameWhenCut(
      type, type, "tensor<12xf32>", first,
      getSum("#row", R"("parallel", "reduction")", "tensor<12xf32>"));
}

// A transposed operand changes the way that a sum walks memory.
TEST(CutIndependence, SumsOfTransposes) {
  std::string first = R"mlir(
  %f = tensor.empty() : tensor<12x300xf32>
  %m = linalg.generic {indexing_maps = [#swap, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<300x12xf32>) outs(%f : tensor<12x300xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<12x300xf32>)mlir";
  expectSameWhenCut(
      "tensor<300x12xf32>", "tensor<12x300xf32>", "tensor<12xf32>", first,
      getSum("#row", R"("parallel", "reduction")", "tensor<12xf32>"));
  expectSameWhenCut(
      "tensor<300x12xf32>", "tensor<12x300xf32>", "tensor<300xf32>", first,
      getSum("#column", R"("reduction", "parallel")", "tensor<300xf32>"));
}

// Multiplications and additions stay two roundings, also where they meet.
TEST(CutIndependence, NothingIsContracted) {
  std::string type = "tensor<12x300xf32>";
  expectSameWhenCut(type, type, type, R"mlir(
  %m = arith.mulf %x, %x : tensor<12x300xf32>)mlir",
                    R"mlir(
  %r = arith.subf %m, %m : tensor<12x300xf32>)mlir");
  expectSameWhenCut(type, type, type, R"mlir(
  %m = arith.mulf %x, %x : tensor<12x300xf32>)mlir",
                    R"mlir(
  %c = arith.constant dense<-0.25> : tensor<12x300xf32>
  %r = arith.addf %m, %c : tensor<12x300xf32>)mlir");
}

// A sum of rows whose elements are spread over a slice.
TEST(CutIndependence, SumsOfSlices) {
  expectSameWhenCut(
      "tensor<12x900xf32>", "tensor<12x300xf32>", "tensor<12xf32>", R"mlir(
  %m = tensor.extract_slice %x[0, 5] [12, 300] [1, 2] : tensor<12x900xf32> to tensor<12x300xf32>)mlir",
      getSum("#row", R"("parallel", "reduction")", "tensor<12xf32>"));
}
