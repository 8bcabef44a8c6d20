//===- OutputFolder.cpp - A folder that appears as a whole ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputFolder.h"

#include "pipe/TensorIO/OutputPath.h"
#include "pipe/TensorIO/Synchronize.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace mlir::pipe;
namespace fs = llvm::sys::fs;

static llvm::Error makeError(std::error_code code, const llvm::Twine &what) {
  return llvm::createStringError(code, what + ": " + code.message());
}

static std::error_code getCode() {
  return std::error_code(errno, std::generic_category());
}

/// Checks what is at `destination`, if anything.
static llvm::Error checkOld(llvm::StringRef destination, llvm::StringRef shown,
                            OutputFolder::IsOwn isOwn) {
  fs::file_status status;
  if (fs::status(destination, status) == std::errc::no_such_file_or_directory)
    return llvm::Error::success();
  if (!fs::exists(status))
    return makeError(fs::status(destination, status),
                     "cannot write to '" + shown + "'");
  if (!fs::is_directory(status))
    return llvm::createStringError(
        "'" + shown +
        "' exists and is no bundle, but a file; remove it or write to another "
        "place");
  if (llvm::Error error = isOwn(destination))
    return error;
  // Its files are removed in the end.
  if (::access(destination.str().c_str(), R_OK | W_OK | X_OK) != 0)
    return makeError(getCode(), "cannot replace '" + shown + "'");
  return llvm::Error::success();
}

/// Returns the destination behind links. \errors a path that is no name.
static llvm::Expected<std::string> findDestination(llvm::StringRef path) {
  std::string trimmed = path.str();
  while (trimmed.size() > 1 && trimmed.back() == '/')
    trimmed.pop_back();
  llvm::StringRef name = llvm::sys::path::filename(trimmed);
  if (name.empty() || name == "." || name == ".." || name == "/")
    return llvm::createStringError(
        "cannot write to '" + path +
        "': a bundle needs a name of its own, such as model.pipe");
  IoResult<OutputPath> output = followLinks(trimmed);
  if (!output)
    return llvm::createStringError(output.getMessage());
  while (output->path.size() > 1 && output->path.back() == '/')
    output->path.pop_back();
  return output->path;
}

llvm::Expected<OutputFolder> OutputFolder::create(llvm::StringRef destination,
                                                  IsOwn isOwn) {
  llvm::Expected<std::string> found = findDestination(destination);
  if (!found)
    return found.takeError();
  if (llvm::Error error = checkOld(*found, destination, isOwn))
    return error;
  OutputFolder folder;
  folder.shown = destination;
  folder.destination = *found;
  std::string temporary = makeNeighbour(folder.destination);
  // A signal removes the folder that is made here, and no other.
  HoldSignals hold;
  if (::mkdir(temporary.c_str(), 0777) != 0)
    return makeError(getCode(), "cannot write to '" + destination + "'");
  folder.temporary = temporary;
  folder.unfinished = Unfinished(temporary);
  return folder;
}

OutputFolder::OutputFolder(OutputFolder &&other)
    : shown(std::move(other.shown)), destination(std::move(other.destination)),
      temporary(std::move(other.temporary)),
      unfinished(std::move(other.unfinished)) {
  other.temporary.clear();
}

OutputFolder::~OutputFolder() {
  if (!temporary.empty())
    (void)fs::remove_directories(temporary);
}

std::string OutputFolder::getPath(llvm::StringRef file) const {
  llvm::SmallString<128> path(temporary);
  llvm::sys::path::append(path, file);
  return path.str().str();
}

llvm::Error OutputFolder::writeFile(llvm::StringRef file,
                                    llvm::StringRef text) const {
  std::error_code code;
  llvm::raw_fd_ostream stream(getPath(file), code);
  if (!code) {
    stream << text;
    stream.close();
    code = stream.error();
    stream.clear_error();
  }
  if (code)
    return makeError(code, "cannot write '" + file + "' of '" + shown + "'");
  return llvm::Error::success();
}

/// Gives all files the mode that the umask says, without rights to execute, and
/// has them on the disk.
static std::error_code finishFiles(const std::string &folder) {
  std::error_code code;
  for (fs::directory_iterator file(folder, code), end; !code && file != end;
       file.increment(code)) {
    struct stat status;
    if (::stat(file->path().c_str(), &status) != 0 ||
        ::chmod(file->path().c_str(), status.st_mode & 0666) != 0)
      return getCode();
    if (std::error_code failed = synchronize(file->path()))
      return failed;
  }
  return code ? code : synchronize(folder);
}

// Another compile may make or replace the destination between any two steps.
static constexpr int kMaxTries = 16;

llvm::Error OutputFolder::putInTwoSteps() {
  std::string old = makeNeighbour(destination);
  for (int i = 0; i < kMaxTries; ++i) {
    bool moved = std::rename(destination.c_str(), old.c_str()) == 0;
    if (!moved && errno != ENOENT)
      break;
    if (std::rename(temporary.c_str(), destination.c_str()) == 0) {
      // What is to be removed is the old one now.
      temporary = moved ? old : "";
      return llvm::Error::success();
    }
    std::error_code code = getCode();
    if (moved && std::rename(old.c_str(), destination.c_str()) != 0)
      (void)fs::remove_directories(old);
    if (code != std::errc::directory_not_empty &&
        code != std::errc::file_exists)
      return makeError(code, "cannot write to '" + shown + "'");
  }
  return makeError(getCode(), "cannot replace '" + shown + "'");
}

llvm::Error OutputFolder::put(IsOwn isOwn) {
  for (int i = 0; i < kMaxTries; ++i) {
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, destination.c_str(),
                    RENAME_NOREPLACE) == 0) {
      temporary.clear();
      return llvm::Error::success();
    }
    if (errno == EINVAL || errno == ENOSYS)
      return putInTwoSteps();
    if (errno != EEXIST)
      break;
    if (llvm::Error error = checkOld(destination, shown, isOwn))
      return error;
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, destination.c_str(),
                    RENAME_EXCHANGE) == 0)
      return llvm::Error::success();
    if (errno == EINVAL || errno == ENOSYS)
      return putInTwoSteps();
    if (errno != ENOENT)
      break;
  }
  return makeError(getCode(), "cannot write to '" + shown + "'");
}

llvm::Error OutputFolder::commit(IsOwn isOwn) {
  if (std::error_code code = finishFiles(temporary))
    return makeError(code, "cannot write to '" + shown + "'");
  HoldSignals hold;
  if (llvm::Error error = put(isOwn))
    return error;
  llvm::SmallString<128> parent(destination);
  llvm::sys::path::remove_filename(parent);
  (void)synchronize(parent.empty() ? "." : parent.str().str());
  std::error_code code;
  if (!temporary.empty())
    code = fs::remove_directories(temporary, /*IgnoreErrors=*/false);
  std::string old = std::exchange(temporary, "");
  unfinished.forget();
  if (code)
    return makeError(code, "'" + shown +
                               "' is written, but the bundle that was there "
                               "is now '" +
                               old + "' and cannot be removed");
  return llvm::Error::success();
}
