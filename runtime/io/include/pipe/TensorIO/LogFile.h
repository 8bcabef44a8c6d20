//===- LogFile.h - A file that grows line by line ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_LOGFILE_H
#define PIPE_TENSORIO_LOGFILE_H

#include "pipe/TensorIO/IoResult.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace mlir::pipe {

/// A file that others may read while it grows: every line is there when `add`
/// returns, and stays when the process ends in whatever way.
class LogFile {
public:
  /// Empties the file `path`, or makes it; what is no regular file (a pipe,
  /// /dev/stdout) is written as it is. Fails if it cannot be opened.
  static IoResult<LogFile> create(const std::string &path) {
    return goOn(path, 0);
  }
  /// The same, but the first `bytes` bytes of a regular file stay.
  static IoResult<LogFile> goOn(const std::string &path, size_t bytes);
  LogFile(LogFile &&other) noexcept;
  LogFile &operator=(LogFile &&) = delete;
  ~LogFile();

  /// Writes `line` and a line break. Fails if they cannot be written.
  IoStatus add(std::string_view line);

private:
  LogFile(std::string path, int descriptor, bool isOwn)
      : path(std::move(path)), descriptor(descriptor), isOwn(isOwn) {}

  std::string path;
  int descriptor;
  bool isOwn; ///< Else it is open anyway, as /dev/stdout is.
};

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_LOGFILE_H
