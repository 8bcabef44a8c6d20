//===- File.cpp - Whole files, read and replaced --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/File.h"

#include "OpenFile.h"
#include "WriteAll.h"
#include "pipe/TensorIO/OutputPath.h"
#include "pipe/TensorIO/Unfinished.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <sys/mman.h>
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

FileBytes FileBytes::takeMapped(void *block, size_t size) {
  FileBytes result;
  result.bytes =
      std::unique_ptr<char[], Free>(static_cast<char *>(block), Free{size});
  result.numBytes = size;
  return result;
}

void FileBytes::Free::operator()(char *block) const {
  if (mappedBytes != 0)
    ::munmap(block, mappedBytes);
  else
    std::free(block);
}

IoResult<FileBytes> mapFile(const std::string &path) {
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status;
  if (IoStatus error = checkRegular(path, file.value, status))
    return *error;
  if (status.st_size == 0)
    return FileBytes(0);
  auto size = size_t(status.st_size);
  void *block = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
  if (block == MAP_FAILED)
    return makeError(path, "cannot map into memory");
  FileBytes bytes = FileBytes::takeMapped(block, size);
  bytes.setIdentity(identify(status));
  return bytes;
}

IoResult<FileBytes> readFile(const std::string &path) {
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status;
  if (IoStatus error = checkRegular(path, file.value, status))
    return *error;
  FileBytes bytes{size_t(status.st_size)};
  if (!bytes.data())
    return IoError{path + ": no memory for " + std::to_string(status.st_size) +
                   " bytes"};
  ssize_t count =
      readFully(file.value, bytes.data(), size_t(status.st_size), 0);
  if (count < 0)
    return makeError(path, "cannot read");
  if (count != status.st_size)
    return IoError{path + ": became shorter while it was read"};
  bytes.setIdentity(identify(status));
  return bytes;
}

static bool writeParts(int descriptor,
                       const std::vector<std::string_view> &parts) {
  for (std::string_view part : parts)
    if (!writeAll(descriptor, part))
      return false;
  return true;
}

static IoStatus writeDirectly(const std::string &path, int flags,
                              const std::vector<std::string_view> &parts) {
  Descriptor file{::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags)};
  if (file.value < 0)
    return makeError(path, "cannot open for writing");
  if (!writeParts(file.value, parts))
    return makeError(path, "cannot write");
  return std::nullopt;
}

/// Writes to a file that is open, such as the standard output, where it is.
static IoStatus writeToOpen(const std::string &path, int descriptor,
                            const std::vector<std::string_view> &parts) {
  if (descriptor == STDOUT_FILENO)
    std::cout.flush();
  if (!writeParts(descriptor, parts))
    return makeError(path, "cannot write");
  return std::nullopt;
}

/// Gives a new file the owner, where that is allowed, and the mode of the one
/// that it replaces.
static bool copyOwnerAndMode(int descriptor, const struct stat &old) {
  int owned = ::fchown(descriptor, old.st_uid, old.st_gid);
  return ::fchmod(descriptor, old.st_mode & (owned == 0 ? 07777 : 01777)) == 0;
}

/// Writes a new file and puts it in the place of `target`, or of the `old` one
/// that is there. Nothing is left of it when that fails; errno says why.
static bool replace(const std::string &target, const struct stat *old,
                    const std::vector<std::string_view> &parts) {
  std::string temporary = makeNeighbour(target);
  Unfinished unfinished(temporary);
  Descriptor file{
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
  if (file.value < 0)
    return false;
  if (writeParts(file.value, parts) &&
      (!old || copyOwnerAndMode(file.value, *old)) &&
      ::fsync(file.value) == 0 &&
      ::rename(temporary.c_str(), target.c_str()) == 0)
    return true;
  int error = errno;
  ::unlink(temporary.c_str());
  errno = error;
  return false;
}

IoStatus writeFile(const std::string &path,
                   const std::vector<std::string_view> &parts) {
  IoResult<OutputPath> output = followLinks(path);
  if (!output)
    return IoError{output.getMessage()};
  if (output->descriptor >= 0)
    return writeToOpen(path, output->descriptor, parts);
  struct stat status;
  bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode))
    return IoError{path + ": cannot write: it is a folder"};
  if (exists && !S_ISREG(status.st_mode))
    return writeDirectly(path, 0, parts);
  if (exists && ::access(path.c_str(), W_OK) != 0)
    return makeError(path, "cannot write");
  if (replace(output->path, exists ? &status : nullptr, parts))
    return std::nullopt;
  // The file may be written where the folder may not, or is mounted itself.
  if (exists && (errno == EACCES || errno == EBUSY))
    return writeDirectly(path, O_TRUNC, parts);
  return makeError(path, "cannot write");
}

} // namespace mlir::pipe
