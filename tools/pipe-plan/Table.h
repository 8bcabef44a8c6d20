//===- Table.h - Tables on a terminal ---------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_TABLE_H
#define PIPE_TOOLS_PIPE_PLAN_TABLE_H

#include <iosfwd>
#include <set>
#include <string>
#include <vector>

namespace mlir::pipe {

/// Prints rows of cells with two spaces before each column, cells to the right
/// of their column but for those in `leftColumns`.
void printTable(const std::vector<std::vector<std::string>> &rows,
                const std::set<size_t> &leftColumns, std::ostream &out);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_TABLE_H
