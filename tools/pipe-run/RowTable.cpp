//===- RowTable.cpp - The rows of an input, in files ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RowTable.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cstring>

using namespace mlir::pipe;

std::string mlir::pipe::describeFiles(const std::vector<DataFile> &files) {
  const size_t more = files.size() - 1;
  return files.front().getPath() +
         (more == 0 ? ""
                    : " and " + std::to_string(more) + " more file" +
                          (more == 1 ? "" : "s"));
}

/// Whether both are of the same type, but for the rows of the input.
static bool isAlike(const Input &input, const TensorType &first,
                    TensorType other) {
  if (other.shape.size() != first.shape.size() ||
      !isSameStorage(other.type, first.type))
    return false;
  if (input.batchDimension)
    other.shape[size_t(*input.batchDimension)] =
        first.shape[size_t(*input.batchDimension)];
  return other.shape == first.shape;
}

/// The tensor of `file`, which is not the first one.
static const NamedTensor &findAlike(const DataFile &file, const Input &input,
                                    const Renames &renames,
                                    const std::string &firstPath,
                                    const NamedTensor &first) {
  const NamedTensor *tensor = file.find(input.name, renames, {});
  if (!tensor)
    throw Failure{file.getPath() + ": lacks the input '" + input.name +
                  "', which " + firstPath +
                  " has; all files have the same inputs"};
  if (!isAlike(input, first.type, tensor->type))
    throw Failure{file.getPath() + ": '" + input.name + "' is " +
                  toString(tensor->type) + ", but " + toString(first.type) +
                  " in " + firstPath +
                  "; all files have inputs of the same type and shape, but for "
                  "the number of rows"};
  const auto bytes = static_cast<size_t>(*countBytes(first.type));
  if (!input.batchDimension && bytes != 0 &&
      std::memcmp(tensor->data, first.data, bytes) != 0)
    throw Failure{file.getPath() + ": '" + input.name +
                  "' has other values than in " + firstPath +
                  ", but it has no rows: all steps take the same"};
  return *tensor;
}

/// The type that the tensor of the first file must have: with as many rows as
/// `found` has where these may be right, else with those of a step.
static TensorType expectType(const Input &input, const TensorType &found,
                             int64_t rowsInStep) {
  TensorType type = input.type;
  if (!input.batchDimension)
    return type;
  int64_t &rows = type.shape[size_t(*input.batchDimension)];
  rows = rowsInStep;
  if (found.shape.size() != type.shape.size())
    return type;
  int64_t count = found.shape[size_t(*input.batchDimension)];
  if (isAlike(input, type, found) ||
      (rowsInStep > 0 && count > 0 && count % rowsInStep == 0))
    rows = count;
  return type;
}

RowTable mlir::pipe::findRows(const std::vector<DataFile> &files,
                              const Input &input, int64_t rowsInStep,
                              const Renames &renames) {
  const DataFile &file = files.front();
  const NamedTensor *first = file.find(input.name, renames, {});
  if (!first)
    throw Failure{file.getPath() + ": lacks the input '" + input.name +
                  "'; --rename=KEY=NAME takes it from another key" +
                  (input.isSeed ? ", --seed=N fills it" : "")};
  file.find(input.name, expectType(input, first->type, rowsInStep), renames,
            {});
  RowTable table;
  for (const DataFile &each : files) {
    const NamedTensor &tensor =
        &each == &file
            ? *first
            : findAlike(each, input, renames, file.getPath(), *first);
    int64_t count = input.batchDimension
                        ? tensor.type.shape[size_t(*input.batchDimension)]
                        : 0;
    table.parts.push_back(
        {static_cast<const char *>(tensor.data), table.count, count});
    if (__builtin_add_overflow(table.count, count, &table.count))
      throw Failure{describeFiles(files) + ": have more rows of '" +
                    input.name + "' than can be counted"};
  }
  return table;
}

/// The part that has the row `row`.
static const RowPart &findPart(const RowTable &table, int64_t row) {
  // The last one that begins there or before: those without rows come first.
  auto behind = std::upper_bound(
      table.parts.begin(), table.parts.end(), row,
      [](int64_t number, const RowPart &part) { return number < part.begin; });
  return behind[-1];
}

void mlir::pipe::takeRows(const std::vector<int64_t> &shape, int64_t dimension,
                          int64_t elementBytes, const RowTable &table,
                          int64_t first, const std::vector<int64_t> &order,
                          int64_t count,
                          const std::function<void(std::string_view)> &take) {
  int64_t outer = 1, inner = elementBytes;
  for (int64_t i = 0; i < int64_t(shape.size()); ++i)
    if (i != dimension)
      (i < dimension ? outer : inner) *= shape[size_t(i)];
  const int64_t rows = shape[size_t(dimension)];
  for (int64_t m = 0; m < count; ++m)
    for (int64_t o = 0; o < outer; ++o)
      for (int64_t r = 0, together = 0; r < rows; r += together) {
        const int64_t place = first + m * rows + r;
        const int64_t row = order.empty() ? place : order[size_t(place)];
        const RowPart &part = findPart(table, row);
        // As many rows at once as lie side by side.
        together = order.empty()
                       ? std::min(rows - r, part.begin + part.count - row)
                       : 1;
        take({part.data + (o * part.count + row - part.begin) * inner,
              size_t(together * inner)});
      }
}
