//===- LogFile.cpp - A file that grows line by line -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/LogFile.h"

#include "WriteAll.h"
#include "pipe/TensorIO/OutputPath.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace mlir::pipe {

IoResult<LogFile> LogFile::create(const std::string &path) {
  IoResult<OutputPath> output = followLinks(path);
  if (!output)
    return IoError{output.getMessage()};
  if (output->descriptor >= 0)
    return LogFile(path, output->descriptor, /*isOwn=*/false);
  int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0)
    return IoError{path + ": cannot open for writing: " + std::strerror(errno)};
  return LogFile(path, descriptor, /*isOwn=*/true);
}

LogFile::LogFile(LogFile &&other) noexcept
    : path(std::move(other.path)), descriptor(other.descriptor),
      isOwn(other.isOwn) {
  other.isOwn = false;
}

LogFile::~LogFile() {
  if (isOwn)
    ::close(descriptor);
}

IoStatus LogFile::add(std::string_view line) {
  if (descriptor == STDOUT_FILENO)
    std::cout.flush();
  if (writeAll(descriptor, std::string(line) + "\n"))
    return std::nullopt;
  return IoError{path + ": cannot write: " + std::strerror(errno)};
}

} // namespace mlir::pipe
