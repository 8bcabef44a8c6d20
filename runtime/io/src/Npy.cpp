//===- Npy.cpp - Files of one tensor --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Npy.h"
#include "Scanner.h"

#include <cstdint>
#include <cstring>

namespace mlir::pipe {

static constexpr std::string_view magic = "\x93NUMPY";

static bool takeDescr(Scanner &scanner, ElementType &type) {
  std::optional<std::string> descr = scanner.takeQuoted();
  if (!descr)
    return false;
  bool littleEndian =
      !descr->empty() && (descr->front() == '<' || descr->front() == '|');
  for (const ElementTypeInfo &info : getElementTypes()) {
    if (littleEndian && *info.npy && descr->substr(1) == info.npy) {
      type = info.type;
      return true;
    }
  }
  return scanner.fail("unknown descr '" + *descr + "'");
}

static bool takeShape(Scanner &scanner, std::vector<int64_t> &shape) {
  if (!scanner.expect("("))
    return false;
  while (!scanner.take(")")) {
    std::optional<int64_t> dimension = scanner.takeInteger();
    if (!dimension)
      return false;
    if (shape.size() == 64)
      return scanner.fail("more than 64 dimensions");
    shape.push_back(*dimension);
    if (!scanner.take(","))
      return scanner.take(")") || scanner.fail("expected ',' or ')'");
  }
  return true;
}

namespace {
/// The dictionary of the header.
struct Header {
  TensorType type;
  bool fortranOrder = false;
};
} // namespace

static bool takeFortranOrder(Scanner &scanner, bool &fortranOrder) {
  fortranOrder = scanner.take("True");
  return fortranOrder || scanner.expect("False");
}

static bool takeHeader(Scanner &scanner, Header &header) {
  bool hasDescr = false, hasOrder = false, hasShape = false;
  if (!scanner.expect("{"))
    return false;
  while (!scanner.take("}")) {
    std::optional<std::string> key = scanner.takeQuoted();
    if (!key || !scanner.expect(":"))
      return false;
    if (*key == "descr" && !hasDescr)
      hasDescr = takeDescr(scanner, header.type.type);
    else if (*key == "fortran_order" && !hasOrder)
      hasOrder = takeFortranOrder(scanner, header.fortranOrder);
    else if (*key == "shape" && !hasShape)
      hasShape = takeShape(scanner, header.type.shape);
    else
      return scanner.fail("unknown or repeated key '" + *key + "'");
    if (scanner.hasFailed())
      return false;
    scanner.take(",");
  }
  if (!hasDescr || !hasOrder || !hasShape)
    return scanner.fail("header without descr, fortran_order or shape");
  return scanner.isAtEnd() || scanner.fail("text behind the header");
}

/// Splits a file into header and data; returns what is wrong, or "".
static std::string split(std::string_view file, std::string_view &header,
                         std::string_view &data) {
  if (file.size() < 10 || file.substr(0, magic.size()) != magic)
    return "not an npy file";
  int version = file[6];
  if (version < 1 || version > 3)
    return "npy version " + std::to_string(version) + " is unknown";
  size_t start = version == 1 ? 10 : 12;
  if (file.size() < start)
    return "truncated npy file";
  uint64_t length = 0;
  for (size_t i = start; i-- > 8;)
    length = length << 8 | static_cast<unsigned char>(file[i]);
  if (length > file.size() - start)
    return "truncated npy file: header of " + std::to_string(length) +
           " bytes in a file of " + std::to_string(file.size());
  header = file.substr(start, length);
  data = file.substr(start + length);
  return "";
}

IoResult<Npy> Npy::read(const std::string &path) {
  IoResult<FileBytes> bytes = readFile(path);
  if (!bytes)
    return IoError{bytes.getMessage()};
  return parse(std::move(*bytes), path);
}

IoResult<Npy> Npy::map(const std::string &path) {
  IoResult<FileBytes> bytes = mapFile(path);
  if (!bytes)
    return IoError{bytes.getMessage()};
  return parse(std::move(*bytes), path);
}

IoResult<Npy> Npy::parse(FileBytes fileBytes, const std::string &name) {
  std::string_view text, data;
  if (std::string error = split(fileBytes.view(), text, data); !error.empty())
    return IoError{name + ": " + error};
  Scanner scanner(text);
  Header header;
  if (!takeHeader(scanner, header))
    return IoError{name + ": " + scanner.getFailure()};
  if (header.fortranOrder && header.type.shape.size() > 1)
    return IoError{name + ": is in Fortran order; save it with order='C'"};
  std::optional<int64_t> bytes = countBytes(header.type);
  if (!bytes || uint64_t(*bytes) != data.size())
    return IoError{name + ": type " + toString(header.type) + " does not fit " +
                   std::to_string(data.size()) + " bytes of data"};
  // The elements begin at a multiple of 64 in files that NumPy wrote; others
  // are moved there.
  Npy result;
  result.tensor = {"", std::move(header.type), data.data()};
  if (reinterpret_cast<uintptr_t>(data.data()) % 64 == 0) {
    result.bytes = std::move(fileBytes);
    return result;
  }
  result.bytes = FileBytes::copy(data);
  if (!result.bytes.data())
    return IoError{name + ": no memory for " + std::to_string(data.size()) +
                   " bytes"};
  result.tensor.data = result.bytes.data();
  return result;
}

IoStatus writeNpy(const std::string &path, const NamedTensor &tensor) {
  const ElementTypeInfo &info = getInfo(tensor.type.type);
  if (!*info.npy)
    return IoError{path + ": npy files have no type " + info.name +
                   "; use safetensors"};
  std::string shape;
  for (int64_t dimension : tensor.type.shape)
    shape += std::to_string(dimension) + ", ";
  std::string header = std::string("{'descr': '") +
                       (info.bytes == 1 ? "|" : "<") + info.npy +
                       "', 'fortran_order': False, 'shape': (" + shape + "), }";
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  std::string start(magic);
  start +=
      {'\x01', '\x00', char(header.size() & 0xff), char(header.size() >> 8)};
  std::optional<int64_t> bytes = countBytes(tensor.type);
  if (!bytes || header.size() > 0xffff)
    return IoError{path + ": a tensor of type " + toString(tensor.type) +
                   " is too large"};
  return writeFile(path,
                   {start,
                    header,
                    {static_cast<const char *>(tensor.data), size_t(*bytes)}});
}

} // namespace mlir::pipe
