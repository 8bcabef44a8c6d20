//===- RangeFile.h - Parts of a file ----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_RANGEFILE_H
#define PIPE_TENSORIO_RANGEFILE_H

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/IoResult.h"

#include <cstdint>
#include <memory>
#include <string>

namespace mlir::pipe {
struct Descriptor;

/// A file of which parts are read, and nothing else of it.
class RangeFile {
public:
  /// Fails if it cannot be opened or is no regular file.
  static IoResult<RangeFile> open(const std::string &path);

  const FileIdentity &getIdentity() const { return identity; }
  /// Reads `bytes` bytes that begin at `offset`. Fails if there are fewer.
  IoStatus read(int64_t offset, char *target, size_t bytes) const;

private:
  std::string path;
  std::shared_ptr<const Descriptor> descriptor; ///< Closed with the last copy.
  FileIdentity identity;
};

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_RANGEFILE_H
