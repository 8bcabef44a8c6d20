//===- Bundle.h - Bundles on disk -------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TARGET_BUNDLE_H
#define PIPE_TARGET_BUNDLE_H

#include "pipe/Bundle/Manifest.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"
#include "llvm/ADT/StringRef.h"

#include <functional>

namespace mlir::pipe {

struct Backend;

struct BundleOptions {
  /// What becomes of kernels; null for machine code of this CPU.
  const Backend *backend = nullptr;
  /// Code for any machine of this architecture instead of this very one.
  bool generic = false;
  /// Bytes a rank may use; 0 for no limit.
  int64_t memoryLimit = 0;
  /// Give each local buffer bytes of its own.
  bool separateBuffers = false;
  /// Leave out the unpartitioned graph, which `pipe-run --check` needs.
  bool noReference = false;
  /// Looks at the complete bundle, which lies in the given folder for now,
  /// before it takes its place; a failure, which has emitted why, drops it.
  std::function<LogicalResult(llvm::StringRef folder)> inspect;
};

/// Compiles `module`, the output of `buildPlanPipeline`, with a back end and
/// writes the bundle to the folder `path`: manifest.json, model.so,
/// schedule.csv, where the model holds large constants constants.safetensors,
/// and what the back end adds under other names. The module is lowered on the
/// way.
///
/// The bundle appears as a whole or not at all: an older bundle at `path`, or
/// at the end of a link there, is replaced at the very end; anything else there
/// is an error, also a bundle with files that no compile writes. Errors are
/// diagnostics; those of files have no location, but the file's name.
FailureOr<bundle::Manifest> writeBundle(ModuleOp module, llvm::StringRef path,
                                        const BundleOptions &options);

} // namespace mlir::pipe

#endif // PIPE_TARGET_BUNDLE_H
