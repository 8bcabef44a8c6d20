//===- GradientProbeTest.cpp - Gradients against their loss ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GradientProbe.h"

#include "pipe/TensorIO/Elements.h"

#include "gtest/gtest.h"

#include <cmath>
#include <random>

using namespace mlir::pipe;

namespace {

/// mean((f(x w + b) v + tiny * c - y)^2), and its derivatives by hand. It is
/// computed in double precision; values, gradients and the loss are rounded.
class Network {
public:
  enum Which { W, B, V, C, D, numParameters };

  explicit Network(ElementType type, bool isRelu = false)
      : type(type), isRelu(isRelu) {
    std::mt19937 random(3);
    std::normal_distribution<double> normal;
    auto fill = [&](std::vector<double> &values, size_t count) {
      for (size_t i = 0; i < count; ++i)
        values.push_back(normal(random) / 2);
    };
    fill(x, 20 * 6);
    fill(y, 20);
    for (int i = 0; i < numParameters; ++i) {
      std::vector<double> start;
      fill(start, sizes[i]);
      values[i] = round(start);
    }
  }

  double getLoss(const std::vector<const void *> &given) const {
    return compute(given, nullptr);
  }

  std::vector<std::vector<double>>
  getGradients(const std::vector<const void *> &given) const {
    std::vector<std::vector<double>> gradients;
    for (size_t size : sizes)
      gradients.emplace_back(size);
    compute(given, &gradients);
    return gradients;
  }

  /// Elements of `type`.
  Bytes round(const std::vector<double> &numbers) const {
    Bytes bytes(numbers.size() * size_t(getInfo(type).bytes));
    for (size_t i = 0; i < numbers.size(); ++i)
      writeFloat(type, bytes.data(), int64_t(i), numbers[i]);
    return bytes;
  }

  using Change = std::function<void(std::vector<std::vector<double>> &)>;

  /// Probes with gradients that `change` has spoilt everywhere.
  ProbeResult probe(const Change &change, uint64_t seed = 1,
                    bool hasNearby = true) const {
    std::vector<Bytes> storage;
    auto spoilt = [&](const std::vector<const void *> &given) {
      std::vector<std::vector<double>> gradients = getGradients(given);
      change(gradients);
      storage.clear();
      std::vector<const void *> pointers;
      for (const std::vector<double> &gradient : gradients)
        storage.push_back(round(gradient));
      for (const Bytes &bytes : storage)
        pointers.push_back(bytes.data());
      return pointers;
    };
    std::vector<const void *> here;
    for (const Bytes &value : values)
      here.push_back(value.data());
    std::vector<const void *> gradients = spoilt(here);
    std::vector<Bytes> first = std::move(storage);
    std::vector<ProbedParameter> parameters;
    for (int i = 0; i < numParameters; ++i)
      parameters.push_back({std::string(1, "wbvcd"[i]),
                            {type, {int64_t(sizes[i])}},
                            here[size_t(i)],
                            first[size_t(i)].data()});
    ProbeOptions options;
    options.seed = seed;
    options.lossType = type;
    return probeGradients(
        parameters, [&](const auto &given) { return getLoss(given); },
        hasNearby ? EvaluateGradients(spoilt) : EvaluateGradients(), options);
  }

  Bytes values[numParameters];

private:
  double read(const void *data, size_t index) const {
    return readElement(type, data, int64_t(index));
  }

  double compute(const std::vector<const void *> &given,
                 std::vector<std::vector<double>> *gradients) const {
    double sum = 0;
    for (size_t row = 0; row < 20; ++row) {
      double out = 1e-3 * (read(given[C], 0) + read(given[D], 0)), h[8];
      for (size_t j = 0; j < 8; ++j) {
        double a = read(given[B], j);
        for (size_t i = 0; i < 6; ++i)
          a += x[row * 6 + i] * read(given[W], i * 8 + j);
        h[j] = isRelu ? std::max(a, 0.0) : std::tanh(a);
        out += h[j] * read(given[V], j);
      }
      double error = out - y[row], d = 2 * error / 20;
      sum += error * error / 20;
      for (size_t j = 0; gradients && j < 8; ++j) {
        double slope = isRelu ? h[j] > 0 : 1 - h[j] * h[j];
        double da = d * read(given[V], j) * slope;
        (*gradients)[V][j] += d * h[j];
        (*gradients)[B][j] += da;
        for (size_t i = 0; i < 6; ++i)
          (*gradients)[W][i * 8 + j] += da * x[row * 6 + i];
      }
      if (gradients) {
        (*gradients)[C][0] += 1e-3 * d;
        (*gradients)[D][0] += 1e-3 * d;
      }
    }
    char rounded[8];
    writeFloat(type, rounded, 0, sum);
    return readElement(type, rounded, 0);
  }

  static constexpr size_t sizes[numParameters] = {48, 8, 8, 1, 1};
  const ElementType type;
  const bool isRelu;
  std::vector<double> x, y;
};

std::string getVerdicts(const ProbeResult &result) {
  std::string text;
  for (const ProbedGradient &gradient : result.gradients)
    text += "-cs?nW"[int(gradient.verdict)];
  return text;
}

const Network::Change nothing = [](auto &) {};

TEST(GradientProbe, RightGradientsAreConfirmed) {
  for (uint64_t seed = 1; seed < 20; ++seed) {
    EXPECT_EQ(getVerdicts(Network(ElementType::F64).probe(nothing, seed)),
              "ccccc");
    // The last two are a thousandth of the others.
    std::string f32 =
        getVerdicts(Network(ElementType::F32).probe(nothing, seed));
    EXPECT_EQ(f32.substr(0, 3), "ccc");
    EXPECT_EQ(f32.find('W'), std::string::npos);
    for (ElementType type : {ElementType::F16, ElementType::BF16})
      for (bool isRelu : {false, true})
        EXPECT_EQ(
            getVerdicts(Network(type, isRelu).probe(nothing, seed)).find('W'),
            std::string::npos);
  }
}

TEST(GradientProbe, CountsItsEvaluations) {
  int64_t count = 0;
  float value = 2, gradient = 4;
  std::vector<ProbedParameter> parameters = {
      {"x", {ElementType::F32, {}}, &value, &gradient}};
  ProbeResult result =
      probeGradients(parameters,
                     [&](const std::vector<const void *> &given) {
                       ++count;
                       double x = readElement(ElementType::F32, given[0], 0);
                       return x * x;
                     },
                     {}, {});
  EXPECT_EQ(getVerdicts(result), "c");
  EXPECT_EQ(result.numEvaluations, count);
  EXPECT_LT(count, 40);
}

TEST(GradientProbe, FindsAndNamesWhatIsWrong) {
  using Gradients = std::vector<std::vector<double>>;
  struct Case {
    const char *expected;
    Network::Change change;
  };
  auto scale = [](int which, double factor) {
    return [=](Gradients &gradients) {
      for (double &value : gradients[size_t(which)])
        value *= factor;
    };
  };
  const Case cases[] = {
      {"Wcccc", scale(Network::W, -1)},
      {"cWccc", scale(Network::B, 0.9)},
      {"ccWcc", scale(Network::V, 8)},
      {"cWccc", scale(Network::B, 0)},
      {"cccWc", scale(Network::C, -1)},
      // b and v have the same size.
      {"cWWcc", [](Gradients &g) { std::swap(g[1], g[2]); }},
      // One half is missing.
      {"Wcccc", [](Gradients &g) { std::fill_n(g[0].begin(), 24, 0.0); }},
      // Transposed.
      {"Wcccc",
       [](Gradients &g) {
         std::vector<double> old = g[0];
         for (size_t i = 0; i < 48; ++i)
           g[0][i] = old[i % 6 * 8 + i / 6];
       }},
  };
  Network network(ElementType::F64), relu(ElementType::F64, true);
  for (const Case &spoilt : cases)
    for (uint64_t seed = 1; seed < 6; ++seed) {
      EXPECT_EQ(getVerdicts(network.probe(spoilt.change, seed)),
                spoilt.expected);
      EXPECT_EQ(getVerdicts(relu.probe(spoilt.change, seed)), spoilt.expected);
    }
}

TEST(GradientProbe, SaysWhatWasPredictedAndMeasuredAndWhatWouldFit) {
  ProbeResult result = Network(ElementType::F32).probe([](auto &gradients) {
    std::swap(gradients[1], gradients[2]);
  });
  EXPECT_EQ(getVerdicts(result).substr(0, 3), "cWW");
  EXPECT_EQ(result.gradients[1].fits, 2u);
  EXPECT_EQ(result.gradients[2].fits, 1u);
  result = Network(ElementType::F64).probe([](auto &gradients) {
    for (double &value : gradients[0])
      value *= 4;
  });
  const ProbedGradient &wrong = result.gradients[0];
  EXPECT_NEAR(wrong.predicted / wrong.measured, 4, 1e-3);
  EXPECT_FALSE(wrong.fits);
}

TEST(GradientProbe, NewParametersAreNoGradients) {
  for (ElementType type :
       {ElementType::F64, ElementType::F32, ElementType::F16}) {
    Network network(type);
    // What plain gradient descent returns.
    ProbeResult result = network.probe([&](auto &gradients) {
      for (size_t i = 0; i < gradients.size(); ++i)
        for (size_t k = 0; k < gradients[i].size(); ++k)
          gradients[i][k] =
              readElement(type, network.values[i].data(), int64_t(k)) -
              0.1 * gradients[i][k];
    });
    EXPECT_EQ(getVerdicts(result), "WWWWW");
  }
}

TEST(GradientProbe, AKinkIsNoError) {
  // relu(w) at 0, where front ends take the derivative 0.
  std::vector<float> values = {0, 0, 0, 1};
  auto loss = [](const std::vector<const void *> &given) {
    double sum = 0;
    for (int64_t i = 0; i < 4; ++i)
      sum += std::max(0.0, readElement(ElementType::F32, given[0], i));
    return sum;
  };
  std::vector<float> storage;
  auto gradientsAt = [&](const std::vector<const void *> &given) {
    storage.clear();
    for (int64_t i = 0; i < 4; ++i)
      storage.push_back(readElement(ElementType::F32, given[0], i) > 0);
    return std::vector<const void *>{storage.data()};
  };
  std::vector<float> gradient = {0, 0, 0, 1};
  std::vector<ProbedParameter> parameters = {
      {"w", {ElementType::F32, {4}}, values.data(), gradient.data()}};
  EXPECT_EQ(getVerdicts(probeGradients(parameters, loss, gradientsAt, {})),
            "c");
  EXPECT_EQ(getVerdicts(probeGradients(parameters, loss, {}, {})), "W");
}

TEST(GradientProbe, SlopesThatAgreeByChanceAreNoError) {
  // Larger steps see a slope near 1, and hardly a curve; the slope here is 2.
  std::vector<float> values = {1, 1, 1, 1};
  for (double width : {0x1p-12, 0x1p-13, 0x1p-14}) {
    auto loss = [=](const std::vector<const void *> &given) {
      double sum = 0;
      for (int64_t i = 0; i < 4; ++i) {
        double x = readElement(ElementType::F32, given[0], i) - 1;
        sum += x + std::clamp(x, -width, width);
      }
      return float(sum);
    };
    auto probe = [&](float slope) {
      std::vector<float> gradient(4, slope);
      std::vector<ProbedParameter> parameters = {
          {"w", {ElementType::F32, {4}}, values.data(), gradient.data()}};
      return getVerdicts(probeGradients(parameters, loss, {}, {}));
    };
    EXPECT_NE(probe(2), "W");
    EXPECT_EQ(probe(3), "W");
  }
}

TEST(GradientProbe, WhatCannotBeToldIsSaid) {
  auto probe = [](ElementType type, double value, double gradient,
                  const std::function<double(double)> &loss) {
    char place[8], slope[8];
    if (isFloat(type)) {
      writeFloat(type, place, 0, value);
      writeFloat(type, slope, 0, gradient);
    }
    std::vector<ProbedParameter> parameters = {{"x", {type, {}}, place, slope}};
    return getVerdicts(
        probeGradients(parameters,
                       [&](const std::vector<const void *> &given) {
                         return loss(readElement(type, given[0], 0));
                       },
                       {}, {}));
  };
  double nan = std::numeric_limits<double>::quiet_NaN();
  auto isNan = [&](double) { return nan; };
  auto square = [](double x) { return x * x; };
  EXPECT_EQ(probe(ElementType::F32, 1, 2, square), "c");
  EXPECT_EQ(probe(ElementType::F32, 1, 2, isNan), "?");
  EXPECT_EQ(probe(ElementType::F32, 1, nan, square), "n");
  EXPECT_EQ(probe(ElementType::I32, 1, 2, square), "-");
  // Nothing is finite beside x = 1.
  EXPECT_EQ(
      probe(ElementType::F32, 1, 2, [&](double x) { return x == 1 ? 1 : nan; }),
      "?");
  // Lost in the rounding of a large loss, right or wrong.
  auto large = [](double x) { return double(float(1e6 + 1e-3 * x)); };
  EXPECT_EQ(probe(ElementType::F32, 1, 1e-3, large), "s");
  EXPECT_EQ(probe(ElementType::F32, 1, 0, large), "s");
  // Zero, and right so.
  EXPECT_EQ(probe(ElementType::F64, 1, 0, [](double) { return 5.0; }), "s");
  // A step function is no derivative of what goes straight through it.
  EXPECT_EQ(
      probe(ElementType::F32, 1.3, 1, [](double x) { return std::round(x); }),
      "W");
}

} // namespace
