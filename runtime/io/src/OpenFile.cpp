//===- OpenFile.cpp - Files that are open to be read ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OpenFile.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace mlir::pipe;

Descriptor::~Descriptor() {
  if (value >= 0)
    ::close(value);
}

IoError mlir::pipe::makeError(const std::string &path, const char *what) {
  return {path + ": " + what + ": " + std::strerror(errno)};
}

ssize_t mlir::pipe::readFully(int descriptor, char *target, size_t size,
                              int64_t offset) {
  size_t done = 0;
  while (done < size) {
    ssize_t count = ::pread(descriptor, target + done, size - done,
                            off_t(offset) + off_t(done));
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return -1;
    if (count == 0)
      break;
    done += size_t(count);
  }
  return ssize_t(done);
}

IoStatus mlir::pipe::checkRegular(const std::string &path, int descriptor,
                                  struct stat &status) {
  if (descriptor < 0)
    return makeError(path, "cannot open");
  if (::fstat(descriptor, &status) != 0)
    return makeError(path, "cannot read");
  if (S_ISDIR(status.st_mode))
    return IoError{path + ": not a regular file, but a folder"};
  if (!S_ISREG(status.st_mode))
    return IoError{path + ": not a regular file"};
  return std::nullopt;
}

FileIdentity mlir::pipe::identify(const struct stat &status) {
  return {uint64_t(status.st_ino), uint64_t(status.st_size),
          int64_t(status.st_mtim.tv_sec) * 1'000'000'000 +
              status.st_mtim.tv_nsec};
}
