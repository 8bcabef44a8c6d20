//===- Bundle.h - A compiled model ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_BUNDLE_H
#define PIPE_TOOLS_PIPERUN_BUNDLE_H

#include "Manifest.h"

#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/TensorIO/Safetensors.h"
#include "pipert/pipert.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe {

/// The uncut model for one micro-batch.
using ReferenceFunction = void (*)(const void *const *arguments,
                                   void *const *results, void *workspace);

struct Kernel {
  pipert_kernel_t function = nullptr;
  void *userData = nullptr;
};

/// A bundle that is loaded; the library stays loaded until the process ends,
/// since a stuck rank may still run in it.
struct Bundle {
  std::string path;
  /// Of the manifest, which has those of all other files.
  std::string checksum;
  Manifest manifest;
  Schedule schedule;
  std::optional<Safetensors> constants;
  std::vector<pipert_program_t> programs; ///< One a rank.
  std::vector<Kernel> kernels;            ///< One a kernel of the manifest.
  ReferenceFunction reference = nullptr;  ///< Null if there is none.
};

/// Loads the bundle in the folder `path`, and for one whose tasks have no code
/// the library `kernels`, whose path is "" if there is none; throws Failure.
Bundle loadBundle(const std::string &path, const std::string &kernels = "");

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_BUNDLE_H
