//===- Bundle.h - A compiled model ------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_BUNDLE_H
#define PIPE_SESSION_BUNDLE_H

#include "pipe/Schedule/Core/Schedule.h"
#include "pipe/Session/Manifest.h"
#include "pipe/TensorIO/Safetensors.h"
#include "pipert/pipert.h"

#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe::session {

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
  /// Its micro-batches are those of a step in all replicas.
  Manifest manifest;
  int64_t replicas = 1; ///< Copies of the pipeline that run side by side.
  Schedule schedule;
  std::optional<Safetensors> constants;
  std::vector<pipert_program_t> programs; ///< One a rank.
  std::vector<Kernel> kernels;            ///< One a kernel of the manifest.
  ReferenceFunction reference = nullptr;  ///< Null if there is none.
  bool hasDeviceCode = false;             ///< Its kernels are for GPUs.

  /// Those that one replica takes in a step.
  int64_t getMicroBatchesOfReplica() const {
    return manifest.microBatches / replicas;
  }
  /// The ranks of all replicas: rank q runs the program of rank
  /// `q % manifest.ranks` in replica `q / manifest.ranks`.
  int64_t getNumRanks() const { return replicas * manifest.ranks; }
  const Program &getProgram(size_t rank) const {
    return manifest.programs[rank % size_t(manifest.ranks)];
  }
  int64_t getReplica(size_t rank) const {
    return int64_t(rank) / manifest.ranks;
  }
  /// "rank 5", and of one of several replicas "rank 5 (replica 1, rank 1)".
  std::string getRankName(size_t rank) const;
};

/// Loads the bundle in the folder `path`, and for one whose tasks have no code
/// the library `kernels`, whose path is "" if there is none; throws Failure.
Bundle loadBundle(const std::string &path, const std::string &kernels = "");

/// The value of a parameter that is in the bundle. Throws Failure if it is not
/// of the parameter's type, or not there.
const NamedTensor &findConstant(const Bundle &bundle,
                                const Parameter &parameter);

/// Makes it a bundle of so many replicas. Throws Failure if its programs have
/// gradients that they do not add up over replicas, or there is no room for the
/// ranks or the data of a step.
void replicate(Bundle &bundle, int64_t replicas);

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_BUNDLE_H
