//===- RowTable.h - The rows of an input, in files ------------ -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_ROWTABLE_H
#define PIPE_TOOLS_PIPERUN_ROWTABLE_H

#include "DataFiles.h"
#include "Session.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mlir::pipe {

/// The rows of an input that one file has: a tensor.
struct RowPart {
  const char *data = nullptr;
  int64_t begin = 0; ///< The number of its first row among those of all files.
  int64_t count = 0; ///< Of rows, along the batch dimension.
};

/// The rows of an input in all files, those of the first file first.
struct RowTable {
  std::vector<RowPart> parts; ///< One a file.
  int64_t count = 0;          ///< Of rows, in all.
};

/// "a.safetensors", or "a.safetensors and 2 more files".
std::string describeFiles(const std::vector<DataFile> &files);

/// Finds an input in all files, of which there is at least one; the tensors are
/// of its type but for the number of rows. Throws Failure that names the file
/// if one lacks it or has another type, and the first file beside it where
/// that is another one. An input without rows is the same in all files.
/// A step takes `rowsInStep` rows, which a message names.
RowTable findRows(const std::vector<DataFile> &files, const Input &input,
                  int64_t rowsInStep, const Renames &renames);

/// Finds micro-batches in a table that has rows along `dimension` and is
/// otherwise of `shape`, which is that of a micro-batch of elements of
/// `elementBytes` bytes: `take` gets the pieces of `count` of them. Their rows
/// are, one after the other, those from `first` on; with `order` its elements
/// from there on tell which.
void takeRows(const std::vector<int64_t> &shape, int64_t dimension,
              int64_t elementBytes, const RowTable &table, int64_t first,
              const std::vector<int64_t> &order, int64_t count,
              const std::function<void(std::string_view)> &take);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_ROWTABLE_H
