//===- Scanner.h - Reads the headers of tensor files ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_SRC_SCANNER_H
#define PIPE_TENSORIO_SRC_SCANNER_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// A cursor over untrusted text. The first failure is kept with its position;
/// afterwards every function fails.
class Scanner {
public:
  explicit Scanner(std::string_view text) : text(text) {}

  void skipSpace();
  /// Takes `token` after white space; false, without a failure, if it is not
  /// there.
  bool take(std::string_view token);
  /// Takes `token`, else fails.
  bool expect(std::string_view token);
  /// A JSON string in double quotes, as valid UTF-8.
  std::optional<std::string> takeJsonString();
  /// Text between single quotes, without escapes.
  std::optional<std::string> takeQuoted();
  /// An integer from 0 to 2^63 - 1, in digits only.
  std::optional<int64_t> takeInteger();
  /// Whether only white space is left.
  bool isAtEnd();

  /// Keeps the first failure; returns false.
  bool fail(const std::string &message);
  bool hasFailed() const { return !failure.empty(); }
  const std::string &getFailure() const { return failure; }

private:
  std::optional<uint32_t> takeHex4();
  bool takeEscape(std::string &result);

  std::string_view text;
  size_t position = 0;
  std::string failure;
};

/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool isUtf8(std::string_view text);

/// Appends a code point in UTF-8.
void appendUtf8(uint32_t codePoint, std::string &text);

/// `text`, which is UTF-8, as a JSON string with its quotes.
std::string quoteJson(std::string_view text);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_SRC_SCANNER_H
