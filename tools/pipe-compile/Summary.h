//===- Summary.h - What was compiled, in a table ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H
#define PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H

#include "pipe/Bundle/Manifest.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::pipe {

/// Prints what the bundle at `path` holds: a line on the whole, the roles of
/// arguments and results, then a row a rank with its stages, its share of the
/// cost in percent and the bytes of its memory. `confirmation` says whether
/// gradients that nobody named are known to be some; it may be empty.
void printSummary(const bundle::Manifest &manifest, llvm::StringRef path,
                  llvm::StringRef confirmation, llvm::raw_ostream &stream);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H
