//===- NpyTest.cpp - Files of one tensor ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestFiles.h"

#include "pipe/TensorIO/Npy.h"

#include <cstring>

using namespace mlir::pipe;

namespace {

/// A file of version 1 with this header.
std::string makeNpy(const std::string &header, const std::string &data,
                    char version = 1) {
  std::string file = "\x93NUMPY";
  file += {version, 0, char(header.size() & 0xff), char(header.size() >> 8)};
  if (version > 1)
    file += {0, 0};
  return file + header + data;
}

IoResult<Npy> parse(const std::string &file) {
  return Npy::parse(FileBytes::copy(file), "file");
}

std::string dict(const std::string &descr, const std::string &order,
                 const std::string &shape) {
  return "{'descr': '" + descr + "', 'fortran_order': " + order +
         ", 'shape': " + shape + ", }   \n";
}

TEST(Npy, ReadsAllVersions) {
  for (char version : {1, 2, 3}) {
    IoResult<Npy> file = parse(
        makeNpy(dict("<f4", "False", "(2, 3)"), std::string(24, 'x'), version));
    ASSERT_TRUE(file) << file.getMessage();
    EXPECT_EQ(toString(file->tensor.type), "f32[2, 3]");
    EXPECT_EQ(static_cast<const char *>(file->tensor.data)[23], 'x');
  }
  EXPECT_TRUE(parse(makeNpy(dict("<i8", "False", "()"), "12345678")));
  EXPECT_TRUE(parse(makeNpy(dict("|b1", "True", "(3,)"), "123")));
}

TEST(Npy, RefusesWhatItCannotRead) {
  auto expectError = [](const std::string &file, const std::string &part) {
    IoResult<Npy> result = parse(file);
    ASSERT_FALSE(result) << part;
    EXPECT_NE(result.getMessage().find(part), std::string::npos)
        << result.getMessage();
  };
  std::string four(4, 'x');
  expectError("text", "not an npy file");
  expectError(makeNpy("", "", 4), "npy version 4 is unknown");
  expectError(makeNpy(dict("<f4", "False", "(1,)"), four).substr(0, 20),
              "truncated npy file: header of 61 bytes in a file of 20");
  expectError(makeNpy("", "", 2).substr(0, 11), "truncated npy file");
  expectError(makeNpy(dict(">f4", "False", "(1,)"), four),
              "unknown descr '>f4'");
  expectError(makeNpy(dict("<V2", "False", "(2,)"), four),
              "unknown descr '<V2'");
  expectError(makeNpy(dict("<f4", "True", "(1, 1)"), four), "Fortran order");
  expectError(makeNpy(dict("<f4", "False", "(2,)"), four),
              "type f32[2] does not fit 4 bytes of data");
  expectError(makeNpy(dict("<f4", "False",
                           "(4194305, 4194305, "
                           "211106198978564)"),
                      std::string(16, 'x')),
              "does not fit 16 bytes");
  expectError(makeNpy(dict("<f4", "False", "(-1,)"), four),
              "expected a number that is not negative at byte 51 of the "
              "header");
  expectError(makeNpy(dict("<f4", "False", "(1 1)"), four),
              "expected ',' or ')'");
  expectError(makeNpy("{'descr': '<f4'}", four),
              "header without descr, fortran_order or shape");
  expectError(makeNpy("{'descr': '<f4", four), "text without end");
  expectError(makeNpy(dict("<f4", "False", "(1,)") + "x", four),
              "text behind the header");
  std::string ones = "(";
  for (int i = 0; i < 65; ++i)
    ones += "1,";
  expectError(makeNpy(dict("<f4", "False", ones + ")"), four),
              "more than 64 dimensions");
  expectError(makeNpy("{'descr': '<f4', 'descr': '<f4'}", four),
              "unknown or repeated key 'descr'");
  expectError(makeNpy(std::string(50000, '('), four), "expected '{'");
}

TEST(Npy, FilesReadBack) {
  TestFolder folder;
  for (const ElementTypeInfo &info : getElementTypes()) {
    std::string data(size_t(6 * info.bytes), '\5');
    std::string path = folder / (std::string(info.name) + ".npy");
    IoStatus status = writeNpy(path, {"", {info.type, {3, 2}}, data.data()});
    if (!*info.npy) {
      EXPECT_EQ(status->message, path + ": npy files have no type " +
                                     info.name + "; use safetensors");
      continue;
    }
    ASSERT_FALSE(status) << status->message;
    EXPECT_EQ((std::filesystem::file_size(path) - data.size()) % 64, 0u);
    IoResult<Npy> file = Npy::read(path);
    ASSERT_TRUE(file) << file.getMessage();
    EXPECT_EQ(file->tensor.type, (TensorType{info.type, {3, 2}}));
    EXPECT_EQ(0, std::memcmp(file->tensor.data, data.data(), data.size()));
  }
}

TEST(Npy, MappedFilesAreTheSame) {
  TestFolder folder;
  std::string path = folder / "a.npy";
  for (std::string blanks : {"", " "}) { // Aligned, and not.
    std::string header = dict("<f4", "False", "(2, 3)") + blanks;
    header.insert(header.size() - 1,
                  118 - dict("<f4", "False", "(2, 3)").size(), ' ');
    writeText(path, makeNpy(header, "abcdefghijklmnopqrstuvwx"));
    IoResult<Npy> file = Npy::map(path);
    ASSERT_TRUE(file) << file.getMessage();
    EXPECT_EQ(0,
              std::memcmp(file->tensor.data, "abcdefghijklmnopqrstuvwx", 24));
    EXPECT_EQ(reinterpret_cast<uintptr_t>(file->tensor.data) % 64, 0u);
  }
}

TEST(Npy, SizesThatOverflowAreNotWritten) {
  TestFolder folder;
  std::string path = folder / "a.npy";
  int64_t half = int64_t(1) << 62;
  IoStatus status =
      writeNpy(path, {"", {ElementType::F32, {half, 2}}, nullptr});
  EXPECT_EQ(status->message, path + ": a tensor of type f32[" +
                                 std::to_string(half) + ", 2] is too large");
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Npy, MutantsAreRefusedOrConsistent) {
  std::string header = dict("<f4", "False", "(2, 3)");
  std::string data(24, '\7');
  std::mt19937_64 random(2);
  for (int i = 0; i < getNumMutants(); ++i) {
    std::string file = i % 2 ? mutate(makeNpy(header, data), random)
                             : makeNpy(mutate(header, random), data);
    IoResult<Npy> result = parse(file);
    if (!result)
      continue;
    size_t sum = 0;
    const char *bytes = static_cast<const char *>(result->tensor.data);
    for (int64_t k = 0; k < *countBytes(result->tensor.type); ++k)
      sum += static_cast<unsigned char>(bytes[k]);
    EXPECT_LE(sum, 255 * file.size());
  }
}

} // namespace
