//===- OpEffects.h - May an op be copied or moved ---------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_ANALYSIS_OPFACTS_OPEFFECTS_H
#define PIPE_ANALYSIS_OPFACTS_OPEFFECTS_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::pipe {
/// Returns the value of a constant of any dialect, registered or not: an op
/// without operands and regions whose single result has the type of its single
/// elements attribute. Null for other ops.
ElementsAttr getConstantValue(Operation *op);

/// Names of the dialects whose unregistered ops have no effects, which
/// `pipe-import` has left on the module.
llvm::StringSet<> readPureDialects(Operation *module);

/// True when `op` may be copied, moved and dropped: a constant, an op that says
/// that it has no effects, or an op of a dialect in `pureDialects`; nested ops
/// included.
bool isPureOp(Operation *op, const llvm::StringSet<> &pureDialects);

/// True when `op` draws random numbers, known by its name.
bool isRandomOp(Operation *op);
} // namespace mlir::pipe

#endif // PIPE_ANALYSIS_OPFACTS_OPEFFECTS_H
