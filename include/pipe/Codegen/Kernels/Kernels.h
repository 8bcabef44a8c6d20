//===- Kernels.h - What passes on kernels share -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_KERNELS_H
#define PIPE_CODEGEN_KERNELS_KERNELS_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir::pipe {

/// Returns the kernels of `module`: its functions that have a body.
SmallVector<func::FuncOp> getKernels(ModuleOp module);

/// Returns what the kernels of the module around `op` are made for.
///
/// \errors  At `op`, with the pass that sets it, if the module does not say.
FailureOr<KernelTargetAttr> requireKernelTarget(Operation *op);

/// The end of a message at `op`: "has no code generation for the host", with
/// the name of the target that the module says, if it says one.
std::string sayNoCode(Operation *op);

/// Gives every use of a `tensor.empty` or a fill an op of its own, so that none
/// has to be copied before it is written.
void splitEmptyTensors(RewriterBase &rewriter, func::FuncOp func);

/// On a function: it holds one loop nest that kernels call.
inline constexpr llvm::StringLiteral kLoopAttr = "pipe.loop";

/// On a linalg op: it is a matrix product, decided by the op alone before
/// anything is fused.
inline constexpr llvm::StringLiteral kContractionAttr = "pipe.contraction";
/// On a contraction: its destination's old contents are not read.
inline constexpr llvm::StringLiteral kOverwriteAttr = "pipe.overwrite";

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_KERNELS_KERNELS_H
