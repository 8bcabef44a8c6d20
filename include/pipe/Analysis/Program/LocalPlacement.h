//===- LocalPlacement.h - Where rings of slots lie --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Offline dynamic storage allocation of rings. Slot s of a ring lies at its
// offset + s * stride, so only the offset is to be chosen; slots of two rings
// may have bytes in common if their lives have no moment in common:
//
//   bytes                    lives of two rings of two slots
//   ^   | b1 |    |          a0, a1 at moments 0 to 5
//   |   | b0 | a1 |          b0     at moments 6 to 9
//   |   |    | a0 |          b1     at moments 4 to 9: b0 lies on a1, b1 behind
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_PROGRAM_LOCALPLACEMENT_H
#define PIPE_ANALYSIS_PROGRAM_LOCALPLACEMENT_H

#include "pipe/Analysis/Program/Lives.h"

namespace mlir::pipe {

/// A ring of `numSlots` slots of `stride` bytes each, and when they are needed:
/// a list a slot, or one for all of them.
struct PlacedRing {
  int64_t numSlots = 1;
  int64_t stride = 0;
  std::vector<Lives> lives;

  int64_t getBytes() const { return numSlots * stride; }
};

/// `offsets[i]` is where ring i begins.
struct LocalPlacement {
  std::vector<int64_t> offsets;
  int64_t bytes = 0; ///< Of all rings together.
};

/// Returns the rings one behind the other. Their sizes must have a sum.
LocalPlacement placeApart(const std::vector<PlacedRing> &rings);

/// Returns a placement of at most as many bytes as `placeApart`, and that one
/// if none of fewer bytes is found. Offsets are sums and differences of
/// strides. Takes the rings by size, by their first moment and by how long they
/// are needed, each into the smallest gap that it fits into or the first one,
/// and keeps the best of these. Equal input gives equal output.
LocalPlacement placeShared(const std::vector<PlacedRing> &rings);

/// Returns the most bytes that are needed at one moment. No placement has
/// fewer.
int64_t getPeakBytes(const std::vector<PlacedRing> &rings);

} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_PROGRAM_LOCALPLACEMENT_H
