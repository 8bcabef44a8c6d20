//===- Summary.h - What was compiled, in a table ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H
#define PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::pipe {

/// Prints what the bundle at `path` holds: a line on the whole, then a row a
/// rank with its stages, its share of the cost in percent and the bytes of its
/// arena.
void printSummary(const llvm::json::Object &manifest, llvm::StringRef path,
                  llvm::raw_ostream &stream);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H
