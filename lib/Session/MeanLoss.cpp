//===- MeanLoss.cpp - The loss of a step ----------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/MeanLoss.h"

#include "pipe/TensorIO/Elements.h"

using namespace mlir::pipe;
using namespace mlir::pipe::session;

std::optional<double>
mlir::pipe::session::getMeanLoss(const Manifest &manifest,
                                 const std::vector<Bytes> &outputs) {
  std::optional<size_t> loss;
  for (size_t i = 0; i < manifest.outputs.size(); ++i) {
    if (!manifest.outputs[i].loss)
      continue;
    if (loss)
      return std::nullopt;
    loss = i;
  }
  if (!loss)
    return std::nullopt;
  const TensorType &type = manifest.outputs[*loss].type;
  if (!isFloat(type.type) || countElements(type.shape) != 1)
    return std::nullopt;
  double sum = 0;
  for (int64_t m = 0; m < manifest.microBatches; ++m)
    sum += readElement(type.type, outputs[*loss].data(), m);
  return sum / double(manifest.microBatches);
}
