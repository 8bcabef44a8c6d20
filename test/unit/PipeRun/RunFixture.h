//===- RunFixture.h - Runs pipe-run on the linear model ---------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PIPERUN_RUNFIXTURE_H
#define PIPE_TEST_UNIT_PIPERUN_RUNFIXTURE_H

#include "TestFiles.h"

#include "pipe/TensorIO/Safetensors.h"

#include <functional>
#include <sys/wait.h>

namespace mlir::pipe {

using nlohmann::json;

/// What a command did.
struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
};

/// The model of linear/model.c with data of its own: M = 4.
class Run : public testing::Test {
protected:
  Run() {
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    for (auto *values : {&w0, &w1, &x, &t})
      for (float &value : *values)
        value = normal(random);
    computeReference();
    write();
  }

  void computeReference() {
    for (int m = 0; m < 4; ++m) {
      double sum = 0;
      for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 4; ++column) {
          double input = x[size_t((m * 2 + row) * 4 + column)];
          double target = t[size_t(column * 8 + m * 2 + row)];
          double h = input * w0[size_t(column)];
          sum += h * w1[size_t(column)] * target / 8;
          g0[size_t(column)] += float(target / 8 * w1[size_t(column)] * input);
          g1[size_t(column)] += float(target / 8 * h);
        }
      }
      loss[size_t(m)] = float(sum);
    }
  }

  std::vector<NamedTensor> getTensors() {
    auto f32 = [](std::vector<int64_t> shape) {
      return TensorType{ElementType::F32, std::move(shape)};
    };
    return {
        {"param.w0", f32({4}), w0.data()},  {"param.w1", f32({4}), w1.data()},
        {"x", f32({8, 4}), x.data()},       {"t", f32({4, 8}), t.data()},
        {"loss", f32({4}), loss.data()},    {"gradsum.w0", f32({4}), g0.data()},
        {"gradsum.w1", f32({4}), g1.data()}};
  }

  void write() { ASSERT_FALSE(writeSafetensors(data, getTensors())); }

  /// Runs pipe-run on `bundle` with the data and more arguments.
  Outcome run(const std::string &arguments, const std::string &bundle,
              const std::string &environment = "") {
    std::string command = environment + " " PIPE_RUN " " + bundle + " " +
                          arguments + " > " + (folder / "out") + " 2> " +
                          (folder / "err") + " < /dev/null";
    int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            readText(folder / "out"), readText(folder / "err")};
  }
  Outcome run(const std::string &arguments) {
    return run("--parameters=" + data + " --inputs=" + data + " " + arguments,
               getLinearBundle());
  }

  /// A copy of the bundle whose manifest `edit` has changed.
  std::string copyBundle(const std::function<void(json &)> &edit) {
    std::string copy = folder / "copy.pipe";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(getLinearBundle(), copy);
    json manifest = json::parse(readText(copy + "/manifest.json"));
    edit(manifest);
    writeText(copy + "/manifest.json", sealManifest(manifest));
    return copy;
  }

  void expectError(const Outcome &outcome, int status,
                   const std::string &message) {
    EXPECT_EQ(outcome.status, status) << outcome.err;
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }

  TestFolder folder;
  std::string data = folder / "data.safetensors";
  std::vector<float> w0 = std::vector<float>(4), w1 = w0;
  std::vector<float> x = std::vector<float>(32), t = x;
  std::vector<float> loss = w0, g0 = w0, g1 = w0;
};

/// Gives the model a second output, which nobody writes.
inline void addOutput(json &m) {
  m["outputs"].push_back(
      {{"name", "more"}, {"type", "f32"}, {"shape", json::array()}});
  json buffer = m["programs"][1]["buffers"][5];
  buffer["name"] = "more";
  buffer["offset"] = 32;
  m["programs"][1]["buffers"].push_back(buffer);
  m["reference"]["results"].push_back({{"output", "more"}});
}

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_PIPERUN_RUNFIXTURE_H
