//===- Scanner.cpp - Reads the headers of tensor files --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Scanner.h"

#include <cstdio>

namespace mlir::pipe {

bool Scanner::fail(const std::string &message) {
  if (failure.empty())
    failure =
        message + " at byte " + std::to_string(position) + " of the header";
  return false;
}

void Scanner::skipSpace() {
  while (position < text.size() &&
         (text[position] == ' ' || text[position] == '\n' ||
          text[position] == '\t' || text[position] == '\r'))
    ++position;
}

bool Scanner::take(std::string_view token) {
  skipSpace();
  if (hasFailed() || text.substr(position, token.size()) != token)
    return false;
  position += token.size();
  return true;
}

bool Scanner::expect(std::string_view token) {
  return take(token) || fail("expected '" + std::string(token) + "'");
}

bool Scanner::isAtEnd() {
  skipSpace();
  return position == text.size();
}

std::optional<int64_t> Scanner::takeInteger() {
  skipSpace();
  size_t start = position;
  int64_t value = 0;
  while (!hasFailed() && position < text.size() && text[position] >= '0' &&
         text[position] <= '9') {
    if (__builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, text[position] - '0', &value)) {
      fail("number does not fit 63 bits");
      return std::nullopt;
    }
    ++position;
  }
  if (position == start) {
    fail("expected a number that is not negative");
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> Scanner::takeQuoted() {
  if (!expect("'"))
    return std::nullopt;
  size_t end = text.find('\'', position);
  if (end == std::string_view::npos) {
    fail("text without end");
    return std::nullopt;
  }
  std::string result(text.substr(position, end - position));
  position = end + 1;
  return result;
}

std::optional<uint32_t> Scanner::takeHex4() {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    char digit = position < text.size() ? text[position] : '\0';
    uint32_t nibble;
    if (digit >= '0' && digit <= '9')
      nibble = uint32_t(digit - '0');
    else if (digit >= 'a' && digit <= 'f')
      nibble = uint32_t(digit - 'a' + 10);
    else if (digit >= 'A' && digit <= 'F')
      nibble = uint32_t(digit - 'A' + 10);
    else
      return std::nullopt;
    value = value * 16 + nibble;
    ++position;
  }
  return value;
}

bool Scanner::takeEscape(std::string &result) {
  static constexpr std::string_view letters = "\"\\/bfnrt";
  static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  char letter = position < text.size() ? text[position++] : '\0';
  if (size_t index = letters.find(letter); index != std::string_view::npos) {
    result += meanings[index];
    return true;
  }
  if (letter != 'u')
    return fail("unknown escape");
  std::optional<uint32_t> first = takeHex4();
  if (!first)
    return fail("escape without four hexadecimal digits");
  if (*first < 0xd800 || *first > 0xdfff) {
    appendUtf8(*first, result);
    return true;
  }
  // The first half of a pair; the second must follow.
  if (*first > 0xdbff || text.substr(position, 2) != "\\u")
    return fail("half of a surrogate pair");
  position += 2;
  std::optional<uint32_t> second = takeHex4();
  if (!second || *second < 0xdc00 || *second > 0xdfff)
    return fail("half of a surrogate pair");
  appendUtf8(0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00), result);
  return true;
}

std::optional<std::string> Scanner::takeJsonString() {
  if (!expect("\""))
    return std::nullopt;
  std::string result;
  while (position < text.size()) {
    char next = text[position++];
    if (next == '"') {
      if (isUtf8(result))
        return result;
      fail("name that is no UTF-8");
      return std::nullopt;
    }
    if (static_cast<unsigned char>(next) < 0x20) {
      fail("control character in a string");
      return std::nullopt;
    }
    if (next != '\\')
      result += next;
    else if (!takeEscape(result))
      return std::nullopt;
  }
  fail("string without end");
  return std::nullopt;
}

/// Length of the sequence that starts with `lead`; 0 if none does.
static int getUtf8Length(unsigned char lead) {
  if (lead < 0x80)
    return 1;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 2;
  if (lead >= 0xe0 && lead <= 0xef)
    return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

bool isUtf8(std::string_view text) {
  static constexpr uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
  for (size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    int length = getUtf8Length(lead);
    if (length == 0 || i + size_t(length) > text.size())
      return false;
    uint32_t code = length == 1 ? lead : lead & (0x7fu >> length);
    for (int k = 1; k < length; ++k) {
      auto next = static_cast<unsigned char>(text[i + size_t(k)]);
      if ((next & 0xc0) != 0x80)
        return false;
      code = code << 6 | (next & 0x3f);
    }
    if (code < smallest[length] || code > 0x10ffff ||
        (code >= 0xd800 && code <= 0xdfff))
      return false;
    i += size_t(length);
  }
  return true;
}

void appendUtf8(uint32_t code, std::string &text) {
  if (code < 0x80) {
    text += char(code);
    return;
  }
  int extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static constexpr uint32_t lead[4] = {0, 0xc0, 0xe0, 0xf0};
  text += char(lead[extra] | code >> (6 * extra));
  while (extra-- > 0)
    text += char(0x80 | (code >> (6 * extra) & 0x3f));
}

std::string quoteJson(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      snprintf(escape, sizeof(escape), "\\u%04x", unsigned(c));
      result += escape;
    } else {
      result += c;
    }
  }
  return result + "\"";
}

} // namespace mlir::pipe
