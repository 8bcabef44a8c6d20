//===- Names.h - Lists of names in messages ---------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SUPPORT_NAMES_H
#define PIPE_SUPPORT_NAMES_H

#include <string>
#include <vector>

namespace mlir::pipe {

/// "'a', 'b', ... (9 in all)": the first eight.
inline std::string quoteNames(const std::vector<std::string> &names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i == 8)
      return text + ", ... (" + std::to_string(names.size()) + " in all)";
    text += (i ? ", '" : "'") + names[i] + "'";
  }
  return text;
}

} // namespace mlir::pipe

#endif // PIPE_SUPPORT_NAMES_H
