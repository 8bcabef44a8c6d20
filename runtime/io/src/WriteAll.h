//===- WriteAll.h - Writes that are cut short go on -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_SRC_WRITEALL_H
#define PIPE_TENSORIO_SRC_WRITEALL_H

#include <cerrno>
#include <string_view>
#include <unistd.h>

namespace mlir::pipe {

/// Writes all of `text` to a descriptor; false, and errno, when it cannot.
inline bool writeAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    text.remove_prefix(size_t(count));
  }
  return true;
}

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_SRC_WRITEALL_H
