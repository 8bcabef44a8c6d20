//===- Synchronize.cpp - Waits for the disk -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Synchronize.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace mlir::pipe {

std::error_code synchronize(const std::string &path) {
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return {errno, std::generic_category()};
  std::error_code code;
  if (::fsync(file) != 0 && errno != EINVAL && errno != EROFS)
    code = {errno, std::generic_category()};
  ::close(file);
  return code;
}

} // namespace mlir::pipe
