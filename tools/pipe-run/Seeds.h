//===- Seeds.h - Seeds of micro-batches -------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPERUN_SEEDS_H
#define PIPE_TOOLS_PIPERUN_SEEDS_H

#include "Session.h"

#include "pipe/TensorIO/Bytes.h"

#include <cstdint>
#include <optional>

namespace mlir::pipe {

/// Fills the inputs that random numbers start from. An element is a function
/// of --seed, of its input and of its own number in the whole run alone, so
/// that each schedule and the unpartitioned model draw the same.
class SeedSource {
public:
  /// Throws Failure (bad usage) if there is a seed and no input that takes it.
  SeedSource(const Manifest &manifest, std::optional<uint64_t> seed);

  bool fills(const Input &input) const { return seed && input.isSeed; }

  /// Fills `drawn` with the slices of all micro-batches of the step with the
  /// number `step`, from 0, one after the other: all bits random.
  void draw(const Input &input, int64_t step, Bytes &drawn) const;

private:
  const Manifest &manifest;
  std::optional<uint64_t> seed;
};

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPERUN_SEEDS_H
