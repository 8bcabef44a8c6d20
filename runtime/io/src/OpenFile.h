//===- OpenFile.h - Files that are open to be read --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_SRC_OPENFILE_H
#define PIPE_TENSORIO_SRC_OPENFILE_H

#include "pipe/TensorIO/File.h"

#include <string>
#include <sys/stat.h>
#include <sys/types.h>

namespace mlir::pipe {

/// Closes a file descriptor.
struct Descriptor {
  int value;
  ~Descriptor();
};

/// "a.npy: cannot read: " and what errno says.
IoError makeError(const std::string &path, const char *what);

/// Reads up to `size` bytes that begin at `offset`; less at the end of the
/// file; -1 on error.
ssize_t readFully(int descriptor, char *target, size_t size, int64_t offset);

/// Checks that an open file is a regular one, and asks for its size.
IoStatus checkRegular(const std::string &path, int descriptor,
                      struct stat &status);

FileIdentity identify(const struct stat &status);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_SRC_OPENFILE_H
