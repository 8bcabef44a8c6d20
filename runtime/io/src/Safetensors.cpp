//===- Safetensors.cpp - Files of named tensors ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Safetensors.h"
#include "Scanner.h"

#include <algorithm>
#include <cstring>

namespace mlir::pipe {

static constexpr uint64_t maxHeaderBytes = 100'000'000;
static constexpr size_t maxDimensions = 64;

namespace {
/// What the header says about one tensor.
struct Entry {
  TensorType type;
  int64_t begin = -1;
  int64_t end = -1;
};
} // namespace

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static bool takeDtype(Scanner &scanner, ElementType &type) {
  std::optional<std::string> name = scanner.takeJsonString();
  if (!name)
    return false;
  for (const ElementTypeInfo &info : getElementTypes()) {
    if (*name == info.safetensors) {
      type = info.type;
      return true;
    }
  }
  return scanner.fail("unknown dtype " + quoteJson(*name));
}

static bool takeIntegers(Scanner &scanner, size_t most,
                         std::vector<int64_t> &values) {
  values.clear();
  if (!scanner.expect("["))
    return false;
  if (scanner.take("]"))
    return true;
  do {
    std::optional<int64_t> value = scanner.takeInteger();
    if (!value)
      return false;
    if (values.size() == most)
      return scanner.fail("list of more than " + std::to_string(most) +
                          " numbers");
    values.push_back(*value);
  } while (scanner.take(","));
  return scanner.expect("]");
}

/// Reads {"dtype": ..., "shape": ..., "data_offsets": ...} in any order.
static bool takeEntry(Scanner &scanner, Entry &entry) {
  bool hasType = false, hasShape = false, hasOffsets = false;
  if (!scanner.expect("{"))
    return false;
  do {
    std::optional<std::string> field = scanner.takeJsonString();
    if (!field || !scanner.expect(":"))
      return false;
    if (*field == "dtype" && !hasType) {
      hasType = takeDtype(scanner, entry.type.type);
    } else if (*field == "shape" && !hasShape) {
      hasShape = takeIntegers(scanner, maxDimensions, entry.type.shape);
    } else if (*field == "data_offsets" && !hasOffsets) {
      std::vector<int64_t> offsets;
      hasOffsets = takeIntegers(scanner, 2, offsets);
      if (hasOffsets && offsets.size() != 2)
        return scanner.fail("data_offsets without two numbers");
      if (hasOffsets) {
        entry.begin = offsets[0];
        entry.end = offsets[1];
      }
    } else {
      return scanner.fail("unknown or repeated field " + quoteJson(*field));
    }
    if (scanner.hasFailed())
      return false;
  } while (scanner.take(","));
  if (!scanner.expect("}"))
    return false;
  if (!hasType || !hasShape || !hasOffsets)
    return scanner.fail("tensor without dtype, shape or data_offsets");
  return true;
}

/// Skips {"key": "value", ...}.
static bool skipMetadata(Scanner &scanner) {
  if (!scanner.expect("{"))
    return false;
  if (scanner.take("}"))
    return true;
  do {
    if (!scanner.takeJsonString() || !scanner.expect(":") ||
        !scanner.takeJsonString())
      return false;
  } while (scanner.take(","));
  return scanner.expect("}");
}

static bool takeHeader(Scanner &scanner, std::map<std::string, Entry> &result) {
  if (!scanner.expect("{"))
    return false;
  if (scanner.take("}"))
    return scanner.isAtEnd() || scanner.fail("text behind the header");
  bool hasMetadata = false;
  do {
    std::optional<std::string> key = scanner.takeJsonString();
    if (!key || !scanner.expect(":"))
      return false;
    if (*key == "__metadata__") {
      if (std::exchange(hasMetadata, true))
        return scanner.fail("repeated key \"__metadata__\"");
      if (!skipMetadata(scanner))
        return false;
      continue;
    }
    Entry entry;
    if (!takeEntry(scanner, entry))
      return false;
    if (!result.emplace(*key, std::move(entry)).second)
      return scanner.fail("repeated key " + quoteJson(*key));
  } while (scanner.take(","));
  if (!scanner.expect("}"))
    return false;
  return scanner.isAtEnd() || scanner.fail("text behind the header");
}

/// Checks that the tensors cover `dataBytes` bytes without gap and overlap and
/// that each has the size of its type; returns what is wrong, or "".
static std::string checkLayout(const std::map<std::string, Entry> &entries,
                               int64_t dataBytes) {
  std::vector<const std::pair<const std::string, Entry> *> order;
  for (const auto &entry : entries)
    order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](auto *left, auto *right) {
    return std::pair(left->second.begin, left->second.end) <
           std::pair(right->second.begin, right->second.end);
  });
  int64_t position = 0;
  for (const auto *item : order) {
    const Entry &entry = item->second;
    std::string name =
        "tensor " + quoteJson(item->first) + " of type " + toString(entry.type);
    std::string offsets = "offsets " + std::to_string(entry.begin) + " to " +
                          std::to_string(entry.end);
    std::optional<int64_t> bytes = countBytes(entry.type);
    if (!bytes)
      return name + " has more bytes than fit 63 bits";
    if (entry.end < entry.begin || entry.end > dataBytes)
      return name + " has " + offsets + ", but the file has " +
             std::to_string(dataBytes) + " bytes of data";
    if (entry.end - entry.begin != *bytes)
      return name + " needs " + std::to_string(*bytes) + " bytes, but has " +
             offsets;
    if (entry.begin != position)
      return name + " has " + offsets + ", which leave a gap or overlap at " +
             std::to_string(position);
    position = entry.end;
  }
  if (position != dataBytes)
    return "the tensors end at byte " + std::to_string(position) +
           " of the data, but the file has " + std::to_string(dataBytes);
  return "";
}

IoResult<Safetensors> Safetensors::read(const std::string &path) {
  IoResult<FileBytes> bytes = readFile(path);
  if (!bytes)
    return IoError{bytes.getMessage()};
  return parse(std::move(*bytes), path);
}

IoResult<Safetensors> Safetensors::map(const std::string &path) {
  IoResult<FileBytes> bytes = mapFile(path);
  if (!bytes)
    return IoError{bytes.getMessage()};
  return parse(std::move(*bytes), path);
}

IoResult<Safetensors> Safetensors::parse(FileBytes fileBytes,
                                         const std::string &name) {
  std::string_view file = fileBytes.view();
  if (file.size() < 8)
    return IoError{name + ": not a safetensors file: only " +
                   std::to_string(file.size()) + " bytes"};
  uint64_t headerBytes = 0;
  for (int i = 7; i >= 0; --i)
    headerBytes =
        headerBytes << 8 | static_cast<unsigned char>(file[size_t(i)]);
  if (headerBytes > maxHeaderBytes || headerBytes > file.size() - 8)
    return IoError{name + ": not a safetensors file or truncated: header of " +
                   std::to_string(headerBytes) + " bytes in a file of " +
                   std::to_string(file.size())};
  Scanner scanner(file.substr(8, headerBytes));
  std::map<std::string, Entry> entries;
  if (!takeHeader(scanner, entries))
    return IoError{name + ": " + scanner.getFailure()};
  std::string_view data = file.substr(8 + headerBytes);
  if (std::string error = checkLayout(entries, int64_t(data.size()));
      !error.empty())
    return IoError{name + ": " + error};
  Safetensors result;
  for (auto &[key, entry] : entries)
    result.tensors[key] = {key, std::move(entry.type),
                           data.data() + entry.begin};
  result.bytes = std::move(fileBytes);
  return result;
}

const NamedTensor *Safetensors::find(const std::string &key) const {
  auto found = tensors.find(key);
  return found == tensors.end() ? nullptr : &found->second;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

IoResult<std::string>
makeSafetensorsHeader(const std::vector<NamedTensor> &tensors) {
  std::map<std::string_view, int> seen;
  std::string json = "{";
  int64_t position = 0;
  for (const NamedTensor &tensor : tensors) {
    std::string name = quoteJson(tensor.name);
    if (!isUtf8(tensor.name) || tensor.name == "__metadata__")
      return IoError{"a tensor cannot be called " + name};
    if (seen[tensor.name]++)
      return IoError{"two tensors are called " + name};
    std::optional<int64_t> bytes = countBytes(tensor.type);
    int64_t end;
    if (!bytes || __builtin_add_overflow(position, *bytes, &end))
      return IoError{"tensor " + name + " of type " + toString(tensor.type) +
                     " is too large"};
    json += (json.size() > 1 ? "," : "") + name + ":{\"dtype\":\"" +
            getInfo(tensor.type.type).safetensors + "\",\"shape\":[";
    for (size_t i = 0; i < tensor.type.shape.size(); ++i)
      json += (i ? "," : "") + std::to_string(tensor.type.shape[i]);
    json += "],\"data_offsets\":[" + std::to_string(position) + "," +
            std::to_string(end) + "]}";
    position = end;
  }
  json += "}";
  json.append((8 - json.size() % 8) % 8, ' ');
  std::string header(8, '\0');
  for (size_t i = 0; i < 8; ++i)
    header[i] = char(uint64_t(json.size()) >> (8 * i) & 0xff);
  return header + json;
}

IoStatus writeSafetensors(const std::string &path,
                          const std::vector<NamedTensor> &tensors) {
  std::vector<NamedTensor> order = tensors;
  std::stable_sort(order.begin(), order.end(),
                   [](const NamedTensor &left, const NamedTensor &right) {
                     return getInfo(left.type.type).bytes >
                            getInfo(right.type.type).bytes;
                   });
  IoResult<std::string> header = makeSafetensorsHeader(order);
  if (!header)
    return IoError{path + ": " + header.getMessage()};
  std::vector<std::string_view> parts = {*header};
  for (const NamedTensor &tensor : order)
    parts.push_back({static_cast<const char *>(tensor.data),
                     size_t(*countBytes(tensor.type))});
  return writeFile(path, parts);
}

} // namespace mlir::pipe
