//===- OutputFolder.cpp - A folder that appears as a whole ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputFolder.h"

#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir::pipe;
namespace fs = llvm::sys::fs;

static llvm::Error makeError(std::error_code code, const llvm::Twine &what) {
  return llvm::createStringError(code, what + ": " + code.message());
}

llvm::Expected<OutputFolder> OutputFolder::create(llvm::StringRef destination,
                                                  llvm::StringRef marker) {
  OutputFolder folder;
  folder.destination = destination;
  while (folder.destination.size() > 1 && folder.destination.back() == '/')
    folder.destination.pop_back();
  if (fs::exists(folder.destination)) {
    llvm::SmallString<128> known = folder.destination;
    llvm::sys::path::append(known, marker);
    if (!fs::exists(known))
      return llvm::createStringError(
          "'" + folder.destination +
          "' exists and is no bundle; remove it or write to another place");
  }
  fs::createUniquePath(folder.destination + ".%%%%%%%%", folder.temporary,
                       /*MakeAbsolute=*/false);
  if (std::error_code code = fs::create_directory(folder.temporary,
                                                  /*IgnoreExisting=*/false)) {
    folder.temporary.clear();
    return makeError(code, "cannot write to '" + folder.destination + "'");
  }
  return folder;
}

OutputFolder::OutputFolder(OutputFolder &&other)
    : destination(other.destination), temporary(other.temporary) {
  other.temporary.clear();
}

OutputFolder::~OutputFolder() {
  if (!temporary.empty())
    (void)fs::remove_directories(temporary);
}

std::string OutputFolder::getPath(llvm::StringRef file) const {
  llvm::SmallString<128> path = temporary;
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
    return makeError(code, "cannot write '" + file + "' of the bundle");
  return llvm::Error::success();
}

llvm::Error OutputFolder::commit() {
  llvm::SmallString<128> old;
  if (fs::exists(destination)) {
    fs::createUniquePath(destination + ".%%%%%%%%", old,
                         /*MakeAbsolute=*/false);
    if (std::error_code code = fs::rename(destination, old))
      return makeError(code, "cannot replace '" + destination + "'");
  }
  if (std::error_code code = fs::rename(temporary, destination)) {
    if (!old.empty())
      (void)fs::rename(old, destination);
    return makeError(code, "cannot write to '" + destination + "'");
  }
  temporary.clear();
  if (!old.empty())
    (void)fs::remove_directories(old);
  return llvm::Error::success();
}
