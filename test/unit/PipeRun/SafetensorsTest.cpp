//===- SafetensorsTest.cpp - Files of named tensors -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestFiles.h"

#include "pipe/TensorIO/Safetensors.h"

#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace mlir::pipe;

namespace {

IoResult<Safetensors> parse(const std::string &file) {
  return Safetensors::parse(FileBytes::copy(file), "file");
}

/// The error for a file with this header and `dataBytes` bytes of data.
std::string getError(const std::string &header, size_t dataBytes = 0) {
  IoResult<Safetensors> result =
      parse(makeFile(header, std::string(dataBytes, '\1')));
  return result ? "" : result.getMessage();
}

void expectError(const std::string &error, const std::string &part) {
  EXPECT_NE(error.find(part), std::string::npos)
      << "got '" << error << "', not '" << part << "'";
  EXPECT_EQ(error.substr(0, 6), "file: ") << error;
  EXPECT_NE(error.back(), '.');
}

std::string entry(const std::string &shape, const std::string &offsets,
                  const std::string &dtype = "F32") {
  return R"({"dtype":")" + dtype + R"(","shape":)" + shape +
         R"(,"data_offsets":)" + offsets + "}";
}

const std::string validHeader = R"({"__metadata__":{"format":"pt"},"a":)" +
                                entry("[2,3]", "[0,24]") + R"(,"b":)" +
                                entry("[]", "[24,32]", "I64") + "}";

TEST(Safetensors, ReadsTensors) {
  IoResult<Safetensors> file =
      parse(makeFile(validHeader + "  ", std::string(32, '\2')));
  ASSERT_TRUE(file) << file.getMessage();
  ASSERT_EQ(file->getTensors().size(), 2u);
  const NamedTensor *a = file->find("a");
  ASSERT_TRUE(a);
  EXPECT_EQ(toString(a->type), "f32[2, 3]");
  EXPECT_EQ(static_cast<const char *>(a->data)[23], 2);
  EXPECT_EQ(toString(file->find("b")->type), "i64[]");
  EXPECT_EQ(file->find("c"), nullptr);
}

TEST(Safetensors, ReadsEmptyFilesAndTensors) {
  EXPECT_EQ(getError("{}"), "");
  EXPECT_EQ(getError(R"({"__metadata__":{}})"), "");
  EXPECT_EQ(
      getError(R"({"a":)" + entry("[4,0,9223372036854775807]", "[0,0]") + "}"),
      "");
}

TEST(Safetensors, UnescapesNames) {
  IoResult<Safetensors> file = parse(makeFile(
      R"({"a\"\\\/\u00e9\ud83d\ude00\n":)" + entry("[]", "[0,4]") + "}",
      "1234"));
  ASSERT_TRUE(file) << file.getMessage();
  EXPECT_TRUE(file->find("a\"\\/\u00e9\U0001F600\n"));
}

TEST(Safetensors, EveryPrefixOfAFileIsRefused) {
  std::string file = makeFile(validHeader, std::string(32, '\2'));
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_FALSE(parse(file.substr(0, size))) << size;
}

TEST(Safetensors, SizesThatOverflowAreRefused) {
  // The product of these dimensions is 4 modulo 2^64.
  expectError(
      getError(R"({"a":)" +
                   entry("[4194305,4194305,211106198978564]", "[0,16]") + "}",
               16),
      "has more bytes than fit 63 bits");
  expectError(
      getError(R"({"a":)" + entry("[4611686018427387905]", "[0,4]") + "}", 4),
      "has more bytes than fit 63 bits");
  expectError(
      getError(R"({"a":)" + entry("[9223372036854775808]", "[0,4]") + "}", 4),
      "number does not fit 63 bits");
}

TEST(Safetensors, OffsetsThatLieAreRefused) {
  auto error = [](const std::string &shape, const std::string &offsets,
                  size_t dataBytes) {
    return getError(R"({"a":)" + entry(shape, offsets) + "}", dataBytes);
  };
  expectError(error("[4]", "[0,4]", 4),
              "needs 16 bytes, but has offsets 0 to 4");
  expectError(error("[1]", "[4,0]", 4), "has offsets 4 to 0");
  expectError(error("[4]", "[0,16]", 12), "but the file has 12 bytes of data");
  expectError(error("[1]", "[4,8]", 8), "gap or overlap at 0");
  expectError(error("[1]", "[0,4]", 8),
              "the tensors end at byte 4 of the data, but the file has 8");
  expectError(error("[1]", "[-4,0]", 8), "expected a number");
  expectError(error("[1]", "[0,4,8]", 8), "list of more than 2 numbers");
  expectError(error("[1]", "[0]", 8), "data_offsets without two numbers");
  expectError(getError(R"({"a":)" + entry("[2]", "[0,8]") + R"(,"b":)" +
                           entry("[2]", "[4,12]") + "}",
                       12),
              "gap or overlap at 8");
}

TEST(Safetensors, HeadersThatLieAreRefused) {
  std::string file = makeFile(validHeader, std::string(32, '\2'));
  file[3] = 1;
  expectError(parse(file).getMessage(), "header of 16777");
  file[7] = '\xff';
  expectError(parse(file).getMessage(), "not a safetensors file or truncated");
  expectError(parse("short").getMessage(), "only 5 bytes");
}

TEST(Safetensors, OtherJsonIsRefused) {
  expectError(getError(""), "expected '{'");
  expectError(getError("[]"), "expected '{'");
  expectError(getError("{} x"), "text behind the header");
  expectError(getError(std::string(100000, '[')), "expected '{'");
  std::string deep = R"({"a":)";
  for (int i = 0; i < 100000; ++i)
    deep += R"({"dtype":)";
  expectError(getError(deep), "expected '\"'");
  expectError(getError(R"({"a":)" + std::string(100000, '[')), "expected '{'");
  expectError(getError(R"({"a":)" + entry("[[1]]", "[0,4]") + "}", 4),
              "expected a number");
  expectError(getError(R"({"a":)" + entry("[1.5]", "[0,4]") + "}", 4),
              "expected ']'");
  expectError(getError(R"({"a":)" + entry("[1]", "[0,4]", "F31") + "}", 4),
              "unknown dtype \"F31\"");
  expectError(getError(R"({"a":{"dtype":"F32","shape":[]}})"),
              "tensor without dtype, shape or data_offsets");
  expectError(getError(R"({"a":{"dtype":"F32","extra":[]}})"),
              "unknown or repeated field \"extra\"");
  expectError(getError(R"({"a":{"dtype":"F32","dtype":"F32"}})"),
              "unknown or repeated field \"dtype\"");
  expectError(getError(R"({"__metadata__":{"a":1}})"), "expected '\"'");
  expectError(getError(R"({"a)"), "string without end");
}

TEST(Safetensors, NamesMustBeUniqueUtf8) {
  expectError(getError(R"({"a":)" + entry("[0]", "[0,0]") + R"(,"a":)" +
                       entry("[0]", "[0,0]") + "}"),
              "repeated key \"a\"");
  expectError(getError(R"({"\u0061":)" + entry("[0]", "[0,0]") + R"(,"a":)" +
                       entry("[0]", "[0,0]") + "}"),
              "repeated key \"a\"");
  expectError(getError(R"({"__metadata__":{},"__metadata__":{}})"),
              "repeated key \"__metadata__\"");
  for (std::string bytes : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xe2\x82",
                            "\xf5\x80\x80\x80", "\x80", "\xf0\x80\x80\x80"})
    expectError(getError("{\"" + bytes + "\":" + entry("[0]", "[0,0]") + "}"),
                "name that is no UTF-8");
  for (std::string escape : {"\\ud800", "\\udc00", "\\ud800\\u0041"})
    expectError(getError("{\"" + escape + "\":" + entry("[0]", "[0,0]") + "}"),
                "half of a surrogate pair");
  expectError(getError("{\"\\x\":"), "unknown escape");
  expectError(getError("{\"\\u12\":"), "without four hexadecimal digits");
  expectError(getError("{\"a\nb\":"), "control character");
}

/// Whatever a file says: no crash, no read outside of it.
TEST(Safetensors, MutantsAreRefusedOrConsistent) {
  std::string header = R"({"__metadata__":{"x":"y"},"first":)" +
                       entry("[2,3]", "[0,24]") + R"(,"second \u00e9":)" +
                       entry("[1,4]", "[24,32]", "BF16") + R"(,"third":)" +
                       entry("[8]", "[32,40]", "BOOL") + "}";
  std::string data(40, '\7');
  std::mt19937_64 random(1);
  int numValid = 0;
  for (int i = 0; i < getNumMutants(); ++i) {
    // Half of them keep a length that fits, to get deeper.
    std::string file = i % 2 ? mutate(makeFile(header, data), random)
                             : makeFile(mutate(header, random), data);
    IoResult<Safetensors> result = parse(file);
    if (!result) {
      EXPECT_FALSE(result.getMessage().empty());
      continue;
    }
    ++numValid;
    size_t bytes = 0, sum = 0;
    for (const auto &[name, tensor] : result->getTensors()) {
      std::string_view view(static_cast<const char *>(tensor.data),
                            size_t(*countBytes(tensor.type)));
      for (char byte : view)
        sum += static_cast<unsigned char>(byte);
      bytes += view.size();
    }
    EXPECT_LE(bytes, file.size());
    EXPECT_LE(sum, 255 * file.size());
  }
  EXPECT_GT(numValid, 0);
  EXPECT_LT(numValid, getNumMutants());
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

TEST(SafetensorsWriter, FilesReadBack) {
  TestFolder folder;
  std::vector<std::string> data;
  std::vector<NamedTensor> tensors;
  for (const ElementTypeInfo &info : getElementTypes()) {
    data.push_back(std::string(size_t(6 * info.bytes), char(data.size())));
    tensors.push_back({std::string("x \"\\\n\x01") + info.name,
                       {info.type, {2, 3}},
                       nullptr});
  }
  for (size_t i = 0; i < tensors.size(); ++i)
    tensors[i].data = data[i].data();
  tensors.push_back({"empty", {ElementType::F32, {0}}, nullptr});
  std::string path = folder / "a.safetensors";
  IoStatus status = writeSafetensors(path, tensors);
  ASSERT_FALSE(status) << status->message;
  IoResult<Safetensors> file = Safetensors::read(path);
  ASSERT_TRUE(file) << file.getMessage();
  ASSERT_EQ(file->getTensors().size(), tensors.size());
  for (size_t i = 0; i < data.size(); ++i) {
    const NamedTensor *tensor = file->find(tensors[i].name);
    ASSERT_TRUE(tensor);
    EXPECT_EQ(tensor->type, tensors[i].type);
    EXPECT_EQ(0, std::memcmp(tensor->data, data[i].data(), data[i].size()));
    // Larger elements first: everything is aligned to its size.
    EXPECT_EQ(uintptr_t(tensor->data) %
                  uintptr_t(getInfo(tensor->type.type).bytes),
              0u);
  }
}

TEST(SafetensorsWriter, RefusesBadNames) {
  TestFolder folder;
  auto write = [&](std::vector<std::string> names) {
    std::vector<NamedTensor> tensors;
    for (const std::string &name : names)
      tensors.push_back({name, {ElementType::F32, {0}}, nullptr});
    IoStatus status = writeSafetensors(folder / "a.safetensors", tensors);
    return status ? status->message.substr(folder.path.size()) : "";
  };
  EXPECT_EQ(write({"a", "a"}), "/a.safetensors: two tensors are called \"a\"");
  EXPECT_NE(write({"\xff"}).find(": a tensor cannot be called "),
            std::string::npos);
  EXPECT_EQ(write({"__metadata__"}),
            "/a.safetensors: a tensor cannot be called \"__metadata__\"");
  IoStatus status = writeSafetensors(
      folder / "a.safetensors",
      {{"w", {ElementType::F32, {int64_t(1) << 62, 2}}, nullptr}});
  EXPECT_EQ(status->message, (folder / "a.safetensors") +
                                 ": tensor \"w\" of type "
                                 "f32[4611686018427387904, 2] is too "
                                 "large");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.safetensors"));
}

TEST(FileWriter, ReplacesAtOnceAndLeavesNothingBehind) {
  TestFolder folder;
  std::string path = folder / "a";
  writeText(path, "old");
  chmod(path.c_str(), 0600);
  std::filesystem::create_symlink("a", folder / "link");
  ASSERT_FALSE(writeFile(folder / "link", {"new ", "text"}));
  EXPECT_EQ(readText(path), "new text");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
  struct stat status;
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  size_t numFiles = 0;
  for (const auto &file : std::filesystem::directory_iterator(folder.path))
    numFiles += !file.path().empty();
  EXPECT_EQ(numFiles, 2u);
}

TEST(FileWriter, SaysWhyItFails) {
  TestFolder folder;
  EXPECT_NE(writeFile(folder / "no/such", {"x"})
                ->message.find("No such file or directory"),
            std::string::npos);
  EXPECT_NE(writeFile(folder.path, {"x"})->message.find("it is a folder"),
            std::string::npos);
  // A device is written to, never replaced.
  EXPECT_NE(writeFile("/dev/full", {"x"})->message.find("No space left"),
            std::string::npos);
  EXPECT_FALSE(writeFile("/dev/null", {"x"}));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::string name = folder / "socket";
  name.copy(address.sun_path, sizeof(address.sun_path) - 1);
  int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(
      ::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)),
      0);
  EXPECT_EQ(writeFile(name, {"x"})->message,
            name + ": cannot open for writing: No such device or address");
  ::close(socket);
}

TEST(FileReader, SaysWhyItFails) {
  TestFolder folder;
  EXPECT_NE(readFile(folder / "missing").getMessage().find("cannot open"),
            std::string::npos);
  EXPECT_EQ(readFile(folder.path).getMessage(),
            folder.path + ": not a regular file, but a folder");
  EXPECT_EQ(readFile("/dev/zero").getMessage(),
            "/dev/zero: not a regular file");
  // Files of the kernel say that they have a page.
  const char *shorter = "/sys/devices/system/cpu/online";
  if (std::filesystem::exists(shorter)) {
    EXPECT_EQ(readFile(shorter).getMessage(),
              std::string(shorter) + ": became shorter while it was read");
    EXPECT_EQ(mapFile(shorter).getMessage(),
              std::string(shorter) +
                  ": cannot map into memory: No such device");
  }
}

TEST(FileReader, MappedFilesAreTheSame) {
  TestFolder folder;
  writeText(folder / "some", "some bytes");
  writeText(folder / "none", "");
  EXPECT_EQ(mapFile(folder / "some")->view(), "some bytes");
  EXPECT_EQ(mapFile(folder / "none")->view(), "");
  for (std::string name : {"missing", "."})
    EXPECT_EQ(mapFile(folder / name).getMessage(),
              readFile(folder / name).getMessage());
  // What is replaced is still read as it was.
  IoResult<FileBytes> bytes = mapFile(folder / "some");
  ASSERT_FALSE(writeFile(folder / "some", {"other"}));
  EXPECT_EQ(bytes->view(), "some bytes");
}

} // namespace
