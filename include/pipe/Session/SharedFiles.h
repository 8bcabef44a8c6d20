//===- SharedFiles.h - Files that all processes can read --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_SHAREDFILES_H
#define PIPE_SESSION_SHAREDFILES_H

#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/RangeFile.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe::session {

/// Bytes that lie in several places, one behind the other.
using Pieces = std::vector<std::string_view>;

int64_t countBytes(const Pieces &pieces);
/// The `bytes` bytes behind the first `begin` ones.
Pieces takeBytes(const Pieces &pieces, int64_t begin, int64_t bytes);

/// Where bytes lie in files.
struct FileRange {
  int64_t file = 0; ///< Its number.
  int64_t offset = 0;
  int64_t bytes = 0;
};

/// The files that the process of rank 0 has opened, and which other processes
/// may read themselves, if they see them.
class SharedFiles {
public:
  struct File {
    std::string path;
    FileIdentity identity;
  };

  /// `file` is to stay where it is. Returns its number; nothing if it does not
  /// come from a file.
  std::optional<int64_t> add(const std::string &path, const FileBytes &bytes);
  const File &get(int64_t number) const { return files[size_t(number)]; }

  /// Where the pieces lie, those together that lie side by side; nothing
  /// unless all of them are in files.
  std::optional<std::vector<FileRange>> find(const Pieces &pieces) const;

private:
  struct Block {
    int64_t file = 0;
    std::string_view bytes;
  };

  std::vector<File> files;
  std::map<const char *, Block> blocks; ///< By their first byte.
};

/// The same files in another process.
class OpenedFiles {
public:
  /// Opens the next file. Returns why it cannot be read here, or "".
  std::string open(const std::string &path, const FileIdentity &identity);
  /// Reads a part of a file. Throws Failure (the run failed).
  void read(const FileRange &range, char *target);
  int64_t getBytesRead() const { return bytesRead; }

private:
  std::vector<std::optional<RangeFile>> files; ///< By number.
  int64_t bytesRead = 0;
};

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_SHAREDFILES_H
