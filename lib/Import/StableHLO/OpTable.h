//===- OpTable.h - What becomes of each op ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_IMPORT_STABLEHLO_OPTABLE_H
#define PIPE_LIB_IMPORT_STABLEHLO_OPTABLE_H

#include "Importer.h"
#include "Scalars.h"

#include <optional>

namespace mlir::pipe::hlo {

/// Sets what each result of `op` becomes, or emits an error. The builder stands
/// where the new ops go.
using LowerFunction = LogicalResult (*)(Importer &, Operation *op);

/// Returns what one element of an element-wise op is.
using ScalarFunction = Value (*)(ScalarBuilder &, const ScalarOp &);

/// What becomes of an op: exactly one of the three is set.
struct OpEntry {
  ScalarFunction scalar = nullptr; ///< Element by element.
  LowerFunction lower = nullptr;
  StringRef refusal; ///< Why there is no lowering.
};

/// Returns the entry for `op`; none if no such op is known. `mhlo` ops are
/// looked up under the name of StableHLO.
std::optional<OpEntry> findEntry(Operation *op);

/// Returns true for the dialects whose ops are lowered here.
bool isStableHLO(Operation *op);

#define ELEMENTWISE(DIALECT, OP, FUNCTION)                                     \
  Value FUNCTION(ScalarBuilder &, const ScalarOp &);
#define LOWERED(DIALECT, OP, FUNCTION)                                         \
  LogicalResult FUNCTION(Importer &, Operation *);
#define REFUSED(DIALECT, OP, REASON)
#include "OpTable.def"

} // namespace mlir::pipe::hlo

#endif // PIPE_LIB_IMPORT_STABLEHLO_OPTABLE_H
