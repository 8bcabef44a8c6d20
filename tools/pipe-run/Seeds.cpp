//===- Seeds.cpp - Seeds of micro-batches ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "ProbeDirection.h"

#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cstring>

using namespace mlir::pipe;

SeedSource::SeedSource(const Manifest &manifest, std::optional<uint64_t> seed)
    : manifest(manifest), seed(seed) {
  auto isSeed = [](const Input &input) { return input.isSeed; };
  if (seed &&
      std::none_of(manifest.inputs.begin(), manifest.inputs.end(), isSeed))
    throw Failure{"--seed: the model has no input that is a seed, as a "
                  "dropout that torch-mlir printed has; numbers that the "
                  "model reads (keys of JAX) come with --inputs",
                  ExitStatus::BadUsage};
}

void SeedSource::draw(const Input &input, int64_t step, Bytes &drawn) const {
  uint64_t stream =
      mixBits(*seed, *ManifestIndex(manifest).findInput(input.name));
  size_t size = static_cast<size_t>(getInfo(input.type.type).bytes);
  uint64_t first = uint64_t(step) * (drawn.size() / size);
  for (size_t i = 0; i * size < drawn.size(); ++i) {
    uint64_t bits = mixBits(stream, first + i);
    std::memcpy(drawn.data() + i * size, &bits, size);
  }
}
