//===- ByteBooleans.cpp - Constants of newer MLIR -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteBooleans.h"

#include <algorithm>
#include <cstdint>
#include <optional>

using namespace mlir::pipe;

namespace {
/// Takes a text apart from its front; blanks before a word are skipped.
class Reader {
public:
  explicit Reader(std::string_view text) : text(text) {}

  bool take(std::string_view word) {
    size_t blanks = text.find_first_not_of(" \t\r\n");
    if (blanks == std::string_view::npos)
      return false;
    if (text.substr(blanks, word.size()) != word)
      return false;
    text.remove_prefix(blanks + word.size());
    return true;
  }

  /// Takes "16x" off "16x4xi1"; nothing if there is no number, at most `most`.
  std::optional<size_t> takeDimension(size_t most) {
    size_t number = 0, digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9';
         ++digits)
      number = std::min(10 * number + size_t(text[digits] - '0'), most);
    if (digits == 0 || digits == text.size() || text[digits] != 'x')
      return std::nullopt;
    text.remove_prefix(digits + 1);
    return number;
  }

private:
  std::string_view text;
};
} // namespace

/// Returns the number of elements where `text`, what follows a string, ends an
/// attribute whose elements are i1. A number above `most` may become another
/// one above it.
static std::optional<size_t> readElements(std::string_view text, size_t most) {
  Reader reader(text);
  if (!reader.take(">") || !reader.take(":") ||
      (!reader.take("tensor<") && !reader.take("vector<")))
    return std::nullopt;
  size_t limit = most + 1, elements = 1;
  while (std::optional<size_t> dimension = reader.takeDimension(limit))
    elements = std::min(elements * *dimension, limit);
  if (!reader.take("i1") || (!reader.take(">") && !reader.take(",")))
    return std::nullopt;
  return elements;
}

/// Returns the bits of bytes that are written as "00" or "01"; nothing if there
/// is another one.
static std::optional<std::string> pack(std::string_view digits) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string packed;
  for (size_t begin = 0; begin < digits.size(); begin += 16) {
    std::string_view part = digits.substr(begin, 16);
    unsigned bits = 0;
    for (size_t i = 0; i < part.size(); i += 2) {
      if (part[i] != '0' || (part[i + 1] != '0' && part[i + 1] != '1'))
        return std::nullopt;
      bits |= unsigned(part[i + 1] == '1') << (i / 2);
    }
    packed += {kHex[bits / 16], kHex[bits % 16]};
  }
  return packed;
}

std::vector<TextEdit> mlir::pipe::findByteBooleans(std::string_view text) {
  constexpr std::string_view kBegin = "dense<\"0x";
  // Enough for any type: what follows is looked at no further.
  constexpr size_t kMaxType = 1024;
  std::vector<TextEdit> edits;
  size_t at = 0;
  while ((at = text.find(kBegin, at)) != std::string_view::npos) {
    size_t begin = at + kBegin.size();
    size_t end = text.find('"', begin);
    if (end == std::string_view::npos)
      break;
    at = end;
    std::string_view digits = text.substr(begin, end - begin);
    if (digits.size() % 2 != 0)
      continue;
    size_t bytes = digits.size() / 2;
    std::optional<size_t> elements = readElements(
        text.substr(end + 1, kMaxType), std::max(bytes, size_t(8)));
    if (!elements)
      continue;
    if (bytes == 1 && *elements > 8 && digits == "01")
      edits.push_back({begin, "FF"});
    if (bytes < 2 || *elements != bytes)
      continue;
    if (std::optional<std::string> packed = pack(digits)) {
      *packed += '"';
      packed->resize(digits.size() + 1, ' ');
      edits.push_back({begin, std::move(*packed)});
    }
  }
  return edits;
}
