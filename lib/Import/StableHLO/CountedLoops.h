//===- CountedLoops.h - Loops that count to a constant ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_COUNTEDLOOPS_H
#define PIPE_LIB_IMPORT_STABLEHLO_COUNTEDLOOPS_H

#include "Importer.h"

#include <optional>

namespace mlir::pipe::hlo {

/// A while that runs a known number of times: operand `counter` starts at
/// `first`, grows by `step` in the body, and the condition is counter < end.
struct CountedLoop {
  unsigned counter;
  int64_t first, end, step;

  int64_t getTrips() const;
};

/// Returns what is known of a while (whose regions are checked), if it counts.
std::optional<CountedLoop> findCountedLoop(Operation *op);

/// Makes scf.for of it, from 0 to the number of trips.
LogicalResult lowerCountedLoop(Importer &importer, Operation *op,
                               const CountedLoop &loop);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_COUNTEDLOOPS_H
