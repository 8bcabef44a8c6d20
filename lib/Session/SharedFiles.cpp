//===- SharedFiles.cpp - Files that all processes can read ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/SharedFiles.h"

#include "pipe/Support/Failure.h"

#include <algorithm>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

int64_t mlir::pipe::session::countBytes(const Pieces &pieces) {
  int64_t bytes = 0;
  for (std::string_view piece : pieces)
    bytes += int64_t(piece.size());
  return bytes;
}

Pieces mlir::pipe::session::takeBytes(const Pieces &pieces, int64_t begin,
                                      int64_t bytes) {
  Pieces taken;
  for (std::string_view piece : pieces) {
    const size_t skipped = std::min(size_t(begin), piece.size());
    piece = piece.substr(skipped, size_t(bytes));
    begin -= int64_t(skipped);
    bytes -= int64_t(piece.size());
    if (!piece.empty())
      taken.push_back(piece);
  }
  return taken;
}

//===----------------------------------------------------------------------===//
// SharedFiles
//===----------------------------------------------------------------------===//

std::optional<int64_t> SharedFiles::add(const std::string &path,
                                        const FileBytes &bytes) {
  if (!bytes.getIdentity())
    return std::nullopt;
  const int64_t number = int64_t(files.size());
  files.push_back({path, *bytes.getIdentity()});
  blocks[bytes.view().data()] = {number, bytes.view()};
  return number;
}

std::optional<std::vector<FileRange>>
SharedFiles::find(const Pieces &pieces) const {
  std::vector<FileRange> ranges;
  for (std::string_view piece : pieces) {
    auto behind = blocks.upper_bound(piece.data());
    if (behind == blocks.begin())
      return std::nullopt;
    const auto &[begin, block] = *std::prev(behind);
    const int64_t offset = piece.data() - begin;
    if (offset + int64_t(piece.size()) > int64_t(block.bytes.size()))
      return std::nullopt;
    if (!ranges.empty() && ranges.back().file == block.file &&
        ranges.back().offset + ranges.back().bytes == offset)
      ranges.back().bytes += int64_t(piece.size());
    else
      ranges.push_back({block.file, offset, int64_t(piece.size())});
  }
  return ranges;
}

//===----------------------------------------------------------------------===//
// OpenedFiles
//===----------------------------------------------------------------------===//

std::string OpenedFiles::open(const std::string &path,
                              const FileIdentity &identity) {
  files.emplace_back();
  IoResult<RangeFile> file = RangeFile::open(path);
  if (!file)
    return file.getMessage();
  if (file->getIdentity() != identity)
    return path + ": is another file than that of rank 0";
  files.back() = *file;
  return "";
}

void OpenedFiles::read(const FileRange &range, char *target) {
  if (range.file < 0 || size_t(range.file) >= files.size() ||
      !files[size_t(range.file)])
    throw Failure{"rank 0 names a file that cannot be read here",
                  ExitStatus::RunFailed};
  if (IoStatus error = files[size_t(range.file)]->read(range.offset, target,
                                                       size_t(range.bytes)))
    throw Failure{error->message, ExitStatus::RunFailed};
  bytesRead += range.bytes;
}
