//===- File.cpp - Whole files, read and replaced --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/File.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mlir::pipe {

FileBytes::FileBytes(size_t size) : numBytes(size) {
  void *block = nullptr;
  if (size <= SIZE_MAX - 64 && posix_memalign(&block, 64, size + 1) == 0)
    bytes.reset(static_cast<char *>(block));
  else
    numBytes = 0;
}

FileBytes FileBytes::copy(std::string_view source) {
  FileBytes result(source.size());
  if (!source.empty())
    std::memcpy(result.data(), source.data(), source.size());
  return result;
}

void FileBytes::Free::operator()(char *block) const { std::free(block); }

static IoError makeError(const std::string &path, const char *what) {
  return {path + ": " + what + ": " + std::strerror(errno)};
}

namespace {
/// Closes a file descriptor.
struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0)
      ::close(value);
  }
};
} // namespace

/// Reads up to `size` bytes; less at the end of the file; -1 on error.
static ssize_t readFully(int descriptor, char *target, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t count = ::read(descriptor, target + done, size - done);
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

IoResult<FileBytes> readFile(const std::string &path) {
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.value < 0)
    return makeError(path, "cannot open");
  struct stat status;
  if (::fstat(file.value, &status) != 0)
    return makeError(path, "cannot read");
  if (!S_ISREG(status.st_mode))
    return IoError{path + ": not a regular file"};
  FileBytes bytes{size_t(status.st_size)};
  if (!bytes.data())
    return IoError{path + ": no memory for " + std::to_string(status.st_size) +
                   " bytes"};
  ssize_t count = readFully(file.value, bytes.data(), size_t(status.st_size));
  if (count < 0)
    return makeError(path, "cannot read");
  if (count != status.st_size)
    return IoError{path + ": became shorter while it was read"};
  return bytes;
}

static bool writeParts(int descriptor,
                       const std::vector<std::string_view> &parts) {
  for (std::string_view part : parts) {
    while (!part.empty()) {
      ssize_t count = ::write(descriptor, part.data(), part.size());
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        return false;
      part.remove_prefix(size_t(count));
    }
  }
  return true;
}

/// Where a write through symbolic links ends up.
static std::string resolve(const std::string &path) {
  char *resolved = ::realpath(path.c_str(), nullptr);
  if (!resolved)
    return path;
  std::string result = resolved;
  std::free(resolved);
  return result;
}

static IoStatus writeDirectly(const std::string &path,
                              const std::vector<std::string_view> &parts) {
  Descriptor file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
  if (file.value < 0)
    return makeError(path, "cannot open for writing");
  if (!writeParts(file.value, parts))
    return makeError(path, "cannot write");
  return std::nullopt;
}

IoStatus writeFile(const std::string &path,
                   const std::vector<std::string_view> &parts) {
  struct stat status;
  bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    return IoError{path + ": cannot write: it is a folder"};
  if (exists && !S_ISREG(status.st_mode))
    return writeDirectly(path, parts);
  std::string target = resolve(path);
  std::string temporary = target + ".tmp-XXXXXX";
  Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};
  if (file.value < 0)
    return makeError(path, "cannot write");
  mode_t mask = ::umask(0);
  ::umask(mask);
  mode_t mode = exists ? (status.st_mode & 07777) : (0666 & ~mask);
  if (!writeParts(file.value, parts) || ::fchmod(file.value, mode) != 0 ||
      ::fsync(file.value) != 0 ||
      ::rename(temporary.c_str(), target.c_str()) != 0) {
    IoError error = makeError(path, "cannot write");
    ::unlink(temporary.c_str());
    return error;
  }
  return std::nullopt;
}

} // namespace mlir::pipe
