//===- Backend.h - What becomes of kernels -------------------- -*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BACKEND_BACKEND_H
#define PIPE_BACKEND_BACKEND_H

#include "pipe/Codegen/Kernels/KernelTarget.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// A text file that a back end adds to the bundle.
struct BackendFile {
  std::string name;
  std::string text;
};

/// A back end as a value: what becomes of the kernels of a pipeline. Programs,
/// which hold calls of the runtime and loops, are code of the compiling machine
/// with every back end. A back end is a file in lib/Backend and a line in
/// Backends.def; see docs/AddingABackend.md.
struct Backend {
  llvm::StringLiteral name;
  llvm::StringLiteral summary; ///< For --help.
  /// Whether it compiles the unpartitioned model, which pipe-run --check runs.
  bool compilesReference = true;
  /// What the passes that back ends share must know of it.
  KernelTarget target;
  /// Takes kernels out of the module that it does not compile with the rest,
  /// and returns what the bundle holds of them. Null: takes none.
  FailureOr<std::vector<BackendFile>> (*takeKernels)(ModuleOp module,
                                                     PipelineOp pipeline);
  /// Appends the passes that turn the other functions of a module, on static
  /// tensors, into LLVM functions of the same name on bare pointers, with the
  /// attribute `pipe.workspace_bytes`: those of buildKernelPipeline with
  /// `target`, and a tail.
  void (*buildCodegen)(OpPassManager &pm, const KernelTarget &target);
};

/// All back ends, in the order of Backends.def.
ArrayRef<Backend> getBackends();

/// Returns the back end called `name`, or null.
const Backend *findBackend(llvm::StringRef name);

} // namespace mlir::pipe

#endif // PIPE_BACKEND_BACKEND_H
