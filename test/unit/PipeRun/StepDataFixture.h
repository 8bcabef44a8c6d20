//===- StepDataFixture.h - Rows that hold their numbers ------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PIPERUN_STEPDATAFIXTURE_H
#define PIPE_TEST_UNIT_PIPERUN_STEPDATAFIXTURE_H

#include "Caught.h"
#include "StepData.h"
#include "TestFiles.h"

namespace mlir::pipe {

/// A model with M = 2 and the inputs `x`, two rows of three, and `y`, two
/// columns of two; rows 0, 1, ... hold their numbers.
class StepDataTest : public testing::Test {
protected:
  StepDataTest() {
    manifest.microBatches = 2;
    manifest.inputs = {{"x", {ElementType::I32, {2, 3}}, 0},
                       {"y", {ElementType::I32, {2, 2}}, 1}};
  }

  void write(int32_t numX, int32_t numY) {
    files.clear();
    add(path, numX, numY);
  }

  /// One more file, whose first rows hold `begin`.
  void add(const std::string &file, int32_t numX, int32_t numY,
           int32_t begin = 0) {
    std::vector<int32_t> x, y;
    for (int32_t row = 0; row < numX; ++row)
      x.insert(x.end(), 3, begin + row);
    for (int32_t line = 0; line < 2; ++line)
      for (int32_t row = 0; row < numY; ++row)
        y.push_back(begin + row);
    ASSERT_FALSE(writeSafetensors(
        file, {{"x", {ElementType::I32, {numX, 3}}, x.data()},
               {"y", {ElementType::I32, {2, numY}}, y.data()}}));
    files.push_back(DataFile::map(file, "--inputs"));
  }

  /// One more file with these tensors.
  void add(const std::string &file, const std::vector<NamedTensor> &tensors) {
    ASSERT_FALSE(writeSafetensors(file, tensors));
    files.push_back(DataFile::map(file, "--inputs"));
  }

  StepData make(const DataOptions &options = {}) {
    return {manifest, files, {}, options};
  }

  /// The rows of a step, of `x`; those of `y` have to be the same.
  std::vector<int32_t> load(StepData &data, int64_t step) {
    data.load(step);
    std::vector<int32_t> rows;
    const auto *x =
        reinterpret_cast<const int32_t *>(data.getInputs()[0].data());
    const auto *y =
        reinterpret_cast<const int32_t *>(data.getInputs()[1].data());
    for (int64_t m = 0; m < 2; ++m)
      for (int64_t row = 0; row < 2; ++row) {
        int32_t value = x[(m * 2 + row) * 3];
        rows.push_back(value);
        for (int64_t i = 0; i < 3; ++i)
          EXPECT_EQ(x[(m * 2 + row) * 3 + i], value);
        for (int64_t line = 0; line < 2; ++line)
          EXPECT_EQ(y[(m * 2 + line) * 2 + row], value);
      }
    return rows;
  }

  TestFolder folder;
  std::string path = folder / "data.safetensors";
  std::string other = folder / "other.safetensors";
  std::string third = folder / "third.safetensors";
  Manifest manifest;
  std::vector<DataFile> files;
};

} // namespace mlir::pipe

#endif // PIPE_TEST_UNIT_PIPERUN_STEPDATAFIXTURE_H
