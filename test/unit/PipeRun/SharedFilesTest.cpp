//===- SharedFilesTest.cpp - Files that all processes can read ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Caught.h"
#include "DataFiles.h"
#include "TestFiles.h"

#include <fcntl.h>
#include <sys/stat.h>

using namespace mlir::pipe;

namespace {

class SharedFilesTest : public testing::Test {
protected:
  /// A file of two tensors: `a` has "0123", `b` behind it has "4567".
  DataFile map(const std::string &name) {
    writeText(folder / name, makeFile(header, "01234567"));
    return DataFile::map(folder / name, "--parameters");
  }

  static std::string_view at(const DataFile &file, const char *key,
                             size_t begin, size_t size) {
    const auto *tensor = file.find(key, {}, {});
    return {static_cast<const char *>(tensor->data) + begin, size};
  }

  const std::string header =
      R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
      R"("b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})";
  TestFolder folder;
};

TEST_F(SharedFilesTest, SaysWherePiecesLie) {
  DataFile first = map("first.safetensors"), second = map("second.safetensors");
  SharedFiles files;
  EXPECT_EQ(files.add(first.getPath(), first.getBytes()), 0);
  EXPECT_EQ(files.add(second.getPath(), second.getBytes()), 1);
  const int64_t data = int64_t(8 + header.size());
  auto ranges = files.find({at(first, "a", 1, 3), at(first, "b", 0, 2),
                            at(second, "b", 0, 2), at(second, "a", 0, 1)});
  ASSERT_TRUE(ranges);
  ASSERT_EQ(ranges->size(), 3u);
  // Those that lie side by side are one.
  EXPECT_EQ((*ranges)[0].file, 0);
  EXPECT_EQ((*ranges)[0].offset, data + 1);
  EXPECT_EQ((*ranges)[0].bytes, 5);
  EXPECT_EQ((*ranges)[1].file, 1);
  EXPECT_EQ((*ranges)[1].offset, data + 4);
  EXPECT_EQ((*ranges)[1].bytes, 2);
  EXPECT_EQ((*ranges)[2].offset, data);
}

TEST_F(SharedFilesTest, KnowsWhatLiesInNoFile) {
  DataFile file = map("file.safetensors");
  SharedFiles files;
  ASSERT_TRUE(files.add(file.getPath(), file.getBytes()));
  char elsewhere[8] = {};
  EXPECT_FALSE(files.find({at(file, "a", 0, 1), {elsewhere, 1}}));
  // One byte behind its end.
  EXPECT_FALSE(files.find({at(file, "b", 0, 5)}));
  EXPECT_FALSE(SharedFiles().find({at(file, "a", 0, 1)}));
  // It was not read from a file.
  IoResult<Safetensors> parsed =
      Safetensors::parse(FileBytes::copy(makeFile(header, "01234567")), "text");
  ASSERT_TRUE(parsed);
  DataFile text = DataFile::of(std::move(*parsed), "text");
  EXPECT_FALSE(files.add("text", text.getBytes()));
}

TEST_F(SharedFilesTest, ReadsTheSameFile) {
  DataFile file = map("file.safetensors");
  SharedFiles files;
  files.add(file.getPath(), file.getBytes());
  OpenedFiles opened;
  EXPECT_EQ(opened.open(files.get(0).path, files.get(0).identity), "");
  auto ranges = files.find({at(file, "a", 3, 1), at(file, "b", 0, 3)});
  char bytes[4];
  opened.read(ranges->front(), bytes);
  EXPECT_EQ(std::string(bytes, 4), "3456");
  EXPECT_EQ(opened.getBytesRead(), 4);
}

TEST_F(SharedFilesTest, RefusesAnotherFile) {
  DataFile file = map("file.safetensors");
  SharedFiles files;
  files.add(file.getPath(), file.getBytes());
  const SharedFiles::File &shared = files.get(0);
  OpenedFiles opened;
  const std::string missing = folder / "missing.safetensors";
  EXPECT_EQ(opened.open(missing, shared.identity),
            missing + ": cannot open: No such file or directory");
  map("other.safetensors");
  const std::string other = folder / "other.safetensors";
  EXPECT_EQ(opened.open(other, shared.identity),
            other + ": is another file than that of rank 0");
  // The same file, written again since.
  struct timespec times[2] = {{1, 0}, {1, 0}};
  ASSERT_EQ(utimensat(AT_FDCWD, shared.path.c_str(), times, 0), 0);
  EXPECT_EQ(opened.open(shared.path, shared.identity),
            shared.path + ": is another file than that of rank 0");
  char byte;
  for (int64_t number : {-1, 0, 1, 2, 3})
    EXPECT_EQ(getFailure([&] { opened.read({number, 0, 1}, &byte); }).message,
              "rank 0 names a file that cannot be read here");
}

TEST_F(SharedFilesTest, NoticesAFileThatBecomesShorter) {
  DataFile file = map("file.safetensors");
  SharedFiles files;
  files.add(file.getPath(), file.getBytes());
  OpenedFiles opened;
  ASSERT_EQ(opened.open(files.get(0).path, files.get(0).identity), "");
  auto ranges = files.find({at(file, "b", 0, 4)});
  std::filesystem::resize_file(files.get(0).path, 10);
  char bytes[4];
  Failure failure = getFailure([&] { opened.read(ranges->front(), bytes); });
  EXPECT_EQ(failure.message,
            files.get(0).path + ": became shorter while it was read");
  EXPECT_EQ(failure.status, ExitStatus::RunFailed);
}

TEST(Order, RangesHaveAsManyBytesAsItSays) {
  auto getRanges = [](std::vector<FileRange> ranges, int64_t bytes,
                      size_t cut = 0) {
    Order order;
    order.bytes = bytes;
    order.data.assign(reinterpret_cast<const char *>(ranges.data()),
                      ranges.size() * sizeof(FileRange) - cut);
    return order.getRanges();
  };
  EXPECT_EQ(getRanges({{0, 5, 3}, {1, 0, 4}}, 7).size(), 2u);
  const std::string message = "what rank 0 says of a file is cut short";
  EXPECT_EQ(getError([&] { getRanges({{0, 5, 3}}, 4); }), message);
  EXPECT_EQ(getError([&] { getRanges({{0, -1, 4}}, 4); }), message);
  EXPECT_EQ(getError([&] { getRanges({{0, 0, 8}, {0, 0, -4}}, 4); }), message);
  EXPECT_EQ(getError([&] { getRanges({{0, 0, INT64_MAX}, {0, 0, 5}}, 4); }),
            message);
  EXPECT_EQ(getError([&] { getRanges({{0, 0, 4}}, 4, /*cut=*/1); }), message);
}

} // namespace
