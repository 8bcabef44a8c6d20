//===- CsvText.h - Text of a CSV, as it is read and said --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_FORMATS_CSVTEXT_H
#define PIPE_LIB_SCHEDULE_FORMATS_CSVTEXT_H

#include <string>
#include <string_view>

namespace mlir::pipe {

/// Returns `text` without the blanks and quotes around it.
inline std::string_view trimCell(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\"";
  size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// Returns a piece of a file fit for a message: in quotes, not long, printable.
inline std::string quoteCell(std::string_view cell) {
  constexpr size_t kMaxLength = 32;
  std::string result(cell.substr(0, kMaxLength));
  for (char &c : result)
    if (static_cast<unsigned char>(c) < 0x20 ||
        static_cast<unsigned char>(c) >= 0x7f)
      c = '?';
  return "'" + result + (cell.size() > kMaxLength ? "...'" : "'");
}

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_FORMATS_CSVTEXT_H
