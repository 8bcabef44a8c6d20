//===- ContractionTest.cpp - Contractions of every layout against the
// interpreter ===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"
#include "PlainGemm.h"

#include "gtest/gtest.h"

#include <random>

using namespace mlir::pipe::test;

namespace {
/// A contraction with loops of random kinds, sizes and orders.
class RandomContraction {
public:
  explicit RandomContraction(unsigned seed) : random(seed) {
    addLoops("abm", 0, 2); // Batch: all three operands.
    addLoops("acm", 1, 2);
    addLoops("bcm", 0, 2);
    addLoops("ab", 1, 2);
    for (std::string &operand : operands)
      std::shuffle(operand.begin(), operand.end(), random);
  }

  std::string getText(std::string type) {
    std::string a = getType(operands[0], type), b = getType(operands[1], type),
                c = getType(operands[2], type);
    return "func.func private @main(%a: " + a + ", %b: " + b + ") -> " + c +
           " {\n  %zero = arith.constant 0.0 : " + type +
           "\n  %e = tensor.empty() : " + c +
           "\n  %z = linalg.fill ins(%zero : " + type + ") outs(%e : " + c +
           ") -> " + c + "\n  %r = linalg.generic {indexing_maps = [" +
           getMap(operands[0]) + ", " + getMap(operands[1]) + ", " +
           getMap(operands[2]) + "], iterator_types = [" + getIterators() +
           "]} ins(%a, %b : " + a + ", " + b + ") outs(%z : " + c +
           ") {\n  ^bb0(%x: " + type + ", %y: " + type + ", %o: " + type +
           "):\n    %p = arith.mulf %x, %y : " + type +
           "\n    %s = arith.addf %o, %p : " + type +
           "\n    linalg.yield %s : " + type + "\n  } -> " + c +
           "\n  return %r : " + c + "\n}";
  }

private:
  /// Adds loops that index the first, second and third operand where `uses`
  /// says a, b and c or m.
  void addLoops(std::string uses, int least, int most) {
    int count = std::uniform_int_distribution<int>(least, most)(random);
    bool inA = uses.find('a') != std::string::npos;
    bool inB = uses.find('b') != std::string::npos;
    bool inC = uses.find('m') != std::string::npos;
    for (int i = 0; i < count; ++i) {
      char loop = char('A' + sizes.size());
      sizes.push_back(std::uniform_int_distribution<int>(1, 5)(random));
      reduced.push_back(!inC);
      if (inA)
        operands[0] += loop;
      if (inB)
        operands[1] += loop;
      if (inC)
        operands[2] += loop;
    }
  }

  std::string getType(const std::string &operand, const std::string &type) {
    std::string text = "tensor<";
    for (char loop : operand)
      text += std::to_string(sizes[loop - 'A']) + "x";
    return text + type + ">";
  }

  std::string getMap(const std::string &operand) {
    std::string text = "affine_map<(";
    for (size_t i = 0; i < sizes.size(); ++i)
      text += (i ? ", d" : "d") + std::to_string(i);
    text += ") -> (";
    for (size_t i = 0; i < operand.size(); ++i)
      text += (i ? ", d" : "d") + std::to_string(operand[i] - 'A');
    return text + ")>";
  }

  std::string getIterators() {
    std::string text;
    for (size_t i = 0; i < reduced.size(); ++i)
      text += std::string(i ? ", " : "") +
              (reduced[i] ? "\"reduction\"" : "\"parallel\"");
    return text;
  }

  std::mt19937 random;
  std::vector<int> sizes;
  std::vector<bool> reduced;
  std::string operands[3];
};
} // namespace

TEST(Contraction, OfEveryLayout) {
  for (unsigned seed = 0; seed < 60; ++seed)
    expectSameAsInterpreter(
        RandomContraction(seed).getText(seed % 4 ? "f32" : "f64"));
}

/// Runs a product and expects that it took `calls` calls of the runtime.
static void expectCalls(std::string text, int64_t calls) {
  takeGemmCalls();
  expectSameAsInterpreter(text);
  EXPECT_EQ(takeGemmCalls(), calls) << text;
}

TEST(Contraction, OneCallForAMatrixProduct) {
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<4x7xf32>, %b: tensor<7x5xf32>, %c: tensor<4x5xf32>) -> tensor<4x5xf32> {
      %0 = linalg.matmul ins(%a, %b : tensor<4x7xf32>, tensor<7x5xf32>) outs(%c : tensor<4x5xf32>) -> tensor<4x5xf32>
      return %0 : tensor<4x5xf32>
    })mlir",
              1);
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<4x7xf64>, %b: tensor<7xf64>, %c: tensor<4xf64>) -> tensor<4xf64> {
      %0 = linalg.matvec ins(%a, %b : tensor<4x7xf64>, tensor<7xf64>) outs(%c : tensor<4xf64>) -> tensor<4xf64>
      return %0 : tensor<4xf64>
    })mlir",
              1);
}

TEST(Contraction, OneCallForEachOfABatch) {
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<6x4x7xf32>, %b: tensor<6x7x5xf32>, %c: tensor<6x4x5xf32>) -> tensor<6x4x5xf32> {
      %0 = linalg.batch_matmul ins(%a, %b : tensor<6x4x7xf32>, tensor<6x7x5xf32>) outs(%c : tensor<6x4x5xf32>) -> tensor<6x4x5xf32>
      return %0 : tensor<6x4x5xf32>
    })mlir",
              6);
}

TEST(Contraction, TransposedOperandsAndResult) {
  expectCalls(R"mlir(
    #km = affine_map<(m, n, k) -> (k, m)>
    #nk = affine_map<(m, n, k) -> (n, k)>
    #nm = affine_map<(m, n, k) -> (n, m)>
    func.func private @main(%a: tensor<7x4xf32>, %b: tensor<5x7xf32>, %c: tensor<5x4xf32>) -> tensor<5x4xf32> {
      %0 = linalg.generic {indexing_maps = [#km, #nk, #nm], iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%a, %b : tensor<7x4xf32>, tensor<5x7xf32>) outs(%c : tensor<5x4xf32>) {
      ^bb0(%x: f32, %y: f32, %o: f32):
        %1 = arith.mulf %y, %x : f32
        %2 = arith.addf %1, %o : f32
        linalg.yield %2 : f32
      } -> tensor<5x4xf32>
      return %0 : tensor<5x4xf32>
    })mlir",
              1);
}

// A slice is copied, so that the product does not depend on what it is cut
// from.
TEST(Contraction, OfSlicesAndIntoASlice) {
  expectCalls(R"mlir(
    func.func private @main(%x: tensor<4x20xf32>, %y: tensor<6x9xf32>) -> tensor<4x12xf32> {
      %zero = arith.constant 0.0 : f32
      %a = tensor.extract_slice %x[0, 7] [4, 6] [1, 1] : tensor<4x20xf32> to tensor<4x6xf32>
      %b = tensor.extract_slice %y[0, 2] [6, 5] [1, 1] : tensor<6x9xf32> to tensor<6x5xf32>
      %e = tensor.empty() : tensor<4x5xf32>
      %z = linalg.fill ins(%zero : f32) outs(%e : tensor<4x5xf32>) -> tensor<4x5xf32>
      %0 = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x5xf32>) outs(%z : tensor<4x5xf32>) -> tensor<4x5xf32>
      %big = tensor.empty() : tensor<4x12xf32>
      %f = linalg.fill ins(%zero : f32) outs(%big : tensor<4x12xf32>) -> tensor<4x12xf32>
      %1 = tensor.insert_slice %0 into %f[0, 3] [4, 5] [1, 1] : tensor<4x5xf32> into tensor<4x12xf32>
      return %1 : tensor<4x12xf32>
    })mlir",
              1);
}

TEST(Contraction, OtherTypesAndBodiesAreLoops) {
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<4x7xi32>, %b: tensor<7x5xi32>, %c: tensor<4x5xi32>) -> tensor<4x5xi32> {
      %0 = linalg.matmul ins(%a, %b : tensor<4x7xi32>, tensor<7x5xi32>) outs(%c : tensor<4x5xi32>) -> tensor<4x5xi32>
      return %0 : tensor<4x5xi32>
    })mlir",
              0);
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<40xf32>, %b: tensor<40xf32>, %c: tensor<f32>) -> tensor<f32> {
      %0 = linalg.dot ins(%a, %b : tensor<40xf32>, tensor<40xf32>) outs(%c : tensor<f32>) -> tensor<f32>
      return %0 : tensor<f32>
    })mlir",
              0);
}

TEST(Contraction, SixteenBitsAreConverted) {
  expectCalls(R"mlir(
    func.func private @main(%a: tensor<4x7xbf16>, %b: tensor<7x5xbf16>, %c: tensor<4x5xf32>) -> tensor<4x5xf32> {
      %0 = linalg.matmul ins(%a, %b : tensor<4x7xbf16>, tensor<7x5xbf16>) outs(%c : tensor<4x5xf32>) -> tensor<4x5xf32>
      return %0 : tensor<4x5xf32>
    })mlir",
              1);
}
