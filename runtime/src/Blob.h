//===- Blob.h - Bytes that go from process to process -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_BLOB_H
#define PIPERT_SRC_BLOB_H

#include <cstdint>
#include <string>
#include <string_view>

namespace mlir::pipert {

/// Bytes that the control plane carries and does not look into.
using Blob = std::string;

/// Puts numbers and texts into a blob; the same bytes on every machine.
class BlobWriter {
public:
  BlobWriter &number(uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8)
      blob.push_back(char(value >> shift));
    return *this;
  }
  BlobWriter &text(std::string_view value) {
    number(value.size());
    blob.append(value);
    return *this;
  }
  Blob take() { return std::move(blob); }

private:
  Blob blob;
};

/// Takes them out in the same order. It comes from another process, so nothing
/// is trusted: where bytes are missing, numbers are 0 and texts empty.
class BlobReader {
public:
  explicit BlobReader(std::string_view blob) : rest(blob) {}

  uint64_t number() {
    if (rest.size() < 8) {
      fail();
      return 0;
    }
    uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
      value |= uint64_t(static_cast<unsigned char>(rest[size_t(i)])) << 8 * i;
    rest.remove_prefix(8);
    return value;
  }
  std::string text() {
    uint64_t size = number();
    if (size > rest.size()) {
      fail();
      return "";
    }
    std::string value(rest.substr(0, size));
    rest.remove_prefix(size);
    return value;
  }

  /// Whether more can be read.
  bool hasMore() const { return !rest.empty(); }
  /// Whether nothing was missing and nothing is left.
  bool isWhole() const { return !failed && rest.empty(); }

private:
  void fail() {
    failed = true;
    rest = {};
  }

  std::string_view rest;
  bool failed = false;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_BLOB_H
