//===- ManifestChecks.h - Whether a manifest agrees with itself -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_BUNDLE_MANIFESTCHECKS_H
#define PIPE_LIB_BUNDLE_MANIFESTCHECKS_H

#include "pipe/Bundle/ManifestIndex.h"
#include "pipe/TensorIO/IoResult.h"

#include <set>

namespace mlir::pipe::bundle {

/// Compares what is said in two places of a manifest that `FieldReader` has
/// read, and all sizes with what they have to hold.
class ManifestChecks {
public:
  explicit ManifestChecks(const Manifest &manifest)
      : manifest(manifest), index(manifest) {}

  /// The first thing that does not fit.
  std::optional<std::string> run();

private:
  // Of the model (ManifestChecks.cpp).
  void checkHeader();
  void checkType(const std::string &place, const TensorType &type);
  void checkTypes();
  void checkParts();
  void checkPartsApart();
  void checkNoGaps();
  void checkUpdates();
  /// `keys` has the first state of each key in files, `owners` what states with
  /// a key are of.
  void checkState(size_t index, std::map<std::string, const State *> &keys,
                  std::set<std::pair<std::string, size_t>> &owners);
  void checkReport(size_t index, std::set<std::string> &roles);
  void checkHyper(size_t index, std::set<std::string> &roles);
  void checkTotal(const std::string &name, const TensorType &type,
                  std::optional<int64_t> dimension);
  void checkTotals();
  void checkTasks();
  void checkOutputs();
  void checkStates();
  void checkArguments(const Reference &reference);
  void checkResults(const Reference &reference);

  // Of the ranks (ProgramChecks.cpp).
  void checkPrograms();
  void checkAllPartsHeld();
  void checkReductions(const Program &program, const std::string &who);
  void checkSegments(const Program &program, const std::string &who);
  void checkReach(const Program &program, const Buffer &buffer,
                  const std::string &place);
  void checkContents(const Buffer &buffer, const std::string &place);
  std::optional<int64_t> findSlotBytes(const Buffer &buffer) const;
  /// No two buffers share a byte of a segment, but for local ones, which the
  /// compiler has proven never to need it at the same time.
  void checkOverlap(const Program &program, const std::string &who);

  /// Remembers the first error.
  void fail(const std::string &message) {
    if (!error)
      error = message;
  }

  const Manifest &manifest;
  ManifestIndex index;
  std::optional<std::string> error;
  /// Outputs and copies of the model that have a buffer.
  std::set<std::pair<std::string, int64_t>> written;
  std::set<size_t> trained; ///< Parameters whose gradient has one.
  std::set<size_t> held;    ///< Parameters that have one.
  /// Parameters and parts whose gradient has one, and that have one.
  std::set<std::string_view> gradientNames, heldNames;
  std::set<std::string_view> kept; ///< States and reports that have one.
};

/// "programs[2]".
inline std::string getPlace(const char *list, size_t index) {
  return list + ("[" + std::to_string(index) + "]");
}

} // namespace mlir::pipe::bundle

#endif // PIPE_LIB_BUNDLE_MANIFESTCHECKS_H
