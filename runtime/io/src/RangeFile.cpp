//===- RangeFile.cpp - Parts of a file ------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/RangeFile.h"

#include "OpenFile.h"

#include <fcntl.h>

using namespace mlir::pipe;

IoResult<RangeFile> RangeFile::open(const std::string &path) {
  RangeFile file;
  file.path = path;
  file.descriptor.reset(
      new Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)});
  struct stat status;
  if (IoStatus error = checkRegular(path, file.descriptor->value, status))
    return *error;
  file.identity = identify(status);
  return file;
}

IoStatus RangeFile::read(int64_t offset, char *target, size_t bytes) const {
  ssize_t count = readFully(descriptor->value, target, bytes, offset);
  if (count < 0)
    return makeError(path, "cannot read");
  if (size_t(count) != bytes)
    return IoError{path + ": became shorter while it was read"};
  return std::nullopt;
}
