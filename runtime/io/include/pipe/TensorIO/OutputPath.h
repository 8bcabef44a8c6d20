//===- OutputPath.h - Where a path to be written leads ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_OUTPUTPATH_H
#define PIPE_TENSORIO_OUTPUTPATH_H

#include "pipe/TensorIO/IoResult.h"

#include <string>

namespace mlir::pipe {

/// Where a path leads.
struct OutputPath {
  /// The path behind all symbolic links of its last part; there need be nothing
  /// yet.
  std::string path;
  /// The number of an open file of this process, for /dev/stdout and the like;
  /// else -1.
  int descriptor = -1;
};

/// Follows symbolic links as a write does: also one whose target is not there
/// yet. Fails on a circle of links.
IoResult<OutputPath> followLinks(const std::string &path);

/// Returns a name that is new with all likelihood, in the same folder as `path`
/// and beginning like it.
std::string makeNeighbour(const std::string &path);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_OUTPUTPATH_H
