//===- InlineCalls.h - Calls in regions of StableHLO ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_IMPORT_STABLEHLO_INLINECALLS_H
#define PIPE_IMPORT_STABLEHLO_INLINECALLS_H

#include "mlir/IR/BuiltinOps.h"

namespace mlir::pipe {

/// Replaces each func.call in the region of an op that nobody registered by the
/// body of the function. JAX prints such calls in reducers and scatters, but
/// MLIR takes an unregistered op with one region for a symbol table of its own,
/// finds no function in there, and refuses the module. So this has to run
/// before a module is verified (`verifyAfterParse` of ParserConfig); a call
/// that does not fit its function, or is recursive, stays for the verifier.
///
///     "stablehlo.reduce"(%x, %i) ({            "stablehlo.reduce"(%x, %i) ({
///     ^bb0(%a: tensor<f32>, %b: tensor<f32>):  ^bb0(%a: ..., %b: ...):
///       %0 = func.call @relu(%a)          ->     %0 = "stablehlo.maximum"(%a,
///       ...
///       ...                                      ...
void inlineCallsInRegions(ModuleOp module);

} // namespace mlir::pipe

#endif // PIPE_IMPORT_STABLEHLO_INLINECALLS_H
