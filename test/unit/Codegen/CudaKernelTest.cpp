//===- CudaKernelTest.cpp - Launches give the bits of the host ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"
#include "RandomKernel.h"

#include "pipe/Codegen/Cuda/CudaCodegen.h"
#include "pipe/Codegen/Host/HostCodegen.h"

#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

/// Code of the host with sums in the order of CUDA devices.
static KernelCode getHostCode() {
  return {[](OpPassManager &pm) {
            buildKernelPipeline(pm, kCudaKernelTarget);
            buildHostTailPipeline(pm);
          },
          static_cast<size_t>(kCudaKernelTarget.alignment)};
}

static std::vector<Tensor> run(ModuleOp module, const KernelCode &code,
                               const std::vector<Tensor> &inputs) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  std::vector<Tensor> outputs;
  for (Type type : function.getResultTypes())
    outputs.push_back(Tensor::zeros(cast<RankedTensorType>(type)));
  CompiledKernel(module, "main", {}, code).run(inputs, outputs);
  return outputs;
}

/// Compares launches with code of the host on fractions, whose sums depend on
/// the order of their terms.
static void expectBitsOfHost(llvm::StringRef text) {
  OwningOpRef<ModuleOp> module = parse(text);
  if (!module)
    return;
  auto function = module->lookupSymbol<func::FuncOp>("main");
  function->removeAttr("pipe.accumulate");
  std::vector<Tensor> inputs;
  for (Type type : function.getArgumentTypes())
    inputs.push_back(Tensor::fractions(cast<RankedTensorType>(type),
                                       unsigned(inputs.size()), 3.0));
  std::vector<Tensor> launched = run(*module, getTestedCode(), inputs);
  std::vector<Tensor> expected = run(*module, getHostCode(), inputs);
  for (auto [index, tensor] : llvm::enumerate(expected))
    EXPECT_EQ(tensor.toBytes(), launched[index].toBytes())
        << "result " << index << " of\n"
        << text.str();
}

TEST(CudaKernel, RandomOnesGiveTheBitsOfTheHost) {
  const char *asked = std::getenv("PIPE_TEST_RANDOM_KERNELS");
  unsigned count = asked ? unsigned(std::atoi(asked)) : 40;
  for (unsigned seed = 0; seed < count; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    expectBitsOfHost(RandomKernel(seed).write(5 + int(seed % 40)));
    if (HasFailure())
      return;
  }
}

/// A sum of rows of `terms`, and one over all but the middle dimension.
static std::string writeSums(int64_t terms, StringRef type) {
  std::string n = std::to_string(terms), t = type.str();
  return "func.func private @main(%x: tensor<5x" + n + "x" + t +
         ">, %y: tensor<3x7x" + n + "x" + t + ">) -> (tensor<5x" + t +
         ">, tensor<7x" + t + ">) {\n  %z = arith.constant 0.0 : " + t +
         "\n  %e = tensor.empty() : tensor<5x" + t +
         ">\n  %f = linalg.fill ins(%z : " + t + ") outs(%e : tensor<5x" + t +
         ">) -> tensor<5x" + t +
         ">\n  %s = linalg.reduce {arith.addf} ins(%x : tensor<5x" + n + "x" +
         t + ">) outs(%f : tensor<5x" + t +
         ">) dimensions = [1]\n  %g = tensor.empty() : tensor<7x" + t +
         ">\n  %h = linalg.fill ins(%z : " + t + ") outs(%g : tensor<7x" + t +
         ">) -> tensor<7x" + t +
         ">\n  %r = linalg.reduce {arith.addf} ins(%y : tensor<3x7x" + n + "x" +
         t + ">) outs(%h : tensor<7x" + t +
         ">) dimensions = [0, 2]\n  return %s, %r : tensor<5x" + t +
         ">, tensor<7x" + t + ">\n}";
}

TEST(CudaKernel, SumsOfAllLengthsGiveTheBitsOfTheHost) {
  for (StringRef type : {"f32", "f64", "f16", "bf16"})
    for (int64_t terms :
         {1, 7, 8, 31, 32, 33, 63, 100, 255, 256, 257, 300, 385, 1000, 2049})
      expectBitsOfHost(writeSums(terms, type));
}

TEST(CudaKernel, ReportsAnIndexThatIsOutOfRange) {
  const char *text = R"(
func.func private @main(%k: tensor<3xi32>, %x: tensor<10xf32>) -> tensor<3xf32> {
  %e = tensor.empty() : tensor<3xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
                       iterator_types = ["parallel"]}
      ins(%k : tensor<3xi32>) outs(%e : tensor<3xf32>) {
  ^bb0(%a: i32, %o: f32):
    %i = arith.index_cast %a : i32 to index
    %v = tensor.extract %x[%i] : tensor<10xf32>
    linalg.yield %v : f32
  } -> tensor<3xf32>
  return %0 : tensor<3xf32>
})";
  OwningOpRef<ModuleOp> module = parse(text);
  auto function = module->lookupSymbol<func::FuncOp>("main");
  auto types = function.getArgumentTypes();
  std::vector<Tensor> inputs{Tensor::zeros(cast<RankedTensorType>(types[0])),
                             Tensor::zeros(cast<RankedTensorType>(types[1]))};
  CompiledKernel kernel(*module, "main");
  std::vector<Tensor> outputs{
      Tensor::zeros(cast<RankedTensorType>(function.getResultTypes()[0]))};
  kernel.run(inputs, outputs);
  inputs[0].elements[1].whole = 10;
  // What this program gives the runtime for reports makes failures of them.
  EXPECT_NONFATAL_FAILURE(kernel.run(inputs, outputs),
                          "the index of dimension 0 is 10, not below 10");
}

/// The functions that leave nothing to a library.
TEST(CudaKernel, FunctionsGiveTheBitsOfTheHost) {
  for (StringRef name : {"exp", "exp2", "expm1", "tanh", "erf", "log", "log2",
                         "log10", "log1p", "sin", "cos", "sqrt", "rsqrt"})
    for (StringRef type : {"f32", "f16", "bf16"})
      expectBitsOfHost(("func.func private @main(%x: tensor<1000x" + type +
                        ">) -> tensor<1000x" + type + "> {\n  %0 = math." +
                        name + " %x : tensor<1000x" + type +
                        ">\n  return %0 : tensor<1000x" + type + ">\n}")
                           .str());
}

/// Returns the distance in units of the last place of f64.
static double getUlps(long double expected, double actual) {
  auto rounded = static_cast<double>(expected);
  if (std::isnan(rounded) || std::isnan(actual))
    return std::isnan(rounded) && std::isnan(actual) ? 0 : INFINITY;
  if (std::isinf(rounded) || std::isinf(actual))
    return rounded == actual ? 0 : INFINITY;
  int exponent = rounded == 0 ? -1022 : std::max(std::ilogb(rounded), -1022);
  return static_cast<double>(std::fabs(expected - actual) /
                             std::ldexp(1.0L, exponent - 52));
}

/// Numbers of all exponents and signs, whole ones, small ones and special ones.
static std::vector<double> getArguments() {
  std::vector<double> values{0.0,
                             -0.0,
                             1.0,
                             -1.0,
                             INFINITY,
                             -INFINITY,
                             NAN,
                             5e-324,
                             -5e-324,
                             2.2250738585072014e-308,
                             1.7976931348623157e308};
  for (uint64_t i = 0; i < 20000; ++i) {
    uint64_t bits = i * 922337203685477ull * 20 + 977 * i;
    double value;
    std::memcpy(&value, &bits, sizeof(value));
    values.push_back(value);
    values.push_back((double(i) - 10000) / 13);
    values.push_back(1 + (double(i) - 10000) / 1e7);
    values.push_back((double(i) - 10000) / 1e9);
  }
  return values;
}

static Tensor makeTensor(const std::vector<double> &values) {
  Tensor tensor = Tensor::zeros(RankedTensorType::get(
      {int64_t(values.size())}, Float64Type::get(&getContext())));
  for (auto [element, value] : llvm::zip_equal(tensor.elements, values))
    element.real = value;
  return tensor;
}

static Tensor apply(llvm::StringRef op, const std::vector<Tensor> &inputs) {
  std::string type =
      "tensor<" + std::to_string(inputs[0].elements.size()) + "xf64>";
  std::string operands = inputs.size() > 1 ? "%x, %y" : "%x";
  OwningOpRef<ModuleOp> module =
      parse("func.func private @main(%x: " + type +
            (inputs.size() > 1 ? ", %y: " + type : "") + ") -> " + type +
            " {\n  %0 = " + op.str() + " " + operands + " : " + type +
            "\n  return %0 : " + type + "\n}");
  std::vector<Tensor> outputs{Tensor::zeros(inputs[0].type)};
  CompiledKernel(*module, "main").run(inputs, outputs);
  return outputs[0];
}

TEST(CudaKernel, FunctionsOnF64AreExactToTwoUlps) {
  using Exact = long double (*)(long double);
  std::pair<const char *, Exact> functions[] = {
      {"math.exp", std::exp},     {"math.exp2", std::exp2},
      {"math.expm1", std::expm1}, {"math.tanh", std::tanh},
      {"math.log", std::log},     {"math.log2", std::log2},
      {"math.log10", std::log10}, {"math.log1p", std::log1p}};
  Tensor arguments = makeTensor(getArguments());
  for (auto [name, exact] : functions) {
    Tensor results = apply(name, {arguments});
    double worst = 0, where = 0;
    for (auto [x, result] :
         llvm::zip_equal(arguments.elements, results.elements))
      if (double ulps = getUlps(exact(x.real), result.real); !(ulps <= worst))
        worst = ulps, where = x.real;
    EXPECT_LE(worst, 2) << name << " at " << where;
  }
}

TEST(CudaKernel, PowersOfF64AreExactToTwoUlps) {
  std::vector<double> special{0.0, -0.0,     1.0,       -1.0, 0.5,    2.0,
                              3.0, -2.0,     -3.0,      NAN,  5e-324, -5e-324,
                              0.1, INFINITY, -INFINITY, 2.5,  -2.5,   1e300};
  std::vector<double> bases, exponents;
  for (double x : special)
    for (double y : special)
      bases.push_back(x), exponents.push_back(y);
  for (int step = 1; step <= 3000; ++step) // As an optimizer's.
    for (double beta : {0.9, 0.99, 0.999})
      bases.push_back(beta), exponents.push_back(step);
  for (int i = 0; i < 40000; ++i) {
    bases.push_back(std::exp2(i % 1201 / 10.0 - 60));
    exponents.push_back((i * 7919 % 2003 - 1001) / 60.0);
  }
  Tensor results =
      apply("math.powf", {makeTensor(bases), makeTensor(exponents)});
  for (size_t i = 0; i < bases.size(); ++i)
    ASSERT_LE(getUlps(std::pow(static_cast<long double>(bases[i]),
                               static_cast<long double>(exponents[i])),
                      results.elements[i].real),
              2)
        << bases[i] << " to the power " << exponents[i] << " is "
        << results.elements[i].real;
}
