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

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe {

/// What the manifest does not say.
struct SummaryNotes {
  /// Whether gradients that nobody named are known to be some; may be empty.
  std::string confirmation;
  /// Updates are the model's own, not those of an optimizer that was named.
  bool hasOwnUpdates = false;
  /// The arguments that were the number of the step.
  std::vector<std::string> counters;
  /// How many values updates share, how many updates read any, and of how many
  /// terms they are made; empty if they share nothing.
  std::vector<int64_t> shared;
  /// The type that activations are kept in, if it is not f32, and the ops whose
  /// results stay in f32.
  std::string compute;
  std::vector<std::string> keptOps;
};

/// Prints what the bundle at `path` holds: a line on the whole, the roles of
/// arguments and results, then a row a rank with its stages, its share of the
/// cost in percent and the bytes of its memory.
void printSummary(const bundle::Manifest &manifest, llvm::StringRef path,
                  const SummaryNotes &notes, llvm::raw_ostream &stream);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_COMPILE_SUMMARY_H
