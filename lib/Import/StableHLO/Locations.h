//===- Locations.h - Where an op was written --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_LOCATIONS_H
#define PIPE_LIB_IMPORT_STABLEHLO_LOCATIONS_H

#include "mlir/IR/Diagnostics.h"

namespace mlir::pipe::hlo {

/// Adds a note with the line of the user's program that `op` comes from, if its
/// location tells; returns failure.
LogicalResult noteUserLocation(InFlightDiagnostic &error, Operation *op);

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_LOCATIONS_H
