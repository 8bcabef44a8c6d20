//===- TrainFixture.h - Trains the linear model -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PIPERUN_TRAINFIXTURE_H
#define PIPE_TEST_UNIT_PIPERUN_TRAINFIXTURE_H

#include "RunFixture.h"

namespace mlir::pipe {

inline constexpr int kSteps = 6;

/// The linear model with momentum (see `addMomentum`) and rows for six steps.
class Train : public Run {
protected:
  Train() {
    std::mt19937 random(7);
    std::normal_distribution<float> normal;
    for (auto *values : {&xs, &ts}) {
      values->resize(kSteps * 32);
      for (float &value : *values)
        value = normal(random);
    }
    TensorType row = {ElementType::F32, {8 * kSteps, 4}};
    TensorType column = {ElementType::F32, {4, 8 * kSteps}};
    EXPECT_FALSE(writeSafetensors(
        rows, {{"x", row, xs.data()}, {"t", column, ts.data()}}));
    std::filesystem::copy(PIPE_LINEAR_BUNDLE, bundle);
    std::filesystem::copy(PIPE_MOMENTUM_LIBRARY, bundle + "/model.so",
                          std::filesystem::copy_options::overwrite_existing);
    json manifest = json::parse(readText(bundle + "/manifest.json"));
    addMomentum(manifest);
    writeText(bundle + "/manifest.json", manifest.dump());
    sealBundle(bundle);
  }

  /// Runs it on the rows of six steps, without decay.
  Outcome train(const std::string &arguments,
                const std::string &environment = "") {
    return run("--parameters=" + data + " --inputs=" + rows +
                   " --hyper=decay=0 " + arguments,
               bundle, environment);
  }

  std::string getFile(const std::string &name) {
    return folder / (name + ".safetensors");
  }

  /// Trains and writes parameters and states into files of this name; returns
  /// both as text.
  std::string getTrained(const std::string &arguments,
                         const std::string &name = "trained") {
    Outcome outcome = train(arguments + " --write-parameters=" + getFile(name) +
                            " --write-state=" + getFile(name + ".state"));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return readText(getFile(name)) + readText(getFile(name + ".state"));
  }

  /// What training gives.
  struct Model {
    std::vector<double> w[2], momentum[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    std::vector<double> gradient[2];
    double loss = 0;
  };

  /// A step on the rows of step `slice`.
  void step(Model &model, int slice, double rate, double decay = 0) {
    model.loss = 0;
    for (auto &gradient : model.gradient)
      gradient.assign(4, 0);
    for (size_t row = size_t(slice) * 8; row < size_t(slice + 1) * 8; ++row)
      for (size_t i = 0; i < 4; ++i) {
        double input = xs[row * 4 + i];
        double target = ts[i * 8 * kSteps + row] / 8 / 4;
        double h = input * model.w[0][i];
        model.loss += h * model.w[1][i] * target;
        model.gradient[0][i] += target * model.w[1][i] * input;
        model.gradient[1][i] += target * h;
      }
    for (int k : {0, 1})
      for (size_t i = 0; i < 4; ++i) {
        double &momentum = model.momentum[k][i];
        momentum = momentum / 2 + model.gradient[k][i];
        model.w[k][i] -= rate * momentum + decay;
      }
  }

  Model getInitial() {
    Model model;
    model.w[0].assign(w0.begin(), w0.end());
    model.w[1].assign(w1.begin(), w1.end());
    return model;
  }

  void expectNear(const std::string &file, const std::string &key,
                  const std::vector<double> &values) {
    auto tensors = Safetensors::read(file);
    ASSERT_TRUE(tensors) << tensors.getMessage();
    const NamedTensor *tensor = tensors->find(key);
    ASSERT_TRUE(tensor) << key;
    for (size_t i = 0; i < values.size(); ++i)
      EXPECT_NEAR(static_cast<const float *>(tensor->data)[i], values[i], 1e-5)
          << key << " " << i;
  }

  /// The numbers that the lines "step N loss X" have.
  static std::vector<std::pair<int, double>> parseLog(const std::string &out) {
    std::vector<std::pair<int, double>> steps;
    std::istringstream stream(out);
    for (std::string line; std::getline(stream, line);) {
      int number = 0;
      double value = 0;
      if (std::sscanf(line.c_str(), "step %d loss %lf", &number, &value) == 2)
        steps.push_back({number, value});
    }
    return steps;
  }

  std::string rows = folder / "rows.safetensors";
  std::string bundle = folder / "momentum.pipe";
  std::vector<float> xs, ts;
};

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_PIPERUN_TRAINFIXTURE_H
