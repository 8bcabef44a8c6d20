//===- RowTableTest.cpp - Data in several files ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepDataFixture.h"

using namespace mlir::pipe;

namespace {

// Files of 5, 0, 1 and 6 rows are one of 12: steps and micro-batches of 4 and 2
// rows begin and end within a file, and one has none.
TEST_F(StepDataTest, SeveralFilesAreOneTable) {
  write(12, 12);
  std::vector<DataFile> whole = std::move(files);
  files.clear();
  add(other, 5, 5);
  add(third, 0, 0, 5);
  add(folder / "a.safetensors", 1, 1, 5);
  add(folder / "b.safetensors", 6, 6, 6);
  for (std::optional<uint64_t> seed : {std::optional<uint64_t>(), {7}}) {
    StepData one(manifest, whole, {}, {true, seed, std::nullopt});
    StepData many = make({true, seed, std::nullopt});
    EXPECT_EQ(many.getNumRows(), 12);
    EXPECT_EQ(many.getNumSteps(), 3);
    for (int64_t step : {0, 1, 2, 5, 4, 7})
      EXPECT_EQ(load(many, step), load(one, step)) << step;
    EXPECT_EQ(many.getInputs(), one.getInputs());
  }
}

TEST_F(StepDataTest, RenamesAreOfAllFiles) {
  std::vector<int32_t> x(24, 1), y(16, 2);
  for (std::string file : {path, other})
    add(file, {{"a", {ElementType::I32, {8, 3}}, x.data()},
               {"y", {ElementType::U32, {2, 8}}, y.data()}});
  StepData data(manifest, files, {{"x", "a"}}, {});
  EXPECT_EQ(data.getNumSteps(), 4);
}

TEST_F(StepDataTest, FilesOfOtherInputsAreRefused) {
  std::vector<int32_t> zeros(64, 0);
  auto error = [&](const std::vector<NamedTensor> &tensors) {
    write(8, 8);
    add(other, tensors);
    return getError([&] { make(); });
  };
  const NamedTensor x = {"x", {ElementType::I32, {8, 3}}, zeros.data()};
  const NamedTensor y = {"y", {ElementType::I32, {2, 8}}, zeros.data()};
  EXPECT_EQ(error({x, y}), "");
  EXPECT_EQ(error({x}), other + ": lacks the input 'y', which " + path +
                            " has; all files have the same inputs");
  const std::string rest = " in " + path +
                           "; all files have inputs of the same type and "
                           "shape, but for the number of rows";
  EXPECT_EQ(error({x, {"y", {ElementType::F32, {2, 8}}, zeros.data()}}),
            other + ": 'y' is f32[2, 8], but i32[2, 8]" + rest);
  EXPECT_EQ(error({{"x", {ElementType::I32, {8, 4}}, zeros.data()}, y}),
            other + ": 'x' is i32[8, 4], but i32[8, 3]" + rest);
  EXPECT_EQ(error({{"x", {ElementType::I32, {24}}, zeros.data()}, y}),
            other + ": 'x' is i32[24], but i32[8, 3]" + rest);
  // All together are not enough for each file: samples would be mixed up.
  files.clear();
  add(path, 6, 8);
  add(other, 6, 4);
  EXPECT_EQ(getError([&] { make(); }),
            path + ": 'y' has 8 rows, but 'x' has 6, where a step takes 4 and "
                   "4");
  files.clear();
  add(path, 6, 6);
  add(other, 5, 5);
  add(third, 0, 0);
  EXPECT_EQ(getError([&] { make(); }),
            path + " and 2 more files: 'x' has 11 rows in dimension 0, but 2 "
                   "micro-batches of 2 rows need 4 a step; compile with "
                   "another --micro-batches, or give as many rows");
  files.pop_back();
  add(third, 1, 1);
  EXPECT_EQ(getError([&] { make().require(0, 4); }),
            path + " and 2 more files: have rows for 3 steps, but --steps=4 "
                   "needs those of 4; --repeat goes around them");
}

TEST_F(StepDataTest, InputsWithoutRowsAreTheSameInAllFiles) {
  manifest.inputs[1] = {"y", {ElementType::I32, {2, 4}}, std::nullopt};
  write(8, 4);
  add(other, 4, 4);
  StepData data = make();
  EXPECT_EQ(data.getNumSteps(), 3);
  files.pop_back();
  add(other, 4, 4, 1);
  EXPECT_EQ(getError([&] { make(); }),
            other + ": 'y' has other values than in " + path +
                ", but it has no rows: all steps take the same");
}

TEST_F(StepDataTest, RowsThatCannotBeCountedAreRefused) {
  manifest.inputs = {{"x", {ElementType::F32, {1, 0}}, 0}};
  for (std::string file : {path, other})
    add(file, {{"x", {ElementType::F32, {INT64_MAX / 2 + 1, 0}}, nullptr}});
  EXPECT_EQ(getError([&] { make(); }),
            path + " and 1 more file: have more rows of 'x' than can be "
                   "counted");
}

TEST_F(StepDataTest, SeedsAndTheirRowsAreRefusedInEachFile) {
  manifest.inputs[1].isSeed = true;
  manifest.inputs[1].type = {ElementType::I64, {1, 1}};
  int64_t seed = 1;
  std::vector<int32_t> x(24, 0);
  add(path, {{"x", {ElementType::I32, {8, 3}}, x.data()}});
  add(other, {{"x", {ElementType::I32, {8, 3}}, x.data()},
              {"y", {ElementType::I64, {1, 1}}, &seed}});
  EXPECT_EQ(getError([&] { make({false, std::nullopt, 3}); }),
            other + ": has the input 'y', which --seed fills too; leave one of "
                    "them out");
}

TEST_F(StepDataTest, NpyFilesMayBeSeveral) {
  manifest.inputs.pop_back();
  std::vector<int32_t> values(12);
  for (std::string name : {"a.npy", "b.npy"}) {
    for (int32_t &value : values)
      value = int32_t(name[0]) * 100 + int32_t(&value - values.data());
    ASSERT_FALSE(writeNpy(folder / name,
                          {"", {ElementType::I32, {4, 3}}, values.data()}));
    files.push_back(DataFile::map(folder / name, "--inputs"));
  }
  StepData data = make();
  EXPECT_EQ(data.getNumSteps(), 2);
  data.load(1);
  const auto *x = reinterpret_cast<const int32_t *>(data.getInputs()[0].data());
  for (int32_t i = 0; i < 12; ++i)
    EXPECT_EQ(x[i], 9800 + i);
}

TEST_F(StepDataTest, TheLastStepMayHaveFewerMicroBatches) {
  DataOptions options;
  options.takesPartOfStep = true;
  write(7, 7);
  StepData data = make(options);
  EXPECT_EQ(data.getNumMicroBatches(), 3);
  EXPECT_EQ(data.getNumSteps(), 2);
  EXPECT_EQ(data.load(0), 2);
  EXPECT_EQ(data.load(1), 1);
  const auto *x = reinterpret_cast<const int32_t *>(data.getInputs()[0].data());
  EXPECT_EQ(x[0], 4);
  EXPECT_EQ(x[3], 5);
  write(1, 1);
  EXPECT_EQ(getError([&] { make(options); }),
            path + ": 'x' has 1 rows, but a micro-batch is of 2");
  write(7, 6);
  EXPECT_EQ(getError([&] { make(options); }),
            path + ": 'y' has 6 rows, but 'x' has 7, where a step takes 4 and "
                   "4");
}

} // namespace
