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
#include <sys/stat.h>
#include <unistd.h>

namespace mlir::pipe {

IoResult<LogFile> LogFile::goOn(const std::string &path, size_t bytes) {
  IoResult<OutputPath> output = followLinks(path);
  if (!output)
    return IoError{output.getMessage()};
  if (output->descriptor >= 0)
    return LogFile(path, output->descriptor, /*isOwn=*/false);
  const int truncate = bytes == 0 ? O_TRUNC : 0;
  LogFile file(path,
               ::open(path.c_str(),
                      O_WRONLY | O_CREAT | O_APPEND | truncate | O_CLOEXEC,
                      0666),
               /*isOwn=*/true);
  if (file.descriptor < 0)
    return IoError{path + ": cannot open for writing: " + std::strerror(errno)};
  struct stat status = {};
  if (bytes != 0 && ::fstat(file.descriptor, &status) == 0 &&
      S_ISREG(status.st_mode) && ::ftruncate(file.descriptor, off_t(bytes)))
    return IoError{path + ": cannot cut off its end: " + std::strerror(errno)};
  return file;
}

LogFile::LogFile(LogFile &&other) noexcept
    : path(std::move(other.path)), descriptor(other.descriptor),
      isOwn(other.isOwn) {
  other.isOwn = false;
}

LogFile::~LogFile() {
  if (isOwn && descriptor >= 0)
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
