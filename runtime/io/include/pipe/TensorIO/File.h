//===- File.h - Whole files, read and replaced ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_FILE_H
#define PIPE_TENSORIO_FILE_H

#include "pipe/TensorIO/IoResult.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// Which file it is, and in which state: two that are equal in this hold the
/// same bytes, also where one folder is seen by several machines.
struct FileIdentity {
  uint64_t inode = 0;
  uint64_t bytes = 0;
  int64_t modifiedNs = 0; ///< When it was written last; since 1970.

  bool operator==(const FileIdentity &) const = default;
};

/// The bytes of a file, aligned to 64. Those of a mapped file cannot be
/// written.
class FileBytes {
public:
  FileBytes() = default;
  explicit FileBytes(size_t size);
  static FileBytes copy(std::string_view bytes);
  /// Takes `size` bytes that were mapped into memory.
  static FileBytes takeMapped(void *block, size_t size);

  char *data() { return bytes.get(); }
  std::string_view view() const { return {bytes.get(), numBytes}; }
  /// The file that they were read from; nothing if they come from elsewhere.
  const std::optional<FileIdentity> &getIdentity() const { return identity; }
  void setIdentity(const FileIdentity &value) { identity = value; }

private:
  struct Free {
    Free() : mappedBytes(0) {}
    explicit Free(size_t mappedBytes) : mappedBytes(mappedBytes) {}

    size_t mappedBytes; ///< 0: the block was allocated.
    void operator()(char *block) const;
  };
  std::unique_ptr<char[], Free> bytes;
  size_t numBytes = 0;
  std::optional<FileIdentity> identity;
};

/// Reads a whole file. Fails if it cannot be opened or read, is a folder, or
/// there is no memory for it.
IoResult<FileBytes> readFile(const std::string &path);

/// The same for a file that is too large to be in memory as a whole: its bytes
/// are read when they are used. It must not become shorter before, which ends
/// the process.
IoResult<FileBytes> mapFile(const std::string &path);

/// Replaces the file `path` by the concatenation of `parts`: writes beside it
/// and renames, so that nobody ever sees half a file and a failure or a signal
/// (see Unfinished.h) leaves the old one. Symbolic links are followed and stay.
/// A new file has the mode that the umask says, an old one keeps its own. What
/// is no regular file (a pipe, a device, /dev/stdout) is written directly; so
/// is a file that may be written in a folder that may not.
IoStatus writeFile(const std::string &path,
                   const std::vector<std::string_view> &parts);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_FILE_H
