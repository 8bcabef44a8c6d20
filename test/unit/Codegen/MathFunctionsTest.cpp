//===- MathFunctionsTest.cpp - Mathematical functions against the C library
//===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"

#include "gtest/gtest.h"

#include <cfloat>
#include <cmath>
#include <cstring>

using namespace mlir;
using namespace mlir::pipe::test;

static float fromBits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

static uint32_t toBits(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// Distance of `actual` from the exact value `expected` in units in the last
/// place of f32 there.
static double getUlps(double expected, float actual) {
  if (std::isnan(expected) || std::isnan(actual))
    return std::isnan(expected) && std::isnan(actual) ? 0 : INFINITY;
  float rounded = float(expected);
  if (std::isinf(rounded) || std::isinf(actual)) {
    // The largest number is one unit from infinity.
    if (rounded == actual)
      return 0;
    return std::fabs(rounded) == FLT_MAX || std::fabs(actual) == FLT_MAX
               ? 1
               : INFINITY;
  }
  int exponent = std::max(std::ilogb(expected == 0 ? 1e-300 : expected), -126);
  return std::fabs(expected - double(actual)) / std::ldexp(1.0, exponent - 23);
}

/// All kinds of numbers: every exponent and sign with some mantissas, whole
/// numbers, what lies near 1, infinities, NaN, zeros, subnormal numbers.
static std::vector<float> getArguments() {
  std::vector<float> values;
  for (uint64_t bits = 0; bits < (uint64_t(1) << 32); bits += 65521)
    values.push_back(fromBits(uint32_t(bits)));
  for (int i = -200; i <= 200; ++i) {
    values.push_back(float(i));
    values.push_back(float(i) / 2);
    values.push_back(fromBits(toBits(1.0f) + i));
    values.push_back(-fromBits(toBits(1.0f) + i));
  }
  for (int i = -40000; i <= 40000; ++i)
    values.push_back(float(i) / 400);
  for (uint32_t bits :
       {0x0u, 0x80000000u, 0x1u, 0x80000001u, 0x7fffffu, 0x800000u, 0x7f7fffffu,
        0xff7fffffu, 0x7f800000u, 0xff800000u, 0x7fc00000u})
    values.push_back(fromBits(bits));
  return values;
}

static Tensor makeTensor(const std::vector<float> &values) {
  auto type = RankedTensorType::get({int64_t(values.size())},
                                    Float32Type::get(&getContext()));
  Tensor tensor = Tensor::zeros(type);
  for (auto [element, value] : llvm::zip_equal(tensor.elements, values))
    element.real = value;
  return tensor;
}

/// Runs `op`, as "math.exp", on `inputs` and returns the results.
static std::vector<float> apply(std::string op,
                                const std::vector<std::vector<float>> &inputs) {
  std::string type = "tensor<" + std::to_string(inputs[0].size()) + "xf32>";
  std::string text = "func.func private @main(%x: " + type +
                     (inputs.size() > 1 ? ", %y: " + type : "") + ") -> " +
                     type + " {\n  %0 = " + op +
                     (inputs.size() > 1 ? " %x, %y : " : " %x : ") + type +
                     "\n  return %0 : " + type + "\n}";
  OwningOpRef<ModuleOp> module = parse(text);
  CompiledKernel kernel(*module, "main");
  std::vector<Tensor> tensors;
  for (const std::vector<float> &values : inputs)
    tensors.push_back(makeTensor(values));
  std::vector<Tensor> outputs{Tensor::zeros(tensors[0].type)};
  kernel.run(tensors, outputs);
  std::vector<float> results;
  for (Element element : outputs[0].elements)
    results.push_back(float(element.real));
  return results;
}

namespace {
struct Function {
  const char *name;
  double (*exact)(double);
  double ulps; ///< What this function keeps; never above 4.
};
class MathFunction : public testing::TestWithParam<Function> {};
} // namespace

TEST_P(MathFunction, IsExactToFourUlps) {
  const Function &function = GetParam();
  ASSERT_LE(function.ulps, 4.0);
  std::vector<float> arguments = getArguments();
  std::vector<float> results = apply(function.name, {arguments});
  double worst = 0;
  float where = 0;
  for (auto [x, result] : llvm::zip_equal(arguments, results)) {
    double ulps = getUlps(function.exact(double(x)), result);
    if (!(ulps <= worst))
      worst = ulps, where = x;
  }
  EXPECT_LE(worst, function.ulps) << "at " << where;
  RecordProperty("worst_ulps", std::to_string(worst));
}

// The bits do not depend on whether an element is in the middle of a vector, in
// its rest or a scalar.
TEST_P(MathFunction, IsTheSameForScalarsAndVectors) {
  std::vector<float> arguments = getArguments();
  std::string name = GetParam().name;
  for (size_t at : {size_t(100), size_t(20000), arguments.size() - 50}) {
    std::vector<float> some(arguments.begin() + at,
                            arguments.begin() + at + 37);
    std::vector<float> together = apply(name, {some});
    for (size_t i : {size_t(0), size_t(15), size_t(36)}) {
      std::vector<float> alone = apply(name, {{some[i]}});
      EXPECT_TRUE(toBits(alone[0]) == toBits(together[i]) ||
                  (std::isnan(alone[0]) && std::isnan(together[i])))
          << name << " of " << some[i];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Unary, MathFunction,
    testing::Values(
        Function{"math.exp", std::exp, 2}, Function{"math.exp2", std::exp2, 2},
        Function{"math.expm1", std::expm1, 3},
        Function{"math.tanh", std::tanh, 4}, Function{"math.erf", std::erf, 2},
        Function{"math.log", std::log, 2}, Function{"math.log2", std::log2, 3},
        Function{"math.log10", std::log10, 3},
        Function{"math.log1p", std::log1p, 3},
        Function{"math.sin", std::sin, 2}, Function{"math.cos", std::cos, 2},
        Function{"math.sqrt", std::sqrt, 0.5},
        Function{"math.rsqrt", [](double x) { return 1 / std::sqrt(x); }, 2},
#ifndef PIPE_TEST_CUDA // These are left to the C library.
        Function{"math.atan", std::atan, 4},
        Function{"math.sinh", std::sinh, 4},
#endif
        Function{"math.ceil", std::ceil, 0},
        Function{"math.floor", std::floor, 0},
        Function{"math.round", std::round, 0}),
    [](const testing::TestParamInfo<Function> &info) {
      return std::string(info.param.name).substr(5);
    });

TEST(MathFunctionPow, IsExactToFourUlps) {
  std::vector<float> bases, exponents;
  std::vector<float> special{0.0f,     -0.0f,     1.0f,       -1.0f,     0.5f,
                             2.0f,     3.0f,      -2.0f,      -3.0f,     1e-40f,
                             INFINITY, -INFINITY, NAN,        1e30f,     -1e30f,
                             2.5f,     -2.5f,     16777217.f, 0.1f,      -0.5f,
                             FLT_MAX,  FLT_MIN,   1.0000001f, 0.9999999f};
  for (float x : special)
    for (float y : special)
      bases.push_back(x), exponents.push_back(y);
  for (int i = 0; i < 40000; ++i) {
    // From 2^-60 to 2^60, and exponents that keep most results finite.
    bases.push_back(float(std::exp2(i % 1201 / 10.0 - 60)));
    exponents.push_back(float((i * 7919 % 2003 - 1001) / 300.0));
  }
  std::vector<float> results = apply("math.powf", {bases, exponents});
  for (size_t i = 0; i < bases.size(); ++i)
    EXPECT_LE(
        getUlps(std::pow(double(bases[i]), double(exponents[i])), results[i]),
        1)
        << bases[i] << " to the power " << exponents[i] << " is " << results[i];
}
