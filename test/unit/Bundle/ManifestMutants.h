//===- ManifestMutants.h - Manifests with one change ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_BUNDLE_MANIFESTMUTANTS_H
#define PIPE_TEST_UNIT_BUNDLE_MANIFESTMUTANTS_H

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::pipe::test {

/// What became of the mutants of a manifest.
struct MutantReport {
  int64_t numFields = 0;
  int64_t numRefused = 0;
  int64_t numHarmless = 0;
  /// A line for each mutant that was accepted though it may do harm, or
  /// refused in words that do not say where.
  std::vector<std::string> complaints;
};

/// Changes every field of the manifest `text` in every way (see the list in
/// ManifestMutants.cpp), one at a time, and reads what comes out.
MutantReport readMutants(const std::string &text);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_BUNDLE_MANIFESTMUTANTS_H
