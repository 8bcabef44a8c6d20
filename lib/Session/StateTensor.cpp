//===- StateTensor.cpp - What an optimizer keeps --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/StateTensor.h"

#include <set>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

std::vector<StateTensor>
mlir::pipe::session::makeStates(const Manifest &manifest) {
  std::vector<StateTensor> tensors;
  std::set<std::string> seen;
  for (const bundle::State &item : manifest.states) {
    const Parameter &parameter = manifest.getParameter(item);
    std::string key = bundle::getStateKey(item.role, parameter.name);
    if (!seen.insert(key).second)
      continue;
    TensorType type = item.type;
    if (item.owner == bundle::State::OfPart)
      type.shape = parameter.type.shape;
    Bytes zero(size_t(*countBytes(type)), 0);
    tensors.push_back({std::move(key), std::move(type), std::move(zero)});
  }
  return tensors;
}
