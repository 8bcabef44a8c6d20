//===- Numbers.h - Numbers as text ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_NUMBERS_H
#define PIPE_TOOLS_PIPERUN_NUMBERS_H

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace mlir::pipe {

/// The number that is all of `text`; nothing for another text, an infinity or
/// NaN.
inline std::optional<double> parseNumber(std::string_view text) {
  double number = 0;
  const char *end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end || !std::isfinite(number))
    return std::nullopt;
  return number;
}

/// The shortest text that is read as the same number.
inline std::string toShortest(double number) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof(text), number).ptr};
}

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_NUMBERS_H
