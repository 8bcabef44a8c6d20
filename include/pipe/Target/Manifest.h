//===- Manifest.h - What a bundle says of itself ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TARGET_MANIFEST_H
#define PIPE_TARGET_MANIFEST_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

#include <string>

namespace mlir::pipe {

/// Version of the form of bundles; a reader refuses others.
inline constexpr int64_t kBundleVersion = 3;

/// The manifest of a bundle, filled while the module is compiled: each function
/// is called when the module has the form that it reads.
class Manifest {
public:
  /// What "format" says in every one.
  static constexpr llvm::StringLiteral kFormat = "pipe-bundle";

  /// The model: names, types and roles. Reads the reference function, on
  /// tensors, and the task graph. \errors a diagnostic for a type that has no
  /// place in files.
  LogicalResult readModel(ModuleOp module, PipelineOp pipeline);

  /// Segments, buffers, channels and kernels. Reads programs after
  /// `pipe-plan-memory`. \errors a diagnostic for a program that is not
  /// planned.
  LogicalResult readPrograms(ModuleOp module, PipelineOp pipeline);

  /// The bundle has no unpartitioned graph.
  void dropReference() { root.erase("reference"); }

  /// The back end, and the machine that the code is made for.
  void setTarget(llvm::StringRef backend, llvm::StringRef triple,
                 llvm::StringRef cpu);

  /// Size and checksum of the file at `path`, which the bundle calls `name`.
  llvm::Error addFile(llvm::StringRef name, const std::string &path);

  const llvm::json::Object &get() const { return root; }

  /// The text of manifest.json, with its own checksum.
  std::string getText() const;

private:
  llvm::json::Object root;
};

/// Returns "f32" and the like for element types that files can hold.
std::optional<std::string> getElementTypeName(Type type);

} // namespace mlir::pipe

#endif // PIPE_TARGET_MANIFEST_H
