//===- DataFilesTest.cpp - Parameters and inputs from files ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DataFiles.h"
#include "Caught.h"
#include "StepData.h"
#include "TestFiles.h"

#include <numeric>

using namespace mlir::pipe;

namespace {

TEST(DataFiles, RenamesAreParsed) {
  EXPECT_EQ(parseRenames({"a=b", "x=y=z"}),
            (Renames{{"b", "a"}, {"y=z", "x"}}));
  EXPECT_EQ(getError([] { parseRenames({"ab"}); }),
            "--rename needs KEY=NAME, but got 'ab'");
  EXPECT_NE(getError([] { parseRenames({"=b"}); }), "");
  EXPECT_NE(getError([] { parseRenames({"a="}); }), "");
  EXPECT_EQ(getError([] { parseRenames({"a=c", "b=c"}); }),
            "--rename gives two keys for 'c'");
}

TEST(DataFiles, KeysAreLookedUpInOrder) {
  TestFolder folder;
  std::string path = folder / "a.safetensors";
  float values[3] = {1, 2, 3};
  TensorType type = {ElementType::F32, {}};
  ASSERT_FALSE(writeSafetensors(path, {{"w", type, &values[0]},
                                       {"param.w", type, &values[1]},
                                       {"param.v", type, &values[1]},
                                       {"other", type, &values[2]}}));
  DataFile file = DataFile::read(path, "--parameters");
  auto find = [&](const std::string &name, const Renames &renames) {
    const NamedTensor *tensor = file.find(name, renames, {"param."});
    return tensor ? tensor->name : "";
  };
  EXPECT_EQ(find("w", {}), "w");
  EXPECT_EQ(find("v", {}), "param.v");
  EXPECT_EQ(find("u", {}), "");
  EXPECT_EQ(find("w", {{"w", "other"}}), "other");
  EXPECT_EQ(find("w", {{"w", "missing"}}), "w");
}

TEST(DataFiles, TypesMustFit) {
  TestFolder folder;
  std::string path = folder / "a.safetensors";
  int32_t values[2] = {1, 2};
  ASSERT_FALSE(
      writeSafetensors(path, {{"param.w", {ElementType::U32, {2}}, values}}));
  DataFile file = DataFile::read(path, "--parameters");
  auto error = [&](const TensorType &type) {
    return getError([&] { file.find("w", type, {}, {"param."}); });
  };
  EXPECT_EQ(error({ElementType::I32, {2}}), "") << "only the sign differs";
  EXPECT_EQ(error({ElementType::F32, {2}}),
            path + ": 'param.w' is ui32[2], but 'w' must be f32[2]");
  EXPECT_EQ(error({ElementType::I32, {2, 1}}),
            path + ": 'param.w' is ui32[2], but 'w' must be i32[2, 1]");
  EXPECT_EQ(getError([&] { DataFile::read(folder / "a.bin", "--inputs"); }),
            "--inputs=" + (folder / "a.bin") +
                ": is neither called .safetensors nor .npy");
}

TEST(DataFiles, SeedsMayBeFilled) {
  Manifest manifest;
  manifest.inputs = {{"dropout", {ElementType::I64, {}}, std::nullopt, true}};
  EXPECT_EQ(getError([&] { packInputs(manifest, {}, {}, std::nullopt); }),
            "the model has the input 'dropout'; give it with "
            "--inputs=FILE.safetensors, or --seed=N");
  EXPECT_EQ(packInputs(manifest, {}, {}, 3)[0].size(), 8u);

  TestFolder folder;
  std::string path = folder / "a.safetensors";
  int64_t value = 5;
  TensorType type = {ElementType::I64, {}};
  ASSERT_FALSE(writeSafetensors(path, {{"other", type, &value}}));
  std::vector<DataFile> other = mapFiles({path}, "--inputs");
  EXPECT_EQ(getError([&] { packInputs(manifest, other, {}, std::nullopt); }),
            path + ": lacks the input 'dropout'; --rename=KEY=NAME takes it "
                   "from another key, --seed=N fills it");
  ASSERT_FALSE(writeSafetensors(path, {{"dropout", type, &value}}));
  std::vector<DataFile> file = mapFiles({path}, "--inputs");
  EXPECT_EQ(getError([&] { packInputs(manifest, file, {}, 3); }),
            path + ": has the input 'dropout', which --seed fills too; leave "
                   "one of them out");
  manifest.inputs[0].isSeed = false;
  EXPECT_EQ(getError([&] { packInputs(manifest, file, {}, 3); }),
            "--seed: the model has no input that is a seed, as a dropout that "
            "torch-mlir printed has; numbers that the model reads (keys of "
            "JAX) come with --inputs");
}

TEST(DataFiles, InputsWithoutElementsArePacked) {
  const int64_t huge = int64_t(1) << 60;
  Manifest manifest;
  manifest.microBatches = 2;
  manifest.inputs = {{"x", {ElementType::F32, {huge, huge, 0}}, 2},
                     {"y", {ElementType::F32, {0}}, std::nullopt}};
  TestFolder folder;
  std::string path = folder / "a.safetensors";
  ASSERT_FALSE(
      writeSafetensors(path, {{"x", manifest.inputs[0].type, nullptr},
                              {"y", manifest.inputs[1].type, nullptr}}));
  std::vector<DataFile> files = mapFiles({path}, "--inputs");
  std::vector<Bytes> packed = packInputs(manifest, files, {}, std::nullopt);
  EXPECT_TRUE(packed[0].empty() && packed[1].empty());
}

/// Against the definition: element (o, m * rows + r, i) goes to (m, o, r, i).
TEST(DataFiles, MicroBatchesMoveToTheFront) {
  const std::vector<int64_t> shape = {2, 3, 4};
  const int64_t count = 5, before = 1, behind = 2;
  const int64_t all = before + count + behind;
  std::vector<int32_t> source(2 * 3 * 4 * all);
  std::iota(source.begin(), source.end(), 0);
  for (int64_t dimension = 0; dimension < 3; ++dimension) {
    std::vector<int32_t> target(2 * 3 * 4 * count, -1);
    int64_t rows = shape[size_t(dimension)];
    RowTable table = {
        {{reinterpret_cast<char *>(source.data()), 0, rows * all}}, rows * all};
    takeRows(shape, dimension, 4, table, rows * before, {}, count,
             [next = reinterpret_cast<char *>(target.data())](
                 std::string_view piece) mutable {
               next = std::copy(piece.begin(), piece.end(), next);
             });
    size_t position = 0;
    for (int64_t m = 0; m < count; ++m) {
      for (int64_t a = 0; a < 2; ++a) {
        for (int64_t b = 0; b < 3; ++b) {
          for (int64_t c = 0; c < 4; ++c) {
            int64_t index[3] = {a, b, c};
            int64_t sizes[3] = {2, 3, 4};
            index[dimension] += (m + before) * sizes[dimension];
            sizes[dimension] *= all;
            int64_t from =
                (index[0] * sizes[1] + index[1]) * sizes[2] + index[2];
            ASSERT_EQ(target[position++], source[size_t(from)]);
          }
        }
      }
    }
  }
}

} // namespace
