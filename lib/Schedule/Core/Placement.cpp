//===- Placement.cpp - Which rank holds which stage -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Schedule/Core/Placement.h"

using namespace mlir::pipe;

std::string_view mlir::pipe::toString(PlacementKind kind) {
  switch (kind) {
  case PlacementKind::Linear:
    return "linear";
  case PlacementKind::Loop:
    return "loop";
  case PlacementKind::Wave:
    return "wave";
  }
  return "?";
}

std::vector<int64_t> mlir::pipe::makePlacement(PlacementKind kind,
                                               int64_t ranks,
                                               int64_t virtualStages) {
  std::vector<int64_t> placement;
  placement.reserve(static_cast<size_t>(ranks * virtualStages));
  for (int64_t chunk = 0; chunk < virtualStages; ++chunk) {
    bool descending = kind == PlacementKind::Wave && chunk % 2 == 1;
    for (int64_t i = 0; i < ranks; ++i)
      placement.push_back(descending ? ranks - 1 - i : i);
  }
  return placement;
}
